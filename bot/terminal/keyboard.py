"""Lines that are typed, or come from a file or pipe, without holding up the conversation."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console

PROMPT = "> "


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Reads a line when asked to, so that nothing is read that nobody answers."""

    console: Console
    file: TextIO

    async def line(self) -> str | None:
        """The next line without its end, None after the last."""
        loop = asyncio.get_running_loop()
        typed: asyncio.Future[str | None] = loop.create_future()

        def settle(line: str | None, error: Exception | None) -> None:
            if typed.done():
                return
            if error:
                typed.set_exception(error)
            else:
                typed.set_result(line)

        def read() -> None:
            line, error = None, None
            try:
                line = self._read()
            except Exception as raised:  # whatever it is, it is for whoever waits
                error = raised
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, line, error)

        # A daemon: nobody can take back a question to a keyboard, and the program must be able to end.
        threading.Thread(target=read, name="keyboard", daemon=True).start()
        return await typed

    def _read(self) -> str | None:
        if self.file.isatty():
            try:
                return self.console.input(PROMPT)
            except EOFError:
                return None
        line = self.file.readline()
        return line.rstrip("\r\n") if line else None
