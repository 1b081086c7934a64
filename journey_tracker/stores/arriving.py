"""What arrives at a store: told apart into what can be stored and what is refused, with how far it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from operator import itemgetter

from sqlalchemy import Connection

from journey_tracker.envelopes import BadEvent, from_json
from journey_tracker.ports import Position, Refused
from journey_tracker.privacy import Seal
from journey_tracker.stores import rows
from journey_tracker.stores.recording import Incoming
from journey_tracker.stores.statements import insert_new, upsert
from journey_tracker.stores.tables import DEAD_LETTER, INTAKE_POSITION


def sorted_out(batch: Sequence[str], seal: Seal) -> tuple[list[Incoming], list[Refused]]:
    """Events that can be read, fit to be stored, and the others with the reason."""
    good: list[Incoming] = []
    bad: list[Refused] = []
    for raw in batch:
        try:
            sealed = seal.envelope(from_json(raw))
        except BadEvent as error:
            bad.append((raw, str(error)))
        else:
            good.append(Incoming(sealed, seal.json(sealed, raw)))
    return good, bad


def keep_letters(connection: Connection, seal: Seal, bad: Sequence[Refused], now_ms: int) -> None:
    """Keep what was refused, with why, among the dead letters."""
    letters = [rows.dead_letter_row(seal.letter(raw), reason, now_ms) for raw, reason in bad]
    letters.sort(key=itemgetter("id"))  # whoever else writes the same waits, so in the same order
    if letters:
        connection.execute(insert_new(connection.dialect.name, DEAD_LETTER), letters)


def move(connection: Connection, positions: Sequence[Position]) -> None:
    """Remember until where sources were read."""
    if positions:
        connection.execute(upsert(connection.dialect.name, INTAKE_POSITION), [asdict(p) for p in positions])
