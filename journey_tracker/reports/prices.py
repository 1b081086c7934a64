"""Whether the price works, for new and for existing customers: by where it stood beside the list price."""

from __future__ import annotations

from collections import Counter

from journey_tracker.events import BasketChanged, OrderPlaced, ProductViewed
from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question
from journey_tracker.recorder.contacts import short_name
from journey_tracker.recorder.counted import PRICED
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.funnel import POSITIONS
from journey_tracker.reports.gathering import ratio, sums
from journey_tracker.reports.table import Answers, Column, Kind, Report, Row, Table, always, table

_BY = ("position", "label", "beside")
PRICE_POSITIONS = ("discount", "list", "above")
VIEWED, BASKET, BOUGHT = (short_name(event.name) for event in (ProductViewed, BasketChanged, OrderPlaced))
COLUMNS = (
    Column("position", Kind.TEXT),
    Column("price_position", Kind.TEXT),
    Column("viewed", Kind.COUNT),
    Column("basket", Kind.COUNT),
    Column("orders", Kind.COUNT),
    *share_columns("conversion", hits="orders", n="viewed"),
    Column("value_cents", Kind.CENTS),
    Column("value_per_order", Kind.CENTS, n="orders"),
    Column("reduction", Kind.SHARE, n="orders"),
)


def _answer(_model: JourneyModel, answers: Answers, _: int) -> Table:
    counted = sums(answers[0], *_BY)
    rows = [
        _row(position, price, *(counted[position, price, kind] for kind in (VIEWED, BASKET, BOUGHT)))
        for position in POSITIONS
        for price in PRICE_POSITIONS
    ]
    return table(COLUMNS, rows, n=sum(int(row["viewed"] or 0) + int(row["orders"] or 0) for row in rows))


def _row(position: str, price: str, viewed: Counter[str], basket: Counter[str], bought: Counter[str]) -> Row:
    off = ratio(bought["value_cents"], bought["list_cents"])
    return {
        "position": position,
        "price_position": price,
        "viewed": viewed["n"],
        "basket": basket["n"],
        "orders": bought["n"],
        **share("conversion", bought["n"], viewed["n"]),
        "value_cents": bought["value_cents"],
        "value_per_order": ratio(bought["value_cents"], bought["n"]),
        "reduction": None if off is None else 1 - off,
    }


_PRICED = Question("label_day", _BY, ("n", "value_cents", "list_cents"), (("kind", "=", PRICED),))
PRICE = Report("price", always(_PRICED), _answer)
