"""Everything recognised in a message: amounts and terms, each stretch of text once."""

from __future__ import annotations

from bot.language.amounts import amounts
from bot.language.entities import Entity
from bot.language.terms import Vocabulary, longest_first


def recognise(text: str, vocabulary: Vocabulary) -> list[Entity]:
    """Entities in a cleaned `text`, in order, without overlap; the longer wins, of equals the amount."""
    return longest_first([*amounts(text), *vocabulary.find(text)])
