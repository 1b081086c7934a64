"""Training: when it is needed, told by a hash of what it depends on, and doing it."""

from __future__ import annotations

import hashlib
import importlib
import logging
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from bot.worker import agent

TRAINING_DATA = ("data/nlu", "data/rules", "data/responses")
"""Named one by one: Rasa reads any other YAML under a data path as training data too."""
ALSO_DECISIVE = (
    "config.yml",
    "domain.yml",
    "bot/language/intent.py",
    "bot/language/grams.py",
    "bot/components/intents.py",
    "uv.lock",
)
KEEP_MODELS = 3


class TrainingFailed(Exception):
    """Rasa could not train."""

    def __init__(self, said: str) -> None:
        """Pass on what Rasa said."""
        super().__init__(f"training failed: {said or 'see the messages above'}. Correct the data and train again.")


def fingerprint(root: Path, encoder: str) -> str:
    """Hash of all that the model depends on: training data, config, domain, the head's code, encoder, libraries."""
    digest = hashlib.sha256(encoder.encode())
    for file in sorted(_decisive_files(root)):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_path(root: Path, folder: Path, encoder: str) -> Path:
    """Where the model for the data as it is now stands, or will stand."""
    return folder / f"{fingerprint(root, encoder)}.tar.gz"


def train(root: Path, folder: Path, encoder: str) -> Path:
    """Train and return the model's path; raises `TrainingFailed` or `ComponentMissing`.

    The components must have their supplies (`bot.components.supplies`).
    """
    agent.check_components(root / "config.yml")
    training = importlib.import_module("rasa.model_training")
    path = model_path(root, folder, encoder)
    folder.mkdir(parents=True, exist_ok=True)
    logging.getLogger("rasa").setLevel(logging.ERROR)
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):  # Rasa prints, and draws bars of its own
        result = training.train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            training_files=[str(root / data) for data in TRAINING_DATA],
            output=str(folder),
            force_training=True,
            fixed_model_name=path.name.removesuffix(".tar.gz"),
        )
    if result.code != 0 or not path.exists():
        raise TrainingFailed(said.getvalue().strip())
    _forget_old(folder, keep=path)
    return path


def _decisive_files(root: Path) -> Iterable[Path]:
    for data in TRAINING_DATA:
        yield from (root / data).rglob("*.yml")
    yield from (root / name for name in ALSO_DECISIVE)


def _forget_old(folder: Path, *, keep: Path) -> None:
    models = sorted(folder.glob("*.tar.gz"), key=lambda m: m.stat().st_mtime, reverse=True)
    for model in models[KEEP_MODELS:]:
        if model != keep:
            model.unlink()
