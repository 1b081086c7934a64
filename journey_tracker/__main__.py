"""`python -m journey_tracker --database URL log`: the tracker's commands without the bot."""

from __future__ import annotations

import argparse
import sys

from journey_tracker.cli import main

parser = argparse.ArgumentParser(
    prog="python -m journey_tracker", description="The customer journey: its touchpoints and its log."
)
parser.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE or postgresql://USER@HOST/NAME")
parser.add_argument("command", nargs=argparse.REMAINDER, help="what to do, with its own options: --help tells what")
asked = parser.parse_args()
sys.exit(main(asked.command or ["--help"], database_url=asked.database))
