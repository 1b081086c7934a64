from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.recognise import recognise
from bot.language.terms import Vocabulary
from bot.selection.glossary import Glossary, InvalidGlossary, parse_glossary, read_glossary
from bot.selection.wishes import wishes
from bot.shop.feed import read_feed
from bot.shop.ports import Category, Product

DEMO = Path(__file__).parents[2] / "data" / "shop"
GLOSSARY = read_glossary(DEMO / "glossary")
TERM = """
terms:
  spin:
    attribute: spin_speed
    names: {nl: [toerental], en: [spin speed]}
    explanation: {nl: Hoe snel hij draait., en: How fast it turns.}
    choices: {nl: [minstens 1400 toeren], en: [at least 1400 rpm]}
"""


@pytest.fixture(scope="module")
def shop() -> tuple[dict[str, Category], list[Product]]:
    """The demo shop's categories by key, and its products."""
    feeds = [read_feed(f, schema_folder=DEMO / "schema") for f in sorted((DEMO / "products").glob("*.csv"))]
    return {c.key: c for f in feeds for c in f.categories}, [p for f in feeds for p in f.products]


class TestFind:
    @pytest.mark.parametrize(
        ("said", "attribute"),
        [
            ("wat is oled", "screen"),
            ("toerental?", "spin_speed"),
            ("toerentall", "spin_speed"),
            ("een middenmotorfiets", "motor"),
            ("pocketvering", "type"),
            ("poketvering", "type"),
            ("noise-cancelling", "noise_cancelling"),
            ("what does noisecancelling mean", "noise_cancelling"),
        ],
    )
    def test_a_term_is_found_as_it_is_in_a_compound_and_misspelt(self, said: str, attribute: str) -> None:
        """People write as they write."""
        found = GLOSSARY.find(said)

        assert found is not None
        assert found.attribute == attribute

    def test_the_category_at_hand_goes_first(self) -> None:
        """Capsules and pads belong to coffee; a battery may be of a bicycle or of headphones."""
        twice = Glossary((*parse_glossary(TERM, "wasmachine.yml"), *parse_glossary(TERM, "droger.yml")))

        assert getattr(twice.find("toerental", prefer=("droger",)), "category", "") == "droger"

    def test_what_is_not_explained_is_not_found(self) -> None:
        """Nothing near it is explained instead."""
        assert GLOSSARY.find("wat is een warmtepomp") is None


class TestUnits:
    @pytest.mark.parametrize(("said", "category"), [("rpm", "wasmachine"), ("dB", "wasmachine"), ("km", "fiets")])
    def test_stand_for_what_is_measured_in_them(self, said: str, category: str) -> None:
        """Who asks what the unit means is told of the attribute."""
        found = GLOSSARY.find(said, (category,))

        assert found is not None
        assert found.category == category

    def test_a_misspelt_name_is_one_of_what_the_talk_is_about(self) -> None:
        """A word of another category is no slip of the pen."""
        assert GLOSSARY.find("toeretnal", ("koffiemachine",)) is None
        assert GLOSSARY.find("toeretnal", ("wasmachine",)) is not None


class TestDemo:
    def test_every_category_has_its_terms(self, shop: tuple[dict[str, Category], list[Product]]) -> None:
        """Eight to ten each, every one about an attribute that the category has."""
        categories, _ = shop

        assert all(8 <= len(GLOSSARY.of(key)) <= 10 for key in categories)
        assert [t for t in GLOSSARY.terms if categories[t.category].attribute(t.attribute) is None] == []

    def test_every_choice_does_what_it_says_when_it_is_typed(
        self, shop: tuple[dict[str, Category], list[Product]]
    ) -> None:
        """It is understood as a wish about the attribute that was explained."""
        categories, products = shop
        words = Vocabulary.build(list(categories.values()), products)
        typed = [(t, c) for t in GLOSSARY.terms for listed in t.choices.values() for c in listed]
        missed = [
            (t.category, choice)
            for t, choice in typed
            if t.attribute not in {w.attribute for w in wishes(recognise(choice, words), categories[t.category])}
        ]

        assert missed == []


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("terms: [a]", "terms"),
            ("words: {}", "'words'"),
            ("terms: {spin: {attribute: x}}", "terms.spin"),
            (TERM.replace("nl: [toerental], ", ""), "terms.spin.names"),
            (TERM.replace("[toerental]", "toerental"), "terms.spin.names.nl"),
            (TERM.replace("[toerental]", "[]"), "terms.spin.names.nl"),
            (TERM.replace("Hoe snel hij draait.", "x" * 401), "terms.spin.explanation.nl"),
            (TERM.replace("attribute: spin_speed", "attribute: 7"), "terms.spin.attribute"),
            (TERM + "    colour: red\n", "terms.spin"),
            ("terms: [", "the file"),
        ],
    )
    def test_what_is_wrong_is_said_by_file_and_key(self, text: str, message: str) -> None:
        """With what may stand there."""
        with pytest.raises(InvalidGlossary, match=r"wasmachine\.yml.*allowed") as error:
            parse_glossary(text, "wasmachine.yml")

        assert message in str(error.value)
