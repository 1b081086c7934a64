"""Rasa's action endpoint in process: no HTTP, and no failure that Rasa could swallow unseen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from rasa.utils.endpoints import EndpointConfig

Execute = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
"""Runs one action call as the rasa_sdk protocol has it. An `OSError` means: not now, try the turn again."""


@dataclass(slots=True)
class Failures:
    """What went wrong in the actions of one turn."""

    infrastructure: list[OSError] = field(default_factory=list)
    """The turn must be made again later."""
    business: list[Exception] = field(default_factory=list)
    """The shopper must be told."""


_failures: ContextVar[Failures] = ContextVar("failures")


@contextmanager
def watching() -> Iterator[Failures]:
    """Collect the failures of every action that runs inside the block, in this task."""
    failures = Failures()
    token = _failures.set(failures)
    try:
        yield failures
    finally:
        _failures.reset(token)


class LocalActions(EndpointConfig):
    """Where Rasa thinks the action server is."""

    def __init__(self, execute: Execute) -> None:
        """`execute` runs the action; it is given by whoever composes the process."""
        super().__init__(url="in-process")
        self._execute = execute

    async def request(self, *_: Any, json: Mapping[str, Any], **__: Any) -> Any:
        """Run one action call; its exception is recorded before Rasa drops it."""
        try:
            return await self._execute(json)
        except OSError as error:
            _failures.get().infrastructure.append(error)
            raise
        except Exception as error:
            _failures.get().business.append(error)
            raise
