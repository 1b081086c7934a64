"""The port of the catalogue: products with typed facts, and the words in which people ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

Value = float | bool | str
"""A fact: number in the attribute's unit, yes/no, or a value by name."""


class Kind(StrEnum):
    """What sort of values an attribute has."""

    NUMBER = "number"
    YES_NO = "yes_no"
    CATEGORY = "category"
    TEXT = "text"


class Better(StrEnum):
    """Which direction most shoppers prefer; `taste` when that is for each to say."""

    LOWER = "lower"
    HIGHER = "higher"
    TASTE = "taste"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a shopper's word comes down to in a category: "licht" is `le` 1.5 for the weight of a laptop."""

    word: str
    language: str
    op: str
    """`le` and `ge` bound a number, `eq` is a value."""
    value: Value


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that can be said of the products of a category."""

    key: str
    kind: Kind
    unit: str = ""
    """Canonical unit of a number: kg, GB, inch, Hz, ms, hour, W, EUR ...; empty when it has none."""
    better: Better = Better.TASTE
    labels: Mapping[str, str] = field(default_factory=dict)
    """Name by language, `nl` and `en`."""
    values: tuple[str, ...] = ()
    """Of a category attribute: every value that occurs, most frequent first."""
    coverage: float = 1.0
    """Share of products that state it, 0..1."""
    quantiles: tuple[float, ...] = ()
    """Of a number: seven quantiles of what the products state, evenly spaced from the least to the most."""
    words: tuple[Meaning, ...] = ()
    """What this shop means by words as "licht" and "groot" here; empty where nobody said so."""
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Of a category attribute: a value's name by language, where it differs from the value itself."""
    buckets: tuple[float, ...] = ()
    """Of a number: bounds at which a question parts its values, rising; empty: chosen from the products."""
    answerable: float | None = None
    """Share of shoppers who can answer a question about it, 0..1; None where the shop does not say."""
    tolerance: float = 0.0
    """How far past a stated bound a near miss is still worth showing, as a share of the bound."""
    explained: Mapping[str, str] = field(default_factory=dict)
    """Why it matters, by language, in half a sentence: "genoeg geheugen om veel tegelijk open te hebben"."""
    same_as: str = ""
    """Key of an attribute that says the same: asking one answers both."""


@dataclass(frozen=True, slots=True)
class Preference:
    """What a need asks of one attribute."""

    attribute: str
    op: str
    """`le` and `ge` bound a number, `eq` is a yes, a no or a number, `in` values."""
    value: float | bool | tuple[str, ...]
    weight: float = 1.0
    """How much it counts beside the others; above zero."""


@dataclass(frozen=True, slots=True)
class Need:
    """What products of a category are used for, as a shopper says it: "voor school"."""

    key: str
    labels: Mapping[str, str]
    """By language, as an answer to what it is for: "School of studie"."""
    phrases: Mapping[str, tuple[str, ...]]
    """Words by language that tell of it."""
    prefer: tuple[Preference, ...] = ()
    require: tuple[Preference, ...] = ()
    """Minimums without which it will disappoint; said when they are missed, never a shopper's must."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the shop says of one question: about an attribute, or about the `need`."""

    about: str
    priority: float = 1.0
    """Times how good a question it is; 0 is never asked."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The question by language; empty: made from the attribute's label."""


@dataclass(frozen=True, slots=True)
class Accessory:
    """What goes with products of a category."""

    category: str
    same: tuple[str, ...] = ()
    """Attributes that both must state alike: a bag of the same inches."""


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of product, with its attributes (`price` is one) in the order in which they are best shown."""

    key: str
    labels: Mapping[str, str]
    """Name by language, singular."""
    synonyms: Mapping[str, tuple[str, ...]]
    """Other words for it by language, plurals included."""
    attributes: tuple[Attribute, ...]
    plurals: Mapping[str, str] = field(default_factory=dict)
    """Name by language of all of its products together; the singular where nobody said it."""
    needs: tuple[Need, ...] = ()
    questions: tuple[Asking, ...] = ()
    """What the shop says of questions, in the order of its own form."""
    accessories: tuple[Accessory, ...] = ()

    def attribute(self, key: str) -> Attribute | None:
        """The attribute called `key`, or None."""
        return next((a for a in self.attributes if a.key == key), None)


@dataclass(frozen=True, slots=True)
class Product:
    """One product as the shop states it; what is not in `facts` is unknown."""

    id: str
    category: str
    titles: Mapping[str, str]
    price: float
    """Euro, VAT included."""
    facts: Mapping[str, Value]
    brand: str = ""
    url: str = ""
    image: str = ""
    in_stock: bool = True
    descriptions: Mapping[str, str] = field(default_factory=dict)
    parent: str = ""
    """What variants of one product (another colour, another size) have in common; empty: it has no variants."""

    def title(self, language: str) -> str:
        """Title in `language`, else in any language there is."""
        return self.titles.get(language) or next(iter(self.titles.values()))

    def fact(self, key: str) -> Value | None:
        """What is stated of the attribute `key`, `price` and `brand` included; None when it is unknown."""
        if key == "price":
            return self.price
        if key == "brand":
            return self.brand or None
        return self.facts.get(key)


class ShopUnavailable(OSError):
    """A store of the shop does not answer for now. Nothing is known to be written; try again."""


class Catalogue(Protocol):
    """Read side of the catalogue. All methods raise `ShopUnavailable`."""

    def version(self) -> str:
        """Changes with every import; the same string means the same catalogue."""

    def categories(self) -> Sequence[Category]:
        """Every category that has products."""

    def products(self, category: str) -> Sequence[Product]:
        """All products of a category, best rated first, read anew; empty when there is no such category.

        They all stand in memory at once: for commands. Where a shopper waits, `product` and `stream` are used.
        """

    def stream(self, category: str) -> Iterator[Product]:
        """The same products one at a time, all of one version."""

    def product(self, product_id: str) -> Product | None:
        """The product with this id, or None. Cheap for those asked for lately."""
