"""Our counts of paths beside those of retentioneering and PM4Py. Runs in the peers' own environment.

`comparing.py EVENTS.csv OURS.json` reads a table of `person, event, timestamp` in the order of time, and our
`{"funnel": {"steps": [...], "people": [...]}, "transitions": [[step, next, n], ...]}`. It prints what each peer
counts otherwise, as JSON, and ends with 1 when there is any such cell.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]  # of the peers' own environment

os.environ["RETENTIONEERING_NO_TRACK"] = "1"  # noqa: TID251  # read when it is imported: it tells its makers how it is used

Cells = dict[str, int]
"""Counts by the name of their cell."""


def by_retentioneering(events: pd.DataFrame, steps: list[str]) -> tuple[Cells, Cells]:
    """Its funnel and its matrix of transitions, cells of zero left out."""
    import retentioneering  # type: ignore[import-not-found]  # of the peers' own environment

    schema = {"path_cols": ["person"], "event_col": "event", "timestamp_col": "timestamp"}
    stream = retentioneering.Eventstream(events, schema)
    funnel = {one["step"]: int(one["unique_paths"]) for one in stream.funnel_data(steps=steps)["steps"]}
    matrix = stream.transition_graph_data(edge_weight="count")
    cells = {_cell(a, b): int(matrix.loc[a, b]) for a in matrix.index for b in matrix.columns if matrix.loc[a, b] > 0}
    return funnel, {cell: n for cell, n in cells.items() if not _is_edge(cell)}


def by_pm4py(events: pd.DataFrame) -> Cells:
    """Its directly-follows graph."""
    import pm4py  # type: ignore[import-not-found]  # of the peers' own environment

    log = pm4py.format_dataframe(events, case_id="person", activity_key="event", timestamp_key="timestamp")
    graph, _, _ = pm4py.discover_dfg(log)
    return {_cell(a, b): int(n) for (a, b), n in graph.items()}


def different(ours: Mapping[str, int], theirs: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The cells that are not the same, with our count and theirs."""
    cells = sorted({*ours, *theirs})
    return {
        cell: (ours.get(cell, 0), theirs.get(cell, 0)) for cell in cells if ours.get(cell, 0) != theirs.get(cell, 0)
    }


def compare(events: pd.DataFrame, ours: Mapping[str, Any]) -> dict[str, Any]:
    """How many cells there are, and which differ, by peer and count."""
    steps = ours["funnel"]["steps"]
    our_funnel = dict(zip(steps, ours["funnel"]["people"], strict=True))
    our_cells = {_cell(a, b): n for a, b, n in ours["transitions"]}
    funnel, matrix = by_retentioneering(events.copy(), steps)
    return {
        "events": len(events),
        "people": int(events["person"].nunique()),
        "funnel": our_funnel,
        "cells": len(our_cells),
        "transitions": sum(our_cells.values()),
        "retentioneering funnel": different(our_funnel, funnel),
        "retentioneering transitions": different(our_cells, matrix),
        "PM4Py directly-follows graph": different(our_cells, by_pm4py(events.copy())),
    }


def main(events: Path, ours: Path) -> int:
    """Compare and print; 1 when a cell differs."""
    table = pd.read_csv(events, parse_dates=["timestamp"])
    found = compare(table, json.loads(ours.read_text(encoding="utf-8")))
    print(json.dumps(found, indent=2))
    return 1 if any(isinstance(part, dict) and part for name, part in found.items() if " " in name) else 0


def _cell(step: str, after: str) -> str:
    return f"{step} -> {after}"


def _is_edge(cell: str) -> bool:
    """Whether it leads from the beginning or to the end of a path, which retentioneering counts as steps."""
    step, _, after = cell.partition(" -> ")
    return step == "path_start" or after == "path_end"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
