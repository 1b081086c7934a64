"""An explanation ends in the choice it helps to make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.explaining import ending_in
from actions.happened import QuestionAnswered, QuestionAsked
from actions.shelf import Shelf
from bot.selection.state import Constraint, Option, Question, State
from bot.shop.ports import Category
from tests.actions.conftest import Talk

ABOUT = "ram"


@pytest.fixture
def shelf(talk: Talk) -> Shelf:
    """The demo's products."""
    return talk.services.shelf


@pytest.fixture
def laptops(shelf: Shelf) -> Category:
    """What is sought."""
    found = shelf.category("laptop")
    assert found
    return found


def titles(chips: tuple[dict[str, str], ...]) -> list[str]:
    """What the chips say."""
    return [chip["title"] for chip in chips]


def open_question(about: str) -> Question:
    """One that waits for an answer."""
    wishes = (Constraint(about, "eq", wanted, False, "answer", 0) for wanted in (True, False))
    return Question(about, tuple(Option((wish,)) for wish in wishes))


class TestEnding:
    def test_is_a_question_with_its_answers(self, shelf: Shelf, laptops: Category) -> None:
        """It waits for its answer as any other; that it was asked is told."""
        end = ending_in(shelf, laptops, State("laptop"), ABOUT, "nl", ())
        (told,) = end.happened

        assert end.words.endswith("?")
        assert titles(end.chips)[-1] == "Maakt niet uit"
        assert end.state.question
        assert (end.state.question.about, end.state.asked) == (ABOUT, (ABOUT,))
        assert len(end.chips) == len(end.state.question.options) + 1
        assert isinstance(told, QuestionAsked)
        assert (told.about, told.claimed) == (ABOUT, 0.0)

    def test_of_what_was_waved_away_offers_what_was_said_and_asks_nothing(
        self, shelf: Shelf, laptops: Category
    ) -> None:
        """Never the same question twice."""
        state = State("laptop", waved=(ABOUT,), asked=(ABOUT,))

        end = ending_in(shelf, laptops, state, ABOUT, "nl", ["16 GB"])

        assert (end.words, end.state, end.happened) == ("", state, ())
        assert titles(end.chips) == ["16 GB"]

    def test_passes_over_the_question_that_was_open(self, shelf: Shelf, laptops: Category) -> None:
        """Two questions at once would leave an answer in doubt."""
        waiting = State("laptop", question=open_question("touchscreen"), asked=("touchscreen",))

        end = ending_in(shelf, laptops, waiting, ABOUT, "nl", ())

        assert end.state.question
        assert end.state.question.about == ABOUT
        assert end.happened[0] == QuestionAnswered("laptop", "touchscreen", "passed")

    def test_of_the_open_question_asks_it_again_and_counts_it_once(self, shelf: Shelf, laptops: Category) -> None:
        """An explanation was asked for to be able to answer."""
        before = ending_in(shelf, laptops, State("laptop"), ABOUT, "nl", ()).state

        end = ending_in(shelf, laptops, replace(before, turn=2), ABOUT, "nl", ())

        assert end.words
        assert end.state.asked == (ABOUT,)
        assert end.happened == ()

    def test_is_in_the_language_of_the_shopper(self, shelf: Shelf, laptops: Category) -> None:
        """Question and answers."""
        end = ending_in(shelf, laptops, State("laptop"), ABOUT, "en", ())

        assert end.words != ending_in(shelf, laptops, State("laptop"), ABOUT, "nl", ()).words
        assert "Maakt niet uit" not in titles(end.chips)
