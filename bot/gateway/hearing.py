"""What a shopper says, from any transport into the log: every check, in order, and the append."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog

from bot.conversation.errors import LogUnavailable, TooManyWaiting
from bot.conversation.ports import Appended, ConversationLog
from bot.gateway.frames import Choose, Page, Say, chip_place
from bot.gateway.limiting import Limits
from bot.gateway.refusal import Refused
from bot.gateway.shedding import Shedding

AWAY_SECONDS = 2
"""What a client is told to wait when the log is away."""
ANSWERING_SECONDS = 5
"""What a client is told to wait when too many of its messages wait for a turn."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Half an emoji and NUL: JSON can say them, and most who read it cannot take them."""
logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who speaks: in which conversation, from where, on which page of the shop."""

    conversation: str
    address: str
    page: Page


@dataclass(frozen=True, slots=True)
class Hearing:
    """Takes messages of shoppers."""

    log: ConversationLog
    clean: Callable[[str], str]
    max_chars: int
    limits: Limits
    shedding: Shedding

    async def hear(self, visit: Visit, said: Say | Choose) -> Appended:
        """Store a message; raises `Refused`: with `unavailable` it may have been stored, with others it was not."""
        with structlog.contextvars.bound_contextvars(conversation=visit.conversation):
            self.shedding.check_message()
            await self.limits.check_message(visit.address, visit.conversation)
            with storing():
                body = self._typed(said) if isinstance(said, Say) else await self._chosen(visit.conversation, said)
                about = {"language": said.language, "page": dict(visit.page)}
                appended = await self.log.append(visit.conversation, said.id, body | about)
            logger.info("heard", message=f"{visit.conversation}:{appended.seq}", duplicate=appended.duplicate)
            return appended

    def _typed(self, said: Say) -> dict[str, Any]:
        if len(said.text) > self.max_chars:
            raise Refused("too_long", allowed=self.max_chars)
        if not self.clean(said.text):
            raise Refused("empty")
        # Kept as typed: what is shown back is what was written. The worker cleans it before it is read.
        return {"text": _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", said.text)}

    async def _chosen(self, conversation: str, said: Choose) -> dict[str, Any]:
        place = chip_place(said.chip)
        entry = await self.log.entry(conversation, place[0]) if place else None
        chips = entry.body.get("chips", []) if entry else []
        if not place or place[1] >= len(chips):
            raise Refused("unknown_chip")
        chip = chips[place[1]]
        return {"text": chip["label"], "payload": chip["payload"], "chip": said.chip}


@contextmanager
def storing() -> Iterator[None]:
    """What the log refuses, as a visitor is told it."""
    try:
        yield
    except LogUnavailable as error:
        raise Refused("unavailable", retry_after=AWAY_SECONDS) from error
    except TooManyWaiting as error:
        raise Refused("busy_answering", allowed=error.most, retry_after=ANSWERING_SECONDS) from error
