"""New prices and stock in a view, without reading any other product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from bot.selection.columns import Columns
from bot.selection.prior import price_share


@dataclass(frozen=True, slots=True)
class Offer:
    """What a product costs and whether it can be sent; None is as it was."""

    id: str
    price: float | None = None
    """Euro, VAT included."""
    in_stock: bool | None = None


def with_offers(view: Columns, offers: Iterable[Offer]) -> Columns:
    """The view after new offers, those of unknown products passed over; what they do not change is shared.

    The price's part of the prior is ranked among the prices of the last import.
    """
    prices, in_stock, base = view.numbers.get("price"), view.in_stock.copy(), view.base.copy()
    prices = None if prices is None else prices.copy()
    placed = [(place, offer) for offer in offers if (place := view.place(offer.id)) is not None]
    stocked = [(place, offer.in_stock) for place, offer in placed if offer.in_stock is not None]
    in_stock[[place for place, _ in stocked]] = [said for _, said in stocked]
    priced = {place: offer.price for place, offer in placed if offer.price is not None}
    if prices is None or not priced:
        return replace(view, in_stock=in_stock, base=base)
    at, new = np.array(list(priced)), np.array(list(priced.values()), dtype=np.float32)
    base[at] += price_share(new, view.price_scale) - price_share(prices[at], view.price_scale)
    prices[at] = new
    return replace(view, numbers={**view.numbers, "price": prices}, in_stock=in_stock, base=base)
