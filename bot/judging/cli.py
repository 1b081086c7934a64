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
from bot.judging.expected import read_expected
from bot.judging.lines import Line, read_lines
from bot.judging.orders import examples
from bot.judging.playing import Player
from bot.judging.understanding import understanding
from bot.judging.verdicts import Bench, by_name, misunderstandings, share, summary
from bot.judging.verdicts import missed as what_was_missed
from bot.judging.written import markdown, write_into
from bot.settings import Settings
from bot.shop.opening import open_catalogue
from journey_tracker import open_store
from journey_tracker.model_file import built_in

Prepare = Callable[[Settings], Path]
"""Makes sure of products and a trained model, and gives the model's path."""
OWN = Path(__file__).parents[2] / "tests" / "evaluation"
"""Lines that were written apart from the training lines: in each language a part that steers and one kept untouched."""
Run = Callable[[Coroutine[Any, Any, Any]], Any]


def evaluate(settings: Settings, arguments: Sequence[str], *, prepare: Prepare, run: Run) -> int:
    """Score a file of labelled lines, or our own files apart; the figures go to the standard output."""
    parser = argparse.ArgumentParser(prog="./run evaluate")
    columns = "tab-separated: id, text, goal, phase, sentiment, entities (default: the files in tests/evaluation)"
    parser.add_argument("file", type=Path, nargs="?", help=columns)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--confusions", action="store_true", help="the pairs that are taken for one another most often")
    given = parser.parse_args(arguments)
    files = [given.file] if given.file else sorted(OWN.glob("??_*.tsv"))
    read = {file.stem: read_lines(file) for file in files}
    model = prepare(settings)
    with _progress("Understanding", sum(map(len, read.values()))) as step:
        done = run(_evaluated(settings, model, read, step))
    told = {name: _figures(one, confusions=given.confusions) for name, one in done.items()}
    if given.json:
        print(json.dumps(told if given.file is None else told[given.file.stem], ensure_ascii=False))
    else:
        for name, figures in told.items():
            _show(name, figures)
    return 0


def play(settings: Settings, arguments: Sequence[str], *, prepare: Prepare, run: Run) -> int:
    """Play a file of dialogues; what came of them goes to another."""
    given = _play_parser().parse_args(arguments)
    filled = examples()
    dialogues = read_dialogues(given.file, filled)
    bench = _bench(given, filled)
    turns: list[Sequence[Mapping[str, Any]]] = []
    # Half a character, as some dialogues have, is written as JSON writes it.
    with given.json.open("w", encoding="utf-8", errors="backslashreplace") as out:
        model = prepare(settings)
        with _progress("Playing", len(dialogues)) as step:
            run(_played(settings, model, dialogues, partial(_keep, out, step, turns, bench)))
    if given.into:
        titles = (dialogue.title or dialogue.id for dialogue in dialogues)
        write_into(given.into, map(markdown, titles, turns))
    print(f"{len(dialogues)} dialogues played: {given.json}")
    return _told(bench) if bench else 0


def _play_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run play")
    parser.add_argument("file", type=Path, help="one dialogue a line, as JSON")
    parser.add_argument("--json", type=Path, required=True, metavar="OUT", help="where to write, one dialogue a line")
    parser.add_argument("--into", type=Path, metavar="PAGE", help="a Markdown page to write them into, to be read")
    parser.add_argument("--check", action="store_true", help="hold every turn against what the file expects of it")
    parser.add_argument("--least", type=_share, metavar="SHARE", help="check, and fail when fewer are met: 0 to 1")
    return parser


async def _evaluated(
    settings: Settings, model: Path, read: Mapping[str, Sequence[Line]], step: Callable[[], None]
) -> dict[str, Evaluation]:
    """By name of a file what was made of its lines."""
    with closing(open_catalogue(settings.catalogue_path)) as catalogue:
        understand = await understanding(settings, catalogue, model)
        return {name: await evaluate_lines(lines, understand, built_in(), step) for name, lines in read.items()}


def _figures(done: Evaluation, *, confusions: bool) -> dict[str, Any]:
    return {**done.figures(), **({"confusions": done.confusions()} if confusions else {})}


async def _played(
    settings: Settings, model: Path, dialogues: Sequence[Dialogue], keep: Callable[[Mapping[str, Any]], None]
) -> None:
    async with shop.opened(settings, model) as premises, open_log(premises.log_url) as log:
        own = premises.settings
        with closing(open_store(own.journey_url)) as store, closing(open_catalogue(own.catalogue_path)) as catalogue:
            async for played in Player(shop.public_url(own), log, store, catalogue).play(dialogues):
                keep(played)


def _keep(
    out: TextIO,
    step: Callable[[], None],
    turns: list[Sequence[Mapping[str, Any]]],
    bench: Bench | None,
    played: Mapping[str, Any],
) -> None:
    """Write a dialogue as soon as it is over: what was played stays when a later one fails."""
    turns.append(played["turns"])
    judged = {"verdicts": bench.judge(played["turns"])} if bench else {}
    out.write(json.dumps({**played, **judged}, ensure_ascii=False) + "\n")
    out.flush()
    step()


def _bench(given: argparse.Namespace, filled: Mapping[str, str]) -> Bench | None:
    if not given.check and given.least is None:
        return None
    return Bench(read_expected(given.file, filled), misunderstandings(), given.least or 0.0)


def _told(bench: Bench) -> int:
    """Print what came of the expectations; the exit code."""
    console = Console()
    console.print(what_was_missed(bench.verdicts))
    console.print(by_name(bench.verdicts))
    console.print(summary(bench.verdicts), markup=False, highlight=False)
    return 0 if share(bench.verdicts) >= bench.least else 1


def _share(given: str) -> float:
    if not 0 <= (share := float(given)) <= 1:
        raise argparse.ArgumentTypeError(f"{given} is no share; allowed: 0 to 1, such as .95")
    return share


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        yield partial(progress.advance, progress.add_task(what, total=total))


def _show(name: str, figures: Mapping[str, Any]) -> None:
    console, table = Console(), Table(name, "accuracy", "macro-F1")
    for label in ("goal", "phase", "sentiment"):
        if scores := figures[label]:
            table.add_row(label, f"{scores['accuracy']:.3f}", f"{scores['macro_f1']:.3f}")
    console.print(table)
    found = Table("entity", "precision", "recall", "n")
    for key, scores in figures["entities"].items():
        found.add_row(key, *(_cell(scores[name]) for name in ("precision", "recall", "n")))
    console.print(found)
    outside = figures["out_of_scope"]
    console.print(
        f"out of scope: recall {_cell(outside['recall'])} of {outside['n']}; "
        f"refused of all others: {_cell(outside['in_scope_refused'])}"
    )
    console.print(f"{figures['n']} lines, {figures['ms_p50']} ms (median), {figures['ms_p95']} ms (95 %)")
    for label, pairs in figures.get("confusions", {}).items():
        for pair in pairs:
            console.print(f"{label}: {pair['is']} taken for {pair['taken_for']}, {pair['n']} times", markup=False)


def _cell(value: float | int | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
