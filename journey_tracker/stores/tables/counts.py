"""The bounded counts, and under which model all was made.

Recording adds to rows of part `NEW` only: few, so that they stay in memory. `stores.settling` moves them to part `DAY`
and to sums of whole weeks or months over all segments (`ALL`), or over those with one channel, language or category
(``channel=webchat``). In those sums the other columns of the segment are empty, and `day` is the first of its span.
What is asked is the sum of the spans that lie wholly within the period, the days beside them, and what is new.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, Column, ColumnElement, Index, Integer, String, Table, Text, and_, literal_column

from journey_tracker.events import LONGEST_KEY
from journey_tracker.recorder.counted import LABEL_COUNTS, PHASE_COUNTS, Segment
from journey_tracker.stores.tables.columns import KEY, METADATA, NAME

NEW, DAY, ALL = "new", "day", "all"
DIMENSIONS = ("channel", "language", "category")
"""By which of the segment there are sums of their own; the position is told apart in all."""

_PART = KEY.with_variant(String(LONGEST_KEY, collation="C"), "postgresql")
"""Compared by its characters on both: `part` is asked for from ``channel=`` up to ``channel>``."""


def _counts(name: str, keys: tuple[Column[int] | Column[str], ...], span: str, counts: tuple[str, ...]) -> Table:
    nothing = _nothing(literal_column(count) for count in counts)
    return Table(
        name,
        METADATA,
        Column("part", _PART, primary_key=True),
        *keys,
        *(Column(of, NAME, primary_key=True) for of in Segment._fields),
        Column(span, Integer, nullable=False),
        *(Column(count, BigInteger, nullable=False, server_default="0") for count in counts),
        Index(f"ix_{name}_nothing", "day", sqlite_where=nothing, postgresql_where=nothing),
        sqlite_with_rowid=False,
    )


def _nothing(counts: Iterable[ColumnElement[int]]) -> ColumnElement[bool]:
    return and_(*(count == literal_column("0") for count in counts))


def _day() -> Column[int]:
    return Column("day", Integer, primary_key=True)


def _name(name: str) -> Column[str]:
    return Column(name, NAME, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


PHASE_DAY = _counts("phase_day", (_day(), _name("phase"), _name("during")), "week", PHASE_COUNTS)
TRANSITION_DAY = _counts("transition_day", (_day(), _name("phase"), _name("next_phase")), "week", ("n",))
HISTOGRAM_DAY = _counts(
    "histogram_day",
    (_name("kind"), _day(), _name("phase"), Column("bucket", Integer, primary_key=True)),
    "month",
    ("n",),
)
LABEL_DAY = _counts(
    "label_day", (_name("kind"), _day(), _name("phase"), _text("label"), _text("beside")), "month", LABEL_COUNTS
)
COUNTED = (PHASE_DAY, TRANSITION_DAY, HISTOGRAM_DAY, LABEL_DAY)


def counts_of(table: Table) -> tuple[str, ...]:
    """The columns of a table of counts that are counts."""
    return tuple(column.name for column in table.columns if column.server_default is not None)


def nothing_in(table: Table) -> ColumnElement[bool]:
    """Whether a row has come to nothing, in the words of the index on those."""
    return _nothing(table.c[name] for name in counts_of(table))


KEPT_COUNT = Table(
    "kept_count",
    METADATA,
    Column("model", NAME, primary_key=True),
    Column("tally", Text, primary_key=True),
    Column("n", BigInteger, nullable=False),
)
"""Shares in the counts of people whose rows are gone: what a rebuild begins with, for it cannot count them again."""

DERIVED = Table(
    "derived",
    METADATA,
    Column("what", NAME, primary_key=True),
    Column("model", NAME, nullable=False),
    Column("model_version", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
"""Under which journey model everything but the events was made."""

CLOSED = Table(
    "closed",
    METADATA,
    Column("what", NAME, primary_key=True),
    Column("until_ms", BigInteger, nullable=False),
)
"""Until when journeys that nobody came back to were closed."""
