"""What every role is given, and what it gives back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prometheus_client import CollectorRegistry

from bot.meters import open_registry
from bot.settings import Settings

ROOT = Path(__file__).parents[2]

LOOK_EVERY_S = 0.1
"""Between two looks whether the catalogue was changed: the next shopper's message knows the new products."""

Ends = Sequence[asyncio.Future[None]]
"""What runs for as long as a role does: the process stops when one of them is done."""


@dataclass(frozen=True, slots=True)
class Premises:
    """Where the roles of a process meet."""

    settings: Settings
    log_url: str
    """Server of the conversation log."""
    model: Path | None = None
    """The trained model, for a worker."""
    password_hash: str = ""
    """Of the staff password, for the desk."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set as soon as the process is asked to stop, before any role is."""
    registry: CollectorRegistry = field(default_factory=open_registry)
    """The figures of this process."""
