"""`journey demo`: a made-up year to look around in, in a database of its own."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from journey_tracker import open_actions
from journey_tracker.clock import epoch_ms
from journey_tracker.commands.arguments import Commands
from journey_tracker.commands.opening import opened
from journey_tracker.demo import planning, writer
from journey_tracker.demo.calendar import Year, day_at
from journey_tracker.demo.stories import Stories, stories
from journey_tracker.demo.writer import DemoRefused
from journey_tracker.demo.year import PEOPLE, SEED
from journey_tracker.journey import LANGUAGES
from journey_tracker.ports import JourneyStore

OWN = "journey-demo.db"
"""File of the demo, beside that of the journey."""
_SQLITE = "sqlite:///"
_MOST_PEOPLE = 1_000_000


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    demo = commands.add_parser("demo", help="write a made-up year of a webshop, that ends yesterday")
    demo.set_defaults(command=run)
    demo.add_argument("--database", default="", metavar="URL", help=f"where ({OWN} beside the journey)")
    demo.add_argument("--people", type=_people, default=PEOPLE, metavar="N", help=f"how many come ({PEOPLE})")
    demo.add_argument("--until", type=_day, default=None, metavar="DAY", help="last day, as 2026-05-01 (yesterday)")
    demo.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"another number, another year ({SEED})")
    demo.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="of stories and actions")
    demo.add_argument("--force", action="store_true", help="also into a database with journeys of others")
    demo.add_argument("--clear", action="store_true", help="remove the demo, and nothing of others")


def run(asked: argparse.Namespace, *, database_url: str) -> int:
    """Write the demo, or remove it; raises `DemoRefused`."""
    url = asked.database or own_database(database_url)
    return _clear(url, asked.key) if asked.clear else _write(asked, url)


def own_database(database_url: str) -> str:
    """The place of the demo beside a SQLite journey; raises `DemoRefused` for any other."""
    if not database_url.startswith(_SQLITE):
        raise DemoRefused("the demo wants a database of its own, and on a server it makes none; name one by --database")
    path = Path(database_url.removeprefix(_SQLITE)).with_name(OWN)
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"{_SQLITE}{path}"


def _write(asked: argparse.Namespace, url: str) -> int:
    last = asked.until or day_at(epoch_ms()) - timedelta(days=1)
    told = stories(Year(last))
    with opened(url, key=asked.key, create=True) as store:
        with _bar("writing") as progress:
            done = writer.write(store, last, people=asked.people, seed=asked.seed, force=asked.force, progress=progress)
        if not asked.force:
            _plan(store, url, told, asked.language)
    print(f"{done.new} events until {last}, {done.duplicates} were there already: {url}")
    for story in sorted(told.values(), key=lambda story: story.first):
        print(f"  {story.first} … {story.last}  {story.titles[asked.language]}")
    print(f"Look at it: DATABASE_URL={url} ./run")
    return 0


def _plan(store: JourneyStore, url: str, told: Stories, language: str) -> None:
    """Keep what its analysts decided; among the actions of others they would only confuse."""
    with closing(open_actions(url)) as actions:
        planning.plan(store, actions, told, language)


def _clear(url: str, key: Path | str | None) -> int:
    with opened(url, key=key) as store, closing(open_actions(url)) as actions, _bar("removing") as progress:
        removed, undone = writer.clear(store, progress), planning.clear(actions)
    print(f"{removed} events and {undone} actions of the demo removed: {url}")
    return 0


@contextmanager
def _bar(doing: str) -> Iterator[writer.Progress]:
    """Tells a terminal how far it is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _people(given: str) -> int:
    """A whole number from 1."""
    if not given.isdecimal() or not 1 <= int(given) <= _MOST_PEOPLE:
        raise argparse.ArgumentTypeError(f"{given!r} is no whole number from 1 to {_MOST_PEOPLE}")
    return int(given)


def _day(given: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{given!r} is no day; allowed: such as 2026-05-01") from error
