"""Everything recognised in a message: amounts and terms, each stretch of text once."""

from __future__ import annotations

import re

from bot.language.amounts import amounts
from bot.language.beside import find_beside, without_parts
from bot.language.corrections import without_corrected
from bot.language.entities import Entity
from bot.language.places import apart
from bot.language.terms import Vocabulary, longest_first


def recognise(text: str, vocabulary: Vocabulary, order_number: re.Pattern[str] | None = None) -> list[Entity]:
    """Entities in a cleaned `text`, in order, without overlap; the longer wins, of equals the amount.

    What is taken back in the same message ("nee wacht") is left out. What `order_number` matches is a number of the
    shop's orders, whatever else it could be.
    """
    return _meant(text, _said(text, vocabulary, order_number))


def everything(text: str, vocabulary: Vocabulary, order_number: re.Pattern[str] | None = None) -> list[Entity]:
    """The same with what any webshop's shoppers say beside it: things and brands not sold here, quantities, sizes."""
    said = _said(text, vocabulary, order_number)
    known, aside = apart(text, without_parts(text, said))
    told = sorted([*known, *aside, *find_beside(text, said)], key=lambda e: e.start)
    return without_corrected(text, told)


def _said(text: str, vocabulary: Vocabulary, order_number: re.Pattern[str] | None) -> list[Entity]:
    own = [Entity("order_number", m[0].upper(), *m.span()) for m in order_number.finditer(text)] if order_number else []
    rest = order_number.sub(lambda m: "_" * len(m[0]), text) if order_number else text
    return longest_first([*own, *amounts(rest), *vocabulary.find(rest)])


def _meant(text: str, said: list[Entity]) -> list[Entity]:
    known, _ = apart(text, without_parts(text, said))
    return without_corrected(text, known)
