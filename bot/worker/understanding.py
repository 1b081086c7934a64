"""A text understood by the trained pipeline, without a conversation."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage


async def understood(agent: Any, text: str) -> dict[str, Any]:
    """The parse data that Rasa gives of a cleaned, warmed text: `intent`, `intent_ranking`, `entities`, `sentiment`."""
    parsed: dict[str, Any] = await agent.processor.parse_message(UserMessage(text))
    return parsed
