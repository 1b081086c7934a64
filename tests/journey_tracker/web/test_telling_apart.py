from __future__ import annotations

from journey_tracker.ports import Slice
from journey_tracker.reports import Column, Kind
from journey_tracker.reports.table import table
from journey_tracker.web.telling_apart import apart, without_names_of

COLUMNS = (
    Column("phase", Kind.PHASE),
    Column("channel", Kind.TEXT),
    Column("role", Kind.TEXT),
    Column("n", Kind.COUNT),
)


def test_only_fields_with_a_value_of_their_own_tell_two_parts_apart() -> None:
    """Days do not, nor one against all."""
    a, b = Slice(20260101, channel="email", language="nl"), Slice(20260201, channel="webchat", language="nl")

    assert apart(a, b) == {"channel": ("email", "webchat")}
    assert apart(a, Slice()) == {}


def test_rows_of_two_channels_meet() -> None:
    """What follows from the channel goes too; what is left out stays so."""
    rows = [
        {"phase": phase, "channel": channel, "role": channel, "n": 1}
        for phase in ("x", "y")
        for channel in ("email", "webchat")
    ]
    made = table(COLUMNS, rows, n=4)

    a, b = without_names_of({"channel": ("email", "webchat")}, made, made)

    assert [column.key for column in a.columns] == ["phase", "n"]
    assert [row["role"] for row in a.rows] == ["email"] * 2
    assert [row["phase"] for row in a.rows] == [row["phase"] for row in b.rows] == ["x", "y"]
