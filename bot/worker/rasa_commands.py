"""Rasa's own commands, as far as they need no server of Rasa."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Sequence

from bot.worker import rasa_lean, shortcuts
from bot.worker.training import TRAINING_DATA

COMMANDS = ("data", "shell nlu", "test nlu", "train")


class CommandLeftOut(Exception):
    """A command of Rasa was asked for that cannot run here."""

    def __init__(self, name: str) -> None:
        """Name it, and what there is instead."""
        super().__init__(
            f"Rasa's command {name!r} is left out: it needs a server or a package that this project does without. "
            f"There are: {', '.join(COMMANDS)}. `./run` serves the bot and `./run chat` talks to it."
        )


def check(arguments: Sequence[str]) -> None:
    """Raise `CommandLeftOut` for a command that is not in `COMMANDS`; options alone (`--help`) pass."""
    words = " ".join(arguments)
    known = any(f"{words} ".startswith(f"{command} ") for command in COMMANDS)
    if not known and not words.startswith("-"):
        raise CommandLeftOut(words or "(none)")


def run(arguments: Sequence[str]) -> None:
    """Run a command of Rasa's own; raises `CommandLeftOut`."""
    check(arguments)
    rasa_lean.install()
    program = importlib.import_module("rasa.__main__")
    shortcuts.take()
    _show_what_rasa_says()
    # Rasa would dress the log with packages that are left out.
    program.configure_structlog = _leave  # type: ignore[attr-defined]  # Rasa has no types
    importlib.import_module("rasa.utils.io").configure_colored_logging = _leave  # type: ignore[attr-defined]
    sys.argv[1:] = [*arguments, *_also(arguments)]
    program.main()


def _show_what_rasa_says() -> None:
    """Rasa tells its results in its log, of which ours shows warnings only."""
    rasa = logging.getLogger("rasa")
    rasa.addHandler(logging.StreamHandler(sys.stderr))
    rasa.propagate = False


def _also(arguments: Sequence[str]) -> list[str]:
    """Options that the command needs here: Rasa would read all of `data/`, and draw."""
    match arguments[:2]:
        case ["test", "nlu"]:
            return ["--no-plot", *_unless("--nlu", "data/nlu", arguments)]
        case ["train", "nlu"]:
            return _unless("--nlu", "data/nlu", arguments)
        case ["train", "core"]:
            return _unless("--stories", "data/rules", arguments)
        case ["train", *_] | ["data", "validate"]:
            return [] if "--data" in arguments else ["--data", *TRAINING_DATA]
    return []


def _unless(option: str, value: str, arguments: Sequence[str]) -> list[str]:
    return [] if option in arguments else [option, value]


def _leave(*_: object) -> None:
    pass
