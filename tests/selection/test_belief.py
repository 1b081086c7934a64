from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.selection.belief import Evidence, belief
from bot.selection.columns import columns
from bot.selection.state import Constraint, State
from tests.selection.laptops import CATEGORY, laptop


def answer(attribute: str, op: str, value: object) -> Constraint:
    """A part of an answer to a question."""
    return Constraint(attribute, op, value, False, "answer", 1)  # type: ignore[arg-type]


def must(attribute: str, op: str, value: object) -> Constraint:
    """A stated must."""
    return Constraint(attribute, op, value, True, "test", 1)  # type: ignore[arg-type]


def shares(*wishes: Constraint, **state: object) -> dict[str, float]:
    """What is believed of nine laptops of 300 to 1100 euro, by their price, and of one without a weight."""
    products = [laptop(str(p), float(p), weight=p / 500) for p in range(300, 1200, 100)] + [laptop("unknown", 700.0)]
    view = columns(products, CATEGORY)
    found = belief(view, CATEGORY, State("laptop", wishes, **state))  # type: ignore[arg-type]
    return {view.ids[i]: found.mass([i]) for i in range(len(view.ids))}


class TestAnswers:
    def test_in_a_bucket_are_one_piece_of_evidence(self) -> None:
        """Its two bounds count once: nine in ten in the bucket, a neighbour hardly, the rest hardly ever."""
        before, after = shares(), shares(answer("price", "ge", 600.0), answer("price", "le", 700.0))
        odds = {i: after[i] / before[i] for i in before}

        assert odds["600"] == pytest.approx(odds["700"], rel=1e-4)
        assert odds["500"] / odds["600"] == pytest.approx(0.05 / 0.9, rel=1e-3)
        assert odds["1100"] / odds["600"] == pytest.approx(0.01 / 0.9, rel=1e-3)

    def test_that_are_wrong_lose_nothing_for_ever(self) -> None:
        """A product outside every answered bucket still has some of the belief."""
        assert shares(answer("price", "le", 300.0), answer("weight", "le", 0.7))["1100"] > 0

    def test_neither_punish_nor_reward_the_unknown(self) -> None:
        """A product without a weight keeps its share, whatever is answered about weight."""
        before = shares()["unknown"]
        after = shares(answer("weight", "le", 1.2))["unknown"]

        assert after == pytest.approx(before, rel=0.25)

    def test_name_a_value_or_none_of_the_named(self) -> None:
        """'Aap' makes Aap likely, 'een ander merk' the others."""
        view = columns([laptop("a"), laptop("b", brand="Beer"), laptop("none", brand="")], CATEGORY)
        named = belief(view, CATEGORY, State("laptop", (answer("brand", "in", ("Aap",)),)))
        other = belief(view, CATEGORY, State("laptop", (answer("brand", "notin", ("Aap",)),)))

        assert named.mass([0]) > named.mass([2]) > named.mass([1])
        assert other.mass([1]) > other.mass([2]) > other.mass([0])


class TestMusts:
    def test_leave_only_what_is_known_to_meet_them(self) -> None:
        """Over budget is impossible, and so is an unknown weight when it must be light."""
        over = shares(must("price", "le", 700.0), must("weight", "le", 1.2))

        assert {i for i, share in over.items() if share} == {"300", "400", "500", "600"}

    def test_compare_as_the_columns_do(self) -> None:
        """1299.99 is at most 1299.99, although the column is float32."""
        view = columns([laptop("edge", 1299.99)], CATEGORY)

        assert belief(view, CATEGORY, State("laptop", (must("price", "le", 1299.99),))).mass([0]) == 1.0

    def test_and_rejections_may_leave_nothing(self) -> None:
        """No product is likely, and nothing breaks."""
        view = columns([laptop("a", 500)], CATEGORY)
        found = belief(view, CATEGORY, State("laptop", rejected=("a", "gone")))

        assert (found.total, found.perplexity, len(found.top(3)), found.mass([0])) == (0.0, 0.0, 0, 0.0)


class TestOtherEvidence:
    def test_likes_what_is_like_a_liked_one(self) -> None:
        """'Meer zoals deze' makes the neighbours likelier than the far ones."""
        found = shares(liked=("600",))

        assert found["500"] / shares()["500"] > found["1100"] / shares()["1100"]

    def test_hears_the_words_that_were_searched_for(self) -> None:
        """What the text index finds counts; without an index words are no evidence."""

        class Index:
            def scores(self, query: str) -> NDArray[np.float32]:
                return np.array([0.0, 2.0 if query == "chromebook" else 0.0], dtype=np.float32)

        view = columns([laptop("a"), laptop("b")], CATEGORY)
        state = State("laptop", words="chromebook")

        assert Evidence(view, CATEGORY, Index()).belief(state).mass([1]) > 0.9
        assert belief(view, CATEGORY, state).mass([1]) < 0.6

    def test_leans_where_a_superlative_points(self) -> None:
        """'De lichtste' puts the lightest first."""
        view = columns([laptop("a", weight=2.0), laptop("b", weight=1.0)], CATEGORY)
        wish = Constraint("weight", "lower", None, False, "wish", 1)

        assert belief(view, CATEGORY, State("laptop", (wish,))).top(1).tolist() == [1]


class TestBelief:
    def test_has_the_perplexity_of_as_many_equals(self) -> None:
        """Eight alike are nearly eight: the catalogue's own order counts a little."""
        view = columns([laptop(str(i)) for i in range(8)], CATEGORY)

        assert belief(view, CATEGORY, State("laptop")).perplexity == pytest.approx(8, rel=0.05)

    def test_is_sampled_as_likely_as_it_is(self) -> None:
        """A systematic sample of many stands for all: its shares add up to one and follow the belief."""
        view = columns([laptop(str(i), 300 + i) for i in range(6000)], CATEGORY)
        cheap = (answer("price", "le", 400.0),)
        found = belief(view, CATEGORY, State("laptop", cheap))
        places, part = found.sample(1024)

        assert part.sum() == pytest.approx(1.0)
        assert part[places <= 100].sum() == pytest.approx(found.mass(np.arange(101)), abs=0.002)

    def test_of_few_is_sampled_whole(self) -> None:
        """Nothing is left to chance when all can be looked at."""
        places, part = belief(columns([laptop("a"), laptop("b")], CATEGORY), CATEGORY, State("laptop")).sample()

        assert (places.tolist(), part.sum()) == ([0, 1], pytest.approx(1.0))
