from __future__ import annotations

import json
from typing import Any

import pytest

from journey_tracker.envelopes import Envelope, from_json
from journey_tracker.events import DeliveryFailed, Identified, PageViewed, ShopEvent, SurveyAnswered, TrafficMarked
from journey_tracker.privacy import Refs, Seal, pseudonymous
from tests.journey_tracker.talk import START_MS, shopper

REFS = Refs(b"k" * 32)
ANNA, BROWSER = REFS.ref("customer", "anna@example.org"), REFS.ref("visitor", "ga-77")


def survey(**more: Any) -> Envelope:
    """Anna answers a survey."""
    event = SurveyAnswered(instrument="nps", score=9, visitor="ga-77", customer="anna@example.org", **more)
    return Envelope("/shop", START_MS, event, id="made-by-the-shop", attrs={"consent": "granted"})


class TestPeople:
    def test_become_references(self) -> None:
        """In the data and in the subject; nothing else of them is left."""
        stored = pseudonymous(survey().to_json(), REFS)

        event = from_json(stored).event
        assert isinstance(event, ShopEvent)
        assert (event.visitor, event.customer) == (BROWSER, ANNA)
        assert json.loads(stored)["subject"] == ANNA
        assert "anna" not in stored
        assert "ga-77" not in stored

    def test_become_references_where_it_is_told_who_they_are(self) -> None:
        """Whoever is identified, or marked, is so by reference."""
        told = Envelope("/shop", START_MS, Identified(visitor="ga-77", customer="anna@example.org"))
        marked = Envelope("/shop", START_MS, TrafficMarked(kind="staff", customer="anna@example.org"))

        assert Seal(REFS).envelope(told).event == Identified(visitor=BROWSER, customer=ANNA)
        assert Seal(REFS).envelope(marked).event == TrafficMarked(kind="staff", customer=ANNA)

    def test_are_changed_once(self) -> None:
        """What was stored, exported and read in again stays as it is."""
        once = pseudonymous(survey().to_json(), REFS)

        assert pseudonymous(once, REFS) == once

    def test_who_gave_no_consent_stay_nobody(self) -> None:
        """An order without a person is one without a person."""
        envelope = Envelope("/shop", START_MS, PageViewed(order="1001", page="thanks"))

        assert Seal(REFS).envelope(envelope) is envelope

    def test_keep_what_they_consented_to(self) -> None:
        """The flag travels as an extension attribute."""
        assert from_json(pseudonymous(survey().to_json(), REFS)).attrs == {"consent": "granted"}

    def test_in_chats_were_seen_to_by_the_bot(self) -> None:
        """A chat event passes as it came, to the byte."""
        raw = json.dumps(json.loads(shopper(1, "greet").to_json()), indent=1)

        assert pseudonymous(raw, REFS) == raw


class TestIds:
    def test_that_were_made_of_the_content_are_made_anew(self) -> None:
        """A hash without a key over a customer number is a customer number to whoever counts."""
        raw = Envelope("/shop", START_MS, PageViewed(customer="12", page="home"))
        ready = Envelope("/shop", START_MS, PageViewed(customer=REFS.ref("customer", "12"), page="home"))

        assert Seal(REFS).envelope(raw).id == ready.id != raw.id

    def test_that_the_shop_gave_stay(self) -> None:
        """So the shop can find its event again."""
        assert Seal(REFS).envelope(survey()).id == "made-by-the-shop"


class TestProse:
    def test_is_dropped_when_nobody_can_redact(self) -> None:
        """What is not stored cannot leak."""
        assert "0612345678" not in pseudonymous(survey(comment="Bel me: 0612345678").to_json(), REFS)

    def test_is_redacted_when_somebody_can(self) -> None:
        """The redactor is handed in: the tracker knows no bot."""
        stored = pseudonymous(
            survey(comment="Ik ben Anna").to_json(), REFS, lambda text: text.replace("Anna", "<name>")
        )

        assert json.loads(stored)["data"]["comment"] == "Ik ben <name>"

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("home", "home"),
            ("20261122-black-friday", "20261122-black-friday"),
            ("account?token=abc", "account"),
            ("unsubscribe/anna@example.org/now", "unsubscribe/…/now"),
            ("anna%40example.org", "…"),
            ("tel 06 12 34 56 78", "tel …"),
            ("iban-NL91ABNA0417164300", "iban-NL91ABNA…"),
        ],
    )
    def test_in_fields_for_keys_loses_addresses_and_long_numbers(self, given: str, kept: str) -> None:
        """Shops put more in them than they know."""
        sealed = Seal(REFS).envelope(Envelope("/shop", START_MS, PageViewed(visitor="ga-77", page=given)))

        assert sealed.event == PageViewed(visitor=BROWSER, page=kept)

    def test_in_a_reason_too(self) -> None:
        """Also what the carrier wrote."""
        event = DeliveryFailed(order="1001", reason="niet thuis, bel 0612345678")

        assert Seal(REFS).envelope(Envelope("/shop", START_MS, event)).event == DeliveryFailed(
            order="1001", reason="niet thuis, bel …"
        )

    def test_in_fields_that_nobody_reads_is_not_stored(self) -> None:
        """A name that the shop sent along is gone before it is written."""
        given = json.loads(survey().to_json())
        given["data"]["full_name"] = "Anna de Vries"

        assert "Vries" not in pseudonymous(json.dumps(given), REFS)


class TestLetters:
    def test_that_cannot_be_read_pass(self) -> None:
        """They become dead letters elsewhere."""
        assert pseudonymous("{", REFS) == "{"
        assert Seal(REFS).letter("{") == "{"
        assert Seal(REFS).letter("[1]") == "[1]"

    def test_name_people_by_reference_where_they_are_json(self) -> None:
        """An event of an unknown kind tells no more of people than one of a known kind."""
        given = json.loads(survey(comment="Ik ben Anna").to_json())
        letter = Seal(REFS).letter(json.dumps({**given, "type": "nl.shop.unheard_of"}))

        kept = json.loads(letter)
        assert (kept["type"], kept["subject"]) == ("nl.shop.unheard_of", ANNA)
        assert (kept["data"]["visitor"], kept["data"]["customer"]) == (BROWSER, ANNA)
        assert "anna" not in letter.lower()

    def test_of_chats_stay_as_they_came(self) -> None:
        """There is nothing in them that this could change."""
        raw = shopper(1, "greet").to_json()

        assert Seal(REFS).letter(raw) == raw
