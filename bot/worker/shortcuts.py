"""Shortcuts through Rasa: the same results with less work. What each saves of a turn was measured on dialogues."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import Any


class BadActionResult(Exception):
    """An action answered in another shape than the action protocol has."""

    def __init__(self, result: object) -> None:
        """Say what is expected."""
        super().__init__(
            f"an action gave {type(result).__name__}; allowed: an object with lists `events` and `responses`"
        )


def take() -> None:
    """Put the shortcuts in place; a second call changes nothing."""
    _check_results_by_shape()
    _find_events_by_name()


def run_graph(graph: Mapping[str, tuple[Any, ...]], targets: Sequence[str]) -> list[Any]:
    """Results of `targets` in a graph of tasks `(function, *names of what it needs)`; what each gives is made once.

    It stands in for `dask.get` (`bot/worker/simpler.py`), which plans each run anew for many processors that it does
    not use: a tenth of a turn. A value stands in the graph as `(name, value)`, and a need that is not in the graph is
    handed on as its name.
    """
    made: dict[str, Any] = {}

    def result(name: str) -> Any:
        if name not in graph:
            return name
        if name not in made:
            first, *needs = graph[name]
            made[name] = first(*map(result, needs)) if callable(first) else graph[name]
        return made[name]

    return [result(target) for target in targets]


def _check_results_by_shape() -> None:
    """Rasa checks each result against a JSON schema, and the schema against its meta-schema: half of a turn."""

    def validate(_: Any, result: Any) -> bool:
        if not isinstance(result, dict) or not all(isinstance(result.get(k), list) for k in ("events", "responses")):
            raise BadActionResult(result)
        return True

    importlib.import_module("rasa.core.actions.action").RemoteAction._validate_action_result = validate


def _find_events_by_name() -> None:
    """Rasa walks all subclasses of `Event` for every event that it reads: a tenth of a turn."""
    events = importlib.import_module("rasa.shared.core.events")
    by_name = {
        cls.type_name: cls for cls in importlib.import_module("rasa.shared.utils.common").all_subclasses(events.Event)
    }
    walk = events.Event.resolve_by_type

    def resolve(type_name: str, default: Any = None) -> Any:
        return by_name.get(type_name) or walk(type_name, default)

    events.Event.resolve_by_type = staticmethod(resolve)
