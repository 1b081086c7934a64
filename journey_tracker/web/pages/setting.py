"""What every drawing needs to know: the model, the language, and the colour of each phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Value
from journey_tracker.reports import Column, Kind, Table, Texts
from journey_tracker.reports.table import SMALL, Row
from journey_tracker.web.figures import Figures
from journey_tracker.web.labels import Labels
from journey_tracker.web.laying_out import Shown

OWN_COLOUR = frozenset({"orientation", "selection", "transaction", "delivery", "customer_care", "in_between"})
"""Phases with a colour and an icon of their own; those of other models take a colour by their place."""
_TONES = 8
_GROUPS = {"channel": "channels", "errand": "errands", "last_errand": "errands", "kind": "kinds"}
"""Words of the pages for the values of a column."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One model in one language."""

    model: JourneyModel
    say: Labels
    figures: Figures
    texts: Texts

    def tone(self, key: Value) -> str:
        """Class of the colour of a phase."""
        if key in OWN_COLOUR:
            return f"phase-{key}"
        places = {phase.key: (phase.order - 1) % _TONES + 1 for phase in self.model.phases}
        return f"tone-{places[key]}" if key in places else "phase-none"

    def phase(self, key: Value) -> str:
        """Name of a phase, or of `start`, `end`, `none` or `next`."""
        named = {phase.key: phase.labels[self.say.language] for phase in self.model.phases}
        return named.get(str(key)) or self.texts.value("phase", key)

    def word(self, column: str, value: Value) -> str:
        """What a value of a column of keys is called; nothing is called nothing."""
        if value is None:
            return "–"
        if column == "path":
            return " → ".join(self.phase(key) for key in str(value).split(">"))
        if column in ("phase", "next_phase", "during", "before", "after"):
            return self.phase(value)
        if column in _GROUPS:
            known = self.say.of(_GROUPS[column], str(value))
            return self.say.of("kinds", str(value)) if known == value else known
        return self.texts.value(column, value)

    def named(self, column: Column, value: Value) -> str:
        """What a value that names a row is called."""
        if column.kind in (Kind.PHASE, Kind.TEXT):
            return self.word(column.key, value)
        return self.figures(column.kind, value)

    @property
    def phases(self) -> frozenset[str]:
        """Keys of the phases of the model."""
        return frozenset(phase.key for phase in self.model.phases)

    def picture(self, title: str) -> str:
        """What a screen reader says of a drawing."""
        return self.say("picture", title=title)

    def shown(self, table: Table, i: int, key: str, note: str = "") -> Shown:
        """One figure as the cell of a grid."""
        column, value = table.column(key), table.rows[i][key]
        if table.small(i, key):
            return Shown(self.say("few", n=SMALL), number=True, few=True)
        return Shown("–" if value is None else self.figures(column.kind, value), note, number=True)

    def n(self, value: Value) -> str:
        """Of how many."""
        return self.say("n", n=self.figures.count(number(value)))


@dataclass(frozen=True, slots=True)
class Grid:
    """A heat map: a table whose cells are tinted."""

    caption: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Shown, tuple[Shown, ...]], ...]
    """The name of each row, and its cells."""


def number(value: Value) -> float:
    """A figure as a number; nothing is 0."""
    return value if isinstance(value, int | float) else 0


def known(value: Value) -> float | None:
    """A figure as a number, or None."""
    return value if isinstance(value, int | float) else None


def distinct(rows: Sequence[Row], key: str) -> list[Value]:
    """The values of a column in the order in which they first come."""
    return list(dict.fromkeys(row[key] for row in rows))
