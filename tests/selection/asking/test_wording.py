from __future__ import annotations

from dataclasses import replace

import pytest

from bot.selection.asking.wording import option_text, question_text
from bot.selection.state import Constraint, Option, Question
from bot.shop.ports import Asking, Attribute, Category, Kind, Need

CATEGORY = Category(
    "laptop",
    {"nl": "laptop", "en": "laptop"},
    {},
    (
        Attribute("price", Kind.NUMBER, "EUR"),
        Attribute("screen_inch", Kind.NUMBER, "inch"),
        Attribute("weight", Kind.NUMBER, "kg"),
        Attribute("ram", Kind.NUMBER, "GB"),
        Attribute("battery", Kind.NUMBER, "hour"),
        Attribute("ports", Kind.NUMBER, labels={"nl": "Poorten", "en": "Ports"}),
        Attribute("touchscreen", Kind.YES_NO),
        Attribute("fan", Kind.YES_NO, labels={"nl": "ventilator", "en": "fan"}),
        Attribute("brand", Kind.CATEGORY),
        Attribute("colour", Kind.CATEGORY, value_labels={"zwart": {"en": "black"}}),
        Attribute("finish", Kind.CATEGORY),
    ),
    needs=(Need("school", {"nl": "School of studie", "en": "School"}, {}),),
)


def asked(about: str, language: str = "nl", category: Category = CATEGORY) -> str:
    """How a question is put."""
    return question_text(Question(about, ()), category, language)


def option(about: str, *bounds: tuple[str, object], language: str = "nl") -> str:
    """How an answer is put."""
    said = tuple(Constraint(about, op, value, False, "answer", 1) for op, value in bounds)  # type: ignore[arg-type]
    return option_text(Option(said), CATEGORY, language)


class TestQuestionText:
    def test_is_the_shops_own(self) -> None:
        """In the languages it is written in; the other language has ours."""
        own = replace(CATEGORY, questions=(Asking("price", texts={"nl": "Hoeveel heb je over?"}),))

        assert asked("price", category=own) == "Hoeveel heb je over?"
        assert asked("price", "en", own) == "What may it cost, roughly?"

    @pytest.mark.parametrize(
        ("about", "text"),
        [
            ("price", "Wat mag het ongeveer kosten?"),
            ("screen_inch", "Hoe groot moet het scherm zijn?"),
            ("touchscreen", "Wil je een aanraakscherm?"),
            ("brand", "Heb je een voorkeur voor een merk?"),
            ("need", "Waar ga je het vooral voor gebruiken?"),
            ("ports", "Wat zoek je qua poorten?"),
            ("fan", "Zoek je er een met ventilator?"),
            ("finish", "Heb je een voorkeur qua finish?"),
        ],
    )
    def test_else_is_that_of_its_concept_else_of_its_kind(self, about: str, text: str) -> None:
        """As a salesperson asks, without guessing at de or het."""
        assert asked(about) == text


class TestOptionText:
    @pytest.mark.parametrize(
        ("text", "about", "bounds"),
        [
            ("tot € 500", "price", [("le", 500.0)]),
            ("€ 500 tot € 700", "price", [("ge", 500.0), ("le", 700.0)]),
            ("vanaf € 1.200", "price", [("ge", 1200.0)]),
            ("15,6 inch of groter", "screen_inch", [("ge", 15.6)]),
            ("1,3 kg of lichter", "weight", [("le", 1.3)]),
            ("8 tot 12 uur", "battery", [("ge", 8.0), ("le", 12.0)]),
            ("16 GB", "ram", [("ge", 16.0), ("le", 16.0)]),
            ("512 GB tot 1 TB", "ram", [("ge", 512.0), ("le", 1000.0)]),
            ("3 of meer", "ports", [("ge", 3.0)]),
            ("ja, graag", "touchscreen", [("eq", True)]),
            ("nee, liever niet", "touchscreen", [("eq", False)]),
            ("zwart", "colour", [("in", ("zwart",))]),
            ("een andere kleur", "colour", [("notin", ("zwart", "wit"))]),
            ("geen van deze", "finish", [("notin", ("mat", "glans"))]),
        ],
    )
    def test_is_short_and_can_be_typed(self, text: str, about: str, bounds: list[tuple[str, object]]) -> None:
        """A price, a bucket, a yes, a value, none of those."""
        assert option(about, *bounds) == text

    def test_speaks_english(self) -> None:
        """The same in the other language."""
        assert option("price", ("ge", 500.0), ("le", 700.0), language="en") == "€500 to €700"
        assert option("colour", ("in", ("zwart",)), language="en") == "black"

    def test_of_what_it_is_for_is_the_needs_label(self) -> None:
        """A need that is gone is called by its key."""
        assert option_text(Option(need="school"), CATEGORY, "nl") == "School of studie"
        assert option_text(Option(need="gone"), CATEGORY, "nl") == "gone"
