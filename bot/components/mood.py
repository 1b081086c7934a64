"""Mood: the sentiment of each shopper message, in the language it was detected to be in."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from bot.components.shell import MessageReader
from bot.components.supplies import Supplies
from bot.language.sentiment import MODEL, Sentiment


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Mood(MessageReader):
    """Adds `sentiment`: `{"score" -1..1, "label", "confidence", "model"}`. Stands after `LanguageDetector`."""

    def __init__(self, config: dict[str, Any], supplies: Supplies) -> None:
        """Read the lexicons once per model."""
        super().__init__(config, supplies)
        self._sentiment = Sentiment()

    def read(self, message: Message, text: str) -> None:
        """Score the text."""
        language = (message.get("language") or {}).get("code") or self.supplies.default_language
        mood = self._sentiment.score(text, language)
        message.set(
            "sentiment",
            {"score": mood.score, "label": mood.label, "confidence": mood.confidence, "model": MODEL},
            add_to_output=True,
        )
