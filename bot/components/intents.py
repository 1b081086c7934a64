"""Intents: the one trained part, a shell round `bot.language.intent`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.supplies import current
from bot.language.clauses import wanted
from bot.language.intent import IntentHead as Head

RANKED = 10
"""How many intents the ranking of a message names."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentHead(GraphComponent, IntentClassifier):
    """Learns intents from the training lines and ranks them for each message."""

    def __init__(self, head: Head, resource: Resource, model_storage: ModelStorage) -> None:
        """A head, trained or not, and where Rasa keeps it."""
        self._head = head
        self._resource = resource
        self._storage = model_storage
        self._vectors = current().vectors

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa's signature
    ) -> IntentHead:
        """A head that has still to learn."""
        return cls(Head(), resource, model_storage)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa's signature
        **_: Any,
    ) -> IntentHead:
        """The head as it was trained; one that cannot be read stops the start (`HeadUnreadable`)."""
        with model_storage.read_from(resource) as folder:
            return cls(Head.load(folder), resource, model_storage)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every line that has an intent, and keep the head in the model."""
        lines = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        texts, labels = [t for t, _ in lines], [i for _, i in lines]
        self._head.fit(texts, labels, self._vectors.of(texts))
        with self._storage.write_to(self._resource) as folder:
            self._head.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add `intent`, `intent_ranking`, and `requests`: what each clause wants where there are several."""
        for message in messages:
            ranking = self._ranking(message.get(TEXT) or "")
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[:RANKED], add_to_output=True)
            message.set("requests", self._requests(message.get(TEXT) or ""), add_to_output=True)
        return messages

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        if text.startswith("/"):
            # The payload of a chip. Rasa reads it last of all; until then nothing may take it for a doubtful case.
            return [{"name": text[1:].partition("{")[0], "confidence": 1.0}]
        return [{"name": name, "confidence": p} for name, p in self._rank(text)]

    def _requests(self, text: str) -> list[dict[str, Any]]:
        found = () if text.startswith("/") else wanted(text, self._rank)
        return [{"intent": w.intent, "text": w.clause.text, "start": w.clause.start} for w in found]

    def _rank(self, text: str) -> Sequence[tuple[str, float]]:
        return self._head.rank(text, self._vectors.of([text])[0])
