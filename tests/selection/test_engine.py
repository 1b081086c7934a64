from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from bot.selection.asking.policies import POLICIES, UnknownPolicy
from bot.selection.asking.stopping import NEVER, Stops
from bot.selection.columns import columns
from bot.selection.engine import Decision, Engine, UnknownOption
from bot.selection.state import Constraint, Option, Question, State
from bot.shop.ports import Asking, Category, Need, Preference, Product
from tests.selection.laptops import CATEGORY, laptop

SCHOOL = Need("school", {"nl": "School"}, {}, prefer=(Preference("weight", "le", 1.4, 3.0),))
GAMES = Need("games", {"nl": "Gamen"}, {}, prefer=(Preference("ram", "ge", 32),))


def shelf(count: int = 120) -> list[Product]:
    """Laptops that differ in everything."""
    luck = random.Random(5)  # noqa: S311  # the same shelf every time; nothing is secret
    return [
        laptop(
            str(i),
            float(luck.randrange(300, 2000, 7)),
            brand=luck.choice(["Aap", "Beer", "Civet"]),
            weight=luck.randrange(100, 260) / 100,
            battery=float(luck.randrange(4, 18)),
            ram=float(luck.choice([8, 16, 32])),
            screen=luck.choice([13.3, 14.0, 15.6, 17.3]),
            touchscreen=luck.random() < 0.3,
            colour=luck.choice(["zwart", "wit", "rood", "grijs"]),
            notes=f"note {i}",
        )
        for i in range(count)
    ]


def engine(products: list[Product] | None = None, category: Category = CATEGORY, stops: Stops = NEVER) -> Engine:
    """An engine over these products."""
    return Engine(columns(shelf() if products is None else products, category), category, stops)


def interviewed(asker: Engine, policy: str, answer: int | None = 0) -> list[Question]:
    """All that is asked of who always gives the answer at the same place."""
    state, asked = State("laptop"), list[Question]()
    while question := asker.decide(state, policy).question:
        asked.append(question)
        state = asker.answer(state, question, answer)
    return asked


def must(attribute: str, op: str, value: object) -> Constraint:
    """A stated must."""
    return Constraint(attribute, op, value, True, "test", 1)  # type: ignore[arg-type]


class TestDecide:
    @pytest.mark.parametrize("policy", POLICIES)
    def test_asks_everything_once_and_shows_three_each_time(self, policy: str) -> None:
        """Every attribute that can be asked, none twice, never a text."""
        asked = [q.about for q in interviewed(engine(), policy, None)]

        assert len(asked) == len(set(asked))
        assert set(asked) == {"price", "brand", "weight", "battery", "ram", "screen", "touchscreen", "colour"}
        assert len(engine().decide(State("laptop"), policy).picks.ids) == 3

    @pytest.mark.parametrize("policy", POLICIES)
    def test_offers_at_most_seven_answers_that_part_what_is_left(self, policy: str) -> None:
        """Each with its share, which add up to one."""
        for question in interviewed(engine(), policy):
            assert 2 <= len(question.options) <= 7
            assert sum(o.share for o in question.options) == pytest.approx(1.0, abs=0.01)

    def test_never_asks_what_is_known(self) -> None:
        """Not what was wished, asked or waved away; a refused brand leaves the question which one."""
        wished = (must("price", "le", 900.0), must("brand", "notin", ("Aap",)))
        state = State("laptop", wished, asked=("weight",), waved=("ram",))
        found = engine().decide(state).question
        left = set()
        while found:
            left.add(found.about)
            state = engine().answer(state, found, None)
            found = engine().decide(state).question

        assert left == {"brand", "battery", "screen", "touchscreen", "colour"}

    def test_never_asks_what_says_the_same(self) -> None:
        """Inches that are stated twice are asked once, whichever of both was asked."""
        twin = tuple(replace(a, same_as="weight") if a.key == "battery" else a for a in CATEGORY.attributes)
        asker = engine(category=replace(CATEGORY, attributes=twin))
        asked = [q.about for q in interviewed(asker, "adaptive")]

        assert len({"weight", "battery"} & set(asked)) == 1

    def test_never_asks_what_leaves_every_product_with_one_answer(self) -> None:
        """With a budget that leaves one brand, the brand is no question."""
        products = [laptop(str(i), 400 + i, brand="Aap", ram=8 * (1 + i % 3)) for i in range(9)]
        asker = engine([*products, laptop("dear", 2000, brand="Beer", ram=8)])
        state = State("laptop", (must("price", "le", 500.0),))

        assert {q.about for p in POLICIES if (q := asker.decide(state, p).question)} == {"ram"}

    def test_claims_more_the_more_is_known(self) -> None:
        """The belief in what is shown rises with answers, and is a share."""
        asker, state = engine(), State("laptop")
        first = asker.decide(state)
        for _ in range(4):
            question = asker.decide(state).question
            assert question is not None
            state = asker.answer(state, question, 1)

        assert 0 < first.claimed < asker.decide(state).claimed <= 1

    def test_says_why_it_just_shows(self) -> None:
        """Enough questions, few products, patience gone."""
        asker = engine(stops=Stops(questions=2))
        asked = State("laptop", asked=("price", "brand"))

        assert (asker.decide(asked).why, asker.decide(asked).question) == ("limit", None)
        assert asker.decide(State("laptop", quiet=True)).why == "quiet"
        assert engine(shelf(3), stops=Stops()).decide(State("laptop")).why == "few"

    def test_is_repeatable_by_chance_too(self) -> None:
        """The same seed asks the same, another may not."""
        asker = engine()
        seeds = [q.about for seed in range(12) if (q := asker.decide(State("laptop"), "random", seed).question)]
        again = [q.about for seed in range(12) if (q := asker.decide(State("laptop"), "random", seed).question)]

        assert seeds == again
        assert len(set(seeds)) > 1

    def test_refuses_a_policy_that_it_does_not_know(self) -> None:
        """And names those that it does."""
        with pytest.raises(UnknownPolicy, match="'best' is unknown; use one of form, random, entropy, adaptive"):
            engine().decide(State("laptop"), "best")


