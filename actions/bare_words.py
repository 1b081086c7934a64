"""Bare words in context: what "hoezo?", "mwah" or a thumb up means after a question, products, an offer, an order."""

from __future__ import annotations

from dataclasses import replace

from actions.explaining import EXPLAINED
from actions.general import AFFIRM, CHOOSE_PRODUCT, DENY, RECOMMENDATION_REASON, THANKED
from actions.offering import Offering
from actions.pending import CALLBACK_FORM, OFFER_HUMAN, told_of_order
from actions.reading import BARE_WORD, chips_of, question_block
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import Shopper
from bot.language.bare import Bare, bare_word, language_asked

_NO: frozenset[Bare] = frozenset({"bad", "no", "drop"})
_YES: frozenset[Bare] = frozenset({"good", "yes", "take"})
_ASKING: frozenset[Bare] = frozenset({"what", "why", "which"})


class BareWord(Offering):
    """A word that says nothing by itself, taken for what was said before it."""

    action_name = BARE_WORD

    async def sell(self, shopper: Shopper) -> Reply:
        """Answer by what the word is said to: a form, an offer, an order, a question, products, or nothing yet."""
        if language_asked(shopper.text):
            return Reply((Say("utter_language"),), selection=shopper.selection)
        word = bare_word(shopper.text)
        if word == "again" and shopper.said:
            return Reply((Say("utter_repeat", {"said": " ".join(shopper.said)}),), pending=shopper.pending)
        if shopper.pending == OFFER_HUMAN and not shopper.loop:
            return self._to_offer(word)
        if shopper.loop:
            return self._in_form(shopper, word)
        if word is None:
            return Reply(handed_to=FIND_PRODUCTS)
        if told_of_order(shopper):
            return Reply((Say("utter_order_ok"),))
        if chips_of(shopper, self.shelf):
            return self._to_question(shopper, word)
        return self._to_products(shopper, word) if shopper.selection.shown else self._to_nothing(shopper, word)

    def _in_form(self, shopper: Shopper, word: Bare | None) -> Reply:
        if shopper.loop == CALLBACK_FORM:
            return Reply((Say("utter_callback_why"),))
        why = word in ("why", None)
        return Reply((Say("utter_order_why" if why else "utter_order_where"),))

    def _to_offer(self, word: Bare | None) -> Reply:
        """A person is on offer: yes and no go their way, and whoever wavers is told what a person is for."""
        if word in _YES | _NO:
            return Reply(handed_to=AFFIRM if word in _YES else DENY)
        return Reply((Say("utter_offer_person_why"),), pending=OFFER_HUMAN)

    def _to_question(self, shopper: Shopper, word: Bare) -> Reply:
        """The question stays open; why it is asked, or what it was, is said with it."""
        if word == "back":
            return self._back(shopper)
        if word == "drop":
            return Reply((Say("utter_let_be"),), selection=replace(shopper.selection, question=None))
        if word in ("bad", "shrug"):
            response = "utter_question_not_it"
        elif word == "why":
            response = "utter_question_why"
        else:
            response = "utter_question_good" if word in ("good", "yes") else "utter_question_meant"
        if response == "utter_question_good" and EXPLAINED in shopper.answered:
            response = "utter_question_meant"
        return asked_again(shopper, response, self)

    def _to_products(self, shopper: Shopper, word: Bare) -> Reply:
        """Products are on show and nothing is asked."""
        if word == "back":
            return self._back(shopper)
        if word == "drop":
            return Reply((Say("utter_let_be"),))
        if word == "why":
            return Reply(handed_to=RECOMMENDATION_REASON)
        if word in ("which", "what", "take"):
            return Reply(handed_to=CHOOSE_PRODUCT)
        return Reply((Say("utter_shown_no"),)) if word in ("bad", "shrug", "no") else Reply(handed_to=AFFIRM)

    def _to_nothing(self, shopper: Shopper, word: Bare) -> Reply:
        """Nothing was found or asked yet."""
        if word in _ASKING:
            return Reply((Say("utter_invite"),))
        closed = THANKED | {"utter_goodbye", "utter_done"}
        done = word == "drop" or not closed.isdisjoint(shopper.answered)
        return Reply((Say("utter_done" if done else "utter_nothing_pending"),))

    def _back(self, shopper: Shopper) -> Reply:
        """The choice as it stands is shown once more."""
        category = self.shelf.category(shopper.selection.category)
        if category is None:
            return self.ask_category(shopper)
        state, waiting = shopper.selection, shopper.selection.question
        asked = tuple(about for about in state.asked if waiting is None or about != waiting.about)
        response = "utter_back" if state.constraints or state.needs else "utter_back_open"
        return self.offer(shopper, category, replace(state, chosen=None, question=None, asked=asked), response)


def asked_again(shopper: Shopper, response: str, action: Offering) -> Reply:
    """The open question once more, under `response`."""
    said = Say(response, chips=chips_of(shopper, action.shelf), question=question_block(shopper, action.shelf))
    return Reply((said,), selection=shopper.selection)
