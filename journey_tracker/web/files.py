"""Touchpoints as files for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

from journey_tracker.exporting.table_file import harmless
from journey_tracker.journey import Line, Touchpoint
from journey_tracker.reports import COLUMNS, row


def as_csv(touchpoints: Sequence[Touchpoint]) -> str:
    """Comma-separated with a header; text that a spreadsheet would run as a formula is quoted."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for touchpoint in touchpoints:
        writer.writerow({name: harmless(cell) for name, cell in row(touchpoint).items()})
    return out.getvalue()


def as_json(touchpoints: Sequence[Touchpoint]) -> str:
    """An array of objects with the columns of the CSV."""
    return json.dumps([row(t) for t in touchpoints], ensure_ascii=False)


def touchpoint_as_json(touchpoint: Touchpoint, lines: Sequence[Line]) -> str:
    """One touchpoint with its stays and its lines."""
    stays = [asdict(stay) for stay in touchpoint.stays]
    return json.dumps({**row(touchpoint), "stays": stays, "lines": [asdict(line) for line in lines]})
