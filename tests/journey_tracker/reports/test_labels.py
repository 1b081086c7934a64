"""What is counted by name: the same as looking at every contact and every journey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from journey_tracker import open_store
from journey_tracker.journey import MOOD_EDGE
from journey_tracker.ports import Condition, JourneyStore, Question, Record, Slice
from journey_tracker.recorder.counted import COHORT, ERRAND, FELT, LEFT, PAIN, PATH, PRICED, SCORED, UNDONE
from tests.journey_tracker.conftest import REFS
from tests.journey_tracker.reports.test_running import LIVES

_SAID: tuple[Condition, ...] = (("errand", "!=", ""), ("sentiment_n", ">", 0))
_ENDED: tuple[Condition, ...] = (("sentiment_label", "!=", None), ("phase", "!=", None), ("outcome", "!=", "progress"))
ALL_ROWS: dict[str, tuple[Question, tuple[str, ...]]] = {
    FELT: (
        Question("touchpoint", ("phase", "outcome", "sentiment_label"), ("n",), _ENDED),
        ("phase", "label", "beside"),
    ),
    PRICED: (
        Question("touchpoint", ("price_position", "kind"), ("n", "value_cents"), (("price_position", "!=", ""),)),
        ("label", "beside"),
    ),
    SCORED: (
        Question("touchpoint", ("sentiment_model", "day"), ("n",), (("sentiment_model", "!=", ""),)),
        ("label", "day"),
    ),
    ERRAND: (Question("touchpoint_phase", ("phase", "errand"), ("n",), _SAID), ("phase", "label")),
    PAIN: (
        Question("touchpoint_phase", ("phase", "errand"), ("n",), (*_SAID, ("sentiment_min", "<=", -MOOD_EDGE))),
        ("phase", "label"),
    ),
    PATH: (Question("cycle", ("path",), ("n",), (("path", "!=", ""),)), ("label",)),
    LEFT: (
        Question("cycle", ("last_errand", "lost_for"), ("n",), (("ordered_ms", "=", None),)),
        ("label", "beside"),
    ),
    COHORT: (
        Question("cycle", ("cohort",), ("n", "value_cents"), (("ordered_ms", "!=", None),)),
        ("month",),
    ),
}
"""By what is counted: the question to all rows, and by what the counts are told apart."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JourneyStore]:
    """Some lives, recorded."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('labels') / 'journey.db'}", refs=REFS)
    opened.record([envelope.to_json() for envelope in LIVES])
    yield opened
    opened.close()


def values(rows: Sequence[Record]) -> set[tuple[Any, ...]]:
    """The rows without the names of their columns; no phase is `none`."""
    return {tuple("none" if value is None else value for value in row.values()) for row in rows}


class TestLabels:
    @pytest.mark.parametrize("within", [Slice(), Slice(channel="webchat"), Slice(position="new")])
    @pytest.mark.parametrize("kind", ALL_ROWS)
    def test_are_those_of_every_row(self, store: JourneyStore, kind: str, within: Slice) -> None:
        """No contact and no journey is left out, and none counts twice."""
        scan, by = ALL_ROWS[kind]
        counted = store.ask(
            Question("label_day", by, scan.sums, (("kind", "=", kind), ("label", "!=", UNDONE))), within
        )

        assert values(counted) == values(store.ask(scan, within))

    @pytest.mark.parametrize("kind", ALL_ROWS)
    def test_are_all_met(self, store: JourneyStore, kind: str) -> None:
        """So that the comparison compares something."""
        assert store.ask(Question("label_day", ("label",), ("n",), (("kind", "=", kind),)))
