"""The demo shop's orders: every state is there, alive, and its products are sold here."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.shop.orders.demo import DemoOrders, read_orders
from bot.shop.orders.ports import Method, Order, Status
from bot.shop.yaml_reading import ShopFileInvalid

SHOP = Path(__file__).parents[3] / "data" / "shop"
NOW_MS = int(datetime(2026, 11, 22, 9, 0, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def orders() -> DemoOrders:
    """The orders as they are on a Sunday morning."""
    return read_orders(SHOP / "orders.yml", clock=lambda: NOW_MS)


async def every(orders: DemoOrders) -> list[Order]:
    """All of them."""
    found = [await orders.proven(entry.text("number")) for entry in orders.entries]
    return [order for order in found if order]


class TestDemoOrders:
    async def test_every_state_occurs(self, orders: DemoOrders) -> None:
        """And picking up, a sold-out line, two parcels, Belgium."""
        known = await every(orders)

        assert {order.status for order in known} == set(Status)
        assert any(f.method is Method.PICKUP for order in known for f in order.fulfilments)
        assert any(order.adjustments and order.status is Status.SHIPPED for order in known)
        assert any(len(order.fulfilments) == 2 for order in known)
        assert any(len(entry.text("postcode")) == 4 for entry in orders.entries)

    async def test_every_product_is_in_the_demo_catalogue(self, orders: DemoOrders) -> None:
        """So that a line can be shown and bought again."""
        sold = set()
        for file in (SHOP / "products").glob("*.csv"):
            with file.open(encoding="utf-8") as lines:
                sold |= {row["id"] for row in csv.DictReader(lines)}

        assert {line.product for order in await every(orders) for line in order.lines} <= sold

    async def test_nothing_has_happened_yet_that_is_to_come(self, orders: DemoOrders) -> None:
        """Early in the morning an event of today at noon is not told as past."""
        known = await every(orders)

        assert all(e.at_ms <= NOW_MS for order in known for f in order.fulfilments for e in f.events)

    async def test_events_stand_in_order_of_time(self, orders: DemoOrders) -> None:
        """As a carrier reports them."""
        for order in await every(orders):
            for fulfilment in order.fulfilments:
                moments = [e.at_ms for e in fulfilment.events]

                assert moments == sorted(moments)

    async def test_the_number_of_two_orders_names_none(self, orders: DemoOrders) -> None:
        """A year is no order, nor is an empty text."""
        assert await orders.with_proof("2026", "1234 AB") is None
        assert await orders.with_proof("", "1234 AB") is None


class TestReading:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("orders: [{number: A, postcode: 12345}]", "orders[1].postcode"),
            ("orders: [{number: A, postcode: 1234 AB, status: lost}]", "orders[1].status is 'lost'"),
            ("orders: [{number: A, colour: red}]", "'colour'"),
            ("orders: [{postcode: 1234 AB}]", "orders[1].number is None"),
            ("orders: [{number: A, postcode: 1234 AB, status: placed, ordered: {days_ago: -1}}]", "days_ago is -1"),
            ("orders: [{number: A, postcode: 1234 AB, status: placed, ordered: {days_ago: 1, at: '25:00'}}]", "at is"),
        ],
    )
    def test_names_what_is_wrong(self, tmp_path: Path, text: str, named: str) -> None:
        """With the way to it in the file."""
        file = tmp_path / "orders.yml"
        file.write_text(text, encoding="utf-8")

        with pytest.raises(ShopFileInvalid) as error:
            read_orders(file)

        assert named in str(error.value)

    def test_a_number_stands_once(self, tmp_path: Path) -> None:
        """Two orders of one number could not be told apart."""
        order = "{number: A, postcode: 1234 AB, status: placed, ordered: {days_ago: 1}}"
        file = tmp_path / "orders.yml"
        file.write_text(f"orders: [{order}, {order}]", encoding="utf-8")

        with pytest.raises(ShopFileInvalid, match="no other order has"):
            read_orders(file)
