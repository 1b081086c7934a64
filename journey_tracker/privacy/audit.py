"""Who read what of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

TRANSCRIPT, EXPORT, PERSON = "transcript", "export", "person"
"""What can be read: a conversation, a file of contacts, all that is known of one person."""


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody read something that tells of people."""

    at_ms: int
    who: str
    """Name of the member of staff, or ``cli`` for whoever can open the database."""
    what: str
    """`TRANSCRIPT`, `EXPORT` or `PERSON`."""
    filter: str = ""
    """Which: the id of the touchpoint, the query of the export, the reference of the person."""


class Audit(Protocol):
    """Remembers who read what."""

    def note_read(self, read: Read) -> None:
        """Write it down, before what was asked for is shown; raises `StoreUnavailable`, and then nothing is shown."""
