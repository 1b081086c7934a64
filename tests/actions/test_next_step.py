"""The step after the products on show: one question at most, and what became of the one before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.happened import NeedTold, QuestionAnswered, QuestionAsked
from actions.next_step import NextStep, Steps
from actions.shopper import Shopper
from bot.selection.state import Constraint, State
from bot.shop.ports import Category
from tests.actions.conftest import Talk

CHEAP = Constraint("price", "le", 900.0, True, "price_max", 0)


@pytest.fixture
def steps(talk: Talk) -> Steps:
    """Of the demo shop, by its own policy and rules."""
    return Steps(talk.services.shelf, "adaptive", talk.services.mood)


@pytest.fixture
def laptops(talk: Talk) -> Category:
    """What is sought."""
    found = talk.services.shelf.category("laptop")
    assert found
    return found


def first(steps: Steps, talk: Talk, laptops: Category, **shopper: object) -> NextStep:
    """The step at the start of a choice."""
    asking = replace(talk.shopper("een laptop"), **shopper)  # type: ignore[arg-type]  # fields of Shopper
    return steps.after(asking, laptops, State("laptop", turn=1), shown=3, fits_all=True)


def second(steps: Steps, laptops: Category, before: NextStep, shopper: Shopper, state: State) -> NextStep:
    """The step after another message."""
    return steps.after(replace(shopper, selection=before.state), laptops, state, shown=3, fits_all=True)


class TestQuestion:
    def test_is_asked_and_remembered(self, steps: Steps, talk: Talk, laptops: Category) -> None:
        """Its answers are the chips, and one more that waves it away."""
        step = first(steps, talk, laptops)

        assert step.state.question
        assert step.question["about"] == step.state.question.about == step.state.asked[-1]
        assert [chip["title"] for chip in step.chips[:-1]] == step.question["options"]
        assert step.closing == ""

    def test_is_told_with_what_it_is_expected_to_bring(self, steps: Steps, talk: Talk, laptops: Category) -> None:
        """After the need itself."""
        step = first(steps, talk, laptops)
        need, asked = step.happened

        assert need == NeedTold("explicit", "laptop")
        assert isinstance(asked, QuestionAsked)
        assert asked.gain > 0
        assert 0 < asked.claimed <= 1
        assert asked.options == len(step.question["options"])

    def test_is_not_asked_while_nothing_fits(self, steps: Steps, talk: Talk, laptops: Category) -> None:
        """What stands in the way is what to talk about then."""
        step = steps.after(talk.shopper("een laptop"), laptops, State("laptop"), shown=3, fits_all=False)

        assert (step.state.question, step.question, step.chips, step.closing) == (None, {}, (), "")

    def test_goes_on_no_longer_in_a_falling_mood(self, steps: Steps, talk: Talk, laptops: Category) -> None:
        """And it stays away."""
        step = first(steps, talk, laptops, scores=(-0.4, -0.4), negatives=(True, True))

        assert step.state.quiet
        assert (step.question, step.closing, step.offers_person) == ({}, "", False)

    def test_makes_way_for_a_person_in_anger(self, steps: Steps, talk: Talk, laptops: Category) -> None:
        """At once, by one message."""
        step = first(steps, talk, laptops, scores=(-0.9,), negatives=(True,))

        assert (step.question, step.offers_person) == ({}, True)


class TestClosing:
    @pytest.mark.parametrize(
        ("shown", "closing"), [(3, "utter_closing"), (1, "utter_closing_one"), (0, "")], ids=["many", "one", "none"]
    )
    def test_helps_to_choose_after_the_last_question(
        self, steps: Steps, talk: Talk, laptops: Category, shown: int, closing: str
    ) -> None:
        """Of three, of the one, and not of nothing."""
        everything = ("need", *(a.key for a in laptops.attributes))
        step = steps.after(talk.shopper("ok"), laptops, State("laptop", waved=everything), shown=shown, fits_all=True)

        assert (step.question, step.closing) == ({}, closing)


class TestTheOneBefore:
    def test_was_passed_over_by_another_wish(self, steps: Steps, talk: Talk, laptops: Category) -> None:
        """And the wish keeps the turn in which it was said."""
        before = first(steps, talk, laptops)
        about = before.question["about"]
        wished = replace(before.state.with_wishes([replace(CHEAP, attribute="weight", value=1.5)]), turn=2)

        step = second(steps, laptops, before, talk.shopper("licht"), wished)

        assert QuestionAnswered("laptop", about, "passed") in step.happened
        assert [c.turn for c in step.state.constraints] == [2]

    def test_was_answered_by_a_wish_of_its_own(self, steps: Steps, talk: Talk, laptops: Category) -> None:
        """In other words than its options."""
        before = first(steps, talk, laptops)
        about = before.question["about"]
        said = replace(before.state, needs=("school",)) if about == "need" else before.state.with_wishes([CHEAP])

        step = second(steps, laptops, before, talk.shopper("onder 900"), said)

        assert about in ("need", "price")
        assert QuestionAnswered("laptop", about, "other") in step.happened

    def test_was_waved_away(self, steps: Steps, talk: Talk, laptops: Category) -> None:
        """It is not asked again."""
        before = first(steps, talk, laptops)
        about = before.question["about"]

        step = second(steps, laptops, before, talk.shopper("geen idee"), replace(before.state, waved=(about,)))

        assert QuestionAnswered("laptop", about, "waved") in step.happened
        assert step.question.get("about") != about
