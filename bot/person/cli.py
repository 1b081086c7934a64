"""`./run person export|forget`: all that is known of somebody in every store, shown or forgotten."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from bot import loop
from bot.person.forgetting import forget
from bot.person.gathering import Gathered, NobodyNamed, clues_of, gather
from bot.person.journey import JourneyPersons
from bot.person.opening import open_stores
from bot.person.ports import PersonStore, StoreDown
from bot.person.telling import YES, Telling
from bot.settings import Settings
from journey_tracker.privacy import SeveralPeople

DONE, LEFT, NOT_POSSIBLE = 0, 1, 2


def main(settings: Settings, arguments: Sequence[str]) -> int:
    """Do what was asked for: 0 done, 1 something is left or was not wanted, 2 nobody or several were named."""
    asked = _parser(settings).parse_args(arguments)
    telling = Telling(asked.language, settings)
    work = _export if asked.action == "export" else _forget
    try:
        return loop.run(work(settings, asked, telling))
    except (NobodyNamed, SeveralPeople) as error:
        print(f"person: {error}", file=sys.stderr)
        return NOT_POSSIBLE


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run person", description="All that every store has of one person.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="as JSON: what each store holds, why, and how long")
    export.add_argument("--readable", action="store_true", help="as text instead of JSON")
    forgetting = actions.add_parser("forget", help="shows what it will do, asks, and forgets for good")
    forgetting.add_argument("--yes", action="store_true", help="do not ask")
    for action in (export, forgetting):
        kinds = "customer, visitor, conversation, order or contact (customer:4711 says which)"
        action.add_argument("name", metavar="REF", help=kinds)
        action.add_argument("--language", choices=("nl", "en"), default=settings.default_language)
    return parser


async def _export(settings: Settings, asked: argparse.Namespace, telling: Telling) -> int:
    async with open_stores(settings) as stores:
        gathered = await gather(stores, clues_of(asked.name))
        try:
            await _note(stores, gathered)
        except StoreDown as error:
            print(telling.say("not_written", reason=error), file=sys.stderr)
            return LEFT
    if not gathered.number and not gathered.down:
        print(telling.say("nothing", name=asked.name), file=sys.stderr)
        return NOT_POSSIBLE
    report = telling.report(asked.name, gathered)
    print(telling.readable(report) if asked.readable else json.dumps(report, ensure_ascii=False, indent=2))
    for line in telling.missing(gathered):
        print(line, file=sys.stderr)
    return LEFT if gathered.down else DONE


async def _note(stores: Sequence[PersonStore], gathered: Gathered) -> None:
    """That somebody looked is written down before it is shown; raises `StoreDown`."""
    if reason := gathered.down.get(JourneyPersons.name):
        raise StoreDown(reason)
    for store in stores:
        if isinstance(store, JourneyPersons):
            await store.note(gathered.found[store.name])


async def _forget(settings: Settings, asked: argparse.Namespace, telling: Telling) -> int:
    async with open_stores(settings) as stores:
        gathered = await gather(stores, clues_of(asked.name))
        is_known = bool(gathered.number or gathered.down)
        if is_known:
            print("\n".join(telling.plan(asked.name, gathered)))
            if not asked.yes and not _confirmed(telling):
                print(telling.say("not_done"), file=sys.stderr)
                return LEFT
        # Also when nothing is known: a time before, something may have been in the way of wiping it.
        outcome = await forget(stores, gathered)
    if outcome.is_done and not is_known:
        print(telling.nothing(asked.name, gathered), file=sys.stderr)
        return DONE if gathered.forgotten_ms else NOT_POSSIBLE
    print("\n".join(telling.outcome(asked.name, outcome)))
    return DONE if outcome.is_done else LEFT


def _confirmed(telling: Telling) -> bool:
    """Whether somebody at a terminal wants it."""
    if not sys.stdin.isatty():
        print(telling.say("no_terminal"), file=sys.stderr)
        return False
    return input(telling.say("ask") + " ").strip().lower() in YES
