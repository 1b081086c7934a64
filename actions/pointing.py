"""Which product is meant: by number, by being on screen, by its id, or by being the one talked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.base import Shopper
from actions.shelf import Shelf
from bot.shop.ports import Product


def pointed_at(shopper: Shopper, shelf: Shelf) -> Product | None:
    """The product that the message points at by itself; None when it names none, or one that is not there."""
    entity = shopper.entity("product_ref")
    if entity is None or not isinstance(entity.value, Mapping):
        return None
    return _by_value(entity.value, shopper, shelf)


def talked_about(shopper: Shopper, shelf: Shelf) -> Product | None:
    """What a message is about that names no product: the focus, else the one on the page, else the only one."""
    if shopper.selection.focus and (focus := shelf.catalogue.product(shopper.selection.focus)):
        return focus
    if on_page := shelf.catalogue.product(shopper.page.get("product", "")):
        return on_page
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
    return _at_an_end(shown, said) if said.get("best") == "price" else None


def _at_an_end(shown: Sequence[Product], said: Mapping[str, Any]) -> Product | None:
    pick = max if said.get("better") == "higher" else min
    return pick(shown, key=lambda p: p.price, default=None)


def _at(shown: Sequence[Product], index: int) -> Product | None:
    """The `index`-th from 1, or from the end when it is negative."""
    place = index - 1 if index > 0 else len(shown) + index
    return shown[place] if 0 <= place < len(shown) else None
