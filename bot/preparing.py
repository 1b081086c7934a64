"""What must be there before a role can start: products, and a model trained on the present lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.settings import Settings

ROOT = Path(__file__).parent.parent


def prepared(settings: Settings, *, force: bool = False) -> Path:
    """The model of these settings, with a catalogue to speak about; trained anew when `force` asks for it."""
    fill_empty_catalogue(settings)
    return trained(settings, force=force)


def prepared_all(settings: Settings, *, force: bool = False) -> Path:
    """The model of these settings, beside it those of every other encoder; vectors that two share are made once."""
    from bot.language.encoders import ENCODERS

    fill_empty_catalogue(settings)
    made = {encoder: trained(replace(settings, encoder=encoder), force=force) for encoder in ENCODERS}
    return made[settings.encoder]


def trained(settings: Settings, *, force: bool) -> Path:
    """The model of these settings; made, with its progress shown, when it is not there or `force` asks for it."""
    from bot.worker import training

    path = training.model_path(ROOT, settings.model_folder, settings.encoder)
    if path.exists() and not force:
        return path
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Reading the training lines", total=None)

        def embedded(done: int, total: int) -> None:
            progress.update(task, description="Sentence vectors", completed=done, total=total)

        supply(settings, embedded)
        progress.update(task, description="Learning intents and rules")
        made = training.train(ROOT, settings.model_folder, settings.encoder)
        progress.update(task, description="Trained", completed=1, total=1)
    return made


def supply(settings: Settings, progress: Callable[[int, int], None] | None = None) -> None:
    """Give Rasa's components their catalogue, encoder and word lists; with `progress` the vectors of all lines too."""
    from bot import supplying
    from bot.components import supplies
    from bot.shop.opening import open_catalogue

    made = supplying.supplies(settings, open_catalogue(settings.catalogue_path))
    supplies.use(made)
    if progress:
        supplying.warm_training_lines(made, [ROOT / "data" / "nlu", ROOT / "data" / "shop" / "lines"], progress)


def fill_empty_catalogue(settings: Settings) -> None:
    """The products of CATALOGUE_URL when none of it are there yet; without one the demo shop's when there are none.

    Raises what an import raises: a shop of one's own never opens with the demo's products.
    """
    from bot.shop import cli as shop_cli

    if settings.catalogue_url:
        shop_cli.fetch_when_new(settings.catalogue_path, ROOT / "data" / "shop" / "schema", settings.catalogue_url)
        return
    shop_cli.fill_with_demo(settings.catalogue_path, ROOT / "data" / "shop")
