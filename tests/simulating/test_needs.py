from __future__ import annotations

from bot.selection.state import Option, Question
from bot.simulating.chance import Chance
from bot.simulating.facts import Facts
from bot.simulating.needs import NeedsMaker, NeedsShopper
from bot.simulating.ports import Offer, Reply
from bot.simulating.reading import holds
from bot.simulating.slips import Manner
from tests.simulating.lamps import CATEGORY, LAMPS

BY_ID = {p.id: p for p in LAMPS}
MAKER = NeedsMaker(CATEGORY, Facts(LAMPS), Manner("needs", noise=0.0, dont_care=0.0))


def crowd() -> list[NeedsShopper]:
    """A hundred shoppers."""
    return [MAKER.make(LAMPS[i % 12], Chance(3, i)) for i in range(100)]


class TestMusts:
    def test_what_will_do_meets_every_must(self) -> None:
        """There always is such a product."""
        for shopper in crowd():
            assert shopper.wanted
            assert all(holds(must, BY_ID[i]) for i in shopper.wanted for must in shopper.musts)

    def test_the_budget_is_one_of_them(self) -> None:
        """It comes first, and the opening tells one or two of the musts."""
        for shopper in crowd():
            assert shopper.musts[0].attribute == "price"
            assert set(shopper.opening()) <= set(shopper.musts)
            assert shopper.opening()


class TestReply:
    def test_a_must_is_said_in_own_words(self) -> None:
        """A question about the price is answered with the budget, and what was shown makes way."""
        shopper = crowd()[0]

        reply = shopper.reply(Offer(("lamp-1",), Question("price", ())))

        assert reply == Reply(wishes=shopper.musts[:1], rejected=("lamp-1",))

    def test_what_is_no_matter_is_waved_away(self) -> None:
        """Neither a must nor a wish."""
        reply = crowd()[0].reply(Offer((), Question("weight", ())))

        assert reply == Reply()

    def test_a_use_is_chosen(self) -> None:
        """Who wants the brightest lamp wants to read."""
        shopper = MAKER.make(LAMPS[11], Chance(3, 1))

        reply = shopper.reply(Offer((), Question("need", (Option(need="mood"), Option(need="reading")))))

        assert reply == Reply(1)

    def test_without_a_question_others_are_asked_for(self) -> None:
        """Until there is nothing any more."""
        shopper = crowd()[0]

        assert shopper.reply(Offer(("lamp-2",))) == Reply(rejected=("lamp-2",))
        assert shopper.reply(Offer(())) is None
