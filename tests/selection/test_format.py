from __future__ import annotations

import pytest

from bot.selection.format import price, value, wish
from bot.selection.state import Constraint, Op, Wanted
from bot.shop.ports import Attribute, Kind, Value


class TestPrice:
    @pytest.mark.parametrize(
        ("euro", "dutch", "english"),
        [(649.0, "€ 649,00", "€649.00"), (1299.5, "€ 1.299,50", "€1,299.50"), (0.99, "€ 0,99", "€0.99")],
    )
    def test_is_written_as_each_language_does(self, euro: float, dutch: str, english: str) -> None:
        """Marks and place of the sign differ."""
        assert (price(euro, "nl"), price(euro, "en")) == (dutch, english)


class TestValue:
    @pytest.mark.parametrize(
        ("unit", "number", "dutch", "english"),
        [
            ("kg", 1.3, "1,3 kg", "1.3 kg"),
            ("kg", 0.245, "245 g", "245 g"),
            ("Hz", 144.0, "144 Hz", "144 Hz"),
            ("inch", 15.6, "15,6 inch", "15.6 inch"),
            ("hour", 10.0, "10 uur", "10 hours"),
            ("GB", 512.0, "512 GB", "512 GB"),
            ("GB", 2000.0, "2 TB", "2 TB"),
            ("EUR", 649.0, "€ 649,00", "€649.00"),
            ("degree", 90.0, "90°", "90°"),
            ("dpi", 25600.0, "25.600 dpi", "25,600 dpi"),
            ("", 1.0 / 3, "0,33", "0.33"),
        ],
    )
    def test_has_its_unit_and_no_idle_decimals(self, unit: str, number: float, dutch: str, english: str) -> None:
        """Grams below a kilo, terabytes from a thousand gigabytes."""
        attribute = Attribute("x", Kind.NUMBER, unit)

        assert (value(attribute, number, "nl"), value(attribute, number, "en")) == (dutch, english)

    def test_of_a_year_has_no_thousands(self) -> None:
        """2026 is a year."""
        assert value(Attribute("release_year", Kind.NUMBER, "year"), 2026.0, "nl") == "2026"

    @pytest.mark.parametrize(
        ("stated", "dutch", "english"),
        [
            (True, "ja", "yes"),
            (False, "nee", "no"),
            (None, "onbekend", "unknown"),
            ("zwart", "zwart", "black"),
            ("IPS", "IPS", "IPS"),
        ],
    )
    def test_in_words_is_in_the_language(self, stated: Value | None, dutch: str, english: str) -> None:
        """Yes, no, unknown and what the shop translated."""
        attribute = Attribute("x", Kind.CATEGORY, value_labels={"zwart": {"en": "black"}})

        assert (value(attribute, stated, "nl"), value(attribute, stated, "en")) == (dutch, english)


class TestWish:
    @pytest.mark.parametrize(
        ("attribute", "op", "wanted", "dutch"),
        [
            (Attribute("price", Kind.NUMBER, "EUR", labels={"nl": "Prijs"}), "le", 700.0, "prijs tot € 700"),
            (Attribute("weight", Kind.NUMBER, "kg", labels={"nl": "gewicht"}), "lower", 1.5, "gewicht onder 1,5 kg"),
            (Attribute("colour", Kind.CATEGORY, labels={"nl": "kleur"}), "in", ("wit", "rood"), "wit of rood"),
            (Attribute("brand", Kind.CATEGORY, labels={"nl": "merk"}), "notin", ("Aap",), "niet Aap"),
            (Attribute("label", Kind.CATEGORY, labels={"nl": "energielabel"}), "in", ("A",), "energielabel A"),
            (Attribute("motor", Kind.CATEGORY, labels={"nl": "motor"}), "in", ("geen",), "motor geen"),
            (Attribute("whom", Kind.CATEGORY, labels={"nl": "bedoeld voor"}), "in", ("dames",), "bedoeld voor dames"),
            (Attribute("noise", Kind.NUMBER, "dB", labels={"nl": "geluid"}), "le", 53.0, "geluid hooguit 53 dB"),
            (Attribute("hard", Kind.NUMBER, labels={"nl": "hardheid (1-10)"}), "ge", 7.0, "hardheid minstens 7"),
            (Attribute("mic", Kind.YES_NO, labels={"nl": "microfoon"}), "eq", True, "microfoon"),
            (Attribute("touch", Kind.YES_NO, labels={"nl": "aanraakscherm"}), "eq", False, "aanraakscherm: nee"),
            (Attribute("price", Kind.NUMBER, "EUR", labels={"nl": "prijs"}), "lower", None, "prijs zo laag mogelijk"),
        ],
    )
    def test_names_the_attribute_and_what_it_should_be(
        self, attribute: Attribute, op: Op, wanted: Wanted, dutch: str
    ) -> None:
        """So that the shopper sees what was taken into account."""
        assert wish(attribute, Constraint(attribute.key, op, wanted, True, "test", 0), "nl") == dutch

    def test_a_resolution_is_written_as_people_do(self) -> None:
        """Feeds separate its sides by a comma."""
        assert value(Attribute("resolution", Kind.CATEGORY), "2560,1440", "nl") == "2560 × 1440"
