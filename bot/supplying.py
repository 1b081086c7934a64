"""What the pipeline's components need, made from the settings: the catalogue's words and the sentence vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.components.supplies import Supplies
from bot.language.clauses import clauses
from bot.language.encoders import open_encoder
from bot.language.terms import Vocabulary
from bot.language.vectors import Vectors
from bot.settings import Settings
from bot.shop.ports import Catalogue, Product

STEP = 64
"""Lines a step of the progress bar."""


def supplies(settings: Settings, catalogue: Catalogue) -> Supplies:
    """Supplies for training, for Rasa's own commands and for the worker."""
    return Supplies(
        vocabulary=words_of(catalogue),
        vectors=Vectors(open_encoder(settings.encoder), settings.data / "vectors"),
        default_language=settings.default_language,
        order_number=settings.order_number,
    )


def words_of(catalogue: Catalogue) -> Callable[[], Vocabulary]:
    """The vocabulary as the catalogue is now: built again only after an import."""
    held: dict[str, Vocabulary] = {}

    def now() -> Vocabulary:
        version = catalogue.version()
        if version not in held:
            fresh = Vocabulary.build(catalogue.categories(), _Everything(catalogue))
            held.clear()
            held[version] = fresh
        return held[version]

    return now


@dataclass(frozen=True, slots=True)
class _Everything:
    """All products, one at a time and as often as wanted."""

    catalogue: Catalogue

    def __iter__(self) -> Iterator[Product]:
        for category in self.catalogue.categories():
            yield from self.catalogue.stream(category.key)


def warm(made: Supplies, text: str) -> None:
    """Make ready what a turn for `text` only looks up: its vectors, and the catalogue's words after an import."""
    made.vectors.warm(text, *(clause.text for clause in clauses(text)))
    made.vocabulary()


def warm_training_lines(made: Supplies, folders: Iterable[Path], progress: Callable[[int, int], None]) -> None:
    """Compute the vectors of every training line in `folders`, in steps, so that progress can be shown.

    Rasa trains in one go and tells nothing on the way; afterwards it finds every vector made.
    """
    lines = [line for folder in folders for file in sorted(folder.rglob("*.yml")) for line in _lines(file)]
    for start in range(0, len(lines), STEP):
        made.vectors.of(lines[start : start + STEP])
        progress(min(start + STEP, len(lines)), len(lines))


def _lines(file: Path) -> Iterator[str]:
    for part in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu") or ():
        for line in (part.get("examples") or "").splitlines():
            if line.startswith("- "):
                yield line[2:].strip()
