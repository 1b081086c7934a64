"""What a shopper said, as constraints on the attributes of a category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from bot.language.entities import Entity
from bot.language.grades import at_least
from bot.language.units import convert
from bot.selection.attributes import direction, for_concept, for_unit, keys_for, means
from bot.selection.state import Constraint, Op
from bot.shop.ports import Attribute, Better, Category, Kind

BESIDE = 30
"""Characters between a number and an attribute's name within which one is about the other."""

_PRICES: Mapping[str, tuple[Op, bool]] = {
    "price_max": ("le", True),
    "price_min": ("ge", True),
    "price_around": ("about", False),
}
_FLIPPED = {"lower": "higher", "higher": "lower"}


def wishes(entities: Sequence[Entity], category: Category, *, turn: int = 0) -> tuple[Constraint, ...]:
    """The wishes in one message, in the order in which they were said.

    Amounts with a bound, values, brands and features are musts. An adjective ("lichte") is a soft threshold:
    what the shop means by the word, else the best third of the category. A comparative is read the same way; once
    products were shown it is a critique of one of them, so leave it out here. A superlative is a direction.
    """
    reader = _Reader(category, entities, turn)
    return _merged(c for entity in entities for c in reader.constraints(entity))


def price_wishes(entities: Sequence[Entity], *, turn: int = 0) -> tuple[Constraint, ...]:
    """What is said of the price, which every category has: it can be kept until the category is known."""
    said = ((e, *_PRICES[e.kind]) for e in entities if e.kind in _PRICES)
    return tuple(Constraint("price", op, float(cast(float, e.value)), hard, e.kind, turn) for e, op, hard in said)


def ends_of(key: str, category: Category) -> tuple[str, ...]:
    """Both ends of whom a product is for ("rider_from", "rider_to"), when `key` is one of them; else nothing.

    One number about either is about both: who is 170 cm tall fits from at most that to at least that.
    """
    stem, _, end = key.rpartition("_")
    pair = (f"{stem}_from", f"{stem}_to")
    return pair if end in ("from", "to") and all(map(category.attribute, pair)) else ()


def is_critique(entity: Entity) -> bool:
    """True for a comparative ("lichter"), which is about the products on show."""
    return entity.kind == "wish" and cast(Mapping[str, Any], entity.value)["degree"] == "comparative"


