"""Running an event loop: uvloop where there is one, which halves the work for a message on a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

try:
    import uvloop
except ImportError:  # not on every platform; only speed differs
    FACTORY: Callable[[], asyncio.AbstractEventLoop] | None = None
else:
    FACTORY = uvloop.new_event_loop


def run(main: Coroutine[Any, Any, T]) -> T:
    """What `main` gives, run to its end in a loop of its own, in any thread."""
    with asyncio.Runner(loop_factory=FACTORY) as runner:
        return runner.run(main)
