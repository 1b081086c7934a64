"""Handoffs in SQLite or PostgreSQL, beside the call-backs; steps are taken one after another, so each is taken once."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    RowMapping,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
    update,
)

from bot.handoff import stages
from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.database import METADATA, DeskDatabase
from bot.handoff.queue import ENDED, LIVE, Handoff, Stage, UnknownHandoff
from bot.handoff.summary import Summary

HANDOFF = Table(
    "handoff",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("key", String(256), nullable=False),
    Column("conversation", String(128), nullable=False),
    Column("asked_ms", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("summary", Text, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("agent", Text, nullable=False),
    Column("taken_ms", BigInteger, nullable=False),
    Column("ended_ms", BigInteger, nullable=False),
    Column("reviewed_by", Text, nullable=False),
    Column("reviewed_ms", BigInteger, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("conversation", "key", name="handoff_once"),
    Index("handoff_by_urgency", "stage", "ended_ms", "asked_ms"),
)
Step = Callable[[Handoff], Handoff]


class SqlHandoffQueue:
    """`HandoffQueue` in a database; every call runs in a thread, so the event loop never waits for a disk."""

    def __init__(self, url: str, *, clock: Clock = epoch_ms) -> None:
        """Connect to a SQLAlchemy URL and bring the tables up to date; blocks.

        Raises `HandoffsUnavailable` when nothing answers, `journey_tracker.ports.UnsupportedDatabase` for
        another sort of URL.
        """
        self._clock = clock
        self._database = DeskDatabase(url)

    async def request(self, handoff: Handoff, *, key: str) -> Handoff:
        """See `HandoffQueue`."""
        return await self._database.write(partial(_request_once, handoff=handoff, key=key))

    async def list(self, stages: Collection[Stage], limit: int = 200) -> Sequence[Handoff]:
        """See `HandoffQueue`."""
        return await self._database.read(partial(_listed, stages=stages, limit=limit))

    async def get(self, handoff_id: str) -> Handoff:
        """See `HandoffQueue`."""
        return await self._database.read(partial(_get, handoff_id=handoff_id))

    async def live(self, conversation: str) -> Handoff | None:
        """See `HandoffQueue`."""
        return await self._database.read(partial(_live, conversation=conversation))

    async def claim(self, handoff_id: str, *, by: str) -> Handoff:
        """See `HandoffQueue`."""
        return await self._step(handoff_id, partial(stages.claimed, by=by, now_ms=self._clock()))

    async def end(self, handoff_id: str, *, by: str, stage: Stage) -> Handoff:
        """See `HandoffQueue`."""
        return await self._step(handoff_id, partial(stages.ended, by=by, stage=stage, now_ms=self._clock()))

    async def review(self, handoff_id: str, *, by: str, note: str = "") -> Handoff:
        """See `HandoffQueue`."""
        return await self._step(handoff_id, partial(stages.reviewed, by=by, note=note, now_ms=self._clock()))

    async def disconnect(self) -> None:
        """Let go of the database; it is unusable afterwards."""
        await self._database.close()

    async def _step(self, handoff_id: str, step: Step) -> Handoff:
        return await self._database.write(partial(_stepped, handoff_id=handoff_id, step=step))


def _request_once(connection: Connection, handoff: Handoff, key: str) -> Handoff:
    # Whoever writes is alone in the tables, so nobody comes between the look and the insert.
    same = (HANDOFF.c.conversation == handoff.conversation) & (HANDOFF.c.key == key)
    known = connection.execute(select(HANDOFF).where(same)).mappings().one_or_none()
    if found := _handoff(known) if known else _live(connection, handoff.conversation):
        return found
    connection.execute(HANDOFF.insert().values(**_row(handoff), key=key))
    return handoff


def _listed(connection: Connection, stages: Collection[Stage], limit: int) -> list[Handoff]:
    order = (HANDOFF.c.stage.in_(ENDED), HANDOFF.c.ended_ms.desc(), HANDOFF.c.asked_ms, HANDOFF.c.id)
    query = select(HANDOFF).where(HANDOFF.c.stage.in_(stages)).order_by(*order).limit(limit)
    return [_handoff(row) for row in connection.execute(query).mappings()]


def _get(connection: Connection, handoff_id: str) -> Handoff:
    row = connection.execute(select(HANDOFF).where(HANDOFF.c.id == handoff_id)).mappings().one_or_none()
    if row is None:
        raise UnknownHandoff(handoff_id)
    return _handoff(row)


def _live(connection: Connection, conversation: str) -> Handoff | None:
    query = select(HANDOFF).where(HANDOFF.c.conversation == conversation, HANDOFF.c.stage.in_(LIVE))
    row = connection.execute(query).mappings().first()
    return _handoff(row) if row else None


def _stepped(connection: Connection, handoff_id: str, step: Step) -> Handoff:
    after = step(_get(connection, handoff_id))
    connection.execute(update(HANDOFF).where(HANDOFF.c.id == handoff_id).values(**_row(after)))
    return after


def _row(handoff: Handoff) -> dict[str, Any]:
    plain = asdict(replace(handoff, summary=Summary()))
    return {**plain, "summary": json.dumps(asdict(handoff.summary), ensure_ascii=False)}


def _handoff(row: RowMapping) -> Handoff:
    fields = {name: value for name, value in row.items() if name != "key"}
    told, stage = _summary(json.loads(fields.pop("summary"))), Stage(fields.pop("stage"))
    return Handoff(**fields, summary=told, stage=stage)


def _summary(plain: Mapping[str, Any]) -> Summary:
    wishes = {language: tuple(said) for language, said in plain["wishes"].items()}
    lists = {name: tuple(plain[name]) for name in ("shown", "basket", "intents")}
    return Summary(**{**plain, **lists, "wishes": wishes})
