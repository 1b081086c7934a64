"""Catalogues and wishes as they should not be: the judgement goes on, and claims nothing that is not so."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from bot.selection.asking.wording import option_text
from bot.selection.columns import columns
from bot.selection.engine import Decision, Engine
from bot.selection.relaxation import relaxations
from bot.selection.state import Constraint, State
from bot.shop.feed import read_feed

HEAD = ("id", "title", "price", "brand", "watt", "dimbaar")
BOUNDS = (0.0, 1e-9, -1e9, 1e9)


def rows(count: int) -> list[list[str]]:
    """Lamps that differ in everything."""
    draw = random.Random(3)  # noqa: S311  # the same lamps each time, no secret
    return [
        [f"p{i}", f"Lamp {i}", f"{draw.uniform(5, 500):.2f}", draw.choice("ABC"), str(draw.randint(1, 90)), "ja"]
        for i in range(count)
    ]


def with_column(name: str, cells: Sequence[str], count: int = 60) -> tuple[Sequence[str], list[list[str]]]:
    """Lamps with one more column, whose cells repeat."""
    return (*HEAD, name), [[*row, cells[i % len(cells)]] for i, row in enumerate(rows(count))]


def engine(folder: Path, head: Sequence[str], lines: Iterable[Sequence[str]]) -> Engine:
    """The judgement of what a shop exported."""
    file = folder / "lamp.csv"
    file.write_text("\n".join(";".join(line) for line in (head, *lines)), encoding="utf-8")
    feed = read_feed(file)
    return Engine(columns(feed.products, feed.categories[0]), feed.categories[0])


def conversation(judged: Engine, policy: str = "adaptive") -> list[Decision]:
    """Every decision of a shopper who answers anything."""
    draw = random.Random(5)  # noqa: S311  # the same answers each time, no secret
    state, seen = State(category="lamp"), []
    for _ in range(20):
        seen.append(judged.decide(state, policy))
        if (question := seen[-1].question) is None:
            return seen
        state = judged.answer(state, question, draw.choice([None, *range(len(question.options))]))
    raise AssertionError("it never stops asking")


CATALOGUES = {
    "one product": (HEAD, rows(1)),
    "two products": (HEAD, rows(2)),
    "all sold out": ((*HEAD, "stock"), [[*row, "0"] for row in rows(40)]),
    "all alike": (HEAD, [[f"p{i}", "Lamp", "9.99", "A", "10", "ja"] for i in range(60)]),
    "titles and prices": (HEAD[1:3], [row[1:3] for row in rows(60)]),
    "Chinese": (
        ("id", "title", "price", "颜色"),
        [[*row[:1], f"台灯 {row[0]}", row[2], "红黑"[i % 2]] for i, row in enumerate(rows(60))],
    ),
    "a column without values": with_column("leeg", ["", "-", "n/a"]),
    "a column with one value": with_column("bijna leeg", [*[""] * 59, "5"]),
    "500 values": with_column("code", [f"K{i}" for i in range(500)], 1500),
    "mixed units": with_column("gewicht", ["500 g", "1,2 kg", "2 lb", "3", "12 oz"]),
    "no numbers": with_column("x", ["NaN", "inf", "1e308", "-1e308", "9" * 400]),
    "below zero": with_column("temperatuur", ["-40", "-5", "0", "12"]),
    "a column called need": with_column("need", ["a", "b"]),
    "300 columns": (
        (*HEAD, *(f"k{i}" for i in range(300))),
        [[*row, *(str((i * k) % 7) for k in range(300))] for i, row in enumerate(rows(80))],
    ),
}


class TestCatalogues:
    @pytest.mark.parametrize("name", CATALOGUES)
    @pytest.mark.parametrize("policy", ["adaptive", "entropy", "random", "form"])
    def test_are_talked_about_to_the_end(self, tmp_path: Path, name: str, policy: str) -> None:
        """Each question has two to seven different answers, at most three are shown, and no share is over one."""
        judged = engine(tmp_path, *CATALOGUES[name])

        for decision in conversation(judged, policy):
            options = decision.question.options if decision.question else ()
            texts = {option_text(option, judged.category, "nl") for option in options}
            assert len(texts) == len(options) != 1
            assert len(options) <= 7
            assert len(set(decision.picks.ids)) == len(decision.picks.ids) <= 3
            assert 0 <= decision.claimed <= 1.000001

    @pytest.mark.parametrize("name", ["one product", "all alike"])
    def test_that_leave_nothing_to_choose_are_not_asked_about(self, tmp_path: Path, name: str) -> None:
        """What parts nothing is no question."""
        decision = engine(tmp_path, *CATALOGUES[name]).decide(State(category="lamp"))

        assert decision.question is None
        assert decision.picks.ids

    def test_sold_out_are_never_claimed_to_fit(self, tmp_path: Path) -> None:
        """They may be shown, and nobody is promised one."""
        decision = engine(tmp_path, *CATALOGUES["all sold out"]).decide(State(category="lamp"))

        assert decision.claimed == 0
        assert not decision.picks.fits_all

    def test_of_scattered_values_are_not_asked_about_them(self, tmp_path: Path) -> None:
        """Nobody chooses from five hundred."""
        decisions = conversation(engine(tmp_path, *CATALOGUES["500 values"]))

        assert "code" not in {decision.question.about for decision in decisions if decision.question}


class TestWishes:
    @pytest.mark.parametrize("name", CATALOGUES)
    def test_that_nothing_meets_are_told_as_missed(self, tmp_path: Path, name: str) -> None:
        """What is shown then does not fit, is not claimed to, and something can be given up."""
        judged = engine(tmp_path, *CATALOGUES[name])
        state = State(category="lamp", constraints=(Constraint("price", "le", 0.001, True, "price_max", 1),))

        decision, found = judged.decide(state), relaxations(judged.view, judged.category, state)

        assert not decision.picks.fits_all
        assert decision.claimed == 0
        assert all(c.attribute == "price" for one in found for c in one.give_up)

    def test_that_contradict_each_other_are_met_by_nothing(self, tmp_path: Path) -> None:
        """Over 300 and under 200: one of both goes, and either is enough."""
        judged = engine(tmp_path, HEAD, rows(60))
        over, under = (
            Constraint("price", "ge", 300.0, True, "price_min", 1),
            Constraint("price", "le", 200.0, True, "price_max", 2),
        )
        state = State(category="lamp", constraints=(over, under))

        assert not judged.decide(state).picks.fits_all
        assert {one.give_up for one in relaxations(judged.view, judged.category, state)} >= {(over,), (under,)}

    @pytest.mark.parametrize("hard", [True, False])
    def test_of_any_attribute_and_value_are_judged(self, tmp_path: Path, hard: bool) -> None:
        """Of what is not there, of another kind, and without end: a decision, and no warning."""
        judged = engine(tmp_path, *CATALOGUES["mixed units"])
        wishes = [
            Constraint(a.key, op, v, hard, a.key, 1)
            for a in judged.category.attributes
            for op in ("le", "ge")
            for v in BOUNDS
        ]
        wishes += [
            Constraint(a.key, "eq", v, hard, a.key, 1)
            for a in judged.category.attributes
            for v in ("bestaat niet", True)
        ]
        wishes += [Constraint("nope", "ge", 4.0, hard, "nope", 1)]

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            decided = [judged.decide(State(category="lamp", constraints=(wish,))) for wish in wishes]

        assert all(0 <= decision.claimed <= 1.000001 for decision in decided)
