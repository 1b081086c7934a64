from __future__ import annotations

from dataclasses import replace

from bot.selection.needs import need, need_wishes
from bot.shop.ports import Need, Preference
from tests.selection.laptops import CATEGORY

SCHOOL = Need(
    "school",
    {"nl": "School", "en": "School"},
    {"nl": ("voor school",)},
    prefer=(Preference("weight", "le", 1.6, 2.0), Preference("nowhere", "le", 1.0)),
    require=(Preference("ram", "ge", 8),),
)
WITH_NEED = replace(CATEGORY, needs=(SCHOOL,))


class TestNeedWishes:
    def test_are_soft_and_say_which_need_they_come_from(self) -> None:
        """A minimum weighs three, and still is no must of the shopper."""
        made = need_wishes(WITH_NEED, ("school",))

        assert [(c.attribute, c.op, c.value, c.weight) for c in made] == [
            ("weight", "le", 1.6, 2.0),
            ("ram", "ge", 8.0, 3.0),
        ]
        assert {(c.hard, c.source) for c in made} == {(False, "need:school")}

    def test_of_an_unknown_need_are_none(self) -> None:
        """A need that the shop no longer has does nothing."""
        assert need_wishes(WITH_NEED, ("gone",)) == ()
        assert need(WITH_NEED, "gone") is None
