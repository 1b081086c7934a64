"""Language: which of the shop's languages a message is in, sticky per conversation."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot.components.shell import MessageReader
from bot.components.supplies import Supplies
from bot.language.detect import Detector


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LanguageDetector(MessageReader):
    """Adds `language`: `{"code", "confidence"}`, and fills the slot of that name."""

    def __init__(self, config: dict[str, Any], supplies: Supplies) -> None:
        """Open the detector once per model."""
        super().__init__(config, supplies)
        self._detector = Detector()

    def read(self, message: Message, text: str) -> None:
        """Detect against the language the conversation had so far, which the worker passes along."""
        previous = (message.get("metadata") or {}).get("language") or self.supplies.default_language
        found = self._detector.detect(text, previous)
        message.set("language", {"code": found.language, "confidence": found.confidence}, add_to_output=True)
        # As an entity it fills the slot before any action runs, so that this turn's answer is in this language.
        entity = {"entity": "language", "value": found.language, "start": 0, "end": len(text)}
        message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
