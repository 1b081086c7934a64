"""Which product is meant: by number, by being on screen, by its id, or by being the one talked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.shelf import Shelf
from actions.shopper import Shopper
from bot.language.references import points_by_brand
from bot.selection.answering import clipped_rank
from bot.selection.attributes import direction, for_concept
from bot.shop.ports import Better, Product


def pointed_at(shopper: Shopper, shelf: Shelf) -> Product | None:
    """The product that the message points at by itself; None when it names none, or one that is not there."""
    return next(iter(all_pointed_at(shopper, shelf)), None)


def all_pointed_at(shopper: Shopper, shelf: Shelf) -> tuple[Product, ...]:
    """Every product that the message points at, once each, in the order in which they are named."""
    said = [e for e in shopper.entities if e.kind == "product_ref" and not e.negated]
    found = [(e.start, _by_value(e.value, shopper, shelf)) for e in said if isinstance(e.value, Mapping)]
    titled = shelf.titled(shopper.text, shopper.selection.shown)
    if not found and shopper.selection.shown and (rank := clipped_rank(shopper.text)):
        found.append((0, _by_value({"index": rank}, shopper, shelf)))
    found += [(at, shelf.catalogue.product(i)) for at, i in titled if not _is_denied(at, shopper)]
    found += _by_brand(shopper, shelf)
    in_order = sorted(found, key=lambda pair: pair[0])
    return tuple({p.id: p for _, p in in_order if p}.values())


def _by_brand(shopper: Shopper, shelf: Shelf) -> list[tuple[int, Product | None]]:
    """Products on show that are named as the only one of their brand: "die van Sony"."""
    shown = shelf.shown(shopper.selection)
    said = [e for e in shopper.entities if e.kind == "brand" and not e.negated and points_by_brand(shopper.text, e)]
    own = [(e.start, [p for p in shown if p.brand == e.value]) for e in said]
    return [(at, products[0]) for at, products in own if len(products) == 1]


def _is_denied(at: int, shopper: Shopper) -> bool:
    return any(e.kind == "product_ref" and e.negated and e.start <= at < e.end for e in shopper.entities)


def answered_which(shopper: Shopper, pointed: Sequence[Product]) -> bool:
    """Whether the message only names a product after the question which one it will be."""
    asked = not shopper.answered.isdisjoint({"utter_choose_which", "utter_choose_which_again"})
    return asked and len(pointed) == 1 and not any(e.kind in ("attribute", "wish", "value") for e in shopper.entities)


def points_past(shopper: Shopper, shelf: Shelf) -> bool:
    """Whether the message counts further than what is on show: "de derde" of two."""
    counted = [e.value for e in shopper.entities if e.kind == "product_ref" and isinstance(e.value, Mapping)]
    return any("index" in said and not _by_value(said, shopper, shelf) for said in counted)


def talked_about(shopper: Shopper, shelf: Shelf) -> Product | None:
    """What a message is about that names no product: the focus, else the one on the page, else the only one.

    Whoever went to another page since the last message means the product there.
    """
    on_page = shelf.catalogue.product(str(shopper.page.get("product", "")))
    focus = shelf.catalogue.product(shopper.selection.focus or "")
    if found := (on_page or focus) if shopper.moved else (focus or on_page):
        return found
    shown = shelf.shown(shopper.selection)
    return shown[0] if len(shown) == 1 else None


def _by_value(said: Mapping[str, Any], shopper: Shopper, shelf: Shelf) -> Product | None:
    if "id" in said:
        return shelf.catalogue.product(str(said["id"]))
    if said.get("this"):
        return talked_about(shopper, shelf)
    shown = shelf.shown(shopper.selection)
    if "index" in said:
        return _at(shown, int(said["index"]))
    return _at_an_end(shown, said, shelf) if said.get("best") else None


def _at_an_end(shown: Sequence[Product], said: Mapping[str, Any], shelf: Shelf) -> Product | None:
    """The one with the least or the most of what is named, of those that state it."""
    category = shelf.category(shown[0].category) if shown else None
    attribute = for_concept(str(said["best"]), category) if category else None
    stated = [(float(v), p) for p in shown if attribute and isinstance(v := p.fact(attribute.key), int | float)]
    toward = direction(attribute, str(said["best"]), Better(said["better"])) if attribute else None
    pick = max if toward is Better.HIGHER else min
    return pick(stated, key=lambda pair: pair[0], default=(0.0, None))[1]


def _at(shown: Sequence[Product], index: int) -> Product | None:
    """The `index`-th from 1, or from the end when it is negative."""
    place = index - 1 if index > 0 else len(shown) + index
    return shown[place] if 0 <= place < len(shown) else None
