from __future__ import annotations

import numpy as np

from bot.selection.state import Constraint
from bot.simulating.phrasing import opening, typed, wished
from tests.simulating.lamps import CATEGORY

WISHES = (
    Constraint("price", "le", 50.0, True, "price_max", 1),
    Constraint("lumen", "ge", 400.0, True, "measure", 1),
    Constraint("colour", "in", ("rood", "wit"), True, "value", 1),
    Constraint("dimmable", "eq", True, True, "attribute", 1),
)


class TestWished:
    def test_says_every_wish(self) -> None:
        """Amounts as they are typed, values by name, features by their label."""
        for luck in range(50):
            said = wished(WISHES, CATEGORY, np.random.default_rng(luck))

            assert "50 euro" in said
            assert "400 lm" in said
            assert "rood of wit" in said

    def test_wordings_differ(self) -> None:
        """Not every shopper puts it alike."""
        assert len({opening(CATEGORY, WISHES, np.random.default_rng(luck)) for luck in range(50)}) > 10


class TestTyped:
    def test_some_have_a_typing_error(self) -> None:
        """One in ten messages, in a long word, with the same letters."""
        told = [typed(["dimbaar en helder"], np.random.default_rng(luck)) for luck in range(500)]
        wrong = [text for text in told if text != "dimbaar en helder"]

        assert 20 < len(wrong) < 90
        assert {"".join(sorted(text)) for text in wrong} == {"".join(sorted("dimbaar en helder"))}

    def test_numbers_are_typed_right(self) -> None:
        """And short words as well."""
        assert {typed(["max 700 euro"], np.random.default_rng(luck)) for luck in range(100)} == {"max 700 euro"}
