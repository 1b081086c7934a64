"""Training: when it is needed, told by a hash of what it depends on, and doing it."""

from __future__ import annotations

import hashlib
import importlib
import logging
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import yaml

from bot.worker import agent

TRAINING_DATA = ("data/nlu", "data/rules", "data/responses")
"""Named one by one: Rasa reads any other YAML under a data path as training data too."""
MOOD_LINES = "data/sentiment"
"""Lines that the mood is learned from; Rasa does not read them."""
SHOP_LINES = "data/shop/lines"
"""Lines of the shop's own for intents that there are; the folder may be absent."""
ALSO_DECISIVE = (
    "config.yml",
    "domain.yml",
    "bot/language/clean.py",
    "bot/language/encoders.py",
    "bot/language/grams.py",
    "bot/language/intent.py",
    "bot/language/learned.py",
    "bot/language/neighbours.py",
    "bot/language/regression.py",
    "bot/language/lexicon/concepts.yml",
    "bot/language/lexicon/shop_sentiment.yml",
    "bot/language/moods.py",
    "bot/language/sentiment.py",
    "bot/language/tone.py",
    "bot/language/valences.py",
    "bot/components/intents.py",
    "bot/components/mood.py",
    "uv.lock",
)
KEEP_MODELS = 3
"""Of each encoder."""


class TrainingFailed(Exception):
    """Rasa could not train."""

    def __init__(self, said: str) -> None:
        """Pass on what Rasa said."""
        super().__init__(f"training failed: {said or 'see the messages above'}. Correct the data and train again.")


class UnknownIntent(Exception):
    """Lines of the shop's own are for an intent that there is not."""

    def __init__(self, file: Path, given: str, allowed: Iterable[str]) -> None:
        """Say where, which, and which there are."""
        super().__init__(f"{file}: there is no intent {given!r}; allowed: {', '.join(sorted(allowed))}. Correct it.")


def fingerprint(root: Path, encoder: str) -> str:
    """Hash of all that the model depends on: training data, config, domain, the head's code, encoder, libraries."""
    digest = hashlib.sha256(encoder.encode())
    for file in sorted(_decisive_files(root)):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_path(root: Path, folder: Path, encoder: str) -> Path:
    """Where the model for the data as it is now stands, or will stand."""
    return folder / f"{encoder}-{fingerprint(root, encoder)}.tar.gz"


def train(root: Path, folder: Path, encoder: str) -> Path:
    """Train and return the model's path; raises `TrainingFailed`, `UnknownIntent` or `ComponentMissing`.

    The components must have their supplies (`bot.components.supplies`).
    """
    agent.check_components(root / "config.yml")
    check_shop_lines(root)
    training = importlib.import_module("rasa.model_training")
    path = model_path(root, folder, encoder)
    folder.mkdir(parents=True, exist_ok=True)
    logging.getLogger("rasa").setLevel(logging.ERROR)
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):  # Rasa prints, and draws bars of its own
        result = training.train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            training_files=[str(root / data) for data in (*TRAINING_DATA, SHOP_LINES) if (root / data).exists()],
            output=str(folder),
            force_training=True,
            fixed_model_name=path.name.removesuffix(".tar.gz"),
        )
    if result.code != 0 or not path.exists():
        raise TrainingFailed(said.getvalue().strip())
    _forget_old(folder, encoder, keep=path)
    return path


def check_shop_lines(root: Path) -> None:
    """Raise `UnknownIntent` when the shop's own lines are for an intent that the domain does not have."""
    files = sorted((root / SHOP_LINES).rglob("*.yml"))
    named = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))["intents"] if files else []
    allowed = {intent if isinstance(intent, str) else next(iter(intent)) for intent in named}
    for file in files:
        for part in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).get("nlu") or ():
            if part.get("intent") not in allowed:
                raise UnknownIntent(file, str(part.get("intent")), allowed)


def _decisive_files(root: Path) -> Iterable[Path]:
    for data in (*TRAINING_DATA, SHOP_LINES):
        yield from (root / data).rglob("*.yml")
    yield from (root / MOOD_LINES).rglob("*.tsv")
    yield from (root / name for name in ALSO_DECISIVE)


def _forget_old(folder: Path, encoder: str, *, keep: Path) -> None:
    """Models of other encoders stay: each has as many of its own."""
    models = sorted(folder.glob(f"{encoder}-*.tar.gz"), key=lambda m: m.stat().st_mtime, reverse=True)
    for model in models[KEEP_MODELS:]:
        if model != keep:
            model.unlink()
