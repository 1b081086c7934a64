"""Mood: the sentiment of each shopper message in the language it was found to be in, learned from labelled lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.shell import Learner
from bot.language.moods import read_moods
from bot.language.sentiment import MODEL, Sentiment

LINES = Path(__file__).parent.parent.parent / "data" / "sentiment"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Mood(Learner):
    """Adds `sentiment`: `{"score" -1..1, "label", "confidence", "model"}`. Stands after `LanguageDetector`."""

    kind = Sentiment
    model: Sentiment

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002  # moods have lines of their own
        """Learn from the lines in `data/sentiment`, and keep what was learned in the model."""
        lines = read_moods(LINES)
        texts = [line.text for line in lines]
        languages, labels = [line.language for line in lines], [line.label for line in lines]
        self.model.fit(texts, languages, labels, self.supplies.vectors.of(texts))
        return self.keep()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the mood of each message; the payload of a chip (`/intent`) has none."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):
                message.set("sentiment", self._mood(message, text), add_to_output=True)
        return messages

    def _mood(self, message: Message, text: str) -> dict[str, Any]:
        language = (message.get("language") or {}).get("code") or self.supplies.default_language
        mood = self.model.score(text, language, self.supplies.vectors.of([text])[0])
        name = f"{MODEL}+{self.supplies.vectors.encoder}"
        return {"score": mood.score, "label": mood.label, "confidence": mood.confidence, "model": name}
