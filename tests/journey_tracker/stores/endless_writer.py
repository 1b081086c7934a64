"""Records events without end and says after each batch how many are safe; made to be killed."""

from __future__ import annotations

import sys

from journey_tracker import open_store
from journey_tracker.events import OrderPlaced
from journey_tracker.ports import Position
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import shopper

BATCH = 7


def main() -> None:
    """Go on from the stored position, which is the number of events written."""
    store = open_store(sys.argv[1])
    done = int(store.positions("log").get(0, "0"))
    while True:
        numbers = range(done, done + BATCH)
        events = [shopper(n // 5, "state_need", conversation=f"c{n % 5}").to_json() for n in numbers]
        bought = OrderPlaced(visitor=f"v{done}", order=f"o{done}", value_cents=100)
        events.append(shop(bought, day=done / 1000).to_json())
        store.record(events, [Position("log", 0, str(done + BATCH))])
        done += BATCH
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