class TestForm:
    def test_follows_the_shop_then_price_brand_and_the_category(self) -> None:
        """The same order and the same answers, whatever was answered."""
        category = replace(CATEGORY, questions=(Asking("ram"), Asking("colour", 0.0)))
        first, second = (interviewed(engine(category=category), "form", at) for at in (0, None))

        assert [q.about for q in second] == ["ram", "price", "brand", "weight", "battery", "screen", "touchscreen"]
        assert [len(q.options) for q in first] == [len(q.options) for q in second]


class TestQuestions:
    def test_are_all_that_may_still_be_asked(self) -> None:
        """What was asked is not among them, and what is decided on is."""
        asker = engine()
        state = asker.answer(State("laptop"), asker.questions(State("laptop"))[0], 0)
        left = [q.about for q in asker.questions(state)]

        assert asker.questions(State("laptop"))[0].about not in left
        assert asker.decide(state, "form").question is not None
        assert {q.about for p in POLICIES if (q := asker.decide(state, p).question)} <= set(left)

    def test_end_after_two_that_were_waved_away(self) -> None:
        """What would have been asked is still told."""
        asker = engine(stops=Stops())
        state = State("laptop", asked=("price", "ram"), waved=("price", "ram"))
        found = asker.decide(state)

        assert (found.why, found.question) == ("waved", None)
        assert found.unasked is not None


class TestNeeds:
    def test_are_asked_and_answered_as_needs(self) -> None:
        """What it is for comes first where the shop says so, and its wishes are taken up."""
        category = replace(CATEGORY, needs=(SCHOOL, GAMES), questions=(Asking("need", 9.0),))
        asker = engine(category=category)
        question = asker.decide(State("laptop")).question
        assert question is not None
        state = asker.answer(State("laptop"), question, 0)
        light = {p.id for p in shelf() if float(p.facts["weight"]) <= 1.4}

        assert (question.about, [o.need for o in question.options]) == ("need", ["school", "games"])
        assert (state.needs, state.constraints) == (("school",), ())
        assert set(asker.decide(state).picks.ids) <= light
        assert all(q.about != "need" for p in POLICIES if (q := asker.decide(state, p).question))

    def test_of_one_are_no_question(self) -> None:
        """There is nothing to choose."""
        asked = interviewed(engine(category=replace(CATEGORY, needs=(SCHOOL,))), "adaptive")

        assert "need" not in {q.about for q in asked}


