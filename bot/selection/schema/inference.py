"""The schema of a category, inferred from the cells of any feed: kinds, units, directions and labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.language.concepts import Concept, concept_of, concepts
from bot.selection.schema.cells import is_empty, yes_no
from bot.selection.schema.lexicon import word_set
from bot.selection.schema.measuring import Numbers, named_unit
from bot.selection.schema.naming import forms, label, slug, words
from bot.selection.schema.overrides import LANGUAGES, AttributeOverride, Overrides
from bot.selection.schema.units import unit
from bot.shop.ports import Attribute, Better, Category, Kind, Value

MOSTLY = 0.8
"""Share of the filled cells that must agree before a column is taken for numbers or for yes and no."""

_CODE = re.compile(r"0\d+$")
_LONGEST_VALUE = 60
_FEW_VALUES = 30


class UnreadableCell(Exception):
    """A cell does not say what its column is about."""

    def __init__(self, column: str, cell: str, kind: Kind) -> None:
        """Say which column, what stood there and what was expected."""
        super().__init__(f"{column} is {cell!r}, not {'yes or no' if kind is Kind.YES_NO else 'a ' + kind.value}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a feed that is an attribute, with what each of its cells says."""

    name: str
    attribute: Attribute
    values: Mapping[str, Value]

    def read(self, cell: str) -> Value | None:
        """The fact in `cell`; None when it is empty. Raises `UnreadableCell`."""
        if is_empty(cell):
            return None
        if (value := self.values.get(cell.strip())) is None:
            raise UnreadableCell(self.name, cell, self.attribute.kind)
        return value


def infer_columns(
    names: Sequence[str], columns: Sequence[Sequence[str]], overrides: Overrides, *, marks: str = ""
) -> list[Column]:
    """The attributes among `columns` (the cells of every product, a column per name), empty ones left out.

    `marks` are the decimal marks that the feed's prices prove.
    """
    keys = _keys(names)
    found = [
        _column(name, key, Counter(c.strip() for c in cells if not is_empty(c)), len(cells), overrides, marks)
        for name, key, cells in zip(names, keys, columns, strict=True)
    ]
    return [column for column in found if column]


def infer_category(key: str, attributes: Iterable[Attribute], overrides: Overrides, *, name: str = "") -> Category:
    """The category of these attributes, called as `overrides` say, else by its `name` in the feed."""
    labels = {language: overrides.labels.get(language) or label(name or key) for language in LANGUAGES}
    plurals = {language: overrides.plurals.get(language) or labels[language] for language in LANGUAGES}
    said = {lang: (labels[lang], plurals[lang], label(key), *overrides.synonyms.get(lang, ())) for lang in LANGUAGES}
    synonyms = {lang: tuple(dict.fromkeys(f for w in ws for f in forms(w, lang))) for lang, ws in said.items()}
    order = {attribute: place for place, attribute in enumerate(overrides.attributes)}
    ranked = sorted(attributes, key=lambda a: (a.kind is Kind.TEXT, order.get(a.key, len(order))))
    return Category(key, labels, synonyms, tuple(ranked), plurals)


def number_attribute(
    key: str, values: Sequence[float], count: int, given: AttributeOverride | None = None
) -> Attribute:
    """The attribute of a concept (`price`, `rating`) with these numbers among `count` products."""
    return _attribute(
        concepts()[key].labels,
        key,
        Kind.NUMBER,
        concepts()[key],
        given or AttributeOverride(),
        unit=concepts()[key].unit,
        coverage=len(values) / count,
        quantiles=_quantiles(values),
    )


def brand_attribute(brands: Sequence[str], given: AttributeOverride | None = None) -> Attribute:
    """The attribute `brand` of products with these brands, empty where one has none."""
    filled = Counter(brand for brand in brands if brand)
    return _attribute(
        concepts()["brand"].labels,
        "brand",
        Kind.CATEGORY,
        concepts()["brand"],
        given or AttributeOverride(),
        values=tuple(brand for brand, _ in filled.most_common()),
        coverage=filled.total() / len(brands),
    )


