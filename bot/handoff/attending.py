"""What staff does with a handoff: the queue and the conversation changed in the right order, and mended if need be.

The queue decides who holds a handoff; the conversation follows, under ids made from the handoff's own. So every
step may be done again, by anybody: what was done already is not done twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.conversation.ports import Appended, ConversationLog, Owner, Role
from bot.handoff import telling
from bot.handoff.clock import Clock, epoch_ms
from bot.handoff.queue import ENDED, Handoff, HandoffQueue, NotYours, Stage

JOINED = "agent_joined"
LEFT = "agent_left"
LOOK_BACK = 50
"""Ended handoffs, from the latest, that are looked at for what was left half done."""
Redact = Callable[[str], str]
"""Takes personal data out of a text before it is kept for analysis."""


class Texts(Protocol):
    """What the shopper reads when somebody of staff comes or goes."""

    def __call__(self, event: str, handoff: Handoff) -> str:
        """The sentence for `agent_joined` or `agent_left`, in `handoff.language`, with `handoff.agent` in it.

        A handoff that was left is `RETURNED` or `COMPLETED`.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """Staff with a shopper. All methods raise `HandoffsUnavailable` and `LogUnavailable`: then try again."""

    queue: HandoffQueue
    log: ConversationLog
    texts: Texts
    redact: Redact
    clock: Clock = epoch_ms

    async def claim(self, handoff_id: str, *, by: str) -> Handoff:
        """Take a queued handoff, for exactly one of all who try; from then on the bot is silent.

        `by` is the name the shopper sees. Raises `NotYours` or `UnknownHandoff`. Claiming what one holds already
        is harmless.
        """
        try:
            handoff = await self.queue.claim(handoff_id, by=by)
        except NotYours as refused:
            handoff = refused.handoff
            if handoff.stage is not Stage.HUMAN or handoff.agent != by:
                raise
        await self._join(handoff)
        return handoff

    async def say(self, handoff_id: str, *, by: str, client_id: str, text: str) -> Appended:
        """Write to the shopper, once for each `client_id` (1 to 64 printable characters, chosen by the page).

        Raises `NotYours` unless `by` holds the handoff, `UnknownHandoff`, and `InvalidId`.
        """
        handoff = await self._held(handoff_id, by)
        await self._join(handoff)
        body = {"text": text, "name": by}
        event = telling.said(handoff, client_id, self.redact(text), self.clock())
        return await self.log.append(handoff.conversation, client_id, body, Role.AGENT, events=(event,))

    async def give_back(self, handoff_id: str, *, by: str) -> Handoff:
        """Let the assistant go on; the shopper is told. Raises `NotYours` unless `by` holds it, `UnknownHandoff`."""
        return await self._end(handoff_id, by, Stage.RETURNED)

    async def complete(self, handoff_id: str, *, by: str) -> Handoff:
        """End the talk; the shopper is told, and the assistant answers what is said later. Raises as `give_back`."""
        return await self._end(handoff_id, by, Stage.COMPLETED)

    async def repair(self) -> int:
        """Finish what a crash left half done; how many conversations were mended. For a desk, now and then."""
        held = await self.queue.list({Stage.HUMAN})
        ended = await self.queue.list(ENDED - {Stage.CALLED_OFF}, LOOK_BACK)
        mended = [await self._join(handoff) for handoff in held]
        return sum(mended + [await self._leave(handoff) for handoff in ended if not await self._is_held(handoff)])

    async def _is_held(self, handoff: Handoff) -> bool:
        """Whether somebody took the same shopper again later."""
        live = await self.queue.live(handoff.conversation)
        return live is not None and live.stage is Stage.HUMAN

    async def _held(self, handoff_id: str, by: str) -> Handoff:
        handoff = await self.queue.get(handoff_id)
        if handoff.stage is not Stage.HUMAN or handoff.agent != by:
            raise NotYours(handoff, f"what {by!r} holds")
        return handoff

    async def _end(self, handoff_id: str, by: str, stage: Stage) -> Handoff:
        # Joined first: a claim that was slow must not take the conversation after it was given back.
        handoff = await self.queue.get(handoff_id)
        if handoff.stage is Stage.HUMAN and handoff.agent == by:
            await self._join(handoff)
        ended = await self._ended(handoff_id, by, stage)
        await self._leave(ended)
        return ended

    async def _ended(self, handoff_id: str, by: str, stage: Stage) -> Handoff:
        try:
            return await self.queue.end(handoff_id, by=by, stage=stage)
        except NotYours as refused:
            if refused.handoff.stage is not stage or refused.handoff.agent != by:
                raise
            return refused.handoff

    async def _join(self, handoff: Handoff) -> bool:
        return await self._hand_over(handoff, Owner.HUMAN, JOINED, telling.accepted(handoff))

    async def _leave(self, handoff: Handoff) -> bool:
        return await self._hand_over(handoff, Owner.BOT, LEFT, telling.ended(handoff))

    async def _hand_over(self, handoff: Handoff, owner: Owner, event: str, told: str) -> bool:
        """Give the conversation to `owner` and say so, unless that was done already; whether it was done now."""
        say = (f"{handoff.id}-{event}", {"text": self.texts(event, handoff), "event": event, "name": handoff.agent})
        while True:
            position = await self.log.position(handoff.conversation)
            before = position.ownership
            after = await self.log.set_owner(handoff.conversation, owner, before.epoch, say=say, events=(told,))
            if after.epoch == before.epoch:
                return False
            if after.epoch == before.epoch + 1 and after.owner is owner:
                return True
