"""Returning: after an answer about something else the question that was open is taken up again, once."""

from __future__ import annotations

from dataclasses import replace

from actions.reading import chips_of, question_block
from actions.reply import Reply, Say
from actions.shelf import Shelf
from actions.shopper import Shopper

BACK_TO_QUESTION = "utter_back_to_question"
_OF_THE_CHOICE = (
    "utter_fact", "utter_in_stock", "utter_sold_out", "utter_reason", "utter_compared", "utter_no_differences",
    "utter_choose", "utter_chosen", "utter_detail", "utter_not_shown", "utter_shown", "utter_advice",
    "utter_answer_which", "utter_ask_value",
)  # fmt: skip
"""How responses begin that go on about what is on show: no digression."""
_ENDS = ("utter_goodbye", "utter_done", "utter_thank", "utter_let_be", "utter_quiet", "utter_restart")
"""How responses begin after which nothing more is asked."""


def resumed(shopper: Shopper, shelf: Shelf, reply: Reply) -> Reply:
    """The reply with the open question behind it, when it was about something else and leaves that open.

    In another language it is asked at once; else not after two digressions in a row.
    """
    state = reply.selection or shopper.selection
    question = shopper.selection.question
    category = shelf.category(state.category)
    if category is None or question is None or state.question != question or state.quiet or not _is_beside(reply):
        return reply
    if BACK_TO_QUESTION in shopper.answered and not shopper.switched:
        return reply
    open_still = replace(shopper, selection=state)
    asked = Say(
        BACK_TO_QUESTION,
        {"category": category.labels[shopper.language].lower()},
        chips=chips_of(open_still, shelf),
        question=question_block(open_still, shelf),
    )
    return replace(reply, says=(*reply.says, asked))


def _is_beside(reply: Reply) -> bool:
    """Whether a reply stands beside the choice, and asks nothing of its own."""
    if not reply.says or reply.pending or reply.followup or reply.closes_form:
        return False
    shows = any(say.cards or say.table or say.question or say.chips for say in reply.says)
    return not shows and not any(say.response.startswith((*_OF_THE_CHOICE, *_ENDS)) for say in reply.says)
