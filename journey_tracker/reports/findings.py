"""From tables to candidate actions: studying the journey must end in doing something about it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from journey_tracker.ports import Value
from journey_tracker.reports.funnel import NEXT_CYCLE
from journey_tracker.reports.table import Kind, Row, Table


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that asks for action. Its sentence is in `texts`, by `rule`."""

    rule: str
    report: str
    """Key of the report that shows it."""
    phase: str
    """Of care: during which it was needed."""
    figure: float
    kind: Kind
    n: int
    """How many it is about."""
    position: str = ""
    """``new`` or ``repeat``; empty: both."""
    channel: str = ""
    """Empty: any."""
    week: int | None = None
    """Its Monday (YYYYMMDD); None: of the whole part that was asked about."""
    column: str = ""
    """Key of the column of the figure in the report."""
    row: tuple[tuple[str, Value], ...] = ()
    """Key and value of each column that names its row there."""


def findings(tables: Mapping[str, Table]) -> tuple[Finding, ...]:
    """What stands out in the tables, at most one of each rule; `tables` by key of their report, any that there are.

    Figures that are left out because they are about too few find nothing.
    """
    return tuple(found for rule in _RULES for found in rule(tables))


def _largest(
    tables: Mapping[str, Table], rule: str, report: str, figure: str, weight: Callable[[Row], float | None]
) -> Iterator[Finding]:
    """The row of a report with the highest weight above 0."""
    if report not in tables:
        return
    column = tables[report].column(figure)
    rows = [(w, row) for row in tables[report].rows if row[figure] is not None and (w := weight(row) or 0) > 0]
    if rows:
        _, row = max(rows, key=lambda pair: pair[0])
        value, n = float(row[figure] or 0), int(row[column.n] or 0)
        yield Finding(
            rule=rule,
            report=report,
            phase=str(row.get("during") or row["phase"]),
            figure=value,
            kind=column.kind,
            n=n,
            position=str(row.get("position") or ""),
            channel=str(row.get("channel") or ""),
            week=int(row["week"] or 0) if "week" in row else None,
            column=figure,
            row=tuple((c.key, row[c.key]) for c in tables[report].keys),
        )


def _number(row: Row, key: str) -> float:
    return float(row[key] or 0)


def _lost(row: Row) -> float | None:
    return None if row["next_phase"] == NEXT_CYCLE else _number(row, "due") - _number(row, "onward")


def _felt_bad(row: Row) -> float | None:
    """The lower and the surer, the worse: a few angry messages are no bad week."""
    return -_number(row, "sentiment") * math.sqrt(_number(row, "messages"))


def _cold(row: Row) -> float | None:
    """How many succeeded where it feels bad."""
    return _number(row, "resolved") if row["quadrant"] == "cold" else None


_Rule = Callable[[Mapping[str, Table]], Iterator[Finding]]
_RULES: tuple[_Rule, ...] = (
    lambda t: _largest(t, "largest_loss", "funnel", "doorstroom", _lost),
    lambda t: _largest(t, "most_negative", "emotion", "sentiment", lambda row: -_number(row, "sentiment_high")),
    lambda t: _largest(t, "worst_week", "phase_weeks", "sentiment", _felt_bad),
    lambda t: _largest(t, "longest_wait", "handoffs", "wait_p90", lambda row: _number(row, "wait_p90")),
    lambda t: _largest(t, "succeeds_but_cold", "success", "sentiment", _cold),
    lambda t: _largest(t, "hurting_channel", "channels", "sentiment", lambda row: -_number(row, "sentiment")),
    lambda t: _largest(t, "care_needed", "care", "care_rate", lambda row: _number(row, "care_rate")),
    lambda t: _largest(t, "plan_skipped", "plan", "share", lambda row: _number(row, "share") if row["phase"] else None),
)
