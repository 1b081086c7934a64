"""Answers to an open question, from the words to what is wished."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.recognise import recognise
from bot.language.terms import Vocabulary
from bot.selection.answering import WAVED, Answer, Asked, read_answer
from bot.selection.state import Constraint, Op, Option, Question, Wanted
from bot.shop.ports import Attribute, Better, Category, Kind, Need

SCREEN = Attribute("screen", Kind.NUMBER, "inch", quantiles=(11.0, 13.0, 14.0, 15.6, 15.6, 16.0, 18.0))
RAM = Attribute("ram", Kind.NUMBER, "GB", Better.HIGHER, quantiles=(4.0, 8.0, 8.0, 16.0, 16.0, 32.0, 64.0))
PRICE = Attribute(
    "price", Kind.NUMBER, "EUR", Better.LOWER, quantiles=(249.0, 400.0, 600.0, 800.0, 1000.0, 1500.0, 2700.0)
)
COLOUR = Attribute("colour", Kind.CATEGORY, values=("zwart", "wit", "blauw"), labels={"nl": "kleur", "en": "colour"})
TOUCH = Attribute("touchscreen", Kind.YES_NO, labels={"nl": "aanraakscherm", "en": "touchscreen"})
SCHOOL = Need(
    "school", {"nl": "School of studie", "en": "School"}, {"nl": ("voor school", "mijn studie"), "en": ("for school",)}
)
LAPTOP = Category(
    "laptop", {"nl": "laptop", "en": "laptop"}, {}, (SCREEN, RAM, PRICE, COLOUR, TOUCH), needs=(SCHOOL,)
)  # fmt: skip
WORDS = Vocabulary.build([LAPTOP], [])


def soft(key: str, op: Op, value: Wanted) -> Constraint:
    """What an answer comes down to."""
    return Constraint(key, op, value, False, "answer", 0)


def asked(about: str, **options: Any) -> Asked:
    """A question with the titles and the constraints of its options."""
    made = tuple(Option((said,)) if isinstance(said, Constraint) else Option(need=said) for said in options.values())
    return Asked(Question(about, made), tuple(title.replace("_", " ") for title in options), LAPTOP, "nl")


def answer(text: str, to: Asked) -> Answer | None:
    """What a message answers."""
    return read_answer(text, recognise(text, WORDS), to)


NUMBERS = asked("screen", klein=soft("screen", "le", 13.3), groot=soft("screen", "ge", 15.6))
BUDGET = asked("price", weinig=soft("price", "le", 500.0), meer=soft("price", "ge", 500.0))
COLOURS = asked("colour", zwart=soft("colour", "in", ("zwart",)), wit=soft("colour", "in", ("wit",)))
YES_OR_NO = asked("touchscreen", ja_graag=soft("touchscreen", "eq", True), nee=soft("touchscreen", "eq", False))
NEEDS = asked("need", School_of_studie="school", Gamen="gaming")


class TestAnOption:
    @pytest.mark.parametrize(
        ("text", "to", "place"),
        [
            ("Groot!", NUMBERS, 1),
            ("doe maar klein", NUMBERS, 0),
            ("optie 2", NUMBERS, 1),
            ("de tweede optie", NUMBERS, None),
            ("2", NUMBERS, 1),
            ("optie 3", NUMBERS, None),
            ("School", NEEDS, 0),
            ("studie", NEEDS, 0),
            ("ja, graag", YES_OR_NO, 0),
            ("liever niet", YES_OR_NO, 1),
            ("met aanraakscherm", YES_OR_NO, 0),
            ("een witte graag", COLOURS, 1),
        ],
    )
    def test_is_known_by_its_title_its_number_or_what_it_means(self, text: str, to: Asked, place: int | None) -> None:
        """A product ("de tweede") is none."""
        found = answer(text, to)

        assert (found.option if found and found.how == "option" else None) == place


class TestSomethingElse:
    @pytest.mark.parametrize(
        ("text", "to", "wishes"),
        [
            ("15", NUMBERS, (soft("screen", "about", 15.0),)),
            ("14 inch", NUMBERS, (soft("screen", "about", 14.0),)),
            ("16", asked("ram"), (soft("ram", "ge", 16.0),)),
            ("700", BUDGET, (soft("price", "le", 700.0),)),
            ("500 à 600", BUDGET, (soft("price", "ge", 500.0), soft("price", "le", 600.0))),
            ("blauw of zwart", COLOURS, (soft("colour", "in", ("blauw", "zwart")),)),
        ],
    )
    def test_about_the_same_is_a_soft_wish(self, text: str, to: Asked, wishes: tuple[Constraint, ...]) -> None:
        """A number as the attribute goes, values side by side."""
        assert answer(text, to) == Answer("other", wishes=wishes)

    def test_is_what_it_is_for(self) -> None:
        """In words of one's own."""
        assert answer("vooral voor mijn studie eigenlijk", NEEDS) == Answer("other", needs=("school",))

    @pytest.mark.parametrize(
        ("text", "to"),
        [
            ("max 700", BUDGET),
            ("liever een zwarte", BUDGET),
            ("hoe zwaar is de eerste?", NUMBERS),
            ("geen zwarte", COLOURS),
            ("is er ook een witte?", COLOURS),
            ("12", BUDGET),
            ("niet voor school", NEEDS),
        ],
    )
    def test_that_says_more_is_no_answer(self, text: str, to: Asked) -> None:
        """A must, a refusal, a question and another attribute are for who reads wishes."""
        assert answer(text, to) is None


class TestWavedAway:
    @pytest.mark.parametrize("text", ["maakt niet uit", "Geen idee hoor", "tja, weet ik niet", "nee", "I don't mind"])
    @pytest.mark.parametrize("to", [NUMBERS, BUDGET, COLOURS, NEEDS])
    def test_whatever_was_asked(self, text: str, to: Asked) -> None:
        """A no to a question that is none of yes and no has no preference."""
        assert answer(text, to) == WAVED

    def test_not_what_is_waved_away_by_name(self) -> None:
        """That may be something else than what was asked."""
        assert answer("de kleur maakt niet uit", BUDGET) is None