class _Reader:
    """Reads the entities of one message."""

    def __init__(self, category: Category, entities: Sequence[Entity], turn: int) -> None:
        self._category, self._entities, self._turn = category, entities, turn

    def constraints(self, entity: Entity) -> Iterable[Constraint]:
        if entity.kind in _PRICES:
            return self._price(entity)
        read = {
            "brand": self._brand,
            "value": self._value,
            "measure": self._measure,
            "wish": self._wish,
            "attribute": self._feature,
        }.get(entity.kind)
        return read(entity) if read else ()

    def _price(self, entity: Entity) -> Iterable[Constraint]:
        op, hard = _PRICES[entity.kind]
        yield self._made("price", op, float(cast(float, entity.value)), entity, hard=hard)

    def _brand(self, entity: Entity) -> Iterable[Constraint]:
        yield self._made("brand", "notin" if entity.negated else "in", (str(entity.value),), entity)

    def _value(self, entity: Entity) -> Iterable[Constraint]:
        said = cast(Mapping[str, Any], entity.value)
        found = self._own(said["attributes"])
        if found:
            value = str(said["value"])
            values = at_least(value) if said.get("or_better") else (value,)
            yield self._made(found[0].key, "notin" if entity.negated else "in", values, entity)
        for feature in self._own(said.get("features", ()))[:1]:
            yield self._made(feature.key, "eq", entity.negated == bool(said["lacking"]), entity)

    def _measure(self, entity: Entity) -> Iterable[Constraint]:
        said = cast(Mapping[str, Any], entity.value)
        numbers = {op: float(said[key]) for op, key in _BOUNDS if said.get(key) is not None}
        if not numbers or entity.negated:
            return
        found, factor = self._measured(str(said["unit"]), next(iter(numbers.values())), self._named(entity, said))
        if found is None:
            return
        if ends := ends_of(found.key, self._category) if "about" in numbers else ():
            yield self._made(ends[0], "le", numbers["about"] * factor, entity)
            yield self._made(ends[1], "ge", numbers["about"] * factor, entity)
            return
        for op, number in numbers.items():
            yield self._made(found.key, _bare(found) if op == "about" else op, number * factor, entity)

    def _measured(self, unit: str, number: float, named: Sequence[str]) -> tuple[Attribute | None, float]:
        """The attribute a number of `unit` is about, and the factor to the unit that it is stated in."""
        for own in dict.fromkeys((unit, *(a.unit for a in self._category.attributes if a.unit))):
            factor = convert(1.0, unit, own)
            if factor is not None and (found := for_unit(own, number * factor, self._category, named)):
                return found, factor
        return None, 1.0

    def _wish(self, entity: Entity) -> Iterable[Constraint]:
        said = cast(Mapping[str, Any], entity.value)
        found = for_concept(str(said["concept"]), self._category)
        better = _FLIPPED[said["better"]] if entity.negated else str(said["better"])
        # Nobody asks for what is rated badly: "ik slaap slecht" is about the night.
        if found is None or (found.key == "rating" and better == "lower"):
            return
        if found.kind is Kind.YES_NO:
            yield self._made(found.key, "eq", better == "higher", entity)
        elif said["degree"] == "superlative":
            toward = direction(found, str(said["concept"]), Better(better))
            yield self._made(found.key, cast(Op, toward.value), None, entity, hard=False)
        else:
            op, threshold = _threshold(found, str(said["concept"]), Better(better))
            yield self._made(found.key, op, threshold, entity, hard=False)

    def _feature(self, entity: Entity) -> Iterable[Constraint]:
        """A yes-or-no attribute by its name: "met microfoon", "zonder noise cancelling"."""
        features = [a for a in self._own(_attributes(entity)) if a.kind is Kind.YES_NO]
        if features:
            yield self._made(features[0].key, "eq", not entity.negated, entity)

    def _named(self, measure: Entity, said: Mapping[str, Any]) -> list[str]:
        """Keys of the attribute that a measure is said to be of, by its own concept or by a name beside it."""
        if concept := said.get("concept"):
            return keys_for(str(concept), [a.key for a in self._category.attributes if a.kind is Kind.NUMBER])[:1]
        return [a.key for e in self._names_beside(measure) for a in self._own(_attributes(e))]

    def _names_beside(self, measure: Entity) -> list[Entity]:
        """The attribute's name nearest to a measure, when there is one close by and no other measure is nearer."""
        names = [
            e for e in self._entities if e.kind == "attribute" and _gap(e, measure) <= BESIDE and self._is_number(e)
        ]
        own = [e for e in names if self._measure_nearest(e) is measure]
        return sorted(own, key=lambda e: _gap(e, measure))[:1]

    def _measure_nearest(self, name: Entity) -> Entity:
        measures = [e for e in self._entities if e.kind == "measure"]
        return min(measures, key=lambda e: _gap(e, name))

    def _is_number(self, name: Entity) -> bool:
        return any(a.kind is Kind.NUMBER for a in self._own(_attributes(name)))

    def _own(self, pairs: Iterable[Sequence[str]]) -> list[Attribute]:
        keys = [key for category, key in pairs if category == self._category.key]
        return [a for key in keys if (a := self._category.attribute(key))]

    def _made(
        self,
        attribute: str,
        op: Op,
        value: float | bool | str | tuple[str, ...] | None,
        entity: Entity,
        *,
        hard: bool = True,
    ) -> Constraint:
        return Constraint(attribute, op, value, hard, entity.kind, self._turn)


_BOUNDS: tuple[tuple[Op, str], ...] = (("ge", "low"), ("le", "high"), ("about", "about"))


def _attributes(entity: Entity) -> list[Sequence[str]]:
    return list(cast(Mapping[str, Any], entity.value)["attributes"])


def _gap(one: Entity, other: Entity) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _bare(attribute: Attribute) -> Op:
    """What a number without a bound asks: "16 GB" at least that, "27 inch" about that."""
    return {Better.HIGHER: "ge", Better.LOWER: "le"}.get(attribute.better, "about")  # type: ignore[return-value]


def _threshold(attribute: Attribute, name: str, better: Better) -> tuple[Op, float | None]:
    """Where an adjective of the concept `name` begins: as the shop says, else at the best third, else a direction.

    What the shop says of the concept's own words goes before what it says of others.
    """
    op: Op = "le" if direction(attribute, name, better) is Better.LOWER else "ge"
    said = [meaning for meaning in attribute.words if meaning.op == op]
    for meaning in sorted(said, key=lambda m: not means(m, name, better)):
        return op, float(meaning.value)
    if not attribute.quantiles:
        return ("lower" if op == "le" else "higher"), None
    return op, attribute.quantiles[2 if op == "le" else 4]


def _merged(found: Iterable[Constraint]) -> tuple[Constraint, ...]:
    """Values of one attribute that are wished side by side ("Sony of JBL") as one constraint."""
    merged: dict[tuple[object, ...], Constraint] = {}
    for c in found:
        key = (c.attribute, c.op) if c.op in ("in", "notin") else (c.attribute, c.op, c.value)
        earlier = merged.get(key)
        if earlier and isinstance(earlier.value, tuple) and isinstance(c.value, tuple):
            c = Constraint(c.attribute, c.op, tuple(dict.fromkeys(earlier.value + c.value)), c.hard, c.source, c.turn)
        merged[key] = c
    return tuple(merged.values())
