"""Feeds in Google Merchant's words, in any file: what its attributes mean to a shopper.

Attributes: the product data specification of Google Merchant Center (support.google.com/merchants/answer/7052112).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.shop.table import Table, rows_of

NEEDED = frozenset({"id", "title", "price"})
TELLING = frozenset({"availability", "link", "image_link"})
"""One of these beside the needed ones makes it a Merchant feed."""
LEFT_OUT = re.compile(
    r"(additional_image_link|gtin|mpn|identifier_exists|adult|custom_label_\d|promotion_id|"
    r"sale_price_effective_date|ads_.*|shipping.*|tax.*|mobile_link|canonical_link|"
    r"excluded_destination|included_destination|pause|google_product_category|product_types?|sale_price|offer_id|"
    r"unit_pricing_.*|installment.*|subscription_cost.*|loyalty.*|cost_of_goods_sold|availability_date|"
    r"product_detail|product_highlight|min_energy_efficiency_class|max_energy_efficiency_class|size_system)"
)
"""What is for Google or for other pages, not for choosing."""
RENAMED = {"energy_efficiency_class": "energy_label", "link": "url", "image_link": "image"}
_BETWEEN_WORDS = re.compile(r"[\s-]+|(?<=[a-z0-9])(?=[A-Z])")
CONSTANT = ("condition",)
"""Says something only when it is not the same everywhere."""


def tidied(table: Table, now: datetime | None = None) -> Table:
    """The table with a Merchant feed's attributes as columns for shoppers; any other table as it is."""
    attributes = [_name(name) for name in table.names]
    if not (set(attributes) >= NEEDED and TELLING & set(attributes)):
        return table
    given = [(row.line, dict(zip(attributes, row.cells, strict=True))) for row in table.rows]
    dull = {name for name in CONSTANT if len({cells.get(name) for _, cells in given}) == 1}
    moment = now or datetime.now(UTC)
    names, rows = rows_of([(line, _tidy(cells, dull, moment)) for line, cells in given])
    return replace(table, names=names, rows=rows)


def _name(name: str) -> str:
    """Google's name for an attribute: "Image Link", "g:image_link", and the `imageLink` of its API are one."""
    return _BETWEEN_WORDS.sub("_", name.strip().removeprefix("g:")).lower()


def _tidy(cells: Mapping[str, str], dull: set[str], now: datetime) -> dict[str, str]:
    kept = {RENAMED.get(n, n): v for n, v in cells.items() if not LEFT_OUT.fullmatch(n) and n not in dull}
    kept["price"] = _price(cells, now)
    if category := _category(cells):
        kept["category"] = category
    for name, value in _details(cells.get("product_detail", "")):
        kept.setdefault(name, value)
    return kept


def _price(cells: Mapping[str, str], now: datetime) -> str:
    """The sale price while it holds, else the price."""
    sale, dates = cells.get("sale_price", ""), cells.get("sale_price_effective_date", "")
    if not sale:
        return cells["price"]
    return sale if _holds(dates, now) else cells["price"]


def _holds(dates: str, now: datetime) -> bool:
    """Whether `now` lies in "start/end" (ISO 8601); dates that cannot be read promise nothing."""
    if not dates.strip():
        return True
    try:
        start, end = (datetime.fromisoformat(part.strip()) for part in dates.split("/"))
    except ValueError:
        return False
    start, end = (d if d.tzinfo else d.replace(tzinfo=UTC) for d in (start, end))
    return start <= now <= end


def _category(cells: Mapping[str, str]) -> str:
    """The last part of the shop's own type, else of Google's taxonomy; a mere number names nothing."""
    for name in ("product_type", "product_types", "google_product_category"):
        last = cells.get(name, "").split(",")[0].split(">")[-1].strip()
        if last and not last.isdecimal():
            return last
    return cells.get("category", "")


def _details(cell: str) -> Sequence[tuple[str, str]]:
    """Attributes in one cell: "General:Weight:1.2 kg,Screen:Size:14 inch"."""
    found = []
    for part in re.split(r",(?=[^,:]*:[^,:]+:)", cell):
        pieces = part.split(":", 2)
        if len(pieces) == 3 and pieces[1].strip() and pieces[2].strip():
            found.append((pieces[1].strip(), pieces[2].strip()))
    return found
