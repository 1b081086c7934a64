from __future__ import annotations

from dataclasses import replace

from bot.selection.asking.answerability import answerable, is_told_only, priority
from bot.shop.ports import Asking, Attribute, Category, Kind

CATEGORY = Category(
    "tv",
    {"nl": "tv", "en": "tv"},
    {},
    (
        Attribute("price", Kind.NUMBER, "EUR"),
        Attribute("refresh_rate_hz", Kind.NUMBER, "Hz"),
        Attribute("oddity", Kind.CATEGORY),
        Attribute("ports", Kind.NUMBER, answerable=0.9),
    ),
    questions=(Asking("price", 1.3), Asking("oddity", 0.0)),
)


class TestAnswerable:
    def test_is_what_the_shop_says_else_what_the_concept_tells_else_the_kind(self) -> None:
        """Everybody knows what it may cost, few what a refresh rate is."""
        assert answerable(CATEGORY, "ports") == 0.9
        assert answerable(CATEGORY, "price") > 0.9 > 0.4 > answerable(CATEGORY, "refresh_rate_hz")
        assert 0 < answerable(CATEGORY, "oddity") < 1

    def test_is_high_for_what_it_is_for_and_nothing_for_what_is_not_there(self) -> None:
        """The need is no attribute, and an unknown key cannot be asked."""
        assert answerable(CATEGORY, "need") > 0.9
        assert answerable(CATEGORY, "gone") == 0.0


class TestPriority:
    def test_is_the_shops_and_may_be_never(self) -> None:
        """What the shop does not mention is one."""
        assert [priority(CATEGORY, key) for key in ("price", "oddity", "ports")] == [1.3, 0.0, 1.0]

    def test_favours_what_it_is_for_where_the_shop_does_not_say(self) -> None:
        """A salesperson asks the use first."""
        assert priority(replace(CATEGORY, questions=()), "need") > 1


class TestToldOnly:
    def test_is_what_nobody_wishes_for_by_number(self) -> None:
        """Nobody is asked which rating it should have."""
        assert is_told_only(Attribute("rating", Kind.NUMBER))
        assert not is_told_only(Attribute("price", Kind.NUMBER))
