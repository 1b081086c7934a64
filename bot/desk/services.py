"""What the desk works with; the composition root makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.conversation.ports import ConversationLog
from bot.desk.sessions import MemorySessions, Sessions
from bot.handoff.attending import Attending
from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.hours import ALWAYS, Hours
from bot.handoff.ports import Handoffs
from bot.handoff.queue import HandoffQueue
from journey_tracker.ports import JourneyStore

_ROOT = Path(__file__).resolve().parents[2]
FOLDER = _ROOT / "bot" / "web" / "desk"
"""Templates, texts, style sheet and scripts of the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskServices:
    """Everything `build_app` needs."""

    handoffs: Handoffs
    """The call-backs."""
    queue: HandoffQueue
    """Who waits for a person, talks to one, or did."""
    log: ConversationLog
    attending: Attending
    """Claims and answers, in the queue and in the log."""
    password_hash: str
    """Argon2 hash of the one password of staff."""
    touchpoints: JourneyStore | None = None
    """Knows phase and mood of what was said; without it both are shown as unknown."""
    hours: Hours = ALWAYS
    """When shoppers are offered a person."""
    journey: web.Application | None = None
    """The journey pages, mounted under `/journey/`; None leaves them out."""
    sessions: Sessions = field(default_factory=MemorySessions)
    shop_name: str = "Koopwijzer"
    default_language: str = "nl"
    clock: Clock = epoch_ms
    pages: Path = FOLDER
    """Folder of templates, texts, style sheet and scripts."""
    look: Path = _ROOT / "journey_tracker" / "web" / "static" / "look.css"
    """The one look of every page; its icons stand beside it."""
