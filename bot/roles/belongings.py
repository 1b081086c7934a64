"""What a shop has beside its products: orders, terms, a basket. The demo shop's hold only while it sells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.roles.premises import ROOT
from bot.settings import DEMO, Demo, Settings
from bot.shop.importing import DEMO_SOURCE, Source

FOLDER = ROOT / "data" / "shop"
CART_URL = "/basket?add={id}"


@dataclass(frozen=True, slots=True)
class Belongings:
    """What the assistant may speak of; None or empty: nothing."""

    orders_file: Path | None
    terms_file: Path | None
    cart_url: str


def belongings(settings: Settings, sources: Iterable[Source]) -> Belongings:
    """What the settings name, given the feeds that the catalogue was made of."""
    sells_demo = any(source.name.startswith(DEMO_SOURCE) for source in sources)

    def file(given: Path | Demo | None, name: str) -> Path | None:
        if given == DEMO:
            return FOLDER / name if sells_demo else None
        return given

    return Belongings(
        orders_file=file(settings.orders_file, "orders.yml"),
        terms_file=file(settings.terms_file, "terms.yml"),
        cart_url=(CART_URL if sells_demo else "") if settings.cart_url == DEMO else settings.cart_url,
    )
