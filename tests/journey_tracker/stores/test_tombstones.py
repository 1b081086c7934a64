"""What was forgotten does not come in again, however often it is sent; who returns is somebody new."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from journey_tracker import open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.events import OrderDelivered, OrderPlaced, PageViewed
from journey_tracker.journey import DAY_MS
from journey_tracker.ports import JourneyStore, Recorded
from journey_tracker.privacy import KEPT, Refs
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.stores.test_erasing import of_anna, of_bo, stored
from tests.journey_tracker.stores.test_journeys import made
from tests.journey_tracker.talk import shopper

LATER = 2_000
"""Days after the start: after any forgetting."""


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """On both databases."""
    return str(request.param)


def record(store: JourneyStore, events: Sequence[Envelope]) -> Recorded:
    """Record all at once."""
    return store.record([event.to_json() for event in events])


class TestWhatComesAgain:
    def test_stays_out(self, url: str, store: JourneyStore) -> None:
        """All that was delivered is delivered once more, in one batch and one by one: nothing is left of it."""
        record(store, [*of_anna(), *of_bo()])
        store.forget_person("anna")
        before = made(url)

        again = record(store, [*of_anna(), *of_bo()])
        alone = [record(store, [event]).new for event in of_anna()]

        assert (again.new, again.duplicates) == (0, len(of_anna()) + len(of_bo()))
        assert alone == [0] * len(of_anna())
        assert made(url) == before

    def test_stays_out_after_a_rebuild(self, url: str, store: JourneyStore) -> None:
        """The marks are not made from events, so making everything anew leaves them."""
        record(store, of_anna())
        store.forget_person("anna")

        store.rebuild()

        assert record(store, of_anna()).new == 0

    def test_stays_out_when_only_the_event_is_known(self, store: JourneyStore) -> None:
        """A visit in a browser that others use too has no name of the person, but an id."""
        shared = [
            shop(PageViewed(visitor="v1", customer="anna", page="home")),
            shop(PageViewed(visitor="v1", page="sale"), day=0.1),
            shop(PageViewed(visitor="v1", customer="bo", page="home"), day=1),
        ]
        record(store, shared)
        store.forget_person("anna")

        assert record(store, shared).new == 0

    def test_stays_out_before_it_was_ever_known(self, store: JourneyStore) -> None:
        """A chat is forgotten while its last events are still on their way."""
        store.forget_person("conversation:c9")

        assert record(store, [shopper(1, "state_need", conversation="c9")]).new == 0

    def test_of_somebody_else_comes_in(self, store: JourneyStore) -> None:
        """Old events of whoever was not forgotten are not looked at twice."""
        record(store, of_anna())
        store.forget_person("anna")

        assert record(store, of_bo()).new == len(of_bo())


class TestWhoReturns:
    def test_is_somebody_new(self, store: JourneyStore) -> None:
        """A visit after the forgetting counts, with the same browser and the same customer number."""
        record(store, of_anna())
        store.forget_person("anna")

        assert record(store, [shop(OrderPlaced(visitor="browser-a", customer="anna", order="o9"), day=LATER)]).new == 1

        found = store.person("anna")
        assert found is not None
        assert len(found["touchpoints"]) == 1


class TestMarks:
    def test_tell_of_nobody(self, url: str, store: JourneyStore) -> None:
        """No reference, order, chat or event id stands in them."""
        record(store, of_anna())
        names = {REFS.ref("customer", "anna"), REFS.ref("visitor", "browser-a"), "order-a", "chat-a"}
        ids = {str(row[0]) for row in stored(url, "SELECT id FROM event")}

        store.forget_person("anna")

        marks = {str(row[0]) for row in stored(url, "SELECT mark FROM forgotten")}
        assert len(marks) > len(of_anna())
        assert not marks & (names | ids)
        assert not [mark for mark in marks if any(name in mark for name in names)]

    def test_go_when_nothing_can_come_again(self, url: str) -> None:
        """After their time they are dropped by the daily forgetting."""
        store = open_store(url, refs=REFS)
        record(store, of_anna())
        store.forget_person("anna")
        (last,) = stored(url, "SELECT max(until_ms) FROM forgotten")[0]
        assert isinstance(last, int)

        store.forget(last + KEPT.tombstones * DAY_MS - 1, limit=1000)
        kept = len(stored(url, "SELECT mark FROM forgotten"))
        store.forget(last + KEPT.tombstones * DAY_MS, limit=1000)
        store.close()

        assert kept > 0
        assert stored(url, "SELECT mark FROM forgotten") == []


class TestTheLog:
    def test_counts_what_others_had(self, url: str, store: JourneyStore) -> None:
        """Somebody whom only other stores knew is in the log of erasures too; nobody at all is not."""
        store.forget_person("nobody")
        store.forget_person("conversation:c9", beside=7)

        assert [row[0] for row in stored(url, "SELECT row_count FROM erasure_log")] == [7]


class TestTheCost:
    def test_is_one_look_when_all_is_new(self, store: JourneyStore, monkeypatch: pytest.MonkeyPatch) -> None:
        """Events of after the last forgetting are not hashed."""
        record(store, of_anna())
        store.forget_person("anna")
        hashed: list[str] = []
        monkeypatch.setattr(Refs, "ref", lambda _, kind, raw: hashed.append(kind))

        record(store, [shop(OrderDelivered(order="o1"), day=LATER)])

        assert "forgotten" not in hashed
