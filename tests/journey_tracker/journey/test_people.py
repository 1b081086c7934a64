"""People: a contact belongs to whoever it turns out to be, whenever that is told."""

from __future__ import annotations

from itertools import permutations

from journey_tracker.events import Identified, OrderPlaced, OrderShipped, PageViewed
from journey_tracker.journey.people import Link, People, alias_of, links_of
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import shopper


def link(alias: str, at_ms: int, owner: str) -> Link:
    """Told by the shop at a moment."""
    return Link(alias, at_ms, "/shop", f"{alias}{at_ms}", owner)


class TestAlias:
    def test_is_the_best_that_the_event_tells(self) -> None:
        """A customer before a browser, a browser before an order; a chat is known by itself."""
        known = [
            PageViewed(customer="anna", visitor="v1", order="o1"),
            PageViewed(visitor="v1", order="o1"),
            OrderShipped(order="o1"),
            shopper(1, "greet").event,
        ]

        assert [alias_of(e) for e in known] == ["customer:anna", "visitor:v1", "order:o1", "conversation:c1"]


class TestLinks:
    def test_an_order_belongs_to_whoever_placed_it(self) -> None:
        """And a browser to the customer in it."""
        told = links_of(shop(OrderPlaced(visitor="v1", customer="anna", order="o1")))

        assert {(k.alias, k.owner) for k in told} == {("order:o1", "customer:anna"), ("visitor:v1", "customer:anna")}

    def test_a_chat_is_joined_to_a_browser_or_to_an_order(self) -> None:
        """Whatever was proven."""
        by_browser = links_of(shop(Identified(conversation="c1", visitor="v1")))
        by_order = links_of(shop(Identified(conversation="c1", order="o1")))

        assert [(k.alias, k.owner) for k in (*by_browser, *by_order)] == [
            ("conversation:c1", "visitor:v1"),
            ("conversation:c1", "order:o1"),
        ]

    def test_most_events_tell_nothing(self) -> None:
        """A page is a page."""
        assert links_of(shop(PageViewed(visitor="v1"))) == ()


class TestPeople:
    def test_follows_chat_to_order_to_browser_to_customer(self) -> None:
        """As far as it leads."""
        people = People(
            [
                link("conversation:c", 1, "order:o"),
                link("order:o", 1, "visitor:v"),
                link("visitor:v", 5, "customer:anna"),
            ]
        )

        assert people.person("conversation:c", 9) == "customer:anna"
        assert people.person("visitor:w", 9) == "visitor:w"

    def test_a_shared_browser_belongs_to_whoever_was_known_last(self) -> None:
        """Before the first it was the first's."""
        people = People([link("visitor:v", 10, "customer:anna"), link("visitor:v", 20, "customer:bo")])

        assert [people.person("visitor:v", at) for at in (0, 10, 19, 20, 99)] == [
            "customer:anna",
            "customer:anna",
            "customer:anna",
            "customer:bo",
            "customer:bo",
        ]

    def test_an_order_stays_with_whoever_had_the_browser_when_it_was_placed(self) -> None:
        """Its parcel comes after somebody else logged in there."""
        people = People(
            [
                link("order:o", 10, "visitor:v"),
                link("visitor:v", 10, "customer:bo"),
                link("visitor:v", 20, "customer:anna"),
                link("conversation:c", 30, "order:o"),
            ]
        )

        assert [people.person(alias, 99) for alias in ("order:o", "conversation:c", "visitor:v")] == [
            "customer:bo",
            "customer:bo",
            "customer:anna",
        ]

    def test_the_order_in_which_links_come_is_of_no_matter(self) -> None:
        """Of two at the same moment the same one counts."""
        links = [link("visitor:v", 10, f"customer:{name}") for name in "ab"] + [link("visitor:v", 5, "customer:c")]
        found = {tuple(People(mixed).person("visitor:v", at) for at in (4, 7, 10)) for mixed in permutations(links)}

        assert found == {("customer:c", "customer:c", "customer:b")}
