from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.door import visit
from journey_tracker.door.keys import Key
from journey_tracker.door.refusal import Refused
from journey_tracker.door.shop import batch, sort
from journey_tracker.door.telling import KINDS, Telling
from journey_tracker.envelopes import from_json
from tests.journey_tracker.door.asking import FIREFOX, NOW_MS, RULES, SESSION, VISITOR, event

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
CONTACT = st.fixed_dictionaries(
    {"id": st.just("c" * 32) | JSON, "at": st.just(0) | JSON, "type": st.sampled_from([*KINDS]) | JSON},
    optional={name: JSON for name in ("page", "product", "quantity", "price_cents", "score", "comment", "category")},
)


class TestShop:
    @given(JSON, st.sampled_from(["application/json", "application/cloudevents-batch+json"]))
    def test_any_json_is_taken_put_aside_or_refused(self, body: Any, sort_of: str) -> None:
        """Nothing fails, and each event ends in one place."""
        try:
            events = batch(body, sort_of)
        except Refused:
            return
        good, aside = sort(events, Key("/shop", b""), NOW_MS)

        assert len(good) + len(aside) == len(events)

    @given(st.dictionaries(st.sampled_from(["product", "visitor", "seq", "price_cents", "offer"]), JSON))
    def test_any_data_of_an_event_is_taken_or_put_aside(self, data: dict[str, Any]) -> None:
        """What is taken can be read again."""
        good, aside = sort([event(**data)], Key("/shop", b""), NOW_MS)

        assert [from_json(raw).id for raw in good] == ["e1"] * (1 - len(aside))


class TestPage:
    @given(
        events=st.lists(CONTACT | JSON, max_size=4),
        facts=st.dictionaries(st.sampled_from(["customer", "order", "chat", "traffic"]), JSON),
        how=st.dictionaries(st.sampled_from(["language", "campaign", "medium"]), JSON),
    )
    def test_whatever_a_browser_tells_is_taken_or_refused(
        self, events: list[Any], facts: dict[str, Any], how: dict[str, Any]
    ) -> None:
        """Nothing fails, and what is taken is of that visitor and can be read again."""
        body = {"sent": 0, "visitor": VISITOR, "session": SESSION, "events": events} | facts | how
        telling = Telling(RULES, visit.read(body), FIREFOX)
        telling.take(body)

        assert all(getattr(from_json(raw).event, "visitor", "") == VISITOR for raw in telling.good)
        assert len(telling.good) + len(telling.refused) >= len(events)

    @given(JSON)
    def test_whatever_is_no_visit_is_refused(self, body: Any) -> None:
        """With a reason, not with a failure."""
        with pytest.raises(Refused, match="bad_body"):
            visit.read(body)
