"""The catalogue on the command line: import a feed or new offers, fetch the shop's own feed, show what there is."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from rich.console import Console
from rich.progress import Progress

from bot.shop.feed import Feed, read_feed
from bot.shop.feed import Progress as Told
from bot.shop.fetching import SCHEMES, fetch, name_of
from bot.shop.importing import DEMO_SOURCE, EmptyFeed, Feeds, Import, import_feed
from bot.shop.offers import read_offers
from bot.shop.opening import open_catalogue
from bot.shop.showing import show
from bot.shop.table import BadRow

SHOWN_ROWS = 10
"""How many rows of a kind are listed unless all are asked for."""
LONGEST_REASON = 200


class NoProducts(Exception):
    """The shop's own feed has no product, and neither has the catalogue."""

    def __init__(self, url: str) -> None:
        """Say which feed."""
        super().__init__(f"{name_of(url)} has no product that can be imported: see above. Mend it and start again")


class NoAddress(Exception):
    """The shop's own feed is asked for, and no setting says where it is."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("CATALOGUE_URL is empty; allowed: the address of a feed. Set it, or use `catalogue import`")


def main(arguments: Sequence[str], path: Path, *, schema_folder: Path, url: str = "") -> int:
    """Run `import`, `offers`, `refresh` or `show` on the catalogue at `path`; returns the exit code.

    `url` is the shop's own feed. Raises what `import_feed` and `read_offers` raise; the catalogue is then as it was.
    """
    given = _parser().parse_args(arguments)
    with closing(open_catalogue(path)) as catalogue:
        if given.command == "show":
            show(catalogue, given.category, Console())
            return 0
        most = sys.maxsize if given.all else SHOWN_ROWS
        if given.command == "offers":
            return _offers(given.file, catalogue, most)
        if given.command == "import":
            return _import(given, catalogue, schema_folder, most)
        if not url:
            raise NoAddress
        given.source, given.only, given.category = url, True, None
        return _import(given, catalogue, schema_folder, most, tag=_tag(catalogue, url, again=given.confirm))


def fill_with_demo(path: Path, folder: Path) -> None:
    """Put the demo shop's products in a catalogue that holds nothing yet, and renew those that are there and old."""
    with closing(open_catalogue(path)) as catalogue:
        known = {source.name: source.tag for source in catalogue.sources()}
        is_empty = not catalogue.categories()
        for file in sorted((folder / "products").glob("*.csv")):
            name, tag = f"{DEMO_SOURCE}{file.stem}", _state_of(file, folder / "schema" / f"{file.stem}.yml")
            if is_empty or known.get(name, tag) != tag:
                catalogue.replace(read_feed(file, schema_folder=folder / "schema"), source=name, tag=tag)


def _state_of(*files: Path) -> str:
    """What tells one state of some files from another; a file that is not there says nothing."""
    return sha256(b"".join(file.read_bytes() for file in files if file.exists())).hexdigest()


def fetch_when_new(path: Path, schema_folder: Path, url: str) -> None:
    """Import the feed at `url` when the catalogue has never had it; raises what `import_feed` raises."""
    with closing(open_catalogue(path)) as catalogue:
        known = any(source.name == name_of(url) for source in catalogue.sources())
    if not known and main(["refresh"], path, schema_folder=schema_folder, url=url):
        raise NoProducts(url)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run catalogue")
    commands = parser.add_subparsers(dest="command", required=True)
    importing = commands.add_parser("import", help="put a product feed in the catalogue")
    importing.add_argument("source", help="file or address: Merchant XML or TSV, CSV, JSON or JSONL")
    importing.add_argument("--category", help="of rows that name none; default: the file's name")
    importing.add_argument("--only", action="store_true", help="the feed is the whole catalogue: all else goes")
    refreshing = commands.add_parser("refresh", help="fetch the feed at CATALOGUE_URL, when it has changed")
    offering = commands.add_parser("offers", help="put new prices and stock in, of products that are there already")
    offering.add_argument("file", type=Path, help="file with a column for the id, and one for price or stock")
    for command in (importing, refreshing):
        command.add_argument(
            "--confirm", action="store_true", help="also when more than a fifth of its products is gone"
        )
    for command in (importing, offering, refreshing):
        command.add_argument("--all", action="store_true", help="list every row that was left out")
    showing = commands.add_parser("show", help="show feeds and categories, or the products of one")
    showing.add_argument("category", nargs="?")
    return parser


def _tag(catalogue: Feeds, url: str, *, again: bool) -> str:
    """What the server said of the version that the catalogue has; empty when it is not all that it has."""
    sources = catalogue.sources()
    return sources[0].tag if not again and [s.name for s in sources] == [name_of(url)] else ""


def _import(given: argparse.Namespace, catalogue: Feeds, schema_folder: Path, most: int, tag: str = "") -> int:
    with TemporaryDirectory(prefix="koopwijzer-feed-") as folder:
        wanted = _wanted(given, Path(folder), tag)
        if wanted is None:
            print("The feed is as it was; nothing to do.")
            return 0
        try:
            with _progress(f"Reading {wanted.source}") as told:
                feed = import_feed(wanted, catalogue, schema_folder, told)
        except EmptyFeed as error:
            _report(error.feed, most=most)
            print(f"{error}.", file=sys.stderr)
            return 1
    _report(feed, most=most)
    return 0


def _offers(file: Path, catalogue: Feeds, most: int) -> int:
    read = read_offers(file)
    told = read.without(catalogue.change_offers(read.offers))
    print(f"{_counted(len(told.offers), 'offer')} taken over, {_counted(len(told.rejected), 'row')} left out.")
    _list(told.rejected, told.counted, most)
    return 0 if told.offers else 1


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _wanted(given: argparse.Namespace, folder: Path, tag: str) -> Import | None:
    """What to import, fetched when it is an address; None when its server says that it still has `tag`."""
    how = {"only": given.only, "confirmed": given.confirm}
    if not given.source.startswith(SCHEMES):
        file = Path(given.source)
        return Import(file, str(file.resolve()), given.category, **how)
    name = name_of(given.source)
    with Console(stderr=True).status(f"Fetching {name}"):
        found = asyncio.run(fetch(given.source, folder / "feed", tag=tag))
    # The last part of the address names the category when nothing else does, as a file's name would.
    category = given.category or PurePosixPath(urlsplit(given.source).path).stem or None
    return None if found is None else Import(folder / "feed", name, category, tag=found, **how)


@contextmanager
def _progress(what: str) -> Iterator[Told]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)  # how many rows is known once the file is read
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _report(feed: Feed, *, most: int) -> None:
    report = feed.report
    print(f"{report.rows} rows: {report.imported} imported as {len(feed.products)} products,", end=" ")
    print(f"{len(report.rejected)} left out.")
    for column in report.inferred:
        sort = " ".join(part for part in (column.kind, column.unit, column.better) if part)
        print(f"  {column.column} → {column.meaning} {sort}".rstrip())
    for key in report.unused:
        print(f"  {key} stands in the schema file, and no column has it")
    for note in report.notes:
        print(f"  {note}")
    _list(report.rejected, report.counted, most)
    _list(report.collapsed, report.counted, most)


def _list(rows: Sequence[BadRow], counted: str, most: int) -> None:
    for bad in rows[:most]:
        print(f"  {counted} {bad.line}: {bad.reason:.{LONGEST_REASON}}")
    if len(rows) > most:
        print(f"  ... and {len(rows) - most} more such rows (--all lists them)")
