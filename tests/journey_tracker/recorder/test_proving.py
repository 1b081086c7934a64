"""Which order a chat is about: the one that was proven in it, until the shopper turns to buying something else."""

from __future__ import annotations

from journey_tracker import model_file
from journey_tracker.envelopes import Envelope
from journey_tracker.events import Identified
from journey_tracker.journey import Touchpoint
from journey_tracker.journey.people import links_of
from journey_tracker.recorder import talk
from journey_tracker.recorder.proving import proven
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import shopper

MODEL = model_file.built_in()
MINUTES = 1 / (24 * 60)


def proof(order: str, *, minute: float, customer: str = "") -> Envelope:
    """The shopper shows that an order is theirs."""
    return shop(Identified(conversation="c1", order=order, customer=customer), day=minute * MINUTES)


def told(said: list[Envelope], *proofs: Envelope) -> list[list[str]]:
    """The orders that the stays of each contact are about."""
    links = [link for envelope in proofs for link in links_of(envelope)]
    return [[stay.about for stay in contact.stays] for contact in proven(MODEL, contacts(said), links)]


def contacts(said: list[Envelope]) -> list[Touchpoint]:
    """The contacts of one conversation."""
    return list(talk.record(MODEL, None, said).touchpoints)


class TestProven:
    def test_a_chat_without_proof_is_about_no_order(self) -> None:
        """Nobody knows which."""
        assert told([shopper(1, "order_status", minute=0)]) == [[""]]

    def test_what_is_said_after_the_proof_is_about_the_order(self) -> None:
        """Care too."""
        said = [shopper(1, "order_status", minute=0), shopper(2, "complaint", minute=3)]

        assert told(said, proof("o1", minute=1)) == [["o1", "o1"]]

    def test_so_is_what_was_asked_before_it(self) -> None:
        """For that errand the proof was asked."""
        said = [shopper(1, "complaint", minute=0), shopper(2, "order_status", minute=1)]

        assert told(said, proof("o1", minute=2)) == [["", ""]]
        assert told([*said, shopper(3, "thank", minute=3)], proof("o1", minute=2)) == [["o1", "o1"]]

    def test_the_customer_may_be_known_as_well(self) -> None:
        """An order that was proven beside a login is the same."""
        said = [shopper(1, "order_status", minute=0), shopper(2, "thank", minute=2)]

        assert told(said, proof("o1", minute=1, customer="anna")) == [["o1"]]

    def test_the_order_that_was_proven_last_counts(self) -> None:
        """From then on; what was about the first stays so."""
        said = [shopper(1, "order_status", minute=0), shopper(2, "complaint", minute=4), shopper(3, "thank", minute=9)]

        assert told(said, proof("o1", minute=0), proof("o2", minute=5)) == [["o1", "o2"]]

    def test_buying_is_about_no_order_yet(self) -> None:
        """Neither choosing nor paying, nor the help with it; the parcel is again."""
        said = [
            shopper(1, "order_status", minute=0),
            shopper(2, "state_need", minute=2),
            shopper(3, "checkout_help", minute=3),
            shopper(4, "request_human", minute=4),
            shopper(5, "order_status", minute=5),
        ]

        assert told(said, proof("o1", minute=1)) == [["o1", "", "", "", "o1"]]

    def test_who_looked_round_before_the_errand_was_not_about_it(self) -> None:
        """Only what lies between the last buying and the proof was."""
        said = [
            shopper(1, "complaint", minute=0),
            shopper(2, "state_need", minute=1),
            shopper(3, "complaint", minute=2),
            shopper(4, "thank", minute=4),
        ]

        assert told(said, proof("o1", minute=3)) == [["", "", "o1"]]

    def test_who_comes_back_soon_comes_for_the_same_order(self) -> None:
        """Within the days in which coming back means that it was not solved."""
        said = [shopper(1, "order_status", minute=0), shopper(2, "complaint", minute=6 * 1440)]

        assert told([*said], proof("o1", minute=0)) == [["o1"], ["o1"]]

    def test_later_it_may_be_another(self) -> None:
        """A proof of last month says nothing of today."""
        said = [shopper(1, "order_status", minute=0), shopper(2, "complaint", minute=9 * 1440)]

        assert told(said, proof("o1", minute=0)) == [["o1"], [""]]

    def test_a_proof_that_is_gone_leaves_nothing(self) -> None:
        """The order is derived anew each time."""
        said = [shopper(1, "order_status", minute=0)]
        known = proven(MODEL, contacts(said), links_of(proof("o1", minute=0)))

        assert [stay.about for contact in proven(MODEL, known, ()) for stay in contact.stays] == [""]
