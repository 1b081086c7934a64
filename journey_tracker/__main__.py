"""`python -m journey_tracker --database URL log`: the tracker's commands without the bot."""

from __future__ import annotations

import argparse
import sys

from journey_tracker.cli import main

parser = argparse.ArgumentParser(prog="python -m journey_tracker", add_help=False)
parser.add_argument("--database", required=True, metavar="URL")
known, rest = parser.parse_known_args()
sys.exit(main(rest, database_url=known.database))
