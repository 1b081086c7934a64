from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from journey_tracker.events import BasketChanged, Identified, OrderDelivered, OrderPlaced, PageViewed
from journey_tracker.stores.database import Database
from journey_tracker.stores.households import gather, households
from journey_tracker.stores.links import add_links
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.recording import Incoming, add_events
from tests.journey_tracker.conftest import BOTH
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import shopper

EVENTS = (
    shop(PageViewed(visitor="v1", page="home")),
    shop(Identified(visitor="v1", customer="anna")),
    shop(OrderPlaced(customer="anna", visitor="v2", order="o1", value_cents=500), day=1),
    shop(OrderDelivered(order="o1"), day=2),
    shopper(1, "greet"),
    shop(Identified(conversation="c1", order="o1"), day=3),
    shop(BasketChanged(visitor="v2", product="p", quantity=1, price_cents=900), day=4),
    shop(PageViewed(visitor="v3", page="home")),
    shop(PageViewed(visitor="v3", page="search")),
    shopper(1, "greet", conversation="c2"),
)


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Everything here holds on both databases."""
    return str(request.param)


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    """A transaction with the events and their links, and nothing made of them."""
    database = Database(url, JOURNEY)
    with database.writing() as opened:
        add_events(opened, [Incoming(e, e.to_json()) for e in EVENTS], 0)
        add_links(opened, EVENTS)
        yield opened
    database.close()


class TestHouseholds:
    def test_keep_together_what_any_chain_of_links_leads_to(self, connection: Connection) -> None:
        """Two browsers, an order, its parcel and a chat about it are of one household; nobody else is in it."""
        gather(connection)
        found = [{e.id for e in household} for household in households(connection)]

        told = [e.id for e in EVENTS]
        together = {told[i] for i in (0, 2, 3, 4, 6)}
        assert sorted(map(sorted, found)) == sorted(map(sorted, [together, {told[7], told[8]}, {told[9]}]))

    def test_can_be_gathered_again(self, connection: Connection) -> None:
        """What was gathered before is forgotten."""
        gather(connection)
        gather(connection)

        assert len(list(households(connection))) == 3
