"""The shop's own questions: found by their words, and only when they are near enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.shop.faq import Faq, read_faq
from bot.shop.yaml_reading import ShopFileInvalid

DEMO = Path(__file__).parents[2] / "data" / "shop" / "faq"


@pytest.fixture(scope="module")
def demo() -> Faq:
    """The demo shop's questions."""
    return read_faq(DEMO)


class TestFind:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Wat zijn jullie openingstijden?", "opening_hours"),
            ("is de winkel zondag open", "opening_hours"),
            ("what time do you close", "opening_hours"),
            ("hebben jullie cadeaubon", "gift_cards"),
            ("waar zitten jullie eigenlijk", "place"),
            ("wat is jullie telefoonnummer?", "contact"),
        ],
    )
    def test_a_question_is_known_in_other_words(self, demo: Faq, text: str, key: str) -> None:
        """Order and little words do not matter."""
        found = demo.find(text)

        assert found is not None
        assert found.key == key

    @pytest.mark.parametrize(
        "text",
        [
            "waar is mijn bestelling",
            "hoe laat is het",
            "wat is het weer",
            "mailadres wijzigen",
            "kan ik met iDEAL betalen",
            "een rode fiets",
            "",
            "?",
        ],
    )
    def test_what_is_not_near_enough_is_not_answered(self, demo: Faq, text: str) -> None:
        """One word in common is too little."""
        assert demo.find(text) is None

    def test_a_shop_without_questions_answers_none(self) -> None:
        """Nothing is made up."""
        assert Faq().find("openingstijden") is None


class TestRead:
    def test_a_question_needs_an_answer_in_both_languages(self, tmp_path: Path) -> None:
        """Else the start is refused, with file and key."""
        file = tmp_path / "a.yml"
        file.write_text("questions: [{key: a, asked: {nl: [x]}, answer: {nl: y}}]", encoding="utf-8")

        with pytest.raises(ShopFileInvalid, match=r"answer\.en"):
            read_faq(tmp_path)
