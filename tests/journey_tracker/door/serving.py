"""The doors in a process of their own: `python -m tests.journey_tracker.door.serving URL PORT`."""

from __future__ import annotations

import sys

from aiohttp import web

from journey_tracker import open_store
from journey_tracker.door import PATH, build_door
from tests.journey_tracker.door.asking import RULES


def main(url: str, port: int) -> None:
    """Serve until killed."""
    app = web.Application()
    app.add_subapp(PATH, build_door(open_store(url), RULES))
    web.run_app(app, host="127.0.0.1", port=port, print=None)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
