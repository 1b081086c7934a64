from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.selection.state import Constraint, Option, Question
from bot.simulating.form_sql import FormSql, Table
from bot.simulating.ports import Reply
from tests.simulating.lamps import CATEGORY, LAMPS

PRICE = Question(
    "price",
    (
        Option((Constraint("price", "le", 50.0, False, "answer", 0),)),
        Option((Constraint("price", "ge", 50.0, False, "answer", 0),)),
    ),
)
USE = Question("need", (Option(need="reading"), Option(need="mood")))


def form(done: Sequence[str]) -> Question | None:
    """Asks the price, then the use."""
    return next((q for q in (PRICE, USE) if q.about not in done), None)


def seller() -> FormSql:
    """The baseline in the lamp shop."""
    return FormSql(Table(CATEGORY, LAMPS), CATEGORY, form)


def must(attribute: str, value: float) -> Constraint:
    """At least so much."""
    return Constraint(attribute, "ge", value, True, "measure", 1)


class TestFormSql:
    def test_shows_what_fits_in_the_catalogues_order(self) -> None:
        """The first three that meet all that was said."""
        offer = seller().open((must("lumen", 400.0),))

        assert offer.ids == ("lamp-4", "lamp-5", "lamp-6")
        assert offer.question == PRICE

    def test_an_answer_is_a_filter_that_is_never_given_up(self) -> None:
        """Nothing left is nothing shown."""
        form_sql = seller()
        form_sql.open((must("lumen", 900.0),))

        assert form_sql.hear(Reply(0)).ids == ()

    def test_no_preference_filters_nothing(self) -> None:
        """And the next question follows, until the form is filled in."""
        form_sql = seller()
        form_sql.open(())
        offer = form_sql.hear(Reply())

        assert offer.ids == ("lamp-1", "lamp-2", "lamp-3")
        assert offer.question == USE
        assert form_sql.hear(Reply()).question is None

    def test_does_not_ask_what_was_said(self) -> None:
        """The next question is about something else."""
        assert seller().open((Constraint("price", "le", 30.0, True, "price_max", 1),)).question == USE

    def test_rejected_ones_make_way(self) -> None:
        """The next three come."""
        form_sql = seller()
        form_sql.open(())

        assert form_sql.hear(Reply(rejected=("lamp-1", "lamp-3"))).ids == ("lamp-2", "lamp-4", "lamp-5")

    def test_sold_out_ones_are_no_rows(self) -> None:
        """They cannot be bought."""
        table = Table(CATEGORY, (replace(LAMPS[0], in_stock=False), *LAMPS[1:]))

        assert table.first((), ())[0] == "lamp-2"

    def test_every_kind_of_wish_is_a_test(self) -> None:
        """Values, refusals, yes and no, and about."""
        wishes = (
            Constraint("colour", "notin", ("rood",), True, "value", 1),
            Constraint("dimmable", "eq", True, True, "attribute", 1),
            Constraint("lumen", "about", 1000.0, True, "measure", 1),
        )

        assert Table(CATEGORY, LAMPS).first(wishes, ()) == ("lamp-10",)
