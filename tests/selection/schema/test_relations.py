from __future__ import annotations

import random

import pytest

from bot.selection.schema.overrides import Overrides, parse_overrides
from bot.selection.schema.relations import related
from bot.shop.ports import Attribute, Better, Kind, Value

PRICE = Attribute("price", Kind.NUMBER, better=Better.LOWER)
Facts = list[dict[str, Value]]


@pytest.fixture
def chance() -> random.Random:
    """The same chance each time."""
    return random.Random(7)  # noqa: S311  # no secret


def directions(attribute: Attribute, facts: Facts, schema: str = "") -> Better:
    """The direction that `attribute` gets."""
    overrides = parse_overrides(schema, "x.yml") if schema else Overrides()
    return related([PRICE, attribute], facts, overrides)[1].better


class TestDirection:
    @pytest.mark.parametrize(("sign", "better"), [(1, Better.HIGHER), (-1, Better.LOWER)])
    def test_is_that_of_the_price_where_no_name_tells(self, sign: int, better: Better, chance: random.Random) -> None:
        """What costs more for having more of it is better for it."""
        facts: Facts = [{"price": float(p), "glow": sign * p + chance.random() * 50} for p in range(100, 300)]

        assert directions(Attribute("glow", Kind.NUMBER), facts) is better

    def test_is_never_against_the_lexicon(self) -> None:
        """A wider one that costs more is still a matter of taste."""
        facts: Facts = [{"price": float(p), "width": float(p)} for p in range(100, 300)]

        assert directions(Attribute("width", Kind.NUMBER), facts) is Better.TASTE

    def test_is_never_against_the_shop(self) -> None:
        """Taste that is said is taste."""
        facts: Facts = [{"price": float(p), "glow": float(p)} for p in range(100, 300)]

        assert directions(Attribute("glow", Kind.NUMBER), facts, "attributes: {glow: {better: taste}}") is Better.TASTE

    @pytest.mark.parametrize("count", [30, 300], ids=["few products", "no relation"])
    def test_is_open_where_prices_tell_little(self, count: int, chance: random.Random) -> None:
        """Thirty products, or no relation."""
        facts: Facts = [{"price": float(p), "glow": float(p) if count == 30 else chance.random()} for p in range(count)]

        assert directions(Attribute("glow", Kind.NUMBER), facts) is Better.TASTE


class TestSame:
    def test_is_said_of_numbers_that_go_together(self, chance: random.Random) -> None:
        """The one with the known name stays."""
        attributes = [PRICE, Attribute("drive_gib", Kind.NUMBER, coverage=0.9), Attribute("storage", Kind.NUMBER)]
        facts: Facts = [
            {"price": chance.random(), "storage": float(n), "drive_gib": n * 0.93}
            for n in (128, 256, 512)
            for _ in range(40)
        ]
        facts += [{"price": 1.0, "storage": float(n), "drive_gib": n * 0.93} for n in range(100)]

        assert [a.same_as for a in related(attributes, facts, Overrides())] == ["", "storage", ""]

    def test_is_said_of_values_that_tell_one_another(self) -> None:
        """The brand stays and the manufacturer goes."""
        attributes = [
            PRICE,
            Attribute("manufacturer", Kind.CATEGORY, values=("Contoso, Ltd", "Litware, Inc.")),
            Attribute("brand", Kind.CATEGORY, values=("Contoso", "Litware")),
        ]
        makers = [("Contoso", "Contoso, Ltd"), ("Litware", "Litware, Inc.")] * 40
        facts: Facts = [{"price": float(n), "brand": b, "manufacturer": m} for n, (b, m) in enumerate(makers)]

        assert [a.same_as for a in related(attributes, facts, Overrides())] == ["", "brand", ""]

    def test_is_not_said_of_what_merely_has_many_values(self, chance: random.Random) -> None:
        """Chance makes columns of many values look alike."""
        attributes = [
            PRICE,
            Attribute("a", Kind.CATEGORY, values=tuple(f"a{i}" for i in range(60))),
            Attribute("b", Kind.CATEGORY, values=tuple(f"b{i}" for i in range(60))),
        ]
        facts: Facts = [
            {"price": chance.random(), "a": f"a{chance.randrange(60)}", "b": f"b{chance.randrange(60)}"}
            for _ in range(120)
        ]

        assert [a.same_as for a in related(attributes, facts, Overrides())] == ["", "", ""]

    def test_is_not_said_where_the_shop_says_otherwise(self) -> None:
        """An empty `same_as` is an answer."""
        attributes = [PRICE, Attribute("x", Kind.NUMBER), Attribute("storage", Kind.NUMBER)]
        facts: Facts = [{"price": float(n % 7), "x": float(n), "storage": float(n)} for n in range(100)]
        overrides = parse_overrides("attributes: {x: {same_as: ''}}", "x.yml")

        assert [a.same_as for a in related(attributes, facts, overrides)] == ["", "", ""]
