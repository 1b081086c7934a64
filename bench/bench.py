"""What every bench is: a line of help, and a measurement under the same options."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from bench.progress import Bar
from bench.result import Measured


@dataclass(frozen=True, slots=True)
class Options:
    """How a bench is run."""

    quick: bool = False
    """A few turns, to see that it works: such figures are not to be quoted."""
    workers: int | None = None
    """Worker processes of the application; None leaves it to the application."""
    peer: bool = True
    """Whether the peer is measured too."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench."""

    help: str
    measure: Callable[[Options, Bar], Coroutine[None, None, Measured]]


QUICK = "Measured with --quick: it shows that the bench works, and no more."
