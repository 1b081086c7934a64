"""What a report answers with: typed columns, rows, how many it is about, and what is to be said with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question, Record, Slice, Value

SMALL = 5
"""Figures about fewer than so many are not shown: they tell of single people, and of chance."""
SMALL_N = "small_n"
"""Note: somewhere a figure was left out because it is about too few."""

Row = Mapping[str, Value]
Questions = Callable[[JourneyModel, Slice, int], tuple[Question, ...]]
Answers = Sequence[Sequence[Record]]
"""The rows of each question, in the order of the questions."""


class Kind(StrEnum):
    """What the values of a column are."""

    COUNT = "count"
    SHARE = "share"
    """0..1; a rate may be above 1."""
    CENTS = "cents"
    MS = "ms"
    SCORE = "score"
    """A sentiment of -1..1."""
    POINTS = "points"
    """On the scale of a survey; for NPS -100..100."""
    DAY = "day"
    """YYYYMMDD."""
    MONTH = "month"
    """YYYYMM."""
    TIME = "time"
    """Epoch milliseconds UTC."""
    PHASE = "phase"
    """Key of a phase, or one of `start`, `end`, `none`, `next`."""
    NUMBER = "number"
    """A score or a number of months, to name a row by."""
    TEXT = "text"


KEYS = frozenset({Kind.TIME, Kind.DAY, Kind.MONTH, Kind.PHASE, Kind.NUMBER, Kind.TEXT})
"""Kinds that say which row it is."""


class Part(StrEnum):
    """Of a comparison: what a column holds of the figure it is called after."""

    WHOLE = ""
    A = "a"
    B = "b"
    N_A = "n_a"
    N_B = "n_b"
    DIFFERENCE = "difference"
    """B minus A."""
    LOW = "low"
    HIGH = "high"
    """The ends of the 95 % interval of the difference; empty when it cannot be given."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, and what is needed to judge its figures."""

    key: str
    kind: Kind
    n: str = ""
    """Key of the column that tells how many the figure is about; empty for counts and for what names the row."""
    hits: str = ""
    """Of a share of n: key of the column that tells how many of them."""
    spread: str = ""
    """Of a mean: key of the column with the standard deviation."""
    interval: tuple[str, str] | None = None
    """Keys of the columns with the ends of its 95 % interval."""
    part: Part = Part.WHOLE
    of: str = ""
    """Of a comparison: key of the column of the report that it came from."""
    beside: bool = False
    """Of a text: it is said beside the figures, and is no part of the name of the row."""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of a report. What is about fewer than `SMALL` is None, and its place is in `left_out`."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    n: int
    """How many cycles, contacts or answers the whole is about."""
    notes: tuple[str, ...] = ()
    """Keys of texts to be shown with it."""
    left_out: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    """Number of the row, from 0, and key of the column."""

    def small(self, row: int, column: str) -> bool:
        """Whether the figure is left out because it is about too few; to be shown as such, never as zero."""
        return (row, column) in self.left_out

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that say which row it is."""
        return tuple(c for c in self.columns if c.kind in KEYS and not (c.n or c.beside))

    def column(self, key: str) -> Column:
        """The column called `key`; raises KeyError."""
        return {c.key: c for c in self.columns}[key]


@dataclass(frozen=True, slots=True)
class Report:
    """The definition of a report: what it asks, and what it makes of the answers. Its words are in `texts`."""

    key: str
    questions: Questions
    """From the model, the part of the journey and today (YYYYMMDD, Dutch)."""
    answer: Callable[[JourneyModel, Answers, int], Table]
    """From the model, the rows of each question and today."""
    population: str = "all"
    """Whom it is about: ``all`` journeys, or ``chatters`` (contacts in which something was said)."""
    ignores: tuple[str, ...] = ()
    """Fields of `Slice` that are left to its questions, or mean nothing to it."""


def always(*questions: Question) -> Questions:
    """The same questions, whatever the model, the part and the day."""
    return lambda _model, _within, _as_of_day: questions


def table(columns: Iterable[Column], rows: Iterable[Row], *, n: int, notes: Iterable[str] = ()) -> Table:
    """A table in which no figure is about fewer than `SMALL`."""
    columns, rows = tuple(columns), tuple(rows)
    left_out = frozenset(
        (number, c.key)
        for number, row in enumerate(rows)
        for c in columns
        if row.get(c.key) is not None and _is_small(row, c)
    )
    shown = tuple(
        {c.key: None if (i, c.key) in left_out else row.get(c.key) for c in columns} for i, row in enumerate(rows)
    )
    said = (*notes, SMALL_N) if left_out else tuple(notes)
    return Table(columns, shown, n, said, left_out)


def _is_small(row: Row, column: Column) -> bool:
    n = row.get(column.n) if column.n else None
    return isinstance(n, int) and n < SMALL
