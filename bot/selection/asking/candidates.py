"""The questions that could be asked now, each with its answers and which product would give which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bot.language.grades import GRADES, is_graded
from bot.selection.asking.answerability import NEED, is_told_only, priority
from bot.selection.asking.buckets import Buckets, buckets
from bot.selection.asking.redundancy import Redundancy
from bot.selection.belief import Belief, Evidence, Floats, Places
from bot.selection.needs import need_wishes
from bot.selection.state import Constraint, Op, Option, Question, State
from bot.selection.wishes import ends_of
from bot.shop.ports import Attribute, Kind

MOST = 7
LONGEST_VALUE = 40
"""Characters of the longest value that is offered as an answer."""
NEED_TEMPER = 1.0
"""How much of what a need's wishes say counts towards who would name it: they overlap."""

Codes = NDArray[np.intp]
Said = tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One question that could be asked."""

    question: Question
    chances: Floats
    """float64[places, options]: how likely who wants that product means each answer; all zero where unknown."""
    is_ordered: bool
    """Whether an answer's neighbours are what one may say by mistake."""
    is_certain: bool = True
    """Whether each product has one answer, or none; not so for what it is for."""

    @property
    def known(self) -> NDArray[np.bool_]:
        """Of which products the answer is known."""
        return np.asarray(self.chances.any(axis=1))


@dataclass(slots=True)
class Candidates:
    """Makes the questions about the products of one view."""

    evidence: Evidence
    _redundancy: Redundancy = field(init=False)
    _askable: tuple[Attribute, ...] = field(init=False)
    _all: tuple[Places, Floats] | None = None

    def __post_init__(self) -> None:
        """Leave out what is never asked."""
        self._redundancy = Redundancy(self.evidence.view)
        category = self.evidence.category
        self._askable = tuple(a for a in category.attributes if self._is_askable(a) and priority(category, a.key) > 0)

    def of(self, state: State, places: Places, shares: Floats) -> list[Candidate]:
        """Every question that may be asked and that parts the products at `places`, in the category's order.

        Never what is known from a wish, was asked or waved away, or says the same as what was.
        """
        done = self._done(state)
        made = (self._about(a, places, shares) for a in self._askable if not self._is_done(a, done))
        found = [c for c in made if c is not None and _parts(c)]
        if self.evidence.category.needs and NEED not in done and priority(self.evidence.category, NEED) > 0:
            found.extend(c for c in self._need(places, shares) if _parts(c))
        return found

    def fixed(self, state: State, believed: Belief) -> tuple[list[Candidate], Places, Floats]:
        """The same with the answers of a form, made from all products before any wish; and what is believed of those.

        No question to which all that is still likely has one answer.
        """
        places, before = self._of_all()
        now = believed.weights[places].astype(np.float64)
        shares = now / now.sum() if now.any() else before
        found = self.of(state, places, before)
        return [c for c in found if np.count_nonzero(shares @ c.chances) > 1], places, shares

    def _of_all(self) -> tuple[Places, Floats]:
        if self._all is None:
            self._all = self.evidence.belief(State()).sample()
        return self._all

    def _done(self, state: State) -> frozenset[str]:
        said = {c.attribute for c in state.constraints if c.op != "notin" or c.source == "answer"}
        return frozenset({*said, *state.asked, *state.waved, *((NEED,) if state.needs else ())})

    def _is_done(self, attribute: Attribute, done: frozenset[str]) -> bool:
        twins = {a.key for a in self.evidence.category.attributes if a.same_as == attribute.key}
        if not done.isdisjoint({attribute.key, attribute.same_as, *twins}):
            return True
        return any(self._redundancy.is_told_by(attribute.key, key) for key in done)

    def _is_askable(self, attribute: Attribute) -> bool:
        """Not a text, nor what hardly two products share, nor what is only told."""
        view, key = self.evidence.view, attribute.key
        if is_told_only(attribute) or ends_of(key, self.evidence.category):
            return False
        if key in view.numbers:
            return bool(np.nanmin(view.numbers[key], initial=np.inf) < np.nanmax(view.numbers[key], initial=-np.inf))
        return key in view.codes and not self._is_name(key)

    def _is_name(self, key: str) -> bool:
        """Whether hardly two products share a value, as with a model's name."""
        view = self.evidence.view
        known = int(np.count_nonzero(view.codes[key]))
        return len(view.values[key]) > max(MOST, known / 2)

    def _about(self, attribute: Attribute, places: Places, shares: Floats) -> Candidate | None:
        view = self.evidence.view
        if attribute.kind is Kind.YES_NO:
            return _yes_or_no(attribute.key, view.numbers[attribute.key][places], shares)
        if attribute.key in view.numbers:
            return _number(attribute, view.numbers[attribute.key][places], shares)
        return _value(attribute.key, view.codes[attribute.key][places], view.values[attribute.key], shares)

    def _need(self, places: Places, shares: Floats) -> Iterator[Candidate]:
        """What it is for: who wants a product names a need the likelier the better it serves it."""
        category = self.evidence.category
        needs = category.needs[:MOST]
        if len(needs) < 2:
            return
        fits = np.stack([self._serves(n.key, places) for n in needs], axis=1)
        chances = np.exp(NEED_TEMPER * (fits - fits.max(axis=1, keepdims=True)))
        chances /= chances.sum(axis=1, keepdims=True)
        options = [n.key for n in needs]
        yield replace(_made(NEED, options, chances, shares, is_ordered=False), is_certain=False)

    def _serves(self, key: str, places: Places) -> Floats:
        return self.evidence.served(need_wishes(self.evidence.category, (key,)), places)


