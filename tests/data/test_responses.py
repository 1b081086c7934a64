"""The texts of the bot: all there, in both languages, with the same fields and buttons."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from actions.saying import AGAIN

DATA = Path(__file__).parents[2] / "data"
ENGLISH = [{"type": "slot", "name": "language", "value": "en"}]
LONGEST = 220
"""Characters that still read as one chat bubble on a phone."""

FIELDS: dict[str, dict[str, set[str]]] = {
    "general": {
        "utter_other_request": {"what"},
        "utter_offer_callback": set(),
        "utter_address_u": set(),
        "utter_address_je": set(),
        "utter_not_understood_about": {"about"},
        "utter_offer_person_why": set(),
        "utter_let_be_again": set(),
        "utter_let_be": set(),
        "utter_invite": set(),
        "utter_language": set(),
        "utter_repeat": {"said"},
        "utter_once_more": {"said"},
        "utter_greet": {"shop_name"},
        "utter_greet_again": {"shop_name"},
        "utter_thank": set(),
        "utter_thank_again": set(),
        "utter_done": set(),
        "utter_done_again": set(),
        "utter_not_understood": set(),
        "utter_not_understood_again": set(),
        "utter_offer_human": set(),
        "utter_offer_human_again": set(),
        "utter_offer_human_upset": set(),
        "utter_try_again": set(),
        "utter_person_wanted": set(),
        "utter_out_of_scope": set(),
        "utter_nothing_pending": set(),
        "utter_nothing_pending_again": set(),
        "utter_apology": set(),
        "utter_greet_page": {"shop_name", "title"},
        "utter_goodbye": set(),
        "utter_goodbye_again": set(),
        "utter_smalltalk": set(),
        "utter_smalltalk_again": set(),
        "utter_smalltalk_robot": set(),
        "utter_smalltalk_robot_again": set(),
        "utter_smalltalk_well": set(),
        "utter_smalltalk_well_again": set(),
        "utter_smalltalk_joke": set(),
        "utter_smalltalk_joke_again": set(),
        "utter_abuse": set(),
        "utter_abuse_again": set(),
    },
    "orientation": {
        "utter_inspiration": {"categories"},
        "utter_inspiration_whom": {"whom"},
        "utter_inspiration_again": {"categories"},
        "utter_inspiration_budget": {"price"},
        "utter_inspiration_gift": {"price", "whom"},
        "utter_inspiration_need": {"about"},
        "utter_inspiration_need_open": {"about"},
        "utter_inspiration_need_gift_open": {"about", "whom"},
        "utter_inspiration_need_gift": {"about", "whom"},
        "utter_explained_range_choice": {"label", "category", "range", "question"},
        "utter_inspiration_none": {"price"},
        "utter_explained": {"explanation"},
        "utter_explained_range": {"category", "label", "range"},
        "utter_range": {"label", "range"},
        "utter_guide": {"category", "points"},
        "utter_not_explained": {"thing"},
        "utter_not_explained_again": {"thing"},
        "utter_not_explained_which": set(),
        "utter_not_explained_which_again": set(),
    },
    "selection": {
        "utter_back_open": set(),
        "utter_price_open": set(),
        "utter_answer_unknown": {"said"},
        "utter_household_noted": {"categories", "household"},
        "utter_back_to_choice": {"category", "wishes"},
        "utter_carried": {"kept"},
        "utter_back": {"wishes"},
        "utter_question_not_it_again": set(),
        "utter_question_not_it": set(),
        "utter_question_good_again": set(),
        "utter_question_good": set(),
        "utter_question_meant_again": set(),
        "utter_question_meant": set(),
        "utter_question_why": set(),
        "utter_back_to_question": {"category"},
        "utter_ask_category": {"categories"},
        "utter_ask_category_again": {"categories"},
        "utter_not_sold": {"thing", "categories"},
        "utter_not_sold_near": {"thing", "near"},
        "utter_found": {"thing"},
        "utter_found_meant": {"meant"},
        "utter_found_partly": {"thing"},
        "utter_found_described": {"thing"},
        "utter_other_category": {"category"},
        "utter_shortlist": {"wishes"},
        "utter_shortlist_again": {"wishes"},
        "utter_shortlist_partly": {"missed"},
        "utter_shortlist_partly_again": {"missed"},
        "utter_nothing_fits_again": {"missed"},
        "utter_shortlist_one": set(),
        "utter_shortlist_one_again": set(),
        "utter_shortlist_open": set(),
        "utter_shortlist_open_again": set(),
        "utter_nothing_fits": {"missed"},
        "utter_nothing_together": {"wishes", "ways"},
        "utter_nothing_together_again": {"wishes", "ways"},
        "utter_nothing_such": {"wishes", "ways"},
        "utter_nothing_such_again": {"wishes", "ways"},
        "utter_nothing_in_stock": {"titles", "ways"},
        "utter_contradiction": {"one", "other"},
        "utter_restart": {"categories"},
        "utter_ask_value_range": {"label", "range"},
        "utter_fact_each": {"label", "values"},
        "utter_still": {"wishes"},
        "utter_still_again": {"wishes"},
        "utter_answered_still": {"answer"},
        "utter_answered_still_again": {"answer"},
        "utter_given_way": {"ways"},
        "utter_answered": {"answer"},
        "utter_answered_again": {"answer"},
        "utter_answer_waved": set(),
        "utter_answer_waved_again": set(),
        "utter_answer_which": set(),
        "utter_quiet": set(),
        "utter_mood_quiet": set(),
        "utter_mood_person": set(),
        "utter_closing": set(),
        "utter_closing_again": set(),
        "utter_closing_one": set(),
        "utter_closing_one_again": set(),
        "utter_alike": {"title"},
        "utter_allowed": {"label"},
        "utter_same_budget": {"wishes"},
        "utter_others": set(),
        "utter_others_again": set(),
        "utter_no_more": set(),
        "utter_all_shown": set(),
        "utter_nothing_beside": {"title"},
        "utter_all_sold_out": {"category"},
        "utter_no_more_again": set(),
        "utter_left_open": {"label"},
        "utter_roomier": {"wish"},
        "utter_wish_unknown": {"wish"},
        "utter_ask_budget": set(),
        "utter_no_budget": set(),
        "utter_ask_value": {"label"},
        "utter_advice": {"title"},
        "utter_shown_yes": set(),
        "utter_shown_yes_again": set(),
        "utter_shown_no": set(),
        "utter_shown_no_again": set(),
        "utter_cheaper": {"reference"},
        "utter_cheaper_again": {"reference"},
        "utter_no_cheaper_unless": {"ways"},
        "utter_no_critique_unless": {"wish", "ways"},
        "utter_no_cheaper": set(),
        "utter_no_cheaper_again": set(),
        "utter_critique": {"wish", "reference"},
        "utter_no_critique": {"wish"},
        "utter_instead": {"wish"},
        "utter_fact": {"title", "label", "value"},
        "utter_fact_yes": {"title", "label"},
        "utter_fact_no": {"title", "label"},
        "utter_fact_unknown": {"title", "label"},
        "utter_facts": {"title", "facts"},
        "utter_detail_which": set(),
        "utter_not_shown": {"titles"},
        "utter_in_stock": {"title"},
        "utter_sold_out": {"title"},
        "utter_no_differences": set(),
        "utter_compared_two": {"difference", "first", "first_best", "second", "second_best"},
        "utter_compared_two_same_price": {"first", "first_best", "second", "second_best"},
        "utter_compared_one": {"difference", "first", "first_best", "second"},
        "utter_compared_one_same_price": {"first", "first_best", "second"},
        "utter_compared_more": {"strengths"},
        "utter_compared_taste": set(),
        "utter_compared_apart": {"titles"},
        "utter_compared_advice": {"title", "wishes"},
        "utter_compared_depends": set(),
        "utter_compared_on": {"label", "title", "value"},
        "utter_reason": {"reasons", "title"},
        "utter_reason_none": {"title"},
        "utter_fact_fits": {"label", "title", "value"},
        "utter_fact_misses": {"label", "title", "value"},
        "utter_fact_beside": {"label", "middle", "title", "value"},
        "utter_household": {"household", "wishes"},
        "utter_no_differences_again": set(),
    },
    "transaction": {
        "utter_chosen": {"price", "title"},
        "utter_chosen_again": {"price", "title"},
        "utter_chosen_energy": {"energy", "price", "title"},
        "utter_chosen_pieces": {"price", "quantity", "title"},
        "utter_chosen_these": {"price", "titles"},
        "utter_chosen_sold_out": {"title"},
        "utter_sold_out_instead": {"title"},
        "utter_enough": {"title", "reference", "difference"},
        "utter_accessories": {"titles"},
        "utter_choose_which": set(),
        "utter_choose_which_again": set(),
        "utter_take_back_offer": {"category"},
        "utter_basket": {"titles", "total"},
        "utter_basket_empty": set(),
        "utter_basket_unknown": set(),
        "utter_checkout": set(),
        "utter_checkout_empty": set(),
        "utter_checkout_chosen": {"title"},
        "utter_payment_only": {"methods"},
        "utter_shop_answer": {"answer"},
        "utter_checkout_fails": set(),
        "utter_delivery": {"cost", "free_from"},
        "utter_delivery_cost": {"cost"},
        "utter_delivery_free": set(),
        "utter_cost_of": {"cost", "title"},
        "utter_cost_of_none": {"title"},
        "utter_arrival": {"cut_off", "day", "days"},
        "utter_arrival_of": {"cut_off", "day", "days", "title"},
        "utter_countries": {"countries"},
        "utter_delivers_to": {"country"},
        "utter_delivers_not_to": {"countries", "country"},
        "utter_pickup": {"kept", "place"},
        "utter_payment": {"methods"},
        "utter_terms_unknown": set(),
    },
    "delivery": {
        "utter_ask_order_number_resumed_again": set(),
        "utter_part_none": {"coming", "number"},
        "utter_order_where": set(),
        "utter_order_why": set(),
        "utter_order_ok": set(),
        "utter_no_orders": set(),
        "utter_ask_order_number": set(),
        "utter_ask_order_number_upset": set(),
        "utter_ask_order_number_misses": set(),
        "utter_ask_order_number_unknown": set(),
        "utter_ask_order_number_misses_twice": set(),
        "utter_ask_postcode_unknown": set(),
        "utter_ask_postcode_misses_twice": set(),
        "utter_order_not_found_twice": set(),
        "utter_order_no_news": {"number"},
        "utter_order_not_told": {"number"},
        "utter_order_why_late": {"number"},
        "utter_order_ask_colleague": {"number"},
        "utter_order_day_only": {"expected", "number"},
        "utter_order_kept": {"day", "number", "place"},
        "utter_order_refunded": {"at", "number", "refund"},
        "utter_part_agreed": {"number"},
        "utter_problem_still": {"number"},
        "utter_ask_order_number_resumed": set(),
        "utter_ask_postcode": set(),
        "utter_ask_postcode_upset": set(),
        "utter_ask_postcode_misses": set(),
        "utter_ask_postcode_resumed": set(),
        "utter_order_not_found": set(),
        "utter_order_locked": set(),
        "utter_order_let_be": set(),
        "utter_order_given_up": set(),
        "utter_order_placed": {"expected", "number"},
        "utter_order_placed_open": {"number"},
        "utter_order_processing": {"expected", "number"},
        "utter_order_processing_open": {"number"},
        "utter_order_shipped": {"expected", "number"},
        "utter_order_shipped_open": {"number"},
        "utter_order_out_for_delivery": {"number"},
        "utter_order_delivered": {"at", "number"},
        "utter_order_delivered_open": {"number"},
        "utter_order_delayed": {"expected", "number", "promised"},
        "utter_order_delayed_open": {"number", "promised"},
        "utter_order_late": {"expected", "number"},
        "utter_order_late_open": {"number"},
        "utter_order_cancelled": {"at", "number", "refund"},
        "utter_order_returned": {"at", "number", "refund"},
        "utter_order_partly_delivered": {"coming", "expected", "number", "received"},
        "utter_order_partly_delivered_open": {"coming", "number", "received"},
        "utter_order_ready": {"number", "place"},
        "utter_order_pickup": {"expected", "number", "place"},
        "utter_order_pickup_open": {"number", "place"},
        "utter_order_picked_up": {"at", "number", "place"},
        "utter_order_sold_out": {"refund", "titles"},
        "utter_all_received": set(),
        "utter_part_coming": {"coming", "expected", "number", "received"},
        "utter_part_coming_open": {"coming", "number", "received"},
        "utter_part_missing": {"at", "titles"},
        "utter_problem_delivered": {"at", "number"},
        "utter_problem_delivered_open": {"number"},
        "utter_problem_damaged": {"number"},
        "utter_problem_wrong": {"number"},
        "utter_problem_person": set(),
    },
    "people": {
        "utter_callback_why": set(),
        "utter_human_called": set(),
        "utter_human_called_behind": {"ahead"},
        "utter_human_waiting": set(),
        "utter_human_waiting_behind": {"ahead"},
        "utter_human_not_needed": set(),
        "utter_human_wait": {"ahead"},
        "utter_callback_when": set(),
        "utter_callback_stays": set(),
        "utter_callback_instead": set(),
        "utter_desk_closed": {"opens"},
        "utter_only_callback": set(),
        "utter_ask_callback_contact": set(),
        "utter_callback_contact_invalid": set(),
        "utter_callback_given_up": set(),
        "utter_callback_confirmed": {"contact"},
        "utter_callback_cancelled": set(),
    },
    "customer_care": {
        "utter_change_ended": {"number"},
        "utter_change_too_late": {"number"},
        "utter_confirm_cancel": {"number", "titles"},
        "utter_confirm_address": {"number", "titles"},
        "utter_confirm_change": {"number", "titles"},
        "utter_confirm_return": {"number", "titles"},
        "utter_confirm_return_until": {"day", "number", "titles"},
        "utter_return_late": {"day", "number"},
        "utter_returns": {"days", "pays", "refund_days"},
        "utter_returns_except": {"excluded"},
        "utter_return_start": set(),
        "utter_refund_days": {"refund_days"},
        "utter_repair_time": set(),
        "utter_confirm_repair": {"number", "titles"},
        "utter_guarantee": {"months"},
        "utter_guarantee_of": {"category", "months", "years"},
        "utter_usage_facts": {"facts", "title"},
        "utter_usage_unknown": set(),
        "utter_complaint": set(),
        "utter_complaint_order": {"number"},
        "utter_privacy": {"days", "transcript"},
        "utter_privacy_mood": set(),
        "utter_privacy_erase": set(),
        "utter_privacy_read": set(),
        "utter_privacy_more": set(),
        "utter_confirm_open": {"number"},
        "utter_request_passed": {"number"},
        "utter_request_with_staff": {"number"},
        "utter_complaint_waiting": set(),
        "utter_complaint_still": set(),
        "utter_request_dropped": set(),
    },
    "in_between": {
        "utter_feedback": set(),
        "utter_feedback_good": set(),
        "utter_feedback_score": {"most", "score"},
        "utter_feedback_low": {"most", "score"},
        "utter_repurchase": set(),
        "utter_repurchase_sold_out": set(),
        "utter_repurchase_gone": set(),
        "utter_take_back": set(),
        "utter_take_back_of": {"category"},
        "utter_take_back_not": {"category"},
        "utter_take_back_late": {"number"},
        "utter_confirm_take_back": {"number", "titles"},
    },
}
PAYLOADS = {
    "utter_smalltalk_robot": ["/request_human"],
    "utter_smalltalk_robot_again": ["/request_human"],
    "utter_abuse": ["/request_human", "/deny"],
    "utter_abuse_again": ["/request_human", "/deny"],
    "utter_explained_range": ["/request_human"],
    "utter_explained_range_choice": ["/request_human"],
    "utter_not_explained": ["/request_human"],
    "utter_not_explained_again": ["/request_human"],
    "utter_reason_none": ["/request_human"],
    "utter_human_called": ["liever teruggebeld"],
    "utter_human_called_behind": ["liever teruggebeld"],
    "utter_human_waiting": ["liever teruggebeld"],
    "utter_human_waiting_behind": ["liever teruggebeld"],
    "utter_invite": ["/state_need", "/order_status", "/request_human"],
    "utter_offer_callback": ["/request_human", "/deny"],
    "utter_offer_person_why": ["/request_human", "/deny"],
    "utter_part_none": ["/request_human"],
    "utter_offer_human": ["/request_human", "/deny"],
    "utter_offer_human_again": ["/request_human", "/deny"],
    "utter_offer_human_upset": ["/request_human", "/deny"],
    "utter_apology": ["/request_human"],
    "utter_quiet": ["vergelijk ze", "goedkoper", "toon meer"],
    "utter_mood_quiet": ["vergelijk ze", "goedkoper", "toon meer"],
    "utter_mood_person": ["/request_human", "/deny"],
    "utter_closing": ["vergelijk ze", "ik neem de eerste", "toon meer"],
    "utter_closing_again": ["vergelijk ze", "ik neem de eerste", "toon meer"],
    "utter_closing_one": ["ik neem deze", "waarom deze?"],
    "utter_closing_one_again": ["ik neem deze", "waarom deze?"],
    "utter_fact_unknown": ["/request_human"],
    "utter_chosen_sold_out": ["toon iets anders"],
    "utter_basket": ["/checkout_help"],
    "utter_checkout": ["hoe kan ik betalen?", "/ask_delivery_terms"],
    "utter_checkout_empty": ["hoe kan ik betalen?", "/ask_delivery_terms"],
    "utter_checkout_fails": ["/request_human"],
    "utter_terms_unknown": ["/request_human"],
    "utter_no_orders": ["/request_human"],
    "utter_ask_order_number_upset": ["/request_human"],
    "utter_ask_order_number_misses": ["/request_human", "/deny"],
    "utter_ask_postcode_misses": ["/request_human", "/deny"],
    "utter_order_not_found": ["/request_human"],
    "utter_order_locked": ["/request_human"],
    "utter_order_given_up": ["/request_human"],
    "utter_order_placed": ["/change_order"],
    "utter_order_placed_open": ["/change_order"],
    "utter_order_processing": ["/change_order"],
    "utter_order_processing_open": ["/change_order"],
    "utter_order_shipped": ["/delivery_problem"],
    "utter_order_shipped_open": ["/delivery_problem"],
    "utter_order_out_for_delivery": ["/delivery_problem"],
    "utter_order_delivered": ["/affirm", "maar een deel", "/deny", "/return_request"],
    "utter_order_delivered_open": ["/affirm", "maar een deel", "/deny", "/return_request"],
    "utter_order_delayed": ["/request_human"],
    "utter_order_delayed_open": ["/request_human"],
    "utter_order_late": ["/request_human"],
    "utter_order_late_open": ["/request_human"],
    "utter_order_cancelled": ["/request_human"],
    "utter_order_returned": ["/request_human"],
    "utter_order_partly_delivered": ["/delivery_problem"],
    "utter_order_partly_delivered_open": ["/delivery_problem"],
    "utter_order_ready": ["/delivery_problem"],
    "utter_order_pickup": ["/change_order"],
    "utter_order_pickup_open": ["/change_order"],
    "utter_order_picked_up": ["/affirm", "/delivery_problem", "/return_request"],
    "utter_all_received": ["/return_request", "/give_feedback"],
    "utter_part_coming": ["/delivery_problem"],
    "utter_part_coming_open": ["/delivery_problem"],
    "utter_part_missing": ["/affirm", "/deny"],
    "utter_problem_delivered": ["/affirm", "/deny"],
    "utter_problem_delivered_open": ["/affirm", "/deny"],
    "utter_problem_damaged": ["/affirm", "/deny"],
    "utter_problem_wrong": ["/affirm", "/deny"],
    "utter_problem_person": ["/request_human"],
    "utter_change_ended": ["/request_human"],
    "utter_change_too_late": ["/return_request", "/request_human"],
    "utter_confirm_cancel": ["/affirm", "/deny"],
    "utter_confirm_address": ["/affirm", "/deny"],
    "utter_confirm_change": ["/affirm", "/deny"],
    "utter_confirm_return": ["/affirm", "/deny"],
    "utter_confirm_return_until": ["/affirm", "/deny"],
    "utter_return_late": ["/warranty_repair", "/request_human"],
    "utter_return_start": ["/return_request"],
    "utter_confirm_repair": ["/affirm", "/deny"],
    "utter_usage_facts": ["/request_human"],
    "utter_usage_unknown": ["/request_human"],
    "utter_complaint": ["/request_human", "/order_status"],
    "utter_complaint_order": ["/request_human"],
    "utter_privacy_mood": ["/request_human"],
    "utter_ask_order_number_unknown": ["/request_human", "/deny"],
    "utter_ask_order_number_misses_twice": ["/request_human", "/deny"],
    "utter_ask_postcode_unknown": ["/request_human", "/deny"],
    "utter_ask_postcode_misses_twice": ["/request_human", "/deny"],
    "utter_order_not_found_twice": ["/request_human"],
    "utter_order_no_news": ["/affirm", "/deny"],
    "utter_order_not_told": ["/affirm", "/deny"],
    "utter_order_why_late": ["/affirm", "/deny"],
    "utter_person_wanted": ["/affirm", "/deny"],
    "utter_repair_time": ["/affirm", "/deny"],
    "utter_order_day_only": ["/request_human"],
    "utter_order_refunded": ["/request_human"],
    "utter_part_agreed": ["/delivery_problem"],
    "utter_problem_still": ["/affirm", "/deny"],
    "utter_human_wait": ["liever teruggebeld"],
    "utter_callback_stays": ["/affirm", "/deny"],
    "utter_checkout_chosen": ["hoe kan ik betalen?", "/ask_delivery_terms"],
    "utter_privacy_more": ["/affirm", "/deny"],
    "utter_confirm_open": ["/affirm", "/deny"],
    "utter_request_with_staff": ["/request_human"],
    "utter_complaint_waiting": ["liever teruggebeld"],
    "utter_complaint_still": ["/affirm", "/deny"],
    "utter_privacy_erase": ["/affirm", "/deny"],
    "utter_feedback_low": ["/request_human"],
    "utter_repurchase_sold_out": ["toon iets anders"],
    "utter_take_back": ["/dispose_old"],
    "utter_take_back_of": ["/dispose_old"],
    "utter_take_back_not": ["/request_human"],
    "utter_take_back_late": ["/request_human"],
    "utter_confirm_take_back": ["/affirm", "/deny"],
}
"""The buttons of the Dutch variations; every other text has none."""
ONLY_ENGLISH = {"the", "you", "your", "i", "i'll", "this", "which", "what", "can"}
ONLY_DUTCH = {"de", "je", "ik", "een", "dit", "deze", "welke", "wat", "kan", "niet", "voor"}
VARIED: frozenset[str] = frozenset()
"""Texts with a second wording that comes by chance: none, so that what is played again comes out the same."""

Variation = dict[str, Any]


def read(path: Path) -> dict[str, Any]:
    """A YAML file as a mapping."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


