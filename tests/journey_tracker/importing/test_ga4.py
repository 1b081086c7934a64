from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from journey_tracker.envelopes import Envelope, from_json
from journey_tracker.events import (
    BasketChanged,
    CheckoutStarted,
    OrderPlaced,
    OrderReturned,
    PageViewed,
    ProductViewed,
    ShopEvent,
)
from journey_tracker.importing.importer import Report, import_file
from journey_tracker.importing.readers import Ga4
from journey_tracker.ports import JourneyStore, Recorded

ITEM = {"item_id": "B1", "item_category": "Laptops", "price": 899.5, "discount": 100, "quantity": 2, "coupon": "LENTE"}


def param(key: str, value: str | float) -> dict[str, Any]:
    """A parameter as BigQuery writes it."""
    sort = "string_value" if isinstance(value, str) else "int_value" if isinstance(value, int) else "double_value"
    return {"key": key, "value": {"string_value": None, sort: value}}


def hit(name: str, micros: int = 1_777_629_600_000_000, **more: Any) -> dict[str, Any]:
    """A row of the export."""
    params = more.pop("params", [])
    return {
        "event_date": "20260501",
        "event_timestamp": str(micros),
        "event_name": name,
        "user_pseudo_id": "123.456",
        "event_params": [param("ga_session_id", 7), *params],
        "device": {"language": "nl-nl"},
        "traffic_source": {"medium": "organic", "name": "(organic)"},
        **more,
    }


