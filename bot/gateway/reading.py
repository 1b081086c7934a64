"""What is new in a conversation, for any transport: in order, and never much of it in memory at once."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.conversation.ports import ConversationLog, Entry

PAGE = 50
"""Messages read at once: what waits for a client that reads slowly stays in the log."""


async def entries(log: ConversationLog, conversation: str, after: int, last: int) -> AsyncIterator[Entry]:
    """Messages after `after`, up to `last` and what came meanwhile; raises `LogUnavailable`."""
    while after < last:
        page = await log.read(conversation, after, PAGE)
        if not page:
            return
        for entry in page:
            yield entry
        after = page[-1].seq
