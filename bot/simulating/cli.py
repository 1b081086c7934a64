"""The command `simulate`."""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.settings import Settings
from bot.simulating import asked, showing, suite
from bot.simulating.running import Run, report
from bot.simulating.stock import Stock, stock_called, stocks_of

WIDTH = 160
"""Characters of a line where no terminal says how wide it is: room for every column."""

Prepare = Callable[[Settings], Path]
"""Makes sure of a trained model, and gives its path."""
RunLoop = Callable[[Coroutine[Any, Any, Any]], Any]


def main(settings: Settings, arguments: Sequence[str], *, root: Path, prepare: Prepare, run: RunLoop) -> int:
    """Simulate shoppers and print what came of it; 1 when goals of the suite are missed.

    `root` is the project's folder. Raises `Misasked`, `NoCatalogue`, `NoSuchCategory` and what reading a feed raises.
    """
    given = asked.read(arguments)
    if given.suite and given.via == "chat":
        raise asked.Misasked("--suite measures the engine; leave --via chat out, or --suite")
    paths = given.catalogue or [root / asked.DEMO]
    stocks = [stock for path in paths for stock in stocks_of(path, root / "data" / "shop" / "schema")]
    if given.suite:
        return _suite(given, stocks, root)
    stock = stock_called(given.category, stocks)
    if given.via == "chat":
        from bot.simulating.chat import through_chat

        with _progress(given.shoppers) as step:
            visits = run(through_chat(settings, prepare(settings), stock, asked.plan_of(given), step))
    else:
        plan = asked.plan_of(given)
        with _progress(given.shoppers * len(plan.policies)) as step:
            visits = Run(stock, plan).visits(step)
    _show(given, {**report(visits, given.seed), **_about(given, stock, root)})
    return 0


def _suite(given: argparse.Namespace, stocks: Sequence[Stock], root: Path) -> int:
    plan = asked.plan_of(given)
    with _progress(suite.visits_in(stocks, plan)) as step:
        done = suite.judged(stocks, plan, step)
    done |= {"shoppers": given.shoppers, "seed": given.seed, "commit": _commit(root)}
    if given.json:
        print(json.dumps(done, ensure_ascii=False))
    else:
        for title, head, rows in suite.tables(done):
            _print_table(given, title, head, rows)
    return 0 if done["met"] else 1


def _show(given: argparse.Namespace, done: dict[str, Any]) -> None:
    if given.json:
        print(json.dumps(done, ensure_ascii=False))
        return
    _print_table(given, showing.title_of(done), showing.HEAD, showing.rows_of(done["policies"]))
    if done["lead"]:
        head = ("adaptive", "after 3", "after 5", "after 8")
        _print_table(given, "", head, showing.leads_of(done["lead"]))


def _print_table(given: argparse.Namespace, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if given.markdown:
        print(showing.markdown_of(title, head, rows), end="\n\n")
    else:
        console = Console()
        width = console.width if console.is_terminal else WIDTH
        console.print(showing.table_of(title, head, rows), width=width)


def _about(given: argparse.Namespace, stock: Stock, root: Path) -> dict[str, Any]:
    named = ("shoppers", "seed", "persona", "noise", "dont_care", "target", "via")
    return {
        "category": stock.category.key,
        "products": len(stock.products),
        **{name: getattr(given, name) for name in named},
        "commit": _commit(root),
    }


def _commit(root: Path) -> str | None:
    """Which state of the program was measured; None outside a clone."""
    command = ["git", "-C", str(root), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603  # ours
    except (OSError, subprocess.CalledProcessError):
        return None


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    console = Console(stderr=True)
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, console=console, disable=not console.is_terminal) as progress:
        yield partial(progress.advance, progress.add_task("Visits", total=total))
