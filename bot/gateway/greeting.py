"""Who comes in, from any transport: a visitor with a token goes on, another begins a new conversation."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.ports import ConversationLog, Position
from bot.gateway.frames import Hello
from bot.gateway.guard import Visitors
from bot.gateway.hearing import storing
from bot.gateway.limiting import Limits
from bot.gateway.shedding import Shedding


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a visitor is told first; the fields of `welcome` in docs/protocol.md."""

    token: str
    conversation: str
    epoch: str
    last_seq: int
    done_seq: int
    language: str
    reset: bool
    max_chars: int


@dataclass(frozen=True, slots=True)
class Greeting:
    """Lets visitors in."""

    log: ConversationLog
    visitors: Visitors
    max_chars: int
    limits: Limits
    shedding: Shedding

    async def welcome(self, hello: Hello, address: str) -> Welcome:
        """The conversation of the token, else a new one; raises `Refused`."""
        known = self.visitors.conversation(hello.token) if hello.token else None
        if known is None:
            self.shedding.check_conversation()
            await self.limits.check_conversation(address)
        conversation = known or self.visitors.new_conversation()
        with storing():
            epoch, position = await self.log.epoch(), await self.log.position(conversation)
        return Welcome(
            token=self.visitors.token(conversation),
            conversation=conversation,
            epoch=epoch,
            last_seq=position.last_seq,
            done_seq=position.done_seq,
            language=hello.language,
            reset=_remembers(hello) and (known is None or is_lost(hello.after, hello.epoch, epoch, position)),
            max_chars=self.max_chars,
        )


def is_lost(after: int, remembered: str, epoch: str, position: Position) -> bool:
    """Whether a client remembers an epoch, or messages up to `after`, that this log does not have."""
    return remembered not in ("", epoch) or after > position.last_seq


def _remembers(hello: Hello) -> bool:
    return bool(hello.token) or hello.after > 0
