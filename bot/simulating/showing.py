"""Figures as tables: for a terminal, and for a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

HEAD = ("policy", "s@3", "s@5", "s@8", "asked", "broken", "claimed", "seen", "ms 50", "ms 95")


def rows_of(policies: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """A row of `HEAD` for each policy."""
    return [_row(name, figures) for name, figures in policies.items()]


def table_of(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """For a terminal."""
    table = Table(title=title, title_justify="left")
    for name in head:
        table.add_column(name, no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


def markdown_of(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """For a document."""
    named = [f"**{title}**", ""] if title else []
    lines = [*named, _line(head), _line(["---"] * len(head)), *map(_line, rows)]
    return "\n".join(lines)


def title_of(report: Mapping[str, Any]) -> str:
    """What a report is of."""
    return (
        f"{report['category']}: {report['products']} products, {report['shoppers']} shoppers ({report['persona']}), "
        f"seed {report['seed']}, {report['via']}"
    )


def leads_of(lead: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Rows of what `adaptive` leads with: the mean and its lower and upper bound, after 3, 5 and 8 questions."""
    return [(f"− {name}", *(_between(bounds) for bounds in by.values())) for name, by in lead.items()]


def _between(bounds: Mapping[str, float]) -> str:
    return f"{bounds['mean']:+.2f} ({bounds['low']:+.2f}…{bounds['high']:+.2f})"


def _row(name: str, figures: Mapping[str, Any]) -> tuple[str, ...]:
    shares = (*figures["success"].values(),)
    claims = (figures["claimed"], figures["observed"])
    return (
        name,
        *(f"{share:.3f}" for share in shares),
        f"{figures['questions']:.2f}",
        str(figures["violations"]),
        *("" if share is None else f"{share:.3f}" for share in claims),
        f"{figures['ms_p50']:.2f}",
        f"{figures['ms_p95']:.2f}",
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