class Import:
    """Imports rows and keeps the envelopes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.envelopes: list[Envelope] = []

    def record(self, batch: Any) -> Recorded:
        """Keep a batch."""
        self.envelopes += [from_json(raw) for raw in batch]
        return Recorded(len(batch), 0, 0)

    def lines(self, *hits: Mapping[str, Any]) -> Report:
        """From JSON lines."""
        file = self.folder / "ga4.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in hits))
        return import_file(file, Ga4(is_csv=False), self.record)

    @property
    def events(self) -> list[ShopEvent]:
        """What came of them."""
        return [e.event for e in self.envelopes if isinstance(e.event, ShopEvent)]


@pytest.fixture
def ga4(tmp_path: Path) -> Import:
    """Nothing imported yet."""
    return Import(tmp_path)


class TestAnEvent:
    def test_of_a_product_tells_price_offer_and_category(self, ga4: Import) -> None:
        """The list price is the price and its discount."""
        ga4.lines(hit("view_item", items=[ITEM]))

        (event,) = ga4.events
        assert isinstance(event, ProductViewed)
        assert (event.product, event.price_cents, event.list_price_cents, event.offer) == ("B1", 89950, 99950, "LENTE")
        assert (event.category, event.visitor, event.session) == ("laptops", "123.456", "123.456.7")
        assert (event.language, event.medium) == ("nl", "organic")

    def test_of_the_basket_tells_how_many(self, ga4: Import) -> None:
        """None are left of what was taken out."""
        ga4.lines(hit("add_to_cart", items=[ITEM]), hit("remove_from_cart", items=[ITEM]))

        assert [e.quantity for e in ga4.events if isinstance(e, BasketChanged)] == [2, 0]

    def test_of_an_order_tells_number_value_and_products(self, ga4: Import) -> None:
        """With the number that a refund names again."""
        ecommerce = {"transaction_id": "T1", "purchase_revenue": 1799.0, "refund_value": 899.5}

        ga4.lines(
            hit("begin_checkout", params=[param("value", 1799.0), param("currency", "EUR")]),
            hit("purchase", ecommerce=ecommerce, items=[ITEM, {"item_id": "B2"}]),
            hit("refund", ecommerce=ecommerce),
        )

        checkout, order, refund = ga4.events
        assert isinstance(checkout, CheckoutStarted)
        assert isinstance(order, OrderPlaced)
        assert isinstance(refund, OrderReturned)
        assert checkout.value_cents == order.value_cents == 179900
        assert (order.order, order.products) == ("T1", ("B1", "B2"))
        assert (refund.order, refund.value_cents) == ("T1", 89950)

    def test_of_a_page_tells_its_kind_only(self, ga4: Import) -> None:
        """The first part of the path: neither what was searched nor who is in it."""
        address = "https://shop.nl/laptops/asus?mail=jan@huis.nl"

        ga4.lines(
            hit("page_view", params=[param("page_location", address)]),
            hit("page_view", params=[param("page_location", "https://shop.nl/")]),
            hit("page_view", params=[param("page_type", "category"), param("page_location", address)]),
        )

        assert [e.page for e in ga4.events if isinstance(e, PageViewed)] == ["laptops", "home", "category"]

    def test_keeps_the_order_of_its_microseconds(self, ga4: Import, store: JourneyStore) -> None:
        """Though ours are milliseconds, and the export is in no order."""
        file = ga4.folder / "ga4.jsonl"
        late, early = hit("add_to_cart", 1_777_629_600_000_900), hit("view_item", 1_777_629_600_000_100)
        file.write_text(json.dumps(late) + "\n" + json.dumps(early) + "\n")

        import_file(file, Ga4(is_csv=False), store.record)

        kinds = [row["kind"] for row in store.stream("v_touchpoint", by_person=True)]
        assert kinds == ["product_viewed", "basket_changed"]


class TestRows:
    def test_without_a_contact_of_their_own_are_left_out(self, ga4: Import) -> None:
        """A session starts with the page that starts it; names that nobody knows are counted apart."""
        report = ga4.lines(hit("session_start"), hit("page_view"), hit("newsletter"))

        assert report.left_out == {"session_start": 1}
        assert report.unknown == {"newsletter": 1}
        assert len(ga4.events) == 1

    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            (hit("purchase"), "transaction_id is empty"),
            (hit("view_item", items=[{"price": "cheap"}]), "price is 'cheap'"),
            (hit("begin_checkout", params=[param("value", 5), param("currency", "USD")]), "currency is 'USD'"),
            (hit("page_view", event_timestamp="noon"), "event_timestamp is 'noon'"),
            (hit("view_item", items="B1"), "items is no list"),
            (hit("page_view", device="phone"), "not in the shape"),
            (hit("page_view", user_pseudo_id=None), "nobody"),
        ],
    )
    def test_that_cannot_be_read_are_told(self, ga4: Import, bad: Mapping[str, Any], reason: str) -> None:
        """With what is wrong."""
        report = ga4.lines(bad)

        assert report.bad == 1
        assert report.bad_file is not None
        assert reason in report.bad_file.read_text()

    @pytest.mark.parametrize("line", ["{", "[]", "null", '"text"'])
    def test_that_are_no_object_are_told(self, ga4: Import, line: str) -> None:
        """And spoil no others."""
        file = ga4.folder / "ga4.jsonl"
        file.write_text(f"{line}\n\n{json.dumps(hit('page_view'))}\n")

        report = import_file(file, Ga4(is_csv=False), ga4.record)

        assert (report.bad, len(ga4.events)) == (1, 1)


class TestCsv:
    def test_gives_the_same_events(self, ga4: Import) -> None:
        """Dots in the names of columns nest, cells hold JSON."""
        rows = [hit("view_item", items=[ITEM]), hit("purchase", ecommerce={"transaction_id": "T1"}, items=[ITEM])]
        ga4.lines(*rows)
        file = ga4.folder / "ga4.csv"
        with file.open("w", newline="") as out:
            table = csv.writer(out)
            names = ("event_name", "event_timestamp", "user_pseudo_id", "event_params", "items")
            table.writerow([*names, "ecommerce.transaction_id", "device.language", "traffic_source"])
            for row in rows:
                order = row.get("ecommerce", {}).get("transaction_id", "")
                cells = [json.dumps(row["event_params"]), json.dumps(row["items"]), order, "nl-nl"]
                table.writerow(
                    [
                        row["event_name"],
                        row["event_timestamp"],
                        row["user_pseudo_id"],
                        *cells,
                        json.dumps(row["traffic_source"]),
                    ]
                )
        from_lines, ga4.envelopes = ga4.envelopes, []

        import_file(file, Ga4(is_csv=True), ga4.record)

        assert ga4.envelopes == from_lines
