"""Mood: the sentiment of each shopper message in the language it was found to be in, learned from labelled lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.supplies import current
from bot.language.moods import read_moods
from bot.language.sentiment import MODEL, Sentiment

LINES = Path(__file__).parent.parent.parent / "data" / "sentiment"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Mood(GraphComponent):
    """Adds `sentiment`: `{"score" -1..1, "label", "confidence", "model"}`. Stands after `LanguageDetector`."""

    def __init__(self, sentiment: Sentiment, resource: Resource, model_storage: ModelStorage) -> None:
        """A model, trained or not, and where Rasa keeps it."""
        self._sentiment = sentiment
        self._resource = resource
        self._storage = model_storage
        self._supplies = current()
        self._model = f"{MODEL}+{self._supplies.vectors.encoder}"

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa's signature
    ) -> Mood:
        """A model that has still to learn."""
        return cls(Sentiment(), resource, model_storage)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa's signature
        **_: Any,
    ) -> Mood:
        """The model as it was trained; one that cannot be read stops the start (`SentimentUnreadable`)."""
        with model_storage.read_from(resource) as folder:
            return cls(Sentiment.load(folder), resource, model_storage)

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002  # moods have lines of their own
        """Learn from the lines in `data/sentiment`, and keep what was learned in the model."""
        lines = read_moods(LINES)
        texts = [line.text for line in lines]
        languages, labels = [line.language for line in lines], [line.label for line in lines]
        self._sentiment.fit(texts, languages, labels, self._supplies.vectors.of(texts))
        with self._storage.write_to(self._resource) as folder:
            self._sentiment.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the mood of each message; the payload of a chip (`/intent`) has none."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                message.set("sentiment", self._mood(message, text), add_to_output=True)
        return messages

    def _mood(self, message: Message, text: str) -> dict[str, Any]:
        language = (message.get("language") or {}).get("code") or self._supplies.default_language
        mood = self._sentiment.score(text, language, self._supplies.vectors.of([text])[0])
        return {"score": mood.score, "label": mood.label, "confidence": mood.confidence, "model": self._model}
