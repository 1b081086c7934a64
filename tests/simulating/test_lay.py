from __future__ import annotations

from dataclasses import replace

from bot.shop.ports import Attribute, Kind
from bot.simulating.lay import read_lay
from tests.simulating.lamps import CATEGORY


def share(key: str, kind: Kind, label: str = "") -> float:
    """What the table says of one attribute."""
    category = replace(CATEGORY, attributes=(Attribute(key, kind, labels={"nl": label}),))
    return read_lay().share(key, category)


class TestShare:
    def test_goes_by_key_or_label(self) -> None:
        """A word of the table in either will do."""
        assert share("price", Kind.NUMBER) == share("x", Kind.NUMBER, "Prijs") == 0.95

    def test_goes_by_kind_when_no_word_is_known(self) -> None:
        """A feature sooner than a number."""
        assert share("zyx", Kind.YES_NO) > share("zyx", Kind.NUMBER)

    def test_a_use_can_nearly_always_be_told(self) -> None:
        """What does not exist cannot."""
        assert read_lay().share("need", CATEGORY) == 0.85
        assert read_lay().share("zyx", CATEGORY) == 0.0
