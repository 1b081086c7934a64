"""The shells our message components share: one that only reads messages, and one that learned how."""

from __future__ import annotations

import abc
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

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


class Model(Protocol):
    """What a component learned, and how it is kept in a folder."""

    @classmethod
    def load(cls, folder: Path) -> Model:
        """The model that was saved in `folder`; raises `Unreadable`."""

    def save(self, folder: Path) -> None:
        """Write it into an existing `folder`."""


class Learner(GraphComponent, abc.ABC):
    """A component whose model Rasa keeps; `kind` makes one that has still to learn."""

    kind: ClassVar[type[Model]]
    model: Model

    def __init__(self, model: Model, resource: Resource, model_storage: ModelStorage) -> None:
        """A model, trained or not, and where Rasa keeps it."""
        self.model = model
        self.supplies = current()
        self._resource = resource
        self._storage = model_storage

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa's signature
    ) -> Self:
        """One that has still to learn."""
        return cls(cls.kind(), resource, model_storage)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa's signature
        **_: Any,
    ) -> Self:
        """One as it was trained; a model that cannot be read stops the start (`Unreadable`)."""
        with model_storage.read_from(resource) as folder:
            return cls(cls.kind.load(folder), resource, model_storage)

    def keep(self) -> Resource:
        """Write what was learned where Rasa keeps it; what `train` gives back."""
        with self._storage.write_to(self._resource) as folder:
            self.model.save(folder)
        return self._resource
