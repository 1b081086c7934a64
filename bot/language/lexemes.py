"""Phrases of a catalogue with what they mean: the table that a vocabulary looks things up in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

from bot.language.concepts import concept_of, concepts
from bot.language.grades import is_graded
from bot.language.inflection import forms
from bot.language.lexicon import read, word_set
from bot.language.pieces import phrase, pieces
from bot.language.typos import is_stop_word
from bot.shop.ports import Attribute, Category, Kind, Product

_ORDER = ("product_ref", "category", "brand", "value", "attribute")
_PARTS = re.compile(r"\s*[,/;|]\s*|\s+[+&]\s+")
Place = tuple[str, str]
"""Category and attribute, by key."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One thing a phrase can mean."""

    kind: str
    value: str
    places: tuple[Place, ...] = ()
    """Of a value or an attribute: where it occurs."""
    negated: bool = False
    """Of a yes/no attribute said by its opposite: "bedraad"."""
    features: tuple[Place, ...] = ()
    """Of a value: the yes/no attributes that its word also names, in categories that have no such value."""
    lacking: bool = False
    """Whether the word names those by their opposite."""

    def entity_value(self) -> str | Mapping[str, Any]:
        """The value of the entity, as its kind asks."""
        places = [list(place) for place in self.places]
        match self.kind:
            case "product_ref":
                return {"id": self.value}
            case "attribute":
                return {"attributes": places}
            case "value":
                also = {"features": [list(place) for place in self.features], "lacking": self.lacking}
                return {"value": self.value, "attributes": places} | (also if self.features else {})
            case _:
                return self.value


def lexemes(categories: Sequence[Category], products: Iterable[Product]) -> Mapping[str, tuple[Lexeme, ...]]:
    """Phrase to its meanings, the likeliest kind first; `products` are gone through twice."""
    table: dict[str, list[Lexeme]] = defaultdict(list)
    everything = chain(_categories(categories), _attributes(categories), _values(categories))
    for key, lexeme in chain(_products(products), _brands(products), everything):
        if key and lexeme not in table[key]:
            table[key].append(lexeme)
    for key, lexeme in _wider(table):
        table[key].append(lexeme)
    features = {(c.key, a.key) for c, a in _each(categories) if a.kind is Kind.YES_NO}
    merged = ((k, sorted(_merged(v), key=lambda x: _ORDER.index(x.kind))) for k, v in table.items() if v)
    return {k: tuple(_with_features(v, features)) for k, v in merged}


def _with_features(found: Sequence[Lexeme], features: Collection[Place]) -> Iterator[Lexeme]:
    """Values that know of the features their word names elsewhere: "draadloos" of a mouse and of headphones."""
    named = next((x for x in found if x.kind == "attribute"), None)
    for lexeme in found:
        owners = {category for category, _ in lexeme.places}
        own = tuple(p for p in named.places if p in features and p[0] not in owners) if named else ()
        dual = lexeme.kind == "value" and named and own
        yield replace(lexeme, features=own, lacking=named.negated) if dual and named else lexeme


def _merged(found: Sequence[Lexeme]) -> Iterator[Lexeme]:
    """Values and attributes of one phrase joined over their places, under the value that has most of them."""
    for kind in _ORDER:
        same = [x for x in found if x.kind == kind]
        if kind not in ("value", "attribute"):
            yield from same[:1]
        elif same:
            places = tuple(dict.fromkeys(p for x in same for p in x.places))
            value = Counter(chain.from_iterable([x.value] * len(x.places) for x in same)).most_common(1)[0][0]
            yield Lexeme(kind, value, places, same[0].negated)


def _categories(categories: Sequence[Category]) -> Iterator[tuple[str, Lexeme]]:
    for category in categories:
        names = chain(category.labels.values(), chain.from_iterable(category.synonyms.values()), [category.key])
        for form in chain.from_iterable(forms(phrase(name)) for name in names if phrase(name)):
            yield form, Lexeme("category", category.key)


def _wider(table: Mapping[str, Sequence[Lexeme]]) -> list[tuple[str, Lexeme]]:
    """Words for more than a kind that is sold, where nothing else is called so: a computer is a laptop here."""
    found = []
    for word, kinds in read("terms")["wider"].items():
        meant = [x for kind in kinds.split() for x in table.get(kind, ()) if x.kind == "category"]
        found += [(form, meant[0]) for form in sorted(forms(word)) if meant and not table.get(form)]
    return found


def _brands(products: Iterable[Product]) -> Iterator[tuple[str, Lexeme]]:
    for brand in {p.brand for p in products if p.brand}:
        yield phrase(brand), Lexeme("brand", brand)


