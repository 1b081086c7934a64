"""Call-backs in memory: for tests and for trying out, gone when the process ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.ports import AlreadyDone, CallbackRequest, Status, UnknownCallback


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


def _most_urgent_first(request: CallbackRequest) -> tuple[bool, int, int, str]:
    return (request.status is Status.DONE, -request.done_ms, request.asked_ms, request.id)
