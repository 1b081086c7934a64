"""What can be asked of the tracker: the log of touchpoints, and reports as pure definitions."""

from __future__ import annotations

from journey_tracker.reports.findings import Finding, findings
from journey_tracker.reports.log import COLUMNS, NO_PHASE, BadFilter, Cell, row, touchpoint_filter
from journey_tracker.reports.running import REPORTS, UnknownReport, compare, run, slice_from, sql
from journey_tracker.reports.table import Column, Kind, Part, Report, Table
from journey_tracker.reports.texts import Texts, texts

__all__ = [
    "COLUMNS",
    "NO_PHASE",
    "REPORTS",
    "BadFilter",
    "Cell",
    "Column",
    "Finding",
    "Kind",
    "Part",
    "Report",
    "Table",
    "Texts",
    "UnknownReport",
    "compare",
    "findings",
    "row",
    "run",
    "slice_from",
    "sql",
    "texts",
    "touchpoint_filter",
]
