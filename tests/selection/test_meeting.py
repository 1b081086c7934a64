"""Whether what is stated meets a wish."""

from __future__ import annotations

import numpy as np
import pytest

from bot.selection.columns import columns
from bot.selection.matching import holds
from bot.selection.meeting import meets, past
from bot.selection.state import Constraint, Op, Wanted
from bot.shop.ports import Value
from tests.selection.laptops import CATEGORY, laptop


def wish(op: Op, value: Wanted, attribute: str = "weight") -> Constraint:
    """A wish about one attribute."""
    return Constraint(attribute, op, value, True, "test", 0)


class TestMeets:
    """One product's fact against one wish."""

    @pytest.mark.parametrize(
        ("stated", "asked", "expected"),
        [
            (1299.99, wish("le", 1299.99), True),
            (1300.0, wish("le", 1299.99), False),
            (500.0, wish("lower", 500.0), False),
            (500.1, wish("higher", 500.0), True),
            (550.0, wish("about", 500.0), True),
            (551.0, wish("about", 500.0), False),
            (16.0, wish("eq", 16.0), True),
            (True, wish("eq", False), False),
            ("Wit / Rood", wish("in", ("rood",)), True),
            ("Wit / Rood", wish("notin", ("rood",)), False),
            ("zwart", wish("eq", "zwart"), True),
            (None, wish("le", 1.0), None),
            (None, wish("notin", ("zwart",)), True),
            (1.0, wish("lower", None), None),
            (1.0, wish("in", ("zwart",)), None),
        ],
    )
    def test_met_missed_or_unknown(self, stated: Value | None, asked: Constraint, expected: bool | None) -> None:
        """Unknown is neither; only a refusal is met by it."""
        assert meets(stated, asked) is expected

    def test_about_an_inch_is_half_an_inch(self) -> None:
        """27 inch is met by 27.5, not by a tenth more."""
        assert meets(27.5, wish("about", 27.0), "inch") is True
        assert meets(28.0, wish("about", 27.0), "inch") is False

    def test_one_product_is_judged_as_the_column_is(self) -> None:
        """What is ticked on a card is what was ranked by."""
        shop = [laptop("a", 848.99, weight=1.35), laptop("b", 849.0, weight=1.4), laptop("c", 700.0)]
        view = columns(shop, CATEGORY)

        for asked in (
            wish("le", 848.99, "price"),
            wish("ge", 1.35),
            wish("about", 1.5),
            wish("notin", ("Aap",), "brand"),
        ):
            column = holds(asked, view).tolist()
            assert [bool(meets(p.fact(asked.attribute), asked)) for p in shop] == column


class TestPast:
    """How far numbers are past a wish."""

    def test_in_the_unit_of_the_attribute(self) -> None:
        """Zero at the bound, less within, unknown where nothing is stated."""
        column = np.array([1.0, 2.0, 3.0, np.nan], dtype=np.float32)

        assert past(column, wish("le", 2.0)).tolist()[:3] == [-1.0, 0.0, 1.0]
        assert past(column, wish("ge", 2.0)).tolist()[:3] == [1.0, 0.0, -1.0]
        assert past(column, wish("eq", 2.0)).tolist()[:3] == [1.0, 0.0, 1.0]
        assert np.isnan(past(column, wish("le", 2.0))[3])
