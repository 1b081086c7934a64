"""Orders of the demo shop that a dialogue may be about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

FILE = Path(__file__).parents[2] / "data" / "shop" / "orders.yml"
UNDER_WAY = "shipped"


def examples(file: Path = FILE) -> Mapping[str, str]:
    """What fills a dialogue: an order under way with its postcode, somebody else's order, and a number of none."""
    orders = yaml.safe_load(file.read_text(encoding="utf-8"))["orders"]
    own = next(order for order in orders if order["status"] == UNDER_WAY)
    other = next(order for order in orders if order["postcode"] != own["postcode"])
    return {
        "order_number": own["number"],
        "postcode": own["postcode"],
        "other_order_number": other["number"],
        "wrong_order_number": _of_nobody({order["number"] for order in orders}),
    }


def _of_nobody(numbers: set[str]) -> str:
    head, _, tail = max(numbers).rpartition("-")
    return f"{head}-{int(tail) + 1}"
