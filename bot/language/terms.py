"""The words of a catalogue, and where a message says them: categories, brands, values, wishes, products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from bot.language.ages import children
from bot.language.contacts import find_contacts
from bot.language.entities import Entity
from bot.language.grades import with_grades
from bot.language.lexemes import Lexeme, lexemes
from bot.language.lexicon import read, word_set
from bot.language.negation import with_negation
from bot.language.pieces import Piece, pieces
from bot.language.references import find_references
from bot.language.typos import Corrector, is_everyday
from bot.language.wishes import adjectives, after_with, find_wishes
from bot.shop.ports import Category, Product

RANK = (
    "email",
    "phone",
    "order_number",
    "product_ref",
    "category",
    "brand",
    "value",
    "attribute",
    "wish",
    "postcode",
)
"""Which kind a stretch of text is when it could be several."""
_LONGEST = 6
"""Pieces in the longest phrase that is looked for."""
_SHORTEST_HEAD = 4


class Vocabulary:
    """What can be said about one catalogue. Built once per version of it; safe to share between threads."""

    def __init__(self, known: Mapping[str, tuple[Lexeme, ...]]) -> None:
        """`known`: phrase to what it may mean."""
        self._known = known
        self._heads = frozenset(p for p, ls in known.items() if " " not in p and any(x.kind == "category" for x in ls))
        single = (p for p, ls in known.items() if " " not in p and any(x.kind != "product_ref" for x in ls))
        prices = (word for word, wish in adjectives().items() if wish.concept == "price" and len(word) > 6)
        self._corrector = Corrector(chain(single, prices))

    @classmethod
    def build(cls, categories: Sequence[Category], products: Iterable[Product]) -> Vocabulary:
        """The vocabulary of a catalogue: its categories and the products of all of them."""
        return cls(lexemes(categories, products))

    def find(self, text: str) -> list[Entity]:
        """Terms in a cleaned `text`, in order and without overlap, the longest first; denied ones marked."""
        found = pieces(text)
        candidates = [
            *find_contacts(text),
            *find_references(found, self._heads),
            *self._phrases(text, found),
            *self._children(text),
            *find_wishes(found, self._heads),
        ]
        chosen = longest_first(with_grades(text, longest_first(candidates)))
        chosen += self._unknown(found, chosen)
        return with_negation(text, found, longest_first(chosen))

    def _phrases(self, text: str, found: Sequence[Piece]) -> Iterator[Entity]:
        texts = [p.text for p in found]
        spans = [
            (at, size)
            for at in range(len(texts))
            for size in range(1, min(_LONGEST, len(texts) - at) + 1)
            if " ".join(texts[at : at + size]) in self._known
        ]
        meanings = {span: self._known[" ".join(texts[span[0] : sum(span)])] for span in spans}
        several = len({ls[0].value for ls in meanings.values() if ls[0].kind == "category"}) > 1
        for (at, size), options in meanings.items():
            lexeme = _meant(options, part=several or after_with(texts, at))
            if not (lexeme.kind == "brand" and size == 1 and _everyday(text, found[at])):
                yield _entity(lexeme, found[at].start, found[at + size - 1].end)

    def _children(self, text: str) -> Iterator[Entity]:
        """Whom a catalogue may be for: a child, said by its age."""
        meant = [x for x in self._known.get(read("terms")["ages"]["child"], ()) if x.kind == "value"]
        yield from (_entity(lexeme, start, end) for start, end in children(text) for lexeme in meant[:1])

    def _unknown(self, found: Sequence[Piece], chosen: Sequence[Entity]) -> list[Entity]:
        """Terms in words that stand in no list as they are: compounds and misspelt words."""
        covered = [(e.start, e.end) for e in chosen]
        free = [
            p
            for p in found
            if not (p.text in adjectives() or is_everyday(p.text) or any(s <= p.start < e for s, e in covered))
        ]
        return list(chain.from_iterable(self._stuck(p) or self._compound(p) or self._misspelt(p) for p in free))

    def _stuck(self, piece: Piece) -> list[Entity]:
        """A category that a small word sticks to: "fietsvoor", "eenlaptop"."""
        for word in word_set("terms", "stuck_behind"):
            if piece.text.endswith(word) and piece.text[: -len(word)] in self._heads:
                return [_entity(self._category(piece.text[: -len(word)]), piece.start, piece.end - len(word))]
        for word in word_set("terms", "stuck_before"):
            if piece.text.startswith(word) and piece.text[len(word) :] in self._heads:
                return [_entity(self._category(piece.text[len(word) :]), piece.start + len(word), piece.end)]
        return []

    def _compound(self, piece: Piece) -> list[Entity]:
        """A category behind another word, which may be a term itself: "gaminglaptop"."""
        for cut in range(3, len(piece.text) - _SHORTEST_HEAD + 1):
            head = piece.text[cut:]
            if head in self._heads:
                modifier = self._modifier(piece, cut)
                start = piece.start + cut if modifier else piece.start
                category = _entity(self._category(head), start, piece.end)
                return [*modifier, category if modifier else replace(category, confidence=0.9)]
        return []

    def _category(self, word: str) -> Lexeme:
        return next(x for x in self._known[word] if x.kind == "category")

    def _modifier(self, piece: Piece, cut: int) -> list[Entity]:
        for text in (piece.text[:cut], piece.text[: cut - 1] if piece.text[cut - 1] == "s" else ""):
            known = [x for x in self._known.get(text, ()) if x.kind in ("value", "brand", "attribute")]
            if known:
                return [_entity(known[0], piece.start, piece.start + cut)]
            if wish := adjectives().get(text):
                return [Entity("wish", wish.value(), piece.start, piece.start + cut)]
        return []

    def _misspelt(self, piece: Piece) -> list[Entity]:
        correction = self._corrector.correct(piece.text)
        if correction is None:
            return []
        options = self._known.get(correction.word)
        if not options:
            wish = Entity("wish", adjectives()[correction.word].value(), piece.start, piece.end)
            return [replace(wish, confidence=correction.confidence)]
        found = _entity(_meant(options, part=False), piece.start, piece.end)
        return [replace(found, confidence=correction.confidence)]


def longest_first(candidates: Sequence[Entity]) -> list[Entity]:
    """What remains when the longer, and of equals the higher kind, wins its place; in order of text."""
    taken: list[Entity] = []
    for entity in sorted(candidates, key=lambda e: (e.start - e.end, _rank(e.kind), e.start)):
        if all(entity.end <= e.start or entity.start >= e.end for e in taken):
            taken.append(entity)
    return sorted(taken, key=lambda e: e.start)


def _rank(kind: str) -> int:
    return RANK.index(kind) if kind in RANK else -1


def _meant(options: Sequence[Lexeme], *, part: bool) -> Lexeme:
    """Which meaning of a phrase; `part`: a word that is also a category names a part ("laptop met scherm")."""
    if part and options[0].kind == "category":
        return next((x for x in options if x.kind == "attribute"), options[0])
    return options[0]


def _everyday(text: str, piece: Piece) -> bool:
    """Whether a brand's name is rather the common word: not written with a capital inside the message."""
    return is_everyday(piece.text) and (piece.start == 0 or not text[piece.start].isupper())


def _entity(lexeme: Lexeme, start: int, end: int) -> Entity:
    return Entity(lexeme.kind, lexeme.entity_value(), start, end, negated=lexeme.negated)
