"""One shopper's visit to one salesperson."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.selection.state import Constraint
from bot.shop.ports import Product
from bot.simulating.ports import Offer, Salesperson, Shopper
from bot.simulating.reading import broken

TURNS = 8


@dataclass(slots=True)
class Visit:
    """What came of a visit."""

    found: list[bool] = field(default_factory=list)
    """Whether what is wanted was shown after 0, 1 ... 8 replies."""
    claims: list[float | None] = field(default_factory=list)
    """What the salesperson claimed at the same times."""
    hits: list[bool] = field(default_factory=list)
    """Whether what is wanted was among the products of just that offer."""
    questions: int = 0
    """How many were asked until the salesperson's own stop."""
    violations: int = 0
    """Products shown that are known to break a must, which was not said."""
    seconds: list[float] = field(default_factory=list)
    stop: int = -1
    """After how many replies the salesperson would have stopped by itself; -1: not before the end."""


def visit(seller: Salesperson, shopper: Shopper, products: Mapping[str, Product], turns: int = TURNS) -> Visit:
    """Let the shopper answer at most `turns` times; who stops earlier keeps the last offer."""
    result, musts = Visit(), list(opening := shopper.opening())
    offer = seller.open(opening)
    for turn in range(turns + 1):
        _note(result, offer, shopper, [m for m in musts if m.hard], products)
        if result.stop < 0 and offer.is_last:
            result.stop = turn
        reply = None if turn == turns or (shopper.settles and result.found[-1]) else shopper.reply(offer)
        if reply is None:
            break
        result.questions += offer.question is not None and result.stop < 0
        musts = _said(musts, reply.wishes)
        offer = seller.hear(reply)
    return _filled(result, turns)


def _note(
    result: Visit, offer: Offer, shopper: Shopper, musts: list[Constraint], products: Mapping[str, Product]
) -> None:
    hit = not shopper.wanted.isdisjoint(offer.ids)
    result.hits.append(hit)
    result.found.append(hit or (shopper.settles and any(result.found)))
    result.claims.append(offer.claimed)
    result.seconds.append(offer.seconds)
    result.violations += sum(bool(broken(musts, products[i]) - offer.told) for i in offer.ids)


def _said(musts: list[Constraint], new: tuple[Constraint, ...]) -> list[Constraint]:
    """What holds after new words: they replace what was said of the same attribute."""
    about = {wish.attribute for wish in new}
    return [m for m in musts if m.attribute not in about] + list(new)


def _filled(result: Visit, turns: int) -> Visit:
    missing = turns + 1 - len(result.found)
    result.found += result.found[-1:] * missing
    result.hits += result.hits[-1:] * missing
    result.claims += result.claims[-1:] * missing
    return result
