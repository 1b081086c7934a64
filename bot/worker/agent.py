"""Rasa's agent in process: loaded once, its stores and its action endpoint ours."""

from __future__ import annotations

import importlib
import logging
from pathlib import Path
from typing import Any

import yaml

from bot.worker import rasa_lean, shortcuts

RASA_OWN = {kept.split(":")[1] for kept in rasa_lean.KEPT}


class ComponentMissing(Exception):
    """config.yml names a component that cannot be used."""

    def __init__(self, name: str, reason: str) -> None:
        """Say which and why."""
        super().__init__(
            f"config.yml names the component {name!r}: {reason}. Allowed are classes of bot.components "
            f"by path and these of Rasa by name: {', '.join(sorted(RASA_OWN))}. Correct config.yml and start again."
        )


class ModelUnusable(Exception):
    """The trained model cannot be loaded."""

    def __init__(self, path: Path, reason: str) -> None:
        """Say which model and why."""
        super().__init__(f"The model {path} cannot be loaded: {reason}. Train again with `./run train --force`.")


def check_components(config: Path) -> None:
    """Raise `ComponentMissing` for any component or policy that cannot be imported.

    Rasa itself finds out late, and for some parts only warns.
    """
    rasa_lean.install()
    given = yaml.safe_load(config.read_text(encoding="utf-8"))
    for part in (*given.get("pipeline", []), *given.get("policies", [])):
        _check(part["name"])


def load(model: Path, *, execute: Any, config: Path) -> Any:
    """Load `model` and return the `rasa.core.agent.Agent`; raises `ComponentMissing` or `ModelUnusable`.

    `execute` runs action calls (`bot.worker.local_actions.Execute`).
    """
    check_components(config)
    agent_module = importlib.import_module("rasa.core.agent")
    shortcuts.take()
    logging.getLogger("rasa").setLevel(logging.WARNING)
    agent = agent_module.Agent(action_endpoint=_endpoint(execute))
    # Not through the constructor: Rasa would wrap it in a store that turns errors into forgetfulness.
    agent.tracker_store = _store()
    try:
        agent.load_model(model)
    except Exception as error:
        raise ModelUnusable(model, str(error)) from error
    return agent


def _check(name: str) -> None:
    module, _, cls = name.rpartition(".")
    if not module:
        if name not in RASA_OWN:
            raise ComponentMissing(name, "Rasa has no such component, or only with a package that is left out")
        return
    try:
        getattr(importlib.import_module(module), cls)
    except (ImportError, AttributeError) as error:
        raise ComponentMissing(name, str(error)) from error


# Rasa is imported inside these two: their modules subclass it, and it must come after rasa_lean.install().
def _endpoint(execute: Any) -> Any:
    return importlib.import_module("bot.worker.local_actions").LocalActions(execute)


def _store() -> Any:
    return importlib.import_module("bot.worker.tracker_store").BufferedTrackerStore()
