"""The words of the reports in one language: what each asks, how it is defined, and what its columns are called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from journey_tracker.ports import Value
from journey_tracker.reports.table import Column, Part

_SAME_FIGURE = ("_low", "_high", "_spread")


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language. All methods but `value` raise KeyError for what there is not."""

    language: str
    words: Mapping[str, Any]

    def title(self, report: str) -> str:
        """Name of a report."""
        return self._report(report, "title")

    def question(self, report: str) -> str:
        """What an analyst asks that the report answers."""
        return self._report(report, "question")

    def definition(self, report: str) -> str:
        """What its figures mean."""
        return self._report(report, "definition")

    def formula(self, report: str) -> str:
        """How the main figure is counted."""
        return self._report(report, "formula")

    def caveat(self, report: str) -> str:
        """What it cannot tell."""
        return self._report(report, "caveat")

    def population(self, population: str) -> str:
        """Whom a report is about, by `Report.population`."""
        return str(self.words["populations"][population])

    def column(self, column: Column) -> str:
        """Heading of a column; of a comparison with what it holds."""
        key = column.of or column.key
        for end in _SAME_FIGURE:
            if key.endswith(end):
                return f"{self._heading(key.removesuffix(end))}{self.words['ends'][end]}"
        part = "" if column.part is Part.WHOLE else f" · {self.words['parts'][column.part.value]}"
        return f"{self._heading(key)}{part}"

    def value(self, column: str, value: Value) -> str:
        """The word for a value of a column of text, such as a position; the value itself when there is none."""
        return str(self.words["values"].get(column, {}).get(value, value))

    def note(self, key: str) -> str:
        """What is to be said with a table."""
        return str(self.words["notes"][key])

    def finding(self, rule: str) -> str:
        """What stands out, with places for `phase`, `figure`, `n`, `channel`, `position` and `week` in braces."""
        return str(self.words["findings"][rule])

    def _report(self, report: str, part: str) -> str:
        return str(self.words["reports"][report][part])

    def _heading(self, key: str) -> str:
        return str(self.words["columns"][key])


@cache
def texts(language: str) -> Texts:
    """The words of a language of `journey.LANGUAGES`."""
    file = Path(__file__).with_name(f"texts.{language}.json")
    return Texts(language, json.loads(file.read_text(encoding="utf-8")))
