"""The shell all our message components share: one `read` per message, chips left alone."""

from __future__ import annotations

import abc
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.supplies import Supplies, current


class MessageReader(GraphComponent, abc.ABC):
    """A component that adds something to each message and learns nothing."""

    def __init__(self, config: dict[str, Any], supplies: Supplies) -> None:
        """`config` is the component's part of config.yml."""
        self.config = config
        self.supplies = supplies

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003  # Rasa's signature
        resource: Resource,  # noqa: ARG003  # Rasa's signature
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa's signature
    ) -> MessageReader:
        """Make the component as Rasa asks for it."""
        return cls(config, current())

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message; the payload of a chip (`/intent`) is left to Rasa."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                self.read(message, text)
        return messages

    @abc.abstractmethod
    def read(self, message: Message, text: str) -> None:
        """Add to `message` what this component knows of `text`."""
