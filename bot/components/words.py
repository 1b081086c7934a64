"""Words: spaCy's tokens, so that Rasa's tools see words as we do."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.language.words import words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyWords(Tokenizer):
    """Splits a text as `bot.language.words` does."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own options; intents are never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens with their character offsets."""
        return [Token(word.text, word.start, word.end) for word in words(message.get(attribute) or "")]