def merged_units(names: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[list[str], list[Sequence[str]]]:
    """The columns, with units from a column of their own ("Weight Unit") put behind the numbers."""
    by_words = {tuple(words(name)): i for i, name in enumerate(names)}
    merged: dict[int, Sequence[str]] = dict(enumerate(columns))
    for index, name in enumerate(names):
        base = by_words.get(tuple(_before_unit(words(name))))
        if base is None or base == index or not _all_units(columns[index]):
            continue
        merged[base] = [n if is_empty(n) else f"{n} {u}" for n, u in zip(columns[base], columns[index], strict=True)]
        del merged[index]
    return [names[i] for i in merged], list(merged.values())


def _before_unit(name: Sequence[str]) -> Sequence[str]:
    return name[: next((i for i, word in enumerate(name) if word in word_set("unit_columns")), len(name))]


def _all_units(cells: Sequence[str]) -> bool:
    filled = {cell.strip() for cell in cells if not is_empty(cell)}
    return bool(filled) and all(unit(cell) for cell in filled)


def _keys(names: Sequence[str]) -> list[str]:
    """Key of each column: its name without unit, or the whole name when another column has that key."""
    short = [slug(named_unit(name)[0], "_") for name in names]
    keys = [k if short.count(k) == 1 else slug(name, "_") for k, name in zip(short, names, strict=True)]
    return [k if k and k not in keys[:i] else f"{k or 'column'}_{i + 1}" for i, k in enumerate(keys)]


def _column(name: str, key: str, cells: Counter[str], rows: int, overrides: Overrides, marks: str) -> Column | None:
    if not cells:
        return None
    given = overrides.attributes.get(key) or overrides.attributes.get(slug(name, "_")) or AttributeOverride()
    concept, coverage = concept_of(name), cells.total() / rows
    labels = concept.labels if concept and _is_called(concept, key) else dict.fromkeys(LANGUAGES, label(key))
    numbers = Numbers.of(name, concept, cells, given, marks)
    kind = given.kind or _kind(cells, numbers)
    if kind is Kind.NUMBER:
        values: dict[str, Value] = dict(numbers.values)
        spread = _quantiles([v for cell, v in numbers.values.items() for _ in range(cells[cell])])
        made = _attribute(labels, key, kind, concept, given, unit=numbers.unit, coverage=coverage, quantiles=spread)
        return Column(name, made, values)
    if kind is Kind.YES_NO:
        values = {cell: said for cell in cells if (said := _flag(cell)) is not None}
        return Column(name, _attribute(labels, key, kind, concept, given, coverage=coverage), values)
    spelled = _one_spelling(cells)
    shown = tuple(dict.fromkeys(spelled.values())) if kind is Kind.CATEGORY else ()
    made = _attribute(labels, key, kind, concept, given, coverage=coverage, values=shown)
    return Column(name, made, spelled)


def _attribute(
    labels: Mapping[str, str],
    key: str,
    kind: Kind,
    concept: Concept | None,
    given: AttributeOverride,
    *,
    coverage: float,
    unit: str = "",
    values: tuple[str, ...] = (),
    quantiles: tuple[float, ...] = (),
) -> Attribute:
    directed = kind in (Kind.NUMBER, Kind.YES_NO)
    better = Better(concept.better) if concept and directed else Better.TASTE
    return Attribute(
        key,
        kind,
        unit,
        given.better or better,
        {**labels, **given.labels},
        values,
        round(coverage, 4),
        quantiles,
        given.words,
        given.values,
    )


def _is_called(concept: Concept, key: str) -> bool:
    """True when the column is the concept and nothing narrower: not of `webcam_resolution`."""
    return "".join(words(key)) in {"".join(words(name)) for name in (*concept.names, concept.key)}


def _kind(cells: Counter[str], numbers: Numbers) -> Kind:
    if _share(cells, (c for c in cells if yes_no(c) is not None)) >= MOSTLY or set(cells) == {"0", "1"}:
        return Kind.YES_NO
    if _share(cells, numbers.values) >= MOSTLY and not any(_CODE.match(c) for c in cells):
        return Kind.NUMBER
    short = max(map(len, cells)) <= _LONGEST_VALUE
    return Kind.CATEGORY if short and (len(cells) <= _FEW_VALUES or len(cells) <= cells.total() / 2) else Kind.TEXT


def _share(cells: Counter[str], among: Iterable[str]) -> float:
    return sum(cells[c] for c in among) / cells.total()


def _flag(cell: str) -> bool | None:
    return {"0": False, "1": True}[cell] if cell in ("0", "1") else yes_no(cell)


def _one_spelling(cells: Counter[str]) -> dict[str, str]:
    """Each cell to the commonest spelling of the same value, the most frequent value first."""
    together = Counter[str]()
    for cell, count in cells.items():
        together[cell.casefold()] += count
    spelling: dict[str, str] = {}
    for cell, _ in cells.most_common():
        spelling.setdefault(cell.casefold(), cell)
    return {c: spelling[c.casefold()] for c in sorted(cells, key=lambda c: -together[c.casefold()])}


def _quantiles(values: Sequence[float]) -> tuple[float, ...]:
    if not len(values):
        return ()
    return tuple(round(float(q), 6) for q in np.quantile(values, np.linspace(0, 1, 7), method="nearest"))