def _number(attribute: Attribute, numbers: NDArray[np.float32], shares: Floats) -> Candidate | None:
    known = ~np.isnan(numbers)
    parted = buckets(numbers[known], shares[known], fixed=attribute.buckets, round_steps=attribute.unit == "EUR")
    if parted is None:
        return None
    options = [_within(attribute.key, *bounds) for bounds in parted.bounds]
    return _made(attribute.key, options, _one_hot(_codes(parted, numbers), len(options)), shares, is_ordered=True)


def _codes(parted: Buckets, numbers: NDArray[np.float32]) -> Codes:
    return parted.of(numbers.astype(np.float64))


def _within(key: str, low: float | None, high: float | None) -> Said:
    ends: tuple[tuple[Op, float | None], ...] = (("ge", low), ("le", high))
    return tuple(_answer(key, op, value) for op, value in ends if value is not None)


def _yes_or_no(key: str, numbers: NDArray[np.float32], shares: Floats) -> Candidate | None:
    options = [(_answer(key, "eq", yes),) for yes in (True, False)]
    codes = np.where(np.isnan(numbers), -1, np.where(numbers > 0, 0, 1))
    return _made(key, options, _one_hot(codes, 2), shares, is_ordered=False)


def _value(key: str, codes: NDArray[np.unsignedinteger], values: Sequence[str], shares: Floats) -> Candidate | None:
    """The likeliest values; when there are more than fit, "something else" is the last answer."""
    mass = np.bincount(codes, weights=shares, minlength=len(values) + 1)
    mass[0] = 0
    ranked = [int(c) for c in np.argsort(-mass, kind="stable") if mass[c] > 0 and len(values[c - 1]) <= LONGEST_VALUE]
    everything = np.count_nonzero(mass)
    offered = ranked if len(ranked) <= MOST and len(ranked) == everything else ranked[: MOST - 1]
    if not offered:
        return None
    offered.sort(key=lambda c: own_place(key, values[c - 1]))
    options = [(_answer(key, "in", (values[c - 1],)),) for c in offered]
    answers = np.full(len(values) + 1, len(offered), dtype=np.intp)
    answers[0], answers[offered] = -1, np.arange(len(offered))
    if len(offered) < everything:
        options.append((_answer(key, "notin", tuple(values[c - 1] for c in offered)),))
    return _made(key, options, _one_hot(answers[codes], len(options)), shares, is_ordered=False)


def own_place(key: str, value: str) -> float:
    """Where a value has its own place among others: A before B on an energy label, 90x200 before 160x200."""
    if is_graded(key):
        return float(GRADES.find(value.upper()))
    number = _FIRST_NUMBER.match(value)
    return float(number[0].replace(",", ".")) if number else 0.0


_FIRST_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def _answer(key: str, op: Op, value: float | bool | tuple[str, ...]) -> Constraint:
    return Constraint(key, op, value, False, "answer", 0)


def _one_hot(codes: Codes, count: int) -> Floats:
    return np.asarray(codes[:, None] == np.arange(count), dtype=np.float64)


def _made(about: str, answers: Sequence[Said | str], chances: Floats, shares: Floats, *, is_ordered: bool) -> Candidate:
    """A question with the answers that say this, or are for the need of that key."""
    mass = shares @ chances
    told = (mass / (mass.sum() or 1.0)).round(4).tolist()
    options = tuple(
        Option(need=said, share=share) if isinstance(said, str) else Option(said, share=share)
        for said, share in zip(answers, told, strict=True)
    )
    return Candidate(Question(about, options), chances, is_ordered)


def _parts(candidate: Candidate) -> bool:
    """Whether not all of what is likely would give the same answer."""
    return sum(option.share > 0 for option in candidate.question.options) > 1
