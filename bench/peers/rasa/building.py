"""The peer's assistant, made from our own training lines: same texts, one rule an intent, one action a rule."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

GIVEN = Path(__file__).parent / "assistant"
LOCK = Path(__file__).parent / "uv.lock"
FALLBACK = "nlu_fallback"
"""The intent of Rasa's FallbackClassifier; a rule may name it, the domain may not."""


class NoReplies(Exception):
    """An intent of ours has no text in the peer's replies."""

    def __init__(self, intents: list[str]) -> None:
        """Name the intents."""
        super().__init__(
            f"the peer has nothing to say for {', '.join(intents)}; add texts to bench/peers/rasa/assistant/replies.yml"
        )


def build(root: Path, folder: Path) -> None:
    """Write everything that `rasa train` and `rasa run` of the peer read into `folder`, which must be new.

    Raises `NoReplies`.
    """
    shutil.copytree(GIVEN, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "data" / "nlu", folder / "data" / "nlu")
    intents = _intents(folder / "data" / "nlu")
    _check_replies(intents)
    _write(folder / "domain.yml", domain(intents))
    _write(folder / "data" / "rules.yml", rules(intents))


def domain(intents: list[str]) -> dict[str, Any]:
    """The domain: intents and an action for each, no slots, no entities, no forms."""
    return {"version": "3.1", "intents": intents, "actions": [f"action_{i}" for i in (*intents, FALLBACK)]}


def rules(intents: list[str]) -> dict[str, Any]:
    """One rule an intent, and one for what was not understood."""
    steps = {i: [{"intent": i}, {"action": f"action_{i}"}] for i in (*intents, FALLBACK)}
    return {"version": "3.1", "rules": [{"rule": intent, "steps": step} for intent, step in steps.items()]}


def fingerprint(folder: Path) -> str:
    """Hash of what the peer's model depends on: its files and its packages."""
    digest = hashlib.sha256(LOCK.read_bytes())
    for file in sorted(folder.rglob("*.yml")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _intents(nlu: Path) -> list[str]:
    parts = (_read(file).get("nlu") or [] for file in sorted(nlu.rglob("*.yml")))
    return sorted({part["intent"] for some in parts for part in some if "intent" in part})


def _check_replies(intents: list[str]) -> None:
    texts = _read(GIVEN / "replies.yml")
    if missing := [intent for intent in (*intents, FALLBACK) if not texts.get(intent)]:
        raise NoReplies(missing)


def _read(file: Path) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content


def _write(file: Path, content: Mapping[str, Any]) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
