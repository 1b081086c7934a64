"""Our XES as PM4Py reads it. Runs in the peers' own environment.

`reading_back.py LOG.xes` prints, as JSON, how many traces and events there are, and how often each step.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pm4py  # type: ignore[import-not-found]  # of the peers' own environment


def told(path: Path) -> dict[str, Any]:
    """What PM4Py finds in the file."""
    log = pm4py.read_xes(str(path))
    return {
        "traces": int(log["case:concept:name"].nunique()),
        "events": len(log),
        "instances": int(log["concept:instance"].nunique()),
        "resources": sorted(log["org:resource"].unique()),
        "first": log["time:timestamp"].min().isoformat(),
        "last": log["time:timestamp"].max().isoformat(),
        "steps": {str(step): int(n) for step, n in log["concept:name"].value_counts().items()},
    }


if __name__ == "__main__":
    print(json.dumps(told(Path(sys.argv[1]))))
