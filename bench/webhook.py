"""A shopper over Rasa's REST channel: one POST a message, the replies in its answer."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bench.ports import NotAnswered

NAME = "Rasa"
ANSWER_SECONDS = aiohttp.ClientTimeout(total=60)


@dataclass(frozen=True, slots=True)
class WebhookShopper:
    """One conversation, told apart by its sender id."""

    session: aiohttp.ClientSession
    url: str
    sender: str

    async def say(self, text: str) -> None:
        """POST the text; raises `NotAnswered`, also for the empty list that stands for every error inside Rasa."""
        said = {"sender": self.sender, "message": text}
        try:
            async with self.session.post(self.url, json=said, timeout=ANSWER_SECONDS) as answer:
                replies = await answer.json() if answer.ok else None
        except TimeoutError:
            raise NotAnswered(NAME, text, f"nothing within {ANSWER_SECONDS.total} s") from None
        if not replies:
            raise NotAnswered(NAME, text, f"HTTP {answer.status} with {replies!r}")


@asynccontextmanager
async def conversation(session: aiohttp.ClientSession, address: str) -> AsyncIterator[WebhookShopper]:
    """A new conversation; the connection stays open between conversations, as with a proxy in front."""
    yield WebhookShopper(session, f"{address}/webhooks/rest/webhook", secrets.token_hex(8))
