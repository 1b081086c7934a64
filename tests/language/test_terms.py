"""Terms: what a shopper says in the words of a catalogue, well spelt or not."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest

from bot.language.entities import Entity
from bot.language.terms import Vocabulary
from bot.shop.ports import Product
from tests.language.shop import CATEGORIES, vocabulary


def found(text: str, kind: str) -> list[Any]:
    """Values of the entities of a kind."""
    return [e.value for e in vocabulary().find(text) if e.kind == kind]


def denied(text: str) -> dict[str, bool]:
    """What was said, and whether it was denied."""
    return {text[e.start : e.end]: e.negated for e in vocabulary().find(text)}


class TestCategories:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("een notebook", "laptop"),
            ("laptopje voor thuis", "laptop"),
            ("twee beeldschermen", "monitor"),
            ("gaminglaptop", "laptop"),
            ("studentenlaptop", "laptop"),
            ("a washing machine", "washing_machine"),
            ("labtop", "laptop"),
            ("montior", "monitor"),
            ("koptelefon", "headphones"),
        ],
    )
    def test_knows_plurals_diminutives_compounds_and_typos(self, text: str, key: str) -> None:
        """One category, however it is called."""
        assert found(text, "category") == [key]

    def test_takes_a_part_for_a_part(self) -> None:
        """The screen of a laptop is no monitor."""
        assert found("laptop met mooi scherm", "category") == ["laptop"]
        assert len(found("laptop met mooi scherm", "attribute")) == 1

    def test_hears_what_stands_before_it_in_a_compound(self) -> None:
        """A "budgetlaptop" is a cheap one, a "gaminglaptop" one for games."""
        assert found("budgetlaptop", "wish")[0]["concept"] == "price"
        assert found("gaminglaptop", "value")[0]["value"] == "Gaming"


class TestBrands:
    def test_knows_brands_of_several_words(self) -> None:
        """The longest phrase counts."""
        assert found("bang & olufsen koptelefoon", "brand") == ["Bang & Olufsen"]

    def test_does_not_take_a_common_word_for_a_brand(self) -> None:
        """Nothing is a brand only when written as one."""
        assert found("there is nothing i like", "brand") == []
        assert found("is er een Nothing laptop", "brand") == ["Nothing"]

    def test_is_less_sure_of_a_corrected_one(self) -> None:
        """A correction says how sure it is."""
        (brand,) = (e for e in vocabulary().find("Samsumg") if e.kind == "brand")

        assert brand.value == "Samsung"
        assert 0.5 < brand.confidence < 1.0

    @pytest.mark.parametrize(
        "text", ["airpods", "qled", "thuis", "muis", "huis", "applaus", "scheren", "vaatwasmachine", "motorfiets"]
    )
    def test_corrects_nothing_that_is_merely_alike(self, text: str) -> None:
        """A wrong correction is worse than none."""
        assert vocabulary().find(text) == []


class TestValues:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("zwarte", "Black"),
            ("in black please", "Black"),
            ("ips paneel", "IPS"),
            ("2560x1440", "2560,1440"),
            ("1440p", "2560,1440"),
            ("energielabel a", "A"),
            ("met label B", "B"),
        ],
    )
    def test_knows_values_in_both_languages(self, text: str, value: str) -> None:
        """A catalogue in English is asked for in Dutch."""
        assert [v["value"] for v in found(text, "value")] == [value]

    def test_says_where_a_value_occurs(self) -> None:
        """Colour is said of laptops and of headphones."""
        assert found("wit", "value")[0]["attributes"] == [["laptop", "color"], ["headphones", "color"]]

    def test_wants_a_reason_to_hear_a_letter(self) -> None:
        """A bare "a" is an article."""
        assert found("show me a laptop", "value") == []


class TestFeatures:
    @pytest.mark.parametrize("text", ["hoe zwaar is die laptop", "how heavy is it", "wat is het gewicht"])
    def test_hears_which_fact_is_asked_for(self, text: str) -> None:
        """A question with an adjective asks for the attribute, not for more of it."""
        assert found(text, "attribute") == [{"attributes": [["laptop", "weight"]]}]

    def test_hears_features_that_are_there_or_not(self) -> None:
        """A feature is denied by its opposite as by a "zonder"."""
        assert denied("draadloze koptelefoon zonder microfoon") == {
            "draadloze": False,
            "koptelefoon": False,
            "microfoon": True,
        }
        assert denied("bedrade koptelefoon")["bedrade"]


class TestNegation:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("nee niet wit maar zwart", {"wit": True, "zwart": False}),
            ("niet wit, zwart graag", {"wit": True, "zwart": False}),
            ("geen Apple, Samsung of Lenovo", {"Apple": True, "Samsung": True, "Lenovo": True}),
            ("no, a monitor", {"monitor": False}),
            ("wit liever niet", {"wit": True}),
            ("ik weet niet welke laptop", {"laptop": False}),
            ("geen idee welke laptop", {"laptop": False}),
            ("liever geen Apple maar een HP", {"Apple": True, "HP": False}),
            ("not Apple but Lenovo", {"Apple": True, "Lenovo": False}),
        ],
    )
    def test_reaches_as_far_as_it_is_meant(self, text: str, expected: dict[str, bool]) -> None:
        """A "maar" corrects, a list goes on, not knowing denies nothing."""
        assert denied(text) == expected


class TestContacts:
    @pytest.mark.parametrize(
        ("text", "kind", "value"),
        [
            ("mijn bestelling 12345678", "order_number", "12345678"),
            ("order #w1234567", "order_number", "W1234567"),
            ("bestelnummer is 2026-0415", "order_number", "2026-0415"),
            ("postcode 1234 ab", "postcode", "1234 AB"),
            ("1011AB", "postcode", "1011 AB"),
            ("Jan@Voorbeeld.nl", "email", "jan@voorbeeld.nl"),
            ("06-1234 5678", "phone", "0612345678"),
            ("+31 6 12345678", "phone", "+31612345678"),
        ],
    )
    def test_hears_proof_and_contact(self, text: str, kind: str, value: str) -> None:
        """Normalised, so that it can be compared."""
        assert found(text, kind) == [value]

    @pytest.mark.parametrize("text", ["3000 EU", "1440 hz", "nummer 3"])
    def test_is_not_fooled_by_other_numbers(self, text: str) -> None:
        """An amount is no postcode."""
        assert found(text, "postcode") + found(text, "order_number") == []


class TestSpeed:
    def test_builds_five_thousand_products_within_a_second(self) -> None:
        """An import makes the bot wait no longer than that."""
        products = [
            Product(f"p{i}", "laptop", {"nl": f"Merk{i % 300} Serie {i} AB{i}X 15 inch"}, 1.0, {}, f"Merk{i % 300}")
            for i in range(5000)
        ]
        started = time.process_time()
        built = Vocabulary.build(CATEGORIES, products)

        assert time.process_time() - started < 1
        assert [e.value for e in built.find("is de AB4711X er nog?")] == [{"id": "p4711"}]


class TestOrder:
    def test_gives_entities_in_order_without_overlap(self) -> None:
        """Each stretch of text means one thing."""
        entities: list[Entity] = vocabulary().find("de goedkoopste zwarte gaminglaptop van Samsung, niet te zwaar")

        assert all(one.end <= other.start for one, other in pairwise(entities))


class TestForgottenSpaces:
    @pytest.mark.parametrize(("text", "typed"), [("monitorvan dell", "monitor"), ("zoek eenlaptop", "laptop")])
    def test_a_small_word_may_stick_to_a_category(self, text: str, typed: str) -> None:
        """On either side."""
        found = [text[e.start : e.end] for e in vocabulary().find(text) if e.kind == "category"]

        assert found == [typed]


class TestWiderWords:
    def test_stand_for_the_one_kind_that_is_sold(self) -> None:
        """A computer is a laptop where nothing else is called so."""
        assert [e.value for e in vocabulary().find("een computer")] == ["laptop"]
