"""A role in its own thread with its own event loop: Rasa's graph runs synchronously and would stall the sockets."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from bot import loop

STOP_SECONDS = 25
"""How long the work in flight may take to finish after it was told to stop."""

Work = Callable[[Callable[[], None]], Awaitable[None]]
"""What runs in the thread: it is given a function to call when it is ready, and runs until cancelled."""

logger = structlog.get_logger(__name__)


class OwnThread:
    """Runs `work` in a thread; made and watched from the event loop that waits for it."""

    def __init__(self, name: str, work: Work) -> None:
        """Nothing starts yet. Make it inside a running loop."""
        self.name = name
        self.ready = threading.Event()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._work = work
        self._settled = asyncio.Event()
        """Set once it is ready, or has ended before it was."""
        self._outer = asyncio.get_running_loop()
        self._inner: tuple[asyncio.AbstractEventLoop, asyncio.Task[None]] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start, wait until it is ready, stop when the block ends; raises what the work raised before it was ready."""
        thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        thread.start()
        try:
            await self._settled.wait()
            if self.done.done():
                self.done.result()
            yield
        finally:
            await self._stop(thread)

    async def _stop(self, thread: threading.Thread) -> None:
        if not self.ready.is_set():
            return  # nothing is in flight yet; a daemon thread ends with the process
        if self._inner and not self.done.done():
            inner, task = self._inner
            inner.call_soon_threadsafe(task.cancel)
        await asyncio.to_thread(thread.join, STOP_SECONDS)
        if thread.is_alive():
            logger.error("thread_left_behind", thread=self.name, after_s=STOP_SECONDS)

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            loop.run(self._announced())
        except asyncio.CancelledError:
            error = None
        except BaseException as raised:  # whatever ends the thread is for the loop that waits for it
            error = raised
        if not self._outer.is_closed():
            self._outer.call_soon_threadsafe(self._finish, error)

    async def _announced(self) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._inner = asyncio.get_running_loop(), task
        await self._work(self._get_ready)

    def _get_ready(self) -> None:
        self.ready.set()
        self._outer.call_soon_threadsafe(self._settled.set)

    def _finish(self, error: BaseException | None) -> None:
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)
        self._settled.set()