class TestAnswer:
    QUESTION = Question(
        "price",
        (
            Option((Constraint("price", "le", 500.0, False, "answer", 0),)),
            Option((Constraint("price", "ge", 500.0, False, "answer", 0),)),
        ),
    )

    def test_is_a_wish_and_closes_the_question(self) -> None:
        """Soft, from the turn in which it was given."""
        state = State("laptop", question=self.QUESTION, turn=4)
        after = engine().answer(state, self.QUESTION, 1)

        assert after.constraints == (Constraint("price", "ge", 500.0, False, "answer", 4),)
        assert (after.question, after.asked, after.waved) == (None, ("price",), ())

    def test_may_be_that_it_does_not_matter(self) -> None:
        """Then it is waved away for good."""
        after = engine().answer(State("laptop", question=self.QUESTION), self.QUESTION, None)

        assert (after.constraints, after.asked, after.waved) == ((), ("price",), ("price",))

    def test_must_be_one_of_those_offered(self) -> None:
        """The message says which are."""
        with pytest.raises(UnknownOption, match="'price' has no answer 2; use 0 to 1, or None"):
            engine().answer(State("laptop"), self.QUESTION, 2)

    def test_comes_back_from_json(self) -> None:
        """A question that was asked can be answered after the state was stored."""
        question = engine().decide(State("laptop")).question
        assert question is not None
        stored = State.from_json(State("laptop", question=question).to_json())

        assert stored.question == question
        assert engine().answer(stored, question, 0).asked == (question.about,)


EMPTY: dict[str, list[Product]] = {
    "no products": [],
    "one product": [laptop("a", 400, weight=1.0)],
    "two of the same": [laptop("a", 400), laptop("b", 400)],
    "nothing known": [laptop(str(i), 500.0, brand="") for i in range(30)],
    "five hundred values": [laptop(str(i), 500.0 + i, colour=f"kleur {i}") for i in range(500)],
    "a shared one among five hundred": [laptop(str(i), 500.0, colour=f"kleur {max(i, 250)}") for i in range(500)],
    "all sold out": [laptop(str(i), 400.0 + i, in_stock=False) for i in range(5)],
    "a price of zero": [laptop("free", 0.0), laptop("b", 10.0), laptop("c", 1e7)],
    "variants only": [replace(laptop(str(i), 400.0, colour=f"k{i % 5}"), parent="one") for i in range(99)],
}
WISHES: dict[str, tuple[Any, ...]] = {
    "nothing": (),
    "contradiction": (must("price", "le", 300.0), must("price", "ge", 900.0)),
    "the impossible": (must("weight", "le", -1.0), must("gone", "eq", True), must("brand", "in", ("Onbekend",))),
    "odd answers": (
        Constraint("colour", "ge", 3.0, False, "answer", 1),
        Constraint("price", "in", ("zwart",), False, "answer", 1),
        Constraint("gone", "le", 1.0, False, "answer", 1),
        Constraint("weight", "le", None, False, "answer", 1),
    ),
    "directions": (Constraint("weight", "lower", None, False, "wish", 1), must("price", "lower", None)),
}


class TestBadInput:
    @pytest.mark.parametrize("policy", POLICIES)
    @pytest.mark.parametrize("wished", WISHES)
    @pytest.mark.parametrize("products", EMPTY)
    def test_gives_a_sensible_decision(self, products: str, wished: str, policy: str) -> None:
        """Whatever the shelf and the wishes: no exception, nothing that is not there, no must broken in silence."""
        on_shelf = {p.id: p for p in EMPTY[products]}
        asker = engine(EMPTY[products], stops=Stops())
        state = State("laptop", WISHES[wished], rejected=("gone",), liked=("gone",), needs=("gone",), words="x")
        found: Decision = asker.decide(state, policy)

        assert set(found.picks.ids) <= set(on_shelf)
        assert 0.0 <= found.claimed <= 1.000001
        assert found.picks.fits_all or found.claimed == 0.0
        assert all(on_shelf[i].in_stock for i in found.picks.ids[:1])
        if found.question:
            assert len(found.question.options) > 1
        if wished in ("contradiction", "the impossible"):
            assert not found.picks.fits_all

    def test_never_asks_for_what_hardly_two_share(self) -> None:
        """Five hundred colours of one product each are names."""
        asked = {q.about for q in interviewed(engine(EMPTY["five hundred values"]), "entropy")}

        assert "colour" not in asked

    def test_shows_variants_of_one_product_once(self) -> None:
        """The rest of the list is for other products, here there are none."""
        assert len(engine(EMPTY["variants only"]).decide(State("laptop")).picks.ids) >= 1
        mixed = [*EMPTY["variants only"], laptop("x", 900), laptop("y", 950)]
        found = engine(mixed).decide(State("laptop")).picks.ids

        assert {"x", "y"} < set(found)
