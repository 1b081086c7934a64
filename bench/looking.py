"""Asks every report, and prints the median CPU time of each: `python -m bench.looking URL ROUNDS`."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.arithmetic import middle
from journey_tracker import open_store
from journey_tracker.ports import JourneyStore, Slice
from journey_tracker.reports.running import REPORTS, run

AS_OF_DAY = 20270415
"""Towards the end of the log, and half-way a month: days beside whole weeks and months have to be read as well."""


def main(argv: Sequence[str]) -> None:
    """Print milliseconds by report, and the peak of memory in MB."""
    url, rounds = argv
    with closing(open_store(url, create=False)) as store:
        took = {key: [_cpu_ms(store, key) for _ in range(int(rounds) + 1)][1:] for key in REPORTS}
    found = {"ms": {key: middle(rounds) for key, rounds in took.items()}, "rss_mb": _peak_mb()}
    sys.stdout.write(json.dumps(found))


def _peak_mb() -> float:
    """The most memory since this program began; what `getrusage` tells on Linux is also that of whoever started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(told["VmHWM"].split()[0]) / 1024


def _cpu_ms(store: JourneyStore, key: str) -> float:
    started = time.process_time()
    run(store, key, Slice(), AS_OF_DAY)
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
