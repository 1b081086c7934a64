"""The step after the products on show: the one question that helps most, or a line that helps to choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from actions.happened import Answered, Happened, NeedTold, QuestionAnswered, QuestionAsked
from actions.reading import OFFER_PERSON, SELECTION, STOP_ASKING, chips_of, question_block
from actions.shelf import Shelf
from actions.shopper import Shopper
from bot.selection.engine import Decision
from bot.selection.mood import MoodRules
from bot.selection.state import State
from bot.shop.ports import Category


@dataclass(frozen=True, slots=True)
class NextStep:
    """What goes with the products on show."""

    state: State
    question: Mapping[str, Any]
    """As docs/protocol.md has it; empty when nothing is asked."""
    chips: tuple[dict[str, str], ...]
    """Its answers, each of which can be typed."""
    closing: str
    """Name of the response that helps to choose; empty when there is a question, or nothing to say."""
    offers_person: bool
    happened: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Decides on the next step, by the shop's policy and its rules for moods."""

    shelf: Shelf
    policy: str
    mood: MoodRules

    def after(self, shopper: Shopper, category: Category, state: State, *, shown: int, fits_all: bool) -> NextStep:
        """The step after `shown` products for `state`, which is what the message made of the choice.

        Nothing is asked while nothing fits: what stands in the way is what to talk about then.
        """
        deeds = self.mood.deeds(SELECTION, shopper.scores, shopper.negatives)
        state = _told(replace(state, quiet=state.quiet or STOP_ASKING in deeds), shopper)
        decision = self.shelf.engine(category).decide(state, self.policy) if fits_all else None
        asked = decision.question if decision else None
        state = replace(state, question=asked, asked=(*state.asked, asked.about) if asked else state.asked)
        happened = (*_passed(shopper, state), *_need_told(shopper.selection, state), *_asked(category, decision))
        chips = chips_of(replace(shopper, selection=state), self.shelf)
        return NextStep(
            state=state,
            question=question_block(replace(shopper, selection=state), self.shelf),
            chips=chips,
            closing=_closing(decision, shown),
            offers_person=OFFER_PERSON in deeds,
            happened=happened,
        )


def _told(state: State, shopper: Shopper) -> State:
    """The state with the turn in which each wish was said, and that there is a need."""
    old = shopper.selection.constraints
    dated = tuple(c if c in old else replace(c, turn=state.turn) for c in state.constraints)
    return replace(state, constraints=dated, need_kind=state.need_kind if state.need_kind == "impulse" else "explicit")


def _closing(decision: Decision | None, shown: int) -> str:
    """After the last question the shopper is helped to choose; who wants no more questions gets none."""
    if decision is None or decision.question or decision.why == "quiet" or not shown:
        return ""
    return "utter_closing" if shown > 1 else "utter_closing_one"


def _passed(shopper: Shopper, state: State) -> Iterator[Happened]:
    """What became of the question that was open: another wish answered it, or it was passed over."""
    question, category = shopper.selection.question, shopper.selection.category
    if question and category:
        new = {c.attribute for c in state.constraints if c not in shopper.selection.constraints}
        needed = question.about == "need" and state.needs != shopper.selection.needs
        waved: Answered = "waved" if question.about in state.waved else "passed"
        yield QuestionAnswered(category, question.about, "other" if question.about in new or needed else waved)


def _need_told(before: State, state: State) -> Iterator[Happened]:
    known = (before.need_kind, before.category, before.needs)
    if state.need_kind and known != (state.need_kind, state.category, state.needs):
        yield NeedTold(state.need_kind, state.category or "", state.needs)


def _asked(category: Category, decision: Decision | None) -> Iterator[Happened]:
    if decision and (asked := decision.question):
        yield QuestionAsked(category.key, asked.about, asked.gain, decision.claimed, len(asked.options))