@cache
def texts() -> dict[str, list[Variation]]:
    """Every variation of every text, by its key."""
    files = [read(DATA / "responses" / f"{phase}.yml")["responses"] for phase in FIELDS]
    return dict(chain.from_iterable(file.items() for file in files))


def dutch(key: str) -> list[Variation]:
    """The variations without a condition: Rasa takes them unless another one's condition holds."""
    return [variation for variation in texts()[key] if "condition" not in variation]


def english(key: str) -> list[Variation]:
    """The variations that are said when the conversation is in English."""
    return [variation for variation in texts()[key] if variation.get("condition") == ENGLISH]


def fields(text: str) -> set[str]:
    """Names between braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def words(variation: Variation) -> set[str]:
    """The words of a text and its button titles, casefolded, fields left out."""
    titles = [button["title"] for button in variation.get("buttons", [])]
    literal = "".join(part for part, *_ in Formatter().parse(variation["text"]))
    cleaned = " ".join([literal, *titles]).casefold()
    return {word.strip(".,:;!?“”()") for word in cleaned.split()}


def payloads(variation: Variation) -> list[str]:
    """What the buttons of a variation send, in order."""
    return [button["payload"] for button in variation.get("buttons", [])]


def training_lines(language: str, phase: str, intent: str) -> list[str]:
    """The lines an intent is trained on."""
    blocks = read(DATA / "nlu" / language / f"{phase}.yml")["nlu"]
    examples: str = next(block["examples"] for block in blocks if block["intent"] == intent)
    return [line.removeprefix("- ") for line in examples.splitlines()]


every_text = pytest.mark.parametrize("key", [key for phase in FIELDS.values() for key in phase])


class TestFiles:
    """The phase name finds every text."""

    @pytest.mark.parametrize("phase", FIELDS)
    def test_a_file_holds_the_texts_of_its_phase(self, phase: str) -> None:
        """No text is missing and none stands in another phase, where Rasa would let the last one win."""
        assert set(read(DATA / "responses" / f"{phase}.yml")["responses"]) == set(FIELDS[phase])

    def test_every_file_is_named_after_a_phase(self) -> None:
        """Training is given the whole folder, so nothing else may lie there."""
        found = {path.name for path in (DATA / "responses").iterdir()}

        assert found == {f"{phase}.yml" for phase in FIELDS}


class TestLanguages:
    """Dutch is what the bot says by itself, English what it says when the slot tells so."""

    @every_text
    def test_every_variation_is_dutch_or_english(self, key: str) -> None:
        """A condition is exactly the one on the language, or absent."""
        assert len(dutch(key)) + len(english(key)) == len(texts()[key])

    @every_text
    def test_both_languages_have_equally_many_variations(self, key: str) -> None:
        """Two of the texts that are said often, one of the others."""
        expected = 2 if key in VARIED else 1

        assert len(dutch(key)) == expected
        assert len(english(key)) == expected

    @every_text
    def test_no_english_stands_without_its_condition(self, key: str) -> None:
        """Words that only English has do not occur in the Dutch variations, and the other way round."""
        assert not any(ONLY_ENGLISH & words(variation) for variation in dutch(key))
        assert not any(ONLY_DUTCH & words(variation) for variation in english(key))


class TestSecondWordings:
    """What is said twice in a row is said in other words."""

    @pytest.mark.parametrize(
        "key", sorted(k for k in texts() if k.endswith(AGAIN) and k.removesuffix(AGAIN) in texts())
    )
    def test_a_second_wording_differs_and_needs_no_other_fields(self, key: str) -> None:
        """It can take the place of the first."""
        first, second = texts()[key.removesuffix(AGAIN)], texts()[key]

        assert all(a["text"] != b["text"] for a, b in zip(first, second, strict=True))
        assert all(
            words(b) <= words(a) or fields(b["text"]) <= fields(a["text"]) for a, b in zip(first, second, strict=True)
        )


class TestFields:
    """An action hands over one set of fields, whichever variation is drawn."""

    @every_text
    def test_every_variation_has_the_agreed_fields(self, key: str) -> None:
        """Not one more, which would be shown as braces, and not one less, which would hide a fact."""
        agreed = next(phase[key] for phase in FIELDS.values() if key in phase)

        assert [fields(variation["text"]) for variation in texts()[key]] == [agreed] * len(texts()[key])

    @every_text
    def test_a_text_fits_a_chat_bubble(self, key: str) -> None:
        """Counted with the names of the fields in it."""
        assert max(len(variation["text"]) for variation in texts()[key]) <= LONGEST


class TestButtons:
    """Buttons do the same in both languages."""

    @every_text
    def test_a_text_has_its_agreed_buttons(self, key: str) -> None:
        """Every Dutch variation carries exactly the listed ones, in order."""
        assert [payloads(variation) for variation in dutch(key)] == [PAYLOADS.get(key, [])] * len(dutch(key))

    @every_text
    def test_buttons_are_parallel(self, key: str) -> None:
        """The same number in the same order; intents equal, plain text translated like the title."""
        for variation in english(key):
            pairs = list(zip(PAYLOADS.get(key, []), payloads(variation), strict=True))

            assert all((nl == en) == nl.startswith("/") for nl, en in pairs)

    @every_text
    def test_a_plain_payload_is_its_title(self, key: str) -> None:
        """Pressing such a button and typing what it says are one and the same."""
        buttons = [button for variation in texts()[key] for button in variation.get("buttons", [])]
        typed = [button for button in buttons if not button["payload"].startswith("/")]

        assert [button["payload"] for button in typed] == [button["title"].lower() for button in typed]

    @pytest.mark.parametrize("key", ["utter_shortlist", "utter_chosen_sold_out"])
    def test_a_plain_payload_is_a_training_line(self, key: str) -> None:
        """The bot surely understands what its own buttons type."""
        nl, en = (chain.from_iterable(map(payloads, variations)) for variations in (dutch(key), english(key)))

        for language, typed in (("nl", set(nl)), ("en", set(en))):
            known = (training_lines(language, "selection", intent) for intent in ("refine_choice", "compare_products"))
            assert typed <= set(chain.from_iterable(known))

    @every_text
    def test_no_button_has_braces(self, key: str) -> None:
        """Rasa fills fields in payloads too, so a payload with braces would not arrive as written."""
        buttons = [button for variation in texts()[key] for button in variation.get("buttons", [])]

        assert not any(set("{}") & set(button["payload"] + button["title"]) for button in buttons)
