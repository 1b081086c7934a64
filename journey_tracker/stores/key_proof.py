"""Remembers under which key the references of a database were made: another key would find nobody, and join nobody."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from journey_tracker.journey.people import CUSTOMER, VISITOR
from journey_tracker.privacy.refs import BadKey, Refs, is_shaped_like_ref
from journey_tracker.stores.statements import insert_new
from journey_tracker.stores.tables import KEY_PROOF, TOUCHPOINT

_WHAT = "references"
_PROOF = select(KEY_PROOF.c.proof).where(KEY_PROOF.c.what == _WHAT)
_REFERENCE = (
    select(TOUCHPOINT.c.alias)
    .where(or_(*(TOUCHPOINT.c.alias.startswith(f"{prefix}p1_", autoescape=True) for prefix in (CUSTOMER, VISITOR))))
    .limit(1)
)


def check(connection: Connection, refs: Refs) -> None:
    """Raise `BadKey` when the references of this database were made with another key."""
    kept = connection.scalar(_PROOF)
    if kept != _proof(refs) if kept else not _made(connection, refs):
        raise BadKey(
            "the references in this database were made with another key: with this one nobody is found, and everybody "
            "is somebody new. Give the key that it was begun with (JOURNEY_KEY, JOURNEY_KEY_FILE, or --key FILE)"
        )


def keep(connection: Connection, refs: Refs) -> bool:
    """Check it, and remember the key by which this database was begun; whether it was known. Raises `BadKey`."""
    check(connection, refs)
    if connection.scalar(_PROOF):
        return True
    row = {"what": _WHAT, "proof": _proof(refs)}
    connection.execute(insert_new(connection.dialect.name, KEY_PROOF), [row])
    check(connection, refs)  # somebody else may have begun at the same time
    return False


def _proof(refs: Refs) -> str:
    return refs.ref("key", "of this database")


def _made(connection: Connection, refs: Refs) -> bool:
    """Whether the references of a database that remembers no key are of this one, as far as can be seen."""
    reference = str(connection.scalar(_REFERENCE) or "").partition(":")[2]
    return not is_shaped_like_ref(reference) or refs.is_ref(reference)
