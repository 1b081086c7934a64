"""A database knows the key that its references were made with, and takes no other."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from journey_tracker import open_store
from journey_tracker.events import OrderPlaced
from journey_tracker.privacy import BadKey, Refs
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.shopping import shop

OTHER = Refs(b"q" * 32)
ORDER = shop(OrderPlaced(visitor="v1", customer="anna", order="o1")).to_json()


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """On both databases."""
    return str(request.param)


def forget_the_proof(url: str) -> None:
    """A database of before there were proofs."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM key_proof"))
    engine.dispose()


class TestAnotherKey:
    def test_is_refused_by_whoever_looks_somebody_up(self, url: str) -> None:
        """Else the answer to "what do you know of me" would be: nothing."""
        with closing(open_store(url, refs=REFS)) as store:
            store.record([ORDER])

        with closing(open_store(url, refs=OTHER)) as other:
            for ask in (other.person, other.forget_person):
                with pytest.raises(BadKey, match="made with another key"):
                    ask("anna")

    def test_is_refused_by_whoever_records(self, url: str) -> None:
        """Else everybody would be two people from then on."""
        with closing(open_store(url, refs=REFS)) as store:
            store.record([ORDER])

        with closing(open_store(url, refs=OTHER)) as other, pytest.raises(BadKey):
            other.record([shop(OrderPlaced(customer="anna", order="o2"), day=1).to_json()])

    def test_is_seen_before_there_was_a_proof(self, url: str) -> None:
        """By a reference that is there; the right key is then remembered."""
        with closing(open_store(url, refs=REFS)) as store:
            store.record([ORDER])
        forget_the_proof(url)

        with closing(open_store(url, refs=OTHER)) as other, pytest.raises(BadKey):
            other.check_key()
        with closing(open_store(url, refs=REFS)) as store:
            assert store.person("anna") is not None

    def test_is_no_matter_while_there_is_nobody(self, url: str) -> None:
        """The first who records chooses it."""
        with closing(open_store(url, refs=OTHER)) as other, closing(open_store(url, refs=REFS)) as store:
            other.check_key()
            store.check_key()
            store.record([ORDER])

            with pytest.raises(BadKey):
                other.check_key()


class TestTheSameKey:
    def test_is_looked_at_twice_and_then_no_more(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Once to write it down, once to see that it is there: recording pays nothing for it."""
        looks: list[str] = []
        made = Refs.ref

        def looked(refs: Refs, kind: str, raw: str) -> str:
            looks.append(kind)
            return made(refs, kind, raw)

        monkeypatch.setattr(Refs, "ref", looked)
        with closing(open_store(url, refs=REFS)) as store:
            for day in range(5):
                store.record([shop(OrderPlaced(order=f"o{day}"), day=day).to_json()])
            counted = looks.count("key")
            store.record([ORDER])

        assert looks.count("key") == counted
