"""`journey rebuild` and `journey remap`: the whole journey anew from the log of events."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from journey_tracker import model_file
from journey_tracker.commands.arguments import Commands
from journey_tracker.commands.opening import opened
from journey_tracker.journey import JourneyModel
from journey_tracker.ports import JourneyStore


def add(commands: Commands) -> None:
    """Add both commands to the parser."""
    rebuild = commands.add_parser("rebuild", help="make all touchpoints, cycles and counts anew from the events")
    rebuild.set_defaults(command=run, model=None)
    remap = commands.add_parser("remap", help="the same under another journey model")
    remap.set_defaults(command=run)
    names = ", ".join(model_file.names())
    remap.add_argument("--model", type=_model, required=True, metavar="NAME|FILE", help=f"{names}, or a YAML file")


def run(asked: argparse.Namespace, *, database_url: str) -> int:
    """Rebuild under the model that was asked for, else that of the database."""
    with opened(database_url, key=asked.key, model=asked.model) as store:
        events = _rebuilt(store)
        print(f"{events} events read again under {store.model.name}, version {store.model.version}.")
    return 0


def _rebuilt(store: JourneyStore) -> int:
    """How many events there were; with a bar on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("events", total=None)
        return store.rebuild(lambda done, of: bar.update(task, completed=done, total=of))


def _model(given: str) -> JourneyModel:
    """A model that comes with the tracker, or a file."""
    try:
        return model_file.find(given)
    except (model_file.ModelInvalid, model_file.ModelUnknown) as error:
        raise argparse.ArgumentTypeError(str(error)) from error
