"""Records a file of events from the stored position on, and says after each batch how far it is; made to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from journey_tracker import open_store
from journey_tracker.ports import Position
from journey_tracker.privacy import Refs

REFS = Refs(b"k" * 32)
"""As everywhere in the tests; named here, so that nothing more is imported than is run."""
BATCH = 3


def main() -> None:
    """Go on from the stored position, which is the number of events written."""
    url, log = sys.argv[1:]
    events = Path(log).read_text(encoding="utf-8").splitlines()
    store = open_store(url, refs=REFS)
    done = int(store.positions("log").get(0, "0"))
    while done < len(events):
        after = min(done + BATCH, len(events))
        store.record(events[done:after], [Position("log", 0, str(after))])
        done = after
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
