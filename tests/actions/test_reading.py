"""What a message says to the question that is open, however it was understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.reading import ANSWER_QUESTION, REFINE_CHOICE, answer_in, asked_of, chips_of, lost_patience
from actions.reading import meant_for_question as meant
from actions.shelf import Shelf
from actions.shopper import Shopper
from bot.language.entities import Entity
from bot.selection.mood import Mood, MoodRule, MoodRules
from tests.actions.conftest import Talk

FALLING = MoodRules(
    {"falling": Mood(negative=2, of_last=3)}, (MoodRule("selection", "falling", frozenset({"stop_asking"})),)
)


@pytest.fixture
def shelf(talk: Talk) -> Shelf:
    """The demo's products."""
    return talk.services.shelf


async def asked(talk: Talk, text: str) -> Shopper:
    """A shopper who was asked something about laptops and now says `text`."""
    await talk.need("laptop voor mijn studie")
    assert talk.selection.question
    return talk.shopper(text)


class TestChips:
    async def test_are_the_answers_and_one_that_waves_it_away(self, talk: Talk, shelf: Shelf) -> None:
        """Each is read back as the answer that it names."""
        shopper = await asked(talk, "")
        chips = chips_of(shopper, shelf)

        assert talk.selection.question
        assert len(chips) == len(talk.selection.question.options) + 1
        for chip in chips:
            assert answer_in(replace(shopper, text=chip["title"]), shelf)

    async def test_are_none_without_a_question(self, talk: Talk, shelf: Shelf) -> None:
        """Nothing to answer."""
        shopper = talk.shopper("hoi")

        assert chips_of(shopper, shelf) == ()
        assert answer_in(shopper, shelf) is None


class TestAsked:
    async def test_is_the_question_as_it_was_shown(self, talk: Talk, shelf: Shelf) -> None:
        """Its titles are those of the chips."""
        shopper = await asked(talk, "")
        category = shelf.category("laptop")
        assert category
        seen = asked_of(shopper, category)

        assert seen
        assert seen.titles == tuple(chip["title"] for chip in chips_of(shopper, shelf)[:-1])
        assert asked_of(replace(shopper, selection=replace(shopper.selection, question=None)), category) is None


class TestAnswer:
    async def test_is_none_while_something_else_waits_for_a_yes(self, talk: Talk, shelf: Shelf) -> None:
        """A bare "de tweede" is then about that."""
        shopper = await asked(talk, "de tweede")

        assert answer_in(replace(shopper, pending="ask_callback"), shelf) is None

    async def test_of_a_number_is_about_what_was_just_told(self, talk: Talk, shelf: Shelf) -> None:
        """After the range of the screens "14" is no price."""
        shopper = await asked(talk, "")
        titles = [chip["title"] for chip in chips_of(shopper, shelf)]
        title = next(title for title in titles if any(c.isdigit() for c in title))
        about_another = replace(shopper, text=title, selection=replace(shopper.selection, topic="touchscreen"))

        assert answer_in(about_another, shelf)
        assert answer_in(replace(about_another, answered=frozenset({"utter_range"})), shelf) is None


class TestMeantForQuestion:
    async def test_an_answer_goes_to_who_takes_answers(self, talk: Talk, shelf: Shelf) -> None:
        """A chip typed back, a wave, a wish for no more questions."""
        shopper = await asked(talk, "")
        title = chips_of(shopper, shelf)[0]["title"]

        for text in (title, "maakt niet uit", "geen vragen meer"):
            assert meant(replace(shopper, text=text), shelf) == ANSWER_QUESTION

    async def test_more_like_the_second_changes_the_choice(self, talk: Talk, shelf: Shelf) -> None:
        """As does what it is for, said briefly and without a question."""
        await talk.need("laptop")
        alike = talk.shopper("meer zoals de tweede")
        talk.selection = replace(talk.selection, question=None)

        assert meant(alike, shelf) == REFINE_CHOICE
        assert meant(talk.shopper("voor school"), shelf) == REFINE_CHOICE
        assert meant(talk.shopper("is die goed voor school?"), shelf) == ""

    async def test_other_things_stay_where_they_are(self, talk: Talk, shelf: Shelf) -> None:
        """Another subject, a form that is being filled in, a payload of a button."""
        shopper = await asked(talk, "wat zijn jullie openingstijden")

        assert meant(shopper, shelf) == ""
        assert meant(replace(shopper, text="maakt niet uit", loop="callback_form"), shelf) == ""
        assert meant(replace(shopper, text="/greet"), shelf) == ""
        assert meant(talk.shopper("/greet"), shelf) == ""


class TestLostPatience:
    async def test_is_a_sigh_and_nothing_more(self, talk: Talk) -> None:
        """Who asks, names a wish, or calls names is answered for that."""
        sigh = replace(
            await asked(talk, "pff wat een gedoe"), upset=True, scores=(-0.5, -0.5), negatives=(True, True), entities=()
        )
        wish = (Entity("price_max", "500", 0, 3),)

        assert lost_patience(sigh, FALLING)
        assert not lost_patience(sigh, MoodRules())
        assert not lost_patience(replace(sigh, text="waarom zo duur?"), FALLING)
        assert not lost_patience(replace(sigh, intent="abuse"), FALLING)
        assert not lost_patience(replace(sigh, entities=wish), FALLING)
        assert not lost_patience(replace(sigh, loop="callback_form"), FALLING)

    async def test_is_over_once_the_questions_stopped(self, talk: Talk) -> None:
        """There is nothing left to stop."""
        sigh = replace(await asked(talk, "pff"), upset=True, scores=(-0.5, -0.5), negatives=(True, True), entities=())
        quiet = replace(sigh.selection, quiet=True)

        assert not lost_patience(replace(sigh, selection=quiet), FALLING)
