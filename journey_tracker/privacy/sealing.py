"""What passes the door of the store: people become references, prose is redacted, and what nobody reads stays out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from journey_tracker.envelopes import BadEvent, Envelope, from_json
from journey_tracker.events import Event, ShopEvent, Who
from journey_tracker.privacy.refs import CUSTOMER, VISITOR, Refs

Redact = Callable[[str], str]
"""Gives a text back without personal data."""

COMMENT = "comment"
"""The one field for prose."""
WORDS = ("page", "reason", "carrier", "offer", "campaign", "medium")
"""Fields that are to hold a key or a name, in which shops now and then put more."""

_ADDRESS = re.compile(r"[^\s@/?&=]+(?:@|%40)[^\s@/?&=]+", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")
_MASK = "…"
_SEALED = (VISITOR, CUSTOMER, COMMENT, *WORDS)


@dataclass(frozen=True, slots=True)
class Seal:
    """Readies an event for storage. Chat events pass as they are: the bot redacts before it publishes."""

    refs: Refs
    redact: Redact | None = None
    """For prose. The tracker has no redactor of its own: without one prose is dropped, for what is not stored cannot
    leak, and no figure is made of it."""

    def envelope(self, envelope: Envelope) -> Envelope:
        """The same event, fit to be stored; the very same object when nothing had to change.

        An id that was made from what the event tells is made anew from what it tells now: a hash without a key can be
        guessed back to a customer number.
        """
        changed = self._changes(envelope.event)
        if not changed:
            return envelope
        made = replace(envelope, id="").id == envelope.id
        event: Event = replace(envelope.event, **changed)  # type: ignore[arg-type]
        return replace(envelope, event=event, id="" if made else envelope.id)

    def json(self, sealed: Envelope, raw: str) -> str:
        """What is stored of a sealed event that came as `raw`: of shop events only the fields that they have."""
        return sealed.to_json() if isinstance(sealed.event, ShopEvent | Who) else raw

    def letter(self, raw: str) -> str:
        """What is kept of an event that was refused: where it can be read as JSON, people are references in it too.

        What it was refused for is still to be seen, and it can be sent again.
        """
        try:
            given = json.loads(raw)
        except (ValueError, RecursionError):
            return raw
        data = given.get("data") if isinstance(given, dict) else None
        if not isinstance(data, dict) or not {VISITOR, CUSTOMER, COMMENT} & data.keys():
            return raw
        people = {kind: self.refs.ref(kind, str(data[kind])) for kind in (VISITOR, CUSTOMER) if data.get(kind)}
        data.update(people)
        data.pop(COMMENT, None)
        given["subject"] = people.get(CUSTOMER) or people.get(VISITOR) or ""
        return json.dumps(given, ensure_ascii=False, separators=(",", ":"))

    def _changes(self, event: Event) -> dict[str, str]:
        if not isinstance(event, ShopEvent | Who):
            return {}
        given = {name: text for name in _SEALED if (text := getattr(event, name, ""))}
        return {name: kept for name, text in given.items() if (kept := self._kept(name, text)) != text}

    def _kept(self, name: str, text: str) -> str:
        if name in (VISITOR, CUSTOMER):
            return self.refs.ref(name, text)
        if name == COMMENT:
            return self.redact(text) if self.redact else ""
        return _masked(text)


def pseudonymous(raw_json: str, refs: Refs, redact: Redact | None = None) -> str:
    """CloudEvents JSON as it may be stored: see `Seal`; what cannot be read passes as it is.

    Fields that the event does not have are gone from it; `subject` tells the reference.
    """
    try:
        envelope = from_json(raw_json)
    except BadEvent:
        return raw_json
    seal = Seal(refs, redact)
    return seal.json(seal.envelope(envelope), raw_json)


def _masked(text: str) -> str:
    """A key or a name without mail addresses, numbers as long as those of people, and the tail of an address."""
    return _LONG_NUMBER.sub(_MASK, _ADDRESS.sub(_MASK, text.partition("?")[0]))
