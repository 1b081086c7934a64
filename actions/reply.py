"""What goes out to a shopper: messages by the names of their responses, and what the conversation remembers of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.happened import Happened
from bot.selection.state import State


@dataclass(frozen=True, slots=True)
class Say:
    """One message of the bot: the response's name, what fills it, and what is shown with it."""

    response: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    cards: tuple[Mapping[str, Any], ...] = ()
    chips: tuple[Mapping[str, str], ...] = ()
    """Chips beside those of the response: `{"title", "payload"}`."""
    table: Mapping[str, Any] = field(default_factory=dict)
    """A comparison, as docs/protocol.md has it; empty when nothing is compared."""
    callback: str = ""
    """Reason of the call-back that was asked for with this message, for the journey."""
    handoff: Mapping[str, str | int] = field(default_factory=dict)
    """For the journey: the `reason` for which a person was called, or `how` that ended and `waited_ms`."""
    order: Mapping[str, Any] = field(default_factory=dict)
    """An order, as docs/protocol.md draws it; empty when none is told about."""
    question: Mapping[str, Any] = field(default_factory=dict)
    """A question that helps to choose, as docs/protocol.md has it; its words end the message."""
    instead_of: str = ""
    """Name of the response that would have been used, had it not been said a moment ago."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an action answers and what the conversation remembers of it."""

    says: tuple[Say, ...] = ()
    selection: State | None = None
    """The new state of the choice; None leaves it as it was."""
    pending: str = ""
    misunderstood: int = 0
    slots: Mapping[str, Any] = field(default_factory=dict)
    followup: str = ""
    """Name of the form to open next, before the shopper speaks."""
    handed_to: str = ""
    """Name of the action that goes on answering."""
    reason: str = ""
    """Why a person is wanted, when the shopper is handed to one for another reason than the intent."""
    closes_form: bool = False
    """Whether the form that is being filled in is given up."""
    happened: tuple[Happened, ...] = ()
    """What the journey learns from it; nobody else sees it."""
