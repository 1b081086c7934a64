"""Answering: what a message says to the question that is open, and the phrases that steer the questions."""

from __future__ import annotations

from bot.selection.answering.reading import ANSWER, WAVED, Answer, Asked, read_answer
from bot.selection.answering.words import (
    agreed,
    flat,
    goes_onward,
    is_beside,
    keeps_budget,
    needs_denied,
    needs_said,
    orders,
    takes_closest,
    undoes,
    wants_alike,
    wants_quiet,
    waved_title,
    waves,
)

__all__ = [
    "ANSWER",
    "WAVED",
    "Answer",
    "Asked",
    "agreed",
    "flat",
    "goes_onward",
    "is_beside",
    "keeps_budget",
    "needs_denied",
    "needs_said",
    "orders",
    "read_answer",
    "takes_closest",
    "undoes",
    "wants_alike",
    "wants_quiet",
    "waved_title",
    "waves",
]
