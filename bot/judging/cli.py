"""The commands `evaluate` and `play`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.conversation.opening import open_log
from bot.judging import shop
from bot.judging.dialogues import Dialogue, read_dialogues
from bot.judging.evaluating import Evaluation
from bot.judging.evaluating import evaluate as evaluate_lines
from bot.judging.lines import Line, read_lines
from bot.judging.orders import examples
from bot.judging.playing import Player
from bot.judging.understanding import understanding
from bot.judging.written import markdown, write_into
from bot.settings import Settings
from bot.shop.opening import open_catalogue
from journey_tracker import open_store
from journey_tracker.model_file import built_in

Prepare = Callable[[Settings], Path]
"""Makes sure of products and a trained model, and gives the model's path."""
Run = Callable[[Coroutine[Any, Any, Any]], Any]


def evaluate(settings: Settings, arguments: Sequence[str], *, prepare: Prepare, run: Run) -> int:
    """Score a file of labelled lines; the figures go to the standard output."""
    parser = argparse.ArgumentParser(prog="./run evaluate")
    parser.add_argument("file", type=Path, help="tab-separated: id, text, goal, phase, sentiment, entities")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--confusions", action="store_true", help="the pairs that are taken for one another most often")
    given = parser.parse_args(arguments)
    lines = read_lines(given.file)
    model = prepare(settings)
    with _progress("Understanding", len(lines)) as step:
        done = run(_evaluated(settings, model, lines, step))
    figures = {**done.figures(), **({"confusions": done.confusions()} if given.confusions else {})}
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        _show(figures)
    return 0


def play(settings: Settings, arguments: Sequence[str], *, prepare: Prepare, run: Run) -> int:
    """Play a file of dialogues; what came of them goes to another."""
    parser = argparse.ArgumentParser(prog="./run play")
    parser.add_argument("file", type=Path, help="one dialogue a line, as JSON")
    parser.add_argument("--json", type=Path, required=True, metavar="OUT", help="where to write, one dialogue a line")
    parser.add_argument("--into", type=Path, metavar="PAGE", help="a Markdown page to write them into, to be read")
    given = parser.parse_args(arguments)
    dialogues = read_dialogues(given.file, examples())
    turns: list[Sequence[Mapping[str, Any]]] = []
    # Half a character, as some dialogues have, is written as JSON writes it.
    with given.json.open("w", encoding="utf-8", errors="backslashreplace") as out:
        model = prepare(settings)
        with _progress("Playing", len(dialogues)) as step:
            run(_played(settings, model, dialogues, partial(_keep, out, step, turns)))
    if given.into:
        titles = (dialogue.title or dialogue.id for dialogue in dialogues)
        write_into(given.into, map(markdown, titles, turns))
    print(f"{len(dialogues)} dialogues played: {given.json}")
    return 0


async def _evaluated(settings: Settings, model: Path, lines: Sequence[Line], step: Callable[[], None]) -> Evaluation:
    with closing(open_catalogue(settings.catalogue_path)) as catalogue:
        return await evaluate_lines(lines, await understanding(settings, catalogue, model), built_in(), step)


async def _played(
    settings: Settings, model: Path, dialogues: Sequence[Dialogue], keep: Callable[[Mapping[str, Any]], None]
) -> None:
    async with shop.opened(settings, model) as premises, open_log(premises.log_url) as log:
        own = premises.settings
        with closing(open_store(own.journey_url)) as store, closing(open_catalogue(own.catalogue_path)) as catalogue:
            async for played in Player(shop.public_url(own), log, store, catalogue).play(dialogues):
                keep(played)


def _keep(
    out: TextIO, step: Callable[[], None], turns: list[Sequence[Mapping[str, Any]]], played: Mapping[str, Any]
) -> None:
    """Write a dialogue as soon as it is over: what was played stays when a later one fails."""
    turns.append(played["turns"])
    out.write(json.dumps(played, ensure_ascii=False) + "\n")
    out.flush()
    step()


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        yield partial(progress.advance, progress.add_task(what, total=total))


def _show(figures: Mapping[str, Any]) -> None:
    console, table = Console(), Table("", "accuracy", "macro-F1")
    for label in ("goal", "phase", "sentiment"):
        if scores := figures[label]:
            table.add_row(label, f"{scores['accuracy']:.3f}", f"{scores['macro_f1']:.3f}")
    console.print(table)
    found = Table("entity", "precision", "recall", "n")
    for key, scores in figures["entities"].items():
        found.add_row(key, *(_cell(scores[name]) for name in ("precision", "recall", "n")))
    console.print(found)
    console.print(f"{figures['n']} lines, {figures['ms_p50']} ms (median), {figures['ms_p95']} ms (95 %)")
    for label, pairs in figures.get("confusions", {}).items():
        for pair in pairs:
            console.print(f"{label}: {pair['is']} taken for {pair['taken_for']}, {pair['n']} times", markup=False)


def _cell(value: float | int | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
