"""The schema of a category, inferred from the cells of any feed: kinds, units, directions and labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.language.concepts import Concept, concept_of
from bot.selection.schema.attributes import answerable_by_values, made_attribute, quantiles
from bot.selection.schema.cells import is_empty, yes_no
from bot.selection.schema.column import Column
from bot.selection.schema.lexicon import labels_of
from bot.selection.schema.lists import listed
from bot.selection.schema.measuring import Numbers, named_unit
from bot.selection.schema.naming import label, slug, words
from bot.selection.schema.numbers import number
from bot.selection.schema.overrides import LANGUAGES, AttributeOverride, Overrides
from bot.selection.schema.ranges import ENDS, Range, end_labels, ranges
from bot.shop.ports import Attribute, Kind, Value

MOSTLY = 0.8
"""Share of the filled cells that must agree before a column is taken for numbers or for yes and no."""

Labels = Mapping[str, str]

_TAKEN = ("price", "brand", "rating", "need")
"""Keys of what is no column of a feed, or that of a role."""
_CODE = re.compile(r"0\d+$")
_LONGEST_VALUE = 60
_FEW_VALUES = 30
_MISTAKES = 0.05
"""Share of the cells of a column of plain numbers that may be mistakes; more than that is how the shop writes."""


def infer_columns(
    names: Sequence[str], columns: Sequence[Sequence[str]], overrides: Overrides, *, marks: str = ""
) -> list[Column]:
    """The attributes among `columns` (the cells of every product, a column per name), empty ones left out.

    `marks` are the decimal marks that the feed's prices prove. A column of ranges is two attributes, and what a column
    lists may be attributes of its own; these have its name.
    """
    keys = _keys(names, {_spelled(given.column): key for key, given in overrides.attributes.items() if given.column})
    found: list[Column] = []
    for name, key, cells in zip(names, keys, columns, strict=True):
        if filled := Counter(c.strip() for c in cells if not is_empty(c)):
            found += _Cells(name, key, filled, len(cells), marks).columns(overrides)
    return found + listed(found, overrides)


def _keys(names: Sequence[str], said: Mapping[str, str]) -> list[str]:
    """Key of each column: what the shop said of it, its name without unit, or all of it when another has that key."""
    short = [said.get(_spelled(name)) or slug(named_unit(name)[0], "_") for name in names]
    keys = [
        key if short.count(key) == 1 or _spelled(name) in said else slug(name, "_")
        for key, name in zip(short, names, strict=True)
    ]
    taken = [{"", *_TAKEN, *keys[:i]} if _spelled(name) not in said else {""} for i, name in enumerate(names)]
    return [f"{k or 'column'}_{i + 1}" if k in taken[i] else k for i, k in enumerate(keys)]


def _spelled(name: str) -> str:
    """What two spellings of a column's name have in common."""
    return slug(name) or name.casefold()


@dataclass(frozen=True, slots=True)
class _Cells:
    """The filled cells of a column, each with how often it occurs in so many rows."""

    name: str
    key: str
    counts: Counter[str]
    rows: int
    marks: str

    def columns(self, overrides: Overrides) -> list[Column]:
        given = overrides.attributes.get(self.key) or overrides.attributes.get(slug(self.name, "_"))
        said, concept = given or AttributeOverride(), concept_of(given.column if given and given.column else self.name)
        concept = concept or concept_of(self.key)
        numbered = self.key not in (slug(self.name, "_"), slug(named_unit(self.name)[0], "_")) and not said.column
        shown = _labels(self.name if numbered else self.key, concept)
        if said.kind is None and (parts := ranges(concept, self.counts, self.marks)):
            return self._ends(*parts, shown, overrides)
        numbers = Numbers.of(self.name, concept, self.counts, said, self.marks)
        kind = said.kind or _kind(self.counts, numbers)
        if kind is Kind.NUMBER:
            return [self._number(numbers, shown, concept, said)]
        if kind is Kind.YES_NO:
            flags = {cell: flag for cell in self.counts if (flag := _flag(cell)) is not None}
            made = made_attribute(shown, self.key, kind, concept, said, coverage=self._coverage(flags))
            return [self._column(made, flags)]
        return [self._named(kind, shown, concept, said)]

    def _number(self, numbers: Numbers, labels: Labels, concept: Concept | None, given: AttributeOverride) -> Column:
        made = made_attribute(
            labels,
            self.key,
            Kind.NUMBER,
            concept,
            given,
            unit=numbers.unit,
            coverage=self._coverage(numbers.values),
            quantiles=quantiles(self._each(numbers.values)),
        )
        plain = all(number(cell) is not None for cell in numbers.values)
        return self._column(made, numbers.values, strict=plain and self._few_mistakes(numbers.values))

    def _named(self, kind: Kind, labels: Labels, concept: Concept | None, given: AttributeOverride) -> Column:
        spelled = _one_spelling(self.counts)
        shown = tuple(dict.fromkeys(spelled.values())) if kind is Kind.CATEGORY else ()
        made = made_attribute(
            labels,
            self.key,
            kind,
            concept,
            given,
            coverage=self._coverage(spelled),
            values=shown,
            answerable=answerable_by_values(self.counts) if shown else None,
        )
        return self._column(made, spelled)

    def _ends(self, unit: str, parts: Mapping[str, Range], labels: Labels, overrides: Overrides) -> list[Column]:
        made = []
        for place, end in enumerate(ENDS):
            key, values = f"{self.key}_{end}", {cell: part[place] for cell, part in parts.items()}
            attribute = made_attribute(
                end_labels(labels, end),
                key,
                Kind.NUMBER,
                None,
                overrides.attribute(key),
                unit=unit,
                coverage=self._coverage(values),
                quantiles=quantiles(self._each(values)),
            )
            made.append(self._column(attribute, values))
        return made

    def _column(self, attribute: Attribute, values: Mapping[str, Value], *, strict: bool = False) -> Column:
        unread = {cell: count for cell, count in self.counts.items() if cell not in values}
        return Column(self.name, attribute, values, unread, strict)

    def _coverage(self, values: Iterable[str]) -> float:
        return sum(self.counts[cell] for cell in values) / self.rows

    def _few_mistakes(self, values: Mapping[str, Value]) -> bool:
        unread = self.counts.total() - sum(self.counts[cell] for cell in values)
        return unread <= max(1, _MISTAKES * self.counts.total())

    def _each(self, values: Mapping[str, float]) -> list[float]:
        return [value for cell, value in values.items() for _ in range(self.counts[cell])]


def _labels(name: str, concept: Concept | None) -> Labels:
    if found := labels_of(label(name)):
        return found
    return concept.labels if concept and _is_called(concept, name) else dict.fromkeys(LANGUAGES, label(name))


def _is_called(concept: Concept, given: str) -> bool:
    """True when the column is the concept and nothing narrower: not of `webcam_resolution`."""
    return "".join(words(given)) in {"".join(words(name)) for name in (*concept.names, concept.key)}


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
