"""What is expected of products on show, and of which of them is spoken."""

from __future__ import annotations

from typing import Any

import pytest

from bot.judging.expected_products import is_reference, is_shown, missed_products, missed_references


def product(name: str, price: float, **facts: Any) -> dict[str, Any]:
    """A product on show."""
    return {"id": name, "title": {"nl": name.title(), "en": name.title()}, "category": "fiets", "price": price, **facts}


BEFORE = {"shown": [product("zwaan", 500), product("mus", 300, colour="rood")]}
NOW = {"shown": [product("vink", 400, colour="rood"), product("mus", 300, colour="rood", weight=None)]}


class TestMissedProducts:
    @pytest.mark.parametrize(
        "wanted",
        [
            {"category": "fiets", "least": 2, "most": 2},
            {"all": {"price": {"le": 400}, "colour": {"eq": "rood"}}},
            {"first": {"price": {"lt": {"turn": 1, "place": "dearest"}}}},
            {"any": {"price": {"in": [300]}}},
        ],
    )
    def test_is_met(self, wanted: dict[str, Any]) -> None:
        """Nothing is found instead."""
        assert missed_products(wanted, [BEFORE, NOW]) == ""

    @pytest.mark.parametrize(
        "wanted",
        [
            {"category": "laptop"},
            {"least": 3},
            {"most": 1},
            {"all": {"price": {"lt": 400}}},
            {"first": {"price": {"lt": {"turn": 1, "place": 2}}}},
            {"any": {"weight": {"ge": 0}}},
            {"first": {"price": {"lt": {"turn": 1, "place": 3}}}},
        ],
    )
    def test_is_missed(self, wanted: dict[str, Any]) -> None:
        """Also where a fact is unknown, or a place was never on show."""
        assert missed_products(wanted, [BEFORE, NOW])

    def test_nothing_on_show_keeps_no_limit(self) -> None:
        """All of none would be met by an assistant that shows nothing."""
        assert missed_products({"all": {"price": {"le": 400}}}, [{"shown": []}]) == "shows nothing"


class TestMissedReferences:
    def test_shown_first_or_named(self) -> None:
        """One that merely stands among others is not what is spoken of."""
        assert missed_references([{"turn": 1, "place": 2}], [BEFORE, {"shown": [product("mus", 300)]}], "") == ""
        assert missed_references([{"turn": 1, "place": "cheapest"}], [BEFORE, {"shown": []}], "De Mus weegt 9 kg") == ""
        assert missed_references([{"turn": 1, "place": 2}], [BEFORE, NOW], "Kijk eens").startswith("not about mus")

    def test_several_are_all_needed(self) -> None:
        """As in a comparison."""
        both: list[dict[str, Any]] = [{"turn": 1, "place": 1}, {"turn": 1, "place": "last"}]

        assert missed_references(both, [BEFORE, BEFORE], "") == ""
        assert missed_references(both, [BEFORE, NOW], "").startswith("not about zwaan")

    def test_says_when_it_was_never_on_show(self) -> None:
        """The number of products there were."""
        assert missed_references([{"turn": 1, "place": 3}], [BEFORE, NOW], "").startswith("turn 1 showed 2")


class TestValid:
    @pytest.mark.parametrize("value", [{}, {"turn": 1}, {"turn": 0, "place": 1}, {"turn": 1, "place": "best"}, 1])
    def test_no_reference(self, value: Any) -> None:
        """Turn and place from 1."""
        assert not is_reference(value)

    @pytest.mark.parametrize(
        "value",
        [{}, {"some": {}}, {"least": -1}, {"all": {}}, {"all": {"price": 3}}, {"all": {"price": {"under": 3}}}],
    )
    def test_no_expectation(self, value: Any) -> None:
        """Unknown keys and limits without an operator."""
        assert not is_shown(value)
