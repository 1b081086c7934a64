"""The way out when nothing fits: what does not go together, the smallest changes that help, and what they lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from actions.reading import BRIEF, REFINE_CHOICE
from actions.shelf import Shelf, Shortlist
from actions.shopper import Shopper
from bot.language.quantities import quantities
from bot.language.words import fold
from bot.selection import format as formatted
from bot.selection.answering import agreed, waves
from bot.selection.cards import spoken
from bot.selection.compromise import in_words, proposal, roomier, stance, ways_out
from bot.selection.relaxation import Relaxation, at_odds, contradictions, relaxations, sold_out
from bot.selection.state import Constraint, State
from bot.selection.wishes import ends_of, price_wishes
from bot.shop.ports import Category
from bot.shop.wording import listed

OFFERED = ("utter_nothing_", "utter_contradiction", "utter_no_")
"""How responses begin whose chips let a shopper give way."""
MOST = 3
"""Ways out that are offered, and products that are shown."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to say, offer and show when nothing fits."""

    response: str
    said: Mapping[str, str]
    chips: tuple[dict[str, str], ...]
    """What to type to give way, each understood when it is typed."""
    found: Shortlist


def way_out(shelf: Shelf, category: Category, state: State, found: Shortlist, language: str) -> WayOut | None:
    """What helps when `found` does not fit; None when no smaller wish would be met either."""
    if excluded := contradictions(state):
        return _contradiction(excluded[0], category, found, language)
    view = shelf.view(category)
    found_out = relaxations(view, category, state)
    ways, odds = _told_apart(found_out, category, language), at_odds(state, found_out)
    nearest = shelf.products(view.ids[way.place] for way in ways)
    shown = tuple({p.id: p for p in (*nearest, *found.products)}.values())[:MOST]
    gone = shelf.products(view.ids[place] for place in sold_out(view, category, state)[:MOST])
    said = {
        "wishes": in_words(odds, category, language),
        "ways": ways_out(ways, category, language),
        "titles": listed([p.title(language) for p in gone], language) if gone else "",
    }
    response = "utter_nothing_in_stock" if gone else "utter_nothing_together" if len(odds) > 1 else "utter_nothing_such"
    chips = tuple(_chip(proposal(way, category, language)) for way in ways)
    return WayOut(response, said, chips, replace(found, products=shown)) if said["ways"] else None


@dataclass(frozen=True, slots=True)
class Ways:
    """Smaller wishes that would be met, in words."""

    words: str
    first: str
    """The words for the first of them alone."""
    chips: tuple[dict[str, str], ...]
    states: tuple[State, ...]
    """The choice after giving way on each, in the same order."""


def narrower(shelf: Shelf, category: Category, state: State, language: str) -> Ways | None:
    """What would have to give for something to fit `state`, a critique in it standing; None when nothing helps."""
    found = [
        way
        for way in _told_apart(relaxations(shelf.view(category), category, state), category, language)
        if all(c.source != "critique" for c in way.give_up)
    ]
    words = ways_out(found, category, language)
    chips = tuple(_chip(proposal(way, category, language)) for way in found)
    return (
        Ways(words, ways_out(found[:1], category, language), chips, tuple(given_way(state, way) for way in found))
        if words
        else None
    )


def given_way(state: State, way: Relaxation) -> State:
    """The choice once that way out is taken: an amount moves to what there is, anything else goes."""
    kept = tuple(c for c in state.constraints if c not in way.give_up)
    amounts = [(c, v) for c, v in zip(way.give_up, way.nearest, strict=True) if _is_amount(c, v)]
    moved = (replace(roomier(c, float(cast(float, v))), source="permission") for c, v in amounts)
    return replace(state, constraints=(*kept, *moved))


def agrees_to_way_out(shopper: Shopper) -> bool:
    """Whether a bare yes, or "maakt niet uit", takes the way out that was offered."""
    offered = any(said.startswith(OFFERED) for said in shopper.answered)
    return offered and not shopper.selection.question and (agreed(shopper.text) is True or waves(shopper.text))


def side_taken(shopper: Shopper) -> State | None:
    """The choice with the one of two excluding wishes that a message names; None when none was asked or named."""
    pairs = contradictions(shopper.selection)
    if not pairs or not any(said.startswith("utter_contradiction") for said in shopper.answered):
        return None
    numbers = {q.value for q in quantities(shopper.text)} | {float(n) for n in re.findall(r"\d+", shopper.text)}
    # A yes is no 1, though Python takes it for one.
    named = [wish for wish in pairs[0] if wish.value in numbers and not isinstance(wish.value, bool)]
    if len(named) != 1:
        return None
    other = next(wish for wish in pairs[0] if wish is not named[0])
    kept = tuple(c for c in shopper.selection.constraints if c != other)
    return replace(shopper.selection, constraints=kept)


def _is_amount(wish: Constraint, value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not isinstance(wish.value, str | tuple)


def meant_for_way_out(shopper: Shopper, shelf: Shelf) -> str:
    """Name of the action that takes a way out that was offered and is now typed; empty when it says something else.

    However it was understood: "tot € 849" sounds like goodbye, "maalwerk maakt niet uit" like a repair.
    """
    state, language = shopper.selection, shopper.language
    category = shelf.category(state.category)
    if category is None or shopper.loop or not any(said.startswith(OFFERED) for said in shopper.answered):
        return ""
    keys = dict.fromkeys(c.attribute for c in state.constraints)
    known = [formatted.let_go(spoken(category, key, language), language) for key in keys]
    known += [stance(wish, category, language) for pair in contradictions(state) for wish in pair]
    ways = _told_apart(relaxations(shelf.view(category), category, state), category, language)
    known += [proposal(way, category, language) for way in ways]
    brief = len(shopper.text.split()) <= BRIEF and price_wishes(shopper.entities)
    if side_taken(shopper) or brief or (ways and agrees_to_way_out(shopper)):
        return REFINE_CHOICE
    return REFINE_CHOICE if fold(shopper.text) in map(fold, known) else ""


def _contradiction(pair: tuple[Constraint, Constraint], category: Category, found: Shortlist, language: str) -> WayOut:
    """Two wishes that exclude each other: it is asked which of them counts, and nothing is shown for both."""
    said = [stance(wish, category, language) for wish in pair]
    fields = {"one": said[0], "other": said[1]}
    return WayOut("utter_contradiction", fields, tuple(map(_chip, said)), replace(found, products=()))


def _told_apart(found: Sequence[Relaxation], category: Category, language: str) -> tuple[Relaxation, ...]:
    """The ways out that give up least, those that would be said in the same words once."""
    # Nobody gets taller: a body's measure gives way last.
    offered = [way for way in found if not any(ends_of(c.attribute, category) for c in way.give_up)] or found
    different = {proposal(way, category, language): way for way in reversed(offered)}
    return tuple(way for way in found if way in different.values())[:MOST]


def _chip(said: str) -> dict[str, str]:
    return {"title": said, "payload": said}
