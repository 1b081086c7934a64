"""The progress of long work, on stderr and only where someone looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Bar:
    """One line that tells what is being done, and how far it is."""

    def __init__(self, shown: Progress) -> None:
        """`shown` draws it."""
        self._shown = shown
        self._task: TaskID | None = None

    def begin(self, what: str, total: int | None = None) -> None:
        """Something else is being done; `total` ticks of it, None where that is not known."""
        if self._task is not None:
            self._shown.remove_task(self._task)
        self._task = self._shown.add_task(what, total=total)

    def tick(self) -> None:
        """One turn further."""
        if self._task is not None:
            self._shown.advance(self._task)


@contextmanager
def bar() -> Iterator[Bar]:
    """A bar on stderr; silent where stderr is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(file=sys.stderr)
    # A few draws a second: the bar takes its time from the machine that is being measured.
    with Progress(
        *columns, console=console, disable=not console.is_terminal, refresh_per_second=2, transient=True
    ) as shown:
        yield Bar(shown)
