"""Counts in parts: what is new, days, and sums of weeks and months; and what has a name is counted as well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

from journey_tracker.stores.views import VIEWS

revision = "0010"
down_revision = "0009"

SEGMENT = ("channel", "language", "category", "position")
OLD_COUNTS = (
    "stays",
    "entered",
    "onward",
    "touchpoints",
    "messages",
    "sentiment_sum",
    "sentiment_n",
    "negative",
    "positive",
    "resolved",
    "abandoned",
    "errors",
    "handoffs",
    "waited_ms",
    "contact_ms",
    "cost_cents",
    "value_cents",
)
COUNTS = (*OLD_COUNTS, "undone")
TABLES = {
    "phase_day": (("day", "phase", "during"), "week", COUNTS),
    "transition_day": (("day", "phase", "next_phase"), "week", ("n",)),
    "histogram_day": (("kind", "day", "phase", "bucket"), "month", ("n",)),
    "label_day": (("kind", "day", "phase", "label", "beside"), "month", ("n", "value_cents", "list_cents")),
}
NUMBERS = ("day", "bucket")
TEXTS = ("label", "beside")
OLD_VIEWS = ("v_touchpoint", "v_stay", "v_cycle", "v_cycle_phase", "v_survey", "v_phase_day", "v_transition_day")
NEW_VIEWS = ("v_label_day",)


def upgrade() -> None:
    """Counts of before are new until they are settled; what has a name is counted at the first event, anew."""
    _drop_views()
    for name, (keys, span, counts) in TABLES.items():
        if name != "label_day":
            op.rename_table(name, f"old_{name}")
            _rename_key(f"old_{name}")
        _create(name, keys, span, counts)
        if name != "label_day":
            _copy(name, (*keys, *SEGMENT, *_of_before(counts)), span)
            op.drop_table(f"old_{name}")
    op.execute("UPDATE derived SET model_version = 0")
    op.drop_index("ix_touchpoint_day", "touchpoint")
    op.create_index("ix_touchpoint_day_first_ms", "touchpoint", ["day", "first_ms"])
    _create_views((*OLD_VIEWS, *NEW_VIEWS))


def downgrade() -> None:
    """Back to days only."""
    _drop_views()
    op.drop_index("ix_touchpoint_day_first_ms", "touchpoint")
    op.create_index("ix_touchpoint_day", "touchpoint", ["day"])
    op.drop_table("label_day")
    for name, (keys, _, all_counts) in TABLES.items():
        if name == "label_day":
            continue
        columns = ", ".join((*keys, *SEGMENT))
        counts = _of_before(all_counts)
        sums = ", ".join(f"SUM({count})" for count in counts)
        op.drop_index(f"ix_{name}_nothing", name)
        op.rename_table(name, f"old_{name}")
        _rename_key(f"old_{name}")
        op.create_table(name, *_keys((*keys, *SEGMENT)), *_counts(counts))
        op.execute(
            f"INSERT INTO {name} ({columns}, {', '.join(counts)}) SELECT {columns}, {sums} "  # noqa: S608  # names of our own
            f"FROM old_{name} WHERE part IN ('new', 'day') GROUP BY {columns}"
        )
        op.drop_table(f"old_{name}")


def _create(name: str, keys: Sequence[str], span: str, counts: Sequence[str]) -> None:
    op.create_table(
        name,
        sa.Column("part", _part(), primary_key=True),
        *_keys((*keys, *SEGMENT)),
        sa.Column(span, sa.Integer(), nullable=False),
        *_counts(counts),
        sqlite_with_rowid=False,
    )
    nothing = sa.text(" AND ".join(f"{count} = 0" for count in counts))
    op.create_index(f"ix_{name}_nothing", name, ["day"], sqlite_where=nothing, postgresql_where=nothing)


def _of_before(counts: Sequence[str]) -> list[str]:
    return [count for count in counts if count != "undone"]


def _part() -> sa.String:
    return sa.String(255).with_variant(sa.String(255, collation="C"), "postgresql")


def _keys(names: Sequence[str]) -> list[sa.Column[str] | sa.Column[int]]:
    return [_key(name) for name in names]


def _key(name: str) -> sa.Column[str] | sa.Column[int]:
    if name in NUMBERS:
        return sa.Column(name, sa.Integer(), primary_key=True)
    return sa.Column(name, sa.Text() if name in TEXTS else sa.String(64), primary_key=True)


def _counts(names: Sequence[str]) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=False, server_default="0") for name in names]


def _rename_key(name: str) -> None:
    """PostgreSQL keeps the name of a key when its table gets another."""
    if op.get_bind().dialect.name == "postgresql":
        plain = name.removeprefix("old_")
        found = op.get_bind().scalar(
            sa.text("SELECT conname FROM pg_constraint WHERE conrelid = CAST(:of AS regclass) AND contype = 'p'"),
            {"of": name},
        )
        op.execute(f"ALTER TABLE {name} RENAME CONSTRAINT {found} TO old_{plain}_key")


def _copy(name: str, columns: Sequence[str], span: str) -> None:
    bind = op.get_bind()
    told = ", ".join(columns)
    insert = sa.text(
        f"INSERT INTO {name} (part, {span}, {told}) SELECT 'new', :span, {told} FROM old_{name} WHERE day = :day"  # noqa: S608  # names of our own
    )
    days = bind.scalars(sa.text(f"SELECT DISTINCT day FROM old_{name}")).all()  # noqa: S608  # names of our own
    for day in days:
        bind.execute(insert, {"day": day, "span": _week_of(day) if span == "week" else day // 100})


def _week_of(day: int) -> int:
    found = date(day // 10_000, day // 100 % 100, day % 100)
    monday = found - timedelta(days=found.weekday())
    return monday.year * 10_000 + monday.month * 100 + monday.day


def _drop_views() -> None:
    for name in (*OLD_VIEWS, *NEW_VIEWS):
        op.execute(f"DROP VIEW IF EXISTS {name}")


def _create_views(names: Sequence[str]) -> None:
    for name in names:
        op.execute(VIEWS[name].create)
