"""Recognition: amounts and the catalogue's own terms become Rasa entities."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot.components.shell import MessageReader
from bot.language.entities import Entity
from bot.language.recognise import everything


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Recogniser(MessageReader):
    """Finds entities by rules and by the catalogue as it is now; a new catalogue needs no training."""

    def read(self, message: Message, text: str) -> None:
        """Add every entity found to those there are."""
        found = [_as_rasa(e, text) for e in everything(text, self.supplies.vocabulary(), self.supplies.order_number)]
        message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)


def _as_rasa(entity: Entity, text: str) -> dict[str, Any]:
    return {
        "entity": entity.kind,
        "value": entity.value if isinstance(entity.value, (str, float, int)) else dict(entity.value),
        "start": entity.start,
        "end": entity.end,
        "text": text[entity.start : entity.end],
        "negated": entity.negated,
        "confidence_entity": entity.confidence,
        "extractor": "Recogniser",
    }
