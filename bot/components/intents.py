"""Intents: the one trained part, a shell round `bot.language.intent`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.shell import Learner
from bot.language.clauses import wanted
from bot.language.intent import IntentHead as Head

RANKED = 10
"""How many intents the ranking of a message names."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentHead(Learner, IntentClassifier):
    """Learns intents from the training lines and ranks them for each message."""

    kind = Head
    model: Head

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every line that has an intent, and keep the head in the model."""
        lines = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples if m.get(TEXT)]
        texts, labels = [t for t, _ in lines], [i for _, i in lines]
        self.model.fit(texts, labels, self.supplies.vectors.of(texts))
        return self.keep()

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
        return self.model.rank(text, self.supplies.vectors.of([text])[0])
