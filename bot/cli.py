"""The commands. Only here does the program print."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from bot import ending, loop, preparing, secrets
from bot import settings as settings_module
from bot.logs import configure_logs
from bot.preparing import ROOT
from bot.settings import Settings

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does in a line, and how."""

    help: str
    run: Callable[[Settings, Sequence[str]], int]
    discreet: bool = False
    """Whether shoppers speak to it: then no log of it may quote anything."""
    quiet: bool = False
    """Whether what goes well is not logged: it would bury what the command shows."""


def main(argv: Sequence[str]) -> int:
    """Run one command and return the exit code: 0 done, 1 failed, 2 not understood."""
    name, *rest = argv or ["up"]
    if name not in COMMANDS:
        print(f"Unknown command {name!r}. Choose from: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    try:
        settings = settings_module.read()
        level = "warning" if COMMANDS[name].quiet and settings.log_level == "info" else settings.log_level
        configure_logs(level, discreet=COMMANDS[name].discreet)
        code = COMMANDS[name].run(settings, rest)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if isinstance(error, BrokenPipeError) and ending.is_unread():
            return 0
        if ending.is_expected(error):
            print(f"{name}: {error}", file=sys.stderr)
        elif COMMANDS[name].discreet:
            logger.critical("crashed", command=name, exc_info=error)
        else:
            raise
        return 1


def up(settings: Settings, arguments: Sequence[str]) -> int:
    """Train when needed, then run every role."""
    _no_arguments("up", arguments)
    # What may be refused comes before what takes long.
    if "gateway" in settings.roles:
        secrets.visitor_secret(settings)
    password_hash = ""
    if "desk" in settings.roles:
        from bot.desk.password import kept_hash

        password_hash = kept_hash(settings)
    preparing.fill_empty_catalogue(settings)
    model = preparing.trained(settings, force=False) if "worker" in settings.roles else None
    from bot import up as root

    loop.run(root.up(settings, model=model, password_hash=password_hash, tell=partial(_say_open, settings)))
    return 0


def train(settings: Settings, arguments: Sequence[str]) -> int:
    """Train the model when data, config or domain changed."""
    parser = argparse.ArgumentParser(prog="./run train")
    parser.add_argument("--force", action="store_true", help="train even when nothing changed")
    parser.add_argument("--all", action="store_true", help="a model for every encoder, not only for that of ENCODER")
    given = parser.parse_args(arguments)
    made = preparing.prepared_all if given.all else preparing.prepared
    print(made(settings, force=given.force))
    return 0


def rasa(settings: Settings, arguments: Sequence[str]) -> int:
    """Run a command of Rasa under the stand-ins for what is left out."""
    from bot.worker import rasa_commands

    rasa_commands.check(arguments)
    preparing.supply(settings)
    rasa_commands.run(arguments)
    return 0


def catalogue(settings: Settings, arguments: Sequence[str]) -> int:
    """Import a product feed, or show what there is."""
    from bot.shop import cli as shop_cli

    schema_folder = ROOT / "data" / "shop" / "schema"
    return shop_cli.main(arguments, settings.catalogue_path, schema_folder=schema_folder, url=settings.catalogue_url)


def schema(settings: Settings, arguments: Sequence[str]) -> int:
    """Show or write what is inferred of a category."""
    from bot.shop import schema_file

    preparing.fill_empty_catalogue(settings)
    print(schema_file.main(arguments, settings.catalogue_path, schema_folder=ROOT / "data" / "shop" / "schema"))
    return 0


def journey(settings: Settings, arguments: Sequence[str]) -> int:
    """Show the touchpoints."""
    from journey_tracker.cli import main as journey_main

    return journey_main(arguments, database_url=settings.journey_url, key=settings.journey_key)


def person(settings: Settings, arguments: Sequence[str]) -> int:
    """Show or forget a person in every store."""
    from bot.person import cli as persons

    return persons.main(settings, arguments)


def doctor(settings: Settings, arguments: Sequence[str]) -> int:
    """Look at this machine and say what is missing."""
    _no_arguments("doctor", arguments)
    from bot import doctor as examiner
    from bot.language.encoders import open_encoder
    from bot.worker import training

    def current() -> bool:
        return training.model_path(ROOT, settings.model_folder, settings.encoder).exists()

    probes = examiner.Probes(model_is_current=current, encode=lambda: open_encoder(settings.encoder).encode(["hallo"]))
    all_well = True
    for finding in examiner.examine(settings, probes=probes):
        all_well &= finding.ok
        print(f"{'ok  ' if finding.ok else 'FAIL'} {finding.name}: {finding.detail}", flush=True)
        if not finding.ok and finding.remedy:
            print(f"     → {finding.remedy}", flush=True)
    return 0 if all_well else 1


def chat(settings: Settings, arguments: Sequence[str]) -> int:
    """Talk with the bot in the terminal."""
    from bot.terminal import cli as terminal

    return terminal.main(settings, arguments, prepare=preparing.prepared, run=loop.run)


def evaluate(settings: Settings, arguments: Sequence[str]) -> int:
    """Score a file of labelled lines."""
    from bot.judging import cli as judging

    return judging.evaluate(settings, arguments, prepare=preparing.prepared, run=loop.run)


def play(settings: Settings, arguments: Sequence[str]) -> int:
    """Play a file of dialogues through the gateway."""
    from bot.judging import cli as judging

    return judging.play(settings, arguments, prepare=preparing.prepared, run=loop.run)


def simulate(settings: Settings, arguments: Sequence[str]) -> int:
    """Let simulated shoppers buy and tell how soon they are shown what they want."""
    from bot.simulating import cli as simulating

    return simulating.main(settings, arguments, root=ROOT, prepare=preparing.prepared, run=loop.run)


def password(settings: Settings, arguments: Sequence[str]) -> int:  # noqa: ARG001  # the signature of a command
    """Make a staff password and the hash to put in STAFF_PASSWORD_HASH."""
    _no_arguments("password", arguments)
    from bot.desk.password import hash_password, new_password

    fresh = new_password()
    print(f"Password: {fresh}\nSTAFF_PASSWORD_HASH={hash_password(fresh)}")
    return 0


COMMANDS: Mapping[str, Command] = {
    "up": Command(
        "Train when needed, then start everything: shop and chat, staff pages, worker, tracker.", up, discreet=True
    ),
    "train": Command(
        "Train the model when data, config or domain changed (`--force`: always; `--all`: for every encoder).", train
    ),
    "catalogue": Command(
        "`import FILE` or an address puts a feed in the catalogue; `refresh` fetches CATALOGUE_URL; `show` lists it.",
        catalogue,
    ),
    "schema": Command("What is inferred of a CATEGORY, as the shop may override it; `--write` makes its file.", schema),
    "journey": Command("`log`, `import`, `export`, `remap`, `demo` and others: see `./run journey --help`.", journey),
    "person": Command(
        "All that is known of a person in every store: `export REF` shows it, `forget REF` erases it.",
        person,
        quiet=True,
    ),
    "rasa": Command("A command of Rasa: `data validate`, `test nlu`, `train` or `shell nlu`.", rasa),
    "doctor": Command("Look at this machine and say what is missing and what to do about it.", doctor),
    "chat": Command("Talk with the bot in the terminal; `--url` of a shop, `--language nl` or `en`.", chat),
    "evaluate": Command("Score a file of labelled lines (`FILE.tsv`, `--json`, `--confusions`).", evaluate, quiet=True),
    "play": Command(
        "Play a file of dialogues through the real gateway (`FILE.jsonl --json OUT.jsonl`).", play, quiet=True
    ),
    "simulate": Command(
        "Simulated shoppers, and how soon each policy shows them what they want (`--help` lists the options).",
        simulate,
        quiet=True,
    ),
    "password": Command("Make a staff password, and its hash for STAFF_PASSWORD_HASH.", password),
}


def _no_arguments(command: str, arguments: Sequence[str]) -> None:
    argparse.ArgumentParser(prog=f"./run {command}").parse_args(arguments)


def _say_open(settings: Settings) -> None:
    said = []
    if "gateway" in settings.roles:
        said.append(f"Shop and chat:  http://{settings.public_host}:{settings.public_port}/")
    if "desk" in settings.roles:
        said.append(f"Staff pages:    http://{settings.staff_host}:{settings.staff_port}/")
        if not settings.staff_password_hash:
            said.append(f"Staff password: {(settings.data / 'staff-password').read_text(encoding='utf-8')}")
    if said:
        print("\n" + "\n".join(said) + "\nCtrl-C stops.", flush=True)
