from __future__ import annotations

import json

import pytest

from bench.result import Figure, Measured, Stamp, compared, report, rounded

STAMP = Stamp("abc1234-dirty", "2026-11-22T04:00:00+00:00", {"cpu": "a processor", "cores": 2})


class TestReport:
    def test_it_has_the_shape_that_others_read(self) -> None:
        """One object: what, which commit, when, where, the figures with their peer, and notes."""
        measured = Measured({"p95_ms_1": Figure(12.3456, "ms", "lower", 45.678)}, ["a note"])

        assert json.loads(json.dumps(report("reply", STAMP, measured))) == {
            "bench": "reply",
            "commit": "abc1234-dirty",
            "date": "2026-11-22T04:00:00+00:00",
            "machine": {"cpu": "a processor", "cores": 2},
            "figures": {"p95_ms_1": {"value": 12.3, "unit": "ms", "better": "lower", "peer": 45.7}},
            "notes": ["a note"],
        }

    def test_without_a_peer_its_place_is_null(self) -> None:
        """A reader need not look whether the key is there."""
        assert Figure(1.0, "s", "lower").as_json()["peer"] is None


class TestCompared:
    def test_both_sides_are_reckoned_alike(self) -> None:
        """One function for ours and for the peer's."""
        assert compared(max, [1.0, 3.0], [2.0], "ms", "lower") == Figure(3.0, "ms", "lower", 2.0)

    def test_a_peer_that_is_absent_gives_none(self) -> None:
        """What was not measured is no number."""
        assert compared(max, [1.0], None, "ms", "lower").peer is None


class TestRounded:
    @pytest.mark.parametrize(
        ("value", "shown"), [(12.3456, 12.3), (0.123456, 0.123), (999.4, 999), (1234.5, 1234), (0, 0)]
    )
    def test_three_digits_are_kept(self, value: float, shown: float) -> None:
        """What is smaller is noise."""
        assert rounded(value) == shown
