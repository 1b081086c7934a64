from __future__ import annotations

import pytest

from bot.selection.asking.candidates import Candidate, Candidates, own_place
from bot.selection.belief import Evidence
from bot.selection.columns import columns
from bot.selection.state import Constraint, Option, State
from bot.shop.ports import Product
from tests.selection.laptops import CATEGORY, laptop


def candidates(products: list[Product], *wishes: Constraint) -> dict[str, Candidate]:
    """The questions about these products by what they are about."""
    evidence = Evidence(columns(products, CATEGORY), CATEGORY)
    state = State("laptop", wishes)
    return {c.question.about: c for c in Candidates(evidence).of(state, *evidence.belief(state).sample())}


def said(option: Option) -> list[tuple[str, object]]:
    """What an answer says."""
    return [(c.op, c.value) for c in option.constraints]


class TestCandidates:
    def test_offer_the_likeliest_values_and_the_rest_together(self) -> None:
        """Six brands of nine, most sold first, and 'another brand' that refuses those six."""
        products = [laptop(f"{n}-{i}", brand=f"merk {n}") for n in range(9) for i in range(10 - n)]
        options = candidates(products)["brand"].question.options

        assert [said(o) for o in options[:6]] == [[("in", (f"merk {n}",))] for n in range(6)]
        assert said(options[6]) == [("notin", tuple(f"merk {n}" for n in range(6)))]
        assert options[6].share == pytest.approx(6 / 45, abs=0.05)

    def test_offer_all_values_when_they_fit(self) -> None:
        """Seven colours need no 'another colour'."""
        options = candidates([laptop(str(n), colour=f"k{n % 7}") for n in range(70)])["colour"].question.options

        assert len(options) == 7
        assert all(op == "in" for o in options for op, _ in said(o))

    def test_offer_letters_and_sizes_in_their_own_order(self) -> None:
        """A before B on an energy label, a narrow bed before a wide one; colours by how likely they are."""
        assert [own_place("energy_label", v) for v in ("C", "A")] == [2.0, 0.0]
        assert own_place("size", "90x200") < own_place("size", "140x200")
        assert own_place("colour", "zwart") == own_place("colour", "blauw")

    def test_offer_yes_and_no_and_know_what_is_unknown(self) -> None:
        """A product that does not say gives no answer."""
        found = candidates([laptop("a", touchscreen=True), laptop("b", touchscreen=False), laptop("c")])["touchscreen"]

        assert [said(o) for o in found.question.options] == [[("eq", True)], [("eq", False)]]
        assert found.known.tolist() == [True, True, False]

    def test_offer_only_what_is_left(self) -> None:
        """Refused brands and those over budget are no answers any more."""
        products = [laptop("a"), laptop("b", brand="Beer"), laptop("c", brand="Civet"), laptop("d", 9000, brand="Das")]
        refused = Constraint("brand", "notin", ("Aap",), True, "brand", 1)
        budget = Constraint("price", "le", 600.0, True, "price_max", 1)
        options = candidates(products, refused, budget)["brand"].question.options

        assert {value for o in options for _, value in said(o)} == {("Beer",), ("Civet",)}

    def test_are_soft_answers(self) -> None:
        """None is a must, all say that they are answers."""
        found = candidates([laptop(str(n), 300 + 50 * n, ram=8 * (n % 3 + 1)) for n in range(30)])
        given = [c for one in found.values() for o in one.question.options for c in o.constraints]

        assert given
        assert {(c.hard, c.source) for c in given} == {(False, "answer")}
