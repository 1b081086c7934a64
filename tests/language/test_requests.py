"""Requests: what a message asks beside its terms and amounts."""

from __future__ import annotations

import pytest

from bot.language import requests
from bot.language.entities import Entity
from bot.language.recognise import recognise
from tests.language.shop import vocabulary


def thing(text: str, *, only_asked: bool = False) -> str | None:
    """The kind of product that is asked for and not sold."""
    return requests.unknown_thing(text, recognise(text, vocabulary()), only_asked=only_asked)


class TestUnknownThing:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ik zoek een droogkast voor een gezin", "droogkast"),
            ("verkopen jullie ook stofzuigers?", "stofzuigers"),
            ("ik wil een rode fiets kopen", "fiets"),
            ("hebde ook gsm's", "gsm"),
            ("nee een printer", "printer"),
            ("do you sell fridges?", "fridges"),
            ("i need a new phone please", "phone"),
            ("heb je ook Philips?", "Philips"),
            ("droger", "droger"),
            ("en stofzuigers dan?", "stofzuigers"),
            ("ik zoek wandelschoenen", "wandelschoenen"),
        ],
    )
    def test_is_the_noun_of_what_is_asked_for(self, text: str, expected: str) -> None:
        """The word as it was typed, so that the answer can name it."""
        assert thing(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "ik zoek een laptop",
            "ik zoek iets leuks",
            "heb je ook iets anders",
            "hebben jullie die ook in het blauw",
            "wat hebben jullie allemaal?",
            "ik wil bestellen",
            "wil je me helpen",
            "have you got a cheaper one",
            "ik wil een lichtere",
            "mijn stofzuiger is kapot",
            "droger dan die andere",
        ],
    )
    def test_is_nothing_when_a_term_or_anything_at_all_is_asked_for(self, text: str) -> None:
        """What the catalogue knows, and "iets", is not unknown."""
        assert thing(text) is None

    def test_a_wish_is_left_aside_where_only_a_question_counts(self) -> None:
        """Only "verkopen jullie" asks what the shop sells."""
        assert thing("ik zoek een fiets", only_asked=True) is None
        assert thing("verkopen jullie fietsen", only_asked=True) == "fietsen"


class TestAnsweredAmount:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("500", {"price_max": 500}),
            ("500 euro", {"price_max": 500}),
            ("500 ofzo", {"price_max": 500}),
            ("ik denk 300", {"price_max": 300}),
            ("400 of 500", {"price_min": 400, "price_max": 500}),
            ("vijfhonderd", {"price_max": 500}),
        ],
    )
    def test_is_a_budget(self, text: str, expected: dict[str, float]) -> None:
        """After the question what it may cost a bare number is an answer."""
        found = requests.answered_amount(text, recognise(text, vocabulary()))

        assert {e.kind: e.value for e in found} == expected

    @pytest.mark.parametrize("text", ["rond de 500 euro", "16 gb", "nee", "2", "max 300"])
    def test_is_left_to_what_says_more(self, text: str) -> None:
        """An amount with a bound or a unit was recognised already."""
        assert requests.answered_amount(text, recognise(text, vocabulary())) == ()


class TestPermits:
    @pytest.mark.parametrize("text", ["ietsje duurder mag", "het mag wel wat duurder zijn", "more expensive is fine"])
    def test_allows(self, text: str) -> None:
        """Allowed is not asked."""
        assert requests.permits(text, self._wish(text))

    @pytest.mark.parametrize("text", ["duurder", "toon duurdere", "something more expensive"])
    def test_asks(self, text: str) -> None:
        """A bare comparative is a critique."""
        assert not requests.permits(text, self._wish(text))

    def _wish(self, text: str) -> Entity:
        return next(e for e in recognise(text, vocabulary()) if e.kind == "wish")


class TestPhrases:
    @pytest.mark.parametrize(
        ("asks", "yes", "no"),
        [
            (requests.asks_for_others, "toon eens andere", "toon eens zwarte"),
            (requests.asks_for_stock, "is die leverbaar?", "hoe zwaar is die?"),
            (requests.asks_for_price, "wat kost hij", "wat weegt hij"),
            (requests.asks_for_difference, "vergelijk die twee", "die twee"),
            (requests.asks_for_advice, "welke zou jij kiezen", "welke is zwart"),
            (requests.does_not_matter, "de kleur maakt me niet uit", "de kleur moet blauw"),
            (requests.goes_on, "en de derde?", "de derde graag"),
        ],
    )
    def test_are_found_as_whole_words(self, asks: object, yes: str, no: str) -> None:
        """Each list of phrases answers for its own question."""
        assert callable(asks)
        assert (asks(yes), asks(no)) == (True, False)

    def test_a_colour_that_nothing_has_is_noticed(self) -> None:
        """White is sold and known; pink is not."""
        text = "een witte of roze laptop"

        assert requests.unknown_values(text, recognise(text, vocabulary())) == ("roze",)


class TestUnknownValues:
    @pytest.mark.parametrize(
        ("text", "brands"),
        [
            ("een laptop van Miele", ("Miele",)),
            ("wasmachine van phillips", ("phillips",)),
            ("liever de longhi of krups", ("de longhi", "krups")),
        ],
    )
    def test_are_well_known_brands_that_nobody_sells_here(self, text: str, brands: tuple[str, ...]) -> None:
        """Passed over in silence they would seem to be granted."""
        assert requests.unknown_values(text, ()) == brands

    @pytest.mark.parametrize("text", ["geen miele, bosch of siemens", "not a Bosch", "ik heb nu een miele"])
    def test_are_not_what_is_refused_or_had(self, text: str) -> None:
        """What nobody sells is easily left out."""
        assert requests.unknown_values(text, ()) == ()


class TestConsumables:
    def test_are_no_machine(self) -> None:
        """Who asks for beans is not shown what grinds them."""
        beans = Entity("value", {"value": "bonen", "attributes": []}, 17, 28)

        assert requests.unknown_thing("verkopen jullie koffiebonen?", [beans]) == "koffiebonen"
        assert requests.unknown_thing("ik zoek een koffiebonen", [beans]) is None


class TestTypedShort:
    @pytest.mark.parametrize("text", ["wat kstn die", "hoeveel kost levern"])
    def test_words_without_vowels_are_read(self, text: str) -> None:
        """As they are said."""
        assert requests.asks_for_price(text) or requests.service_in(text)

    def test_words_that_end_so_stay(self) -> None:
        """Not every word that ends in an n is a verb."""
        assert requests.spelled_out("een modern patroon") == "een modern patroon"
