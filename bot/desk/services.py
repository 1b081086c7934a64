"""What the desk works with; the composition root makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.desk.sessions import MemorySessions, Sessions
from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.ports import Handoffs

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskServices:
    """Everything `build_app` needs."""

    handoffs: Handoffs
    password_hash: str
    """Argon2 hash of the one password of staff."""
    journey: web.Application | None = None
    """The journey pages, mounted under `/journey/`; None leaves them out."""
    sessions: Sessions = field(default_factory=MemorySessions)
    shop_name: str = "Koopwijzer"
    default_language: str = "nl"
    clock: Clock = epoch_ms
    pages: Path = _ROOT / "bot" / "web" / "desk"
    """Folder of templates, texts and style sheet."""
    look: Path = _ROOT / "journey_tracker" / "web" / "static" / "look.css"
    """The one look of every page."""
