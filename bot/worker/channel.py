"""The output channel of a turn: keeps each reply whole, text and cards and chips together."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel


class ReplyChannel(CollectingOutputChannel):
    """Collects replies as the worker needs them; Rasa's own would cut one reply in several."""

    def __init__(self) -> None:
        """Start with no replies."""
        super().__init__()
        self.replies: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """Name of the channel, as responses may be written for it."""
        return "webchat"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:  # noqa: ARG002  # Rasa's signature
        """Keep the reply as Rasa made it: `text`, `buttons`, `custom`, `utter_action`."""
        self.replies.append(dict(message))