def _products(products: Iterable[Product]) -> Iterator[tuple[str, Lexeme]]:
    """Whole titles, and type numbers such as `VG27AQ` that stand in one title only."""
    seen: dict[str, str | None] = {}
    for product in products:
        for key in {k for title in product.titles.values() for k in _title_keys(title)}:
            seen[key] = product.id if key not in seen else None
    yield from ((key, Lexeme("product_ref", found)) for key, found in seen.items() if found)


def _title_keys(title: str) -> Iterator[str]:
    runs = [p.text for p in pieces(title)]
    if 2 <= len(runs) <= 6:
        yield " ".join(runs)
    yield from (r for r in runs if len(r) >= 5 and re.search(r"[a-z]\d|\d[a-z]{2}", r) and not r[0].isdigit())


def _attributes(categories: Sequence[Category]) -> Iterator[tuple[str, Lexeme]]:
    for category, attribute in _each(categories):
        place = ((category.key, attribute.key),)
        for name in chain(_names(attribute), _questions(attribute)):
            yield name, Lexeme("attribute", attribute.key, place)
        if attribute.kind is Kind.YES_NO and (concept := concept_of(attribute.key)):
            for negated, side in ((False, concept.higher_words), (True, concept.lower_words)):
                for word in chain.from_iterable(side.values()):
                    yield phrase(word.replace("_", " ")), Lexeme("attribute", attribute.key, place, negated)


def _names(attribute: Attribute) -> set[str]:
    """Label, key and the names of its concept, as phrases; units and single letters are no names."""
    concept = concept_of(attribute.key)
    names = chain(attribute.labels.values(), [attribute.key.replace("_", " ")], concept.names if concept else ())
    return {p for p in map(phrase, names) if len(p) > 2}


def _questions(attribute: Attribute) -> Iterator[str]:
    """How one asks for it with an adjective: "hoe zwaar", "how heavy"; "hoe groot" may be a screen size."""
    concept = concept_of(attribute.key)
    for other in concepts().values() if concept else ():
        if concept and concept.key in (other.key, *other.means):
            for side in (other.lower_words, other.higher_words):
                for language, ask in (("nl", "hoe"), ("en", "how")):
                    yield from (f"{ask} {phrase(w)}" for w, d in side.get(language, {}).items() if d == "positive")


def _values(categories: Sequence[Category]) -> Iterator[tuple[str, Lexeme]]:
    for category, attribute in _each(categories):
        if attribute.kind is not Kind.CATEGORY:
            continue
        for part in dict.fromkeys(chain.from_iterable(map(_parts, attribute.values))):
            lexeme = Lexeme("value", part, ((category.key, attribute.key),))
            yield from ((key, lexeme) for key in _spellings(part, attribute))
        for value, names in attribute.value_labels.items():
            called = Lexeme("value", value, ((category.key, attribute.key),))
            yield from ((key, called) for key in map(phrase, names.values()) if _says_enough(key))


def _says_enough(label: str) -> bool:
    """Whether a value's label means it wherever it stands: "kinderen" may also be who sits in the box of a bicycle."""
    audience = aliases().get(label, frozenset()) & word_set("terms", "audience")
    return len(label) > 2 and not is_stop_word(label) and not audience


def _parts(value: str) -> Iterable[str]:
    """`Black / Red` is black and is red."""
    return [value, *(p for p in _PARTS.split(value) if p and p != value)]


def _spellings(value: str, attribute: Attribute) -> Iterable[str]:
    """How a shopper may say a value; one that means nothing alone ("A", "24") only beside its attribute."""
    key = phrase(value)
    if len(key) <= 2 or key.isdigit() or (is_stop_word(key) and key not in aliases()):
        beside = [f"{name} {key}" for name in _names(attribute)] if key else []
        return [*beside, *(f"{key} {name}" for name in _names(attribute) if is_graded(attribute.key))]
    resolution = re.fullmatch(r"(\d{3,4})\D(\d{3,4})", value)
    key = f"{resolution[1]}x{resolution[2]}" if resolution else key
    return {key, phrase(value), *aliases().get(key, ())}


def _each(categories: Sequence[Category]) -> Iterator[tuple[Category, Attribute]]:
    return ((category, attribute) for category in categories for attribute in category.attributes)


@cache
def aliases() -> Mapping[str, frozenset[str]]:
    """Each word for a value to all words for it."""
    groups = [frozenset(phrase(word) for word in line.split()) for line in read("values")]
    return {word: group for group in groups for word in group}
