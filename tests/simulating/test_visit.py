from __future__ import annotations

from dataclasses import dataclass, field

from bot.selection.state import Constraint, Question
from bot.simulating.ports import Offer, Reply
from bot.simulating.visit import visit
from tests.simulating.lamps import LAMPS

BY_ID = {p.id: p for p in LAMPS}
CHEAP = Constraint("price", "le", 20.0, True, "price_max", 1)
ASKED = Question("colour", ())


@dataclass
class Scripted:
    """Offers one thing after the other; keeps what it heard."""

    offers: list[Offer]
    heard: list[Reply] = field(default_factory=list)

    def open(self, wishes: tuple[Constraint, ...]) -> Offer:
        """The first."""
        return self.offers.pop(0)

    def hear(self, reply: Reply) -> Offer:
        """The next."""
        self.heard.append(reply)
        return self.offers.pop(0)


@dataclass
class Somebody:
    """Wants lamp 2 and says so to no question."""

    settles: bool = False
    wanted: frozenset[str] = frozenset({"lamp-2"})

    def opening(self) -> tuple[Constraint, ...]:
        """Something cheap."""
        return (CHEAP,)

    def reply(self, offer: Offer, *, truthful: bool = False) -> Reply | None:
        """No preference."""
        return Reply() if offer.question else None


class TestVisit:
    def test_who_stops_asking_keeps_the_last_offer(self) -> None:
        """Success after 8 is that of the offer at which it stopped."""
        offers = [Offer(("lamp-1",), ASKED), Offer(("lamp-2",), None, 0.8)]

        result = visit(Scripted(offers), Somebody(), BY_ID)

        assert result.found == [False] + [True] * 8
        assert result.questions == 1
        assert result.claims[-1] == 0.8

    def test_questions_go_on_after_the_stop(self) -> None:
        """They count for what is found, not for how much was asked."""
        offers = [
            Offer(("lamp-1",), ASKED),
            Offer(("lamp-3",), ASKED, 0.7, is_last=True),
            Offer(("lamp-2",), None, 0.9),
        ]

        result = visit(Scripted(offers), Somebody(), BY_ID)

        assert (result.questions, result.stop) == (1, 1)
        assert (result.claims[result.stop], result.hits[result.stop]) == (0.7, False)
        assert result.found == [False, False] + [True] * 7

    def test_what_was_found_can_be_lost_again(self) -> None:
        """For who wants one product: only what is shown now counts."""
        offers = [Offer(("lamp-2",), ASKED), Offer(("lamp-1",), None)]

        assert visit(Scripted(offers), Somebody(), BY_ID).found[:3] == [True, False, False]

    def test_who_settles_leaves_at_the_first_that_will_do(self) -> None:
        """Nothing is asked any more."""
        seller = Scripted([Offer(("lamp-1",), ASKED), Offer(("lamp-2",), ASKED)])

        result = visit(seller, Somebody(settles=True), BY_ID)

        assert len(seller.heard) == 1
        assert result.found == [False] + [True] * 8

    def test_a_must_broken_in_silence_counts(self) -> None:
        """Each product that costs more than was allowed, unless it was said."""
        dear = ("lamp-5", "lamp-6", "lamp-1")

        assert visit(Scripted([Offer(dear)]), Somebody(), BY_ID).violations == 2
        assert visit(Scripted([Offer(dear, told=frozenset({"price"}))]), Somebody(), BY_ID).violations == 0
