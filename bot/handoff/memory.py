"""Call-backs and handoffs in memory: for tests and for trying out, gone when the process ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.handoff import stages as life
from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.ports import AlreadyDone, CallbackRequest, Status, UnknownCallback
from bot.handoff.queue import LIVE, Handoff, Stage, UnknownHandoff


class MemoryHandoffs:
    """`Handoffs` in two dicts."""

    def __init__(self, *, clock: Clock = epoch_ms) -> None:
        """Start empty; `clock` tells when a call-back is done."""
        self._clock = clock
        self._requests: dict[str, CallbackRequest] = {}
        self._by_key: dict[tuple[str, str], str] = {}

    async def request_callback(self, request: CallbackRequest, *, key: str) -> CallbackRequest:
        """See `Handoffs`."""
        callback_id = self._by_key.setdefault((request.conversation, key), request.id)
        return self._requests.setdefault(callback_id, request)

    async def callbacks(self, status: Status | None = None, limit: int = 200) -> Sequence[CallbackRequest]:
        """See `Handoffs`."""
        wanted = [r for r in self._requests.values() if status in (None, r.status)]
        return sorted(wanted, key=_most_urgent_first)[:limit]

    async def close(self, callback_id: str, *, by: str, note: str = "") -> CallbackRequest:
        """See `Handoffs`."""
        if callback_id not in self._requests:
            raise UnknownCallback(callback_id)
        request = self._requests[callback_id]
        if request.status is Status.DONE:
            raise AlreadyDone(request)
        done = replace(request, status=Status.DONE, done_ms=self._clock(), done_by=by, note=note)
        self._requests[callback_id] = done
        return done

    async def disconnect(self) -> None:
        """See `Handoffs`."""


class MemoryHandoffQueue:
    """`HandoffQueue` in two dicts."""

    def __init__(self, *, clock: Clock = epoch_ms) -> None:
        """Start empty; `clock` tells when a handoff is taken and ended."""
        self._clock = clock
        self._handoffs: dict[str, Handoff] = {}
        self._by_key: dict[tuple[str, str], str] = {}

    async def request(self, handoff: Handoff, *, key: str) -> Handoff:
        """See `HandoffQueue`."""
        if known := self._by_key.get((handoff.conversation, key)):
            return self._handoffs[known]
        if live := await self.live(handoff.conversation):
            return live
        self._by_key[handoff.conversation, key] = handoff.id
        return self._kept(handoff)

    async def list(self, stages: Collection[Stage], limit: int = 200) -> Sequence[Handoff]:
        """See `HandoffQueue`."""
        return sorted((h for h in self._handoffs.values() if h.stage in stages), key=life.urgency)[:limit]

    async def get(self, handoff_id: str) -> Handoff:
        """See `HandoffQueue`."""
        if handoff_id not in self._handoffs:
            raise UnknownHandoff(handoff_id)
        return self._handoffs[handoff_id]

    async def live(self, conversation: str) -> Handoff | None:
        """See `HandoffQueue`."""
        live = (h for h in self._handoffs.values() if h.conversation == conversation and h.stage in LIVE)
        return next(live, None)

    async def claim(self, handoff_id: str, *, by: str) -> Handoff:
        """See `HandoffQueue`."""
        return self._kept(life.claimed(await self.get(handoff_id), by=by, now_ms=self._clock()))

    async def end(self, handoff_id: str, *, by: str, stage: Stage) -> Handoff:
        """See `HandoffQueue`."""
        return self._kept(life.ended(await self.get(handoff_id), by=by, stage=stage, now_ms=self._clock()))

    async def review(self, handoff_id: str, *, by: str, note: str = "") -> Handoff:
        """See `HandoffQueue`."""
        return self._kept(life.reviewed(await self.get(handoff_id), by=by, note=note, now_ms=self._clock()))

    async def disconnect(self) -> None:
        """There is nothing to let go of."""

    def _kept(self, handoff: Handoff) -> Handoff:
        self._handoffs[handoff.id] = handoff
        return handoff


def _most_urgent_first(request: CallbackRequest) -> tuple[bool, int, int, str]:
    return (request.status is Status.DONE, -request.done_ms, request.asked_ms, request.id)
