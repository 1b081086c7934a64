"""What is asked of a simulation on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, get_args

from bot.simulating.running import POLICIES, Plan
from bot.simulating.slips import Manner, Persona

ALL = "all"
VIAS = ("engine", "chat")
TARGETS = ("zipf", "uniform")
DEMO = Path("data/shop/products")


class Misasked(Exception):
    """An option of the command that cannot be understood; says which, and what is allowed."""


class _OneLine(argparse.ArgumentParser):
    """Complains in one line instead of repeating every option."""

    def error(self, message: str) -> NoReturn:
        """Raise `Misasked`."""
        raise Misasked(f"{message}; `./run simulate --help` lists every option")


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; raises `Misasked`."""
    return _parser().parse_args(arguments)


def plan_of(given: argparse.Namespace) -> Plan:
    """Who comes and what is compared."""
    manner = Manner(given.persona, given.noise, given.dont_care, given.seed)
    return Plan(manner, given.shoppers, given.policy, given.target == "uniform", not given.stop)


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(
        prog="./run simulate", description="Simulated shoppers: how soon each policy shows what they want."
    )
    add: Callable[..., Any] = parser.add_argument
    add("--catalogue", type=Path, action="append", metavar="PATH", help="feed, folder of feeds or catalogue database")
    add("--category", default="", metavar="NAME", help="key, label or feed name; default: the largest")
    add("--shoppers", type=_count, default=1000, metavar="N", help="how many come (1000)")
    add("--seed", type=_seed, default=7, metavar="N", help="of all chance (7)")
    add("--persona", choices=get_args(Persona), default="target", help="what shoppers have in mind (target)")
    add("--noise", type=_share, default=0.1, metavar="SHARE", help="of the answers that are wrong (0.1)")
    add("--dont-care", type=_share, default=0.3, metavar="SHARE", help="of the questions that are waved away (0.3)")
    add("--policy", type=_policies, default=POLICIES, metavar="NAMES", help=f"{','.join(POLICIES)} or all (all)")
    add("--target", choices=TARGETS, default="zipf", help="how the wanted products are spread (zipf)")
    add("--via", choices=VIAS, default="engine", help="the engine itself, or words and chips through the bot (engine)")
    add("--stop", action="store_true", help="nothing is asked after the engine's own stop")
    add("--suite", action="store_true", help="every category, beside the goals")
    add("--json", action="store_true", help="one JSON object instead of a table")
    add("--markdown", action="store_true", help="a table for a document")
    return parser


def _policies(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    unknown = [name for name in names if name not in (*POLICIES, ALL)]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no {unknown[0]!r}; allowed are {', '.join(POLICIES)} and {ALL}")
    return POLICIES if ALL in names else names


def _share(text: str) -> Any:
    return _number(text, float, lambda share: 0 <= share <= 1, "a share from 0 to 1")


def _count(text: str) -> Any:
    return _number(text, int, lambda count: 1 <= count <= 1_000_000, "a whole number from 1 to 1000000")


def _seed(text: str) -> Any:
    return _number(text, int, lambda seed: seed >= 0, "a whole number of at least 0")


def _number(text: str, kind: Callable[[str], Any], allowed: Callable[[Any], bool], what: str) -> Any:
    try:
        number = kind(text)
    except ValueError:
        number = None
    if number is None or not allowed(number):
        raise argparse.ArgumentTypeError(f"{text!r} is not {what}")
    return number
