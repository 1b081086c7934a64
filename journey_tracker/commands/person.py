"""`journey person`: all that is known of somebody as JSON, or all of it forgotten."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path

from journey_tracker import open_store
from journey_tracker.clock import epoch_ms
from journey_tracker.commands.arguments import Commands
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import PERSON, Read, UnknownPerson, open_refs

WHO = "cli"
"""In the log of reads: whoever may open the database."""


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    person = commands.add_parser("person", help="all that is known of one customer, visitor or chat: export or forget")
    actions = person.add_subparsers(required=True, metavar="ACTION")
    export = actions.add_parser("export", help="as JSON; that it was read is written down")
    export.set_defaults(command=run, action=_export)
    forget = actions.add_parser("forget", help="every row, and their share in the counts, for good")
    forget.set_defaults(command=run, action=_forget)
    forget.add_argument("--yes", action="store_true", help="do not ask")
    for action in (export, forget):
        action.add_argument(
            "id",
            metavar="ID",
            help="customer number, visitor id, conversation, order or reference; customer:7 says which",
        )
        action.add_argument(
            "--key",
            type=Path,
            metavar="FILE",
            default=argparse.SUPPRESS,
            help="key of the references (beside a SQLite database)",
        )


def run(asked: argparse.Namespace, *, database_url: str) -> int:
    """Do what was asked for; raises `UnknownPerson`, `SeveralPeople` and `BadKey`."""
    refs = open_refs(asked.key, create=False) if asked.key else None
    with closing(open_store(database_url, create=False, refs=refs)) as store:
        return int(asked.action(store, asked))


def _export(store: JourneyStore, asked: argparse.Namespace) -> int:
    found = store.person(asked.id)
    if found is None:
        raise UnknownPerson(f"nothing is known of {asked.id!r}")
    store.note_read(Read(epoch_ms(), WHO, PERSON, found["person"]))
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0


def _forget(store: JourneyStore, asked: argparse.Namespace) -> int:
    if not asked.yes and not _confirmed(store, asked.id):
        return 1
    erased = store.forget_person(asked.id)
    print(f"Forgotten: {erased.rows} rows." if erased.rows else f"Nothing was known of {asked.id!r}.")
    if erased.rows and not erased.wiped:
        print("Deleted; the database wipes it later: a reader was in the way, or it is PostgreSQL (VACUUM).")
    return 0


def _confirmed(store: JourneyStore, named: str) -> bool:
    """Whether somebody at a terminal wants it, knowing how much it is."""
    if not sys.stdin.isatty():
        print("journey: there is no terminal to ask on; say --yes", file=sys.stderr)
        return False
    found = store.person(named) or {"events": (), "touchpoints": (), "cycles": ()}
    known = ", ".join(f"{len(found[kind])} {kind}" for kind in ("events", "touchpoints", "cycles"))
    return input(f"Known of {named}: {known}. Forget for good? [y/N] ").strip().lower() in ("y", "yes", "j", "ja")
