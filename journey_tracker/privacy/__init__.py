"""What the law asks of the tracker, in pure types: references for people, what may pass the door, how long it stays."""

from __future__ import annotations

from journey_tracker.privacy.audit import EXPORT, PERSON, TRANSCRIPT, Audit, Read
from journey_tracker.privacy.naming import Erased, SeveralPeople, UnknownPerson, aliases_for, raw_name
from journey_tracker.privacy.refs import BadKey, Refs, is_shaped_like_ref, open_refs
from journey_tracker.privacy.retention import KEPT, BadRetention, Retention
from journey_tracker.privacy.sealing import Redact, Seal, pseudonymous

__all__ = [
    "EXPORT",
    "KEPT",
    "PERSON",
    "TRANSCRIPT",
    "Audit",
    "BadKey",
    "BadRetention",
    "Erased",
    "Read",
    "Redact",
    "Refs",
    "Retention",
    "Seal",
    "SeveralPeople",
    "UnknownPerson",
    "aliases_for",
    "is_shaped_like_ref",
    "open_refs",
    "pseudonymous",
    "raw_name",
]
