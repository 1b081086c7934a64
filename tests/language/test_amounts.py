"""Amounts: what prices and measures limit, however they are written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.amounts import amounts


def said(text: str) -> list[object]:
    """Kind and value of each amount, empty ends of measures left out."""
    return [
        (e.kind, e.value) if isinstance(e.value, float) else {k: v for k, v in e.value.items() if v is not None}  # type: ignore[union-attr]
        for e in amounts(text)
    ]


LISTED = [
    line.split("\t")
    for line in Path(__file__).with_name("amounts_said.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
"""Expressions with the prices in them; this list was written before the grammar."""
_SIDES = {"price_max": "max", "price_min": "min", "price_around": "about"}


class TestListed:
    @pytest.mark.parametrize(("text", "expected"), LISTED)
    def test_hears_the_prices_and_no_others(self, text: str, expected: str) -> None:
        """Colloquial, approximate, limited, ranges; and numbers that are no price at all."""
        found = " ".join(f"{_SIDES[e.kind]} {e.value:.10g}" for e in amounts(text) if e.kind in _SIDES)

        assert found == expected


class TestPrices:
    @pytest.mark.parametrize(
        ("text", "price"),
        [
            ("max 5 honderd", 500),
            ("mag max 3 honderd kosten", 300),
            ("onder de 700 euro", 700),
            ("niet meer dan €1.299,00", 1299),
            ("tot 50", 50),
            ("hooguit € 1.000", 1000),
            ("maximaal vijfhonderd", 500),
            ("max tweehonderd vijftig", 250),
            ("minder dan honderd euro", 100),
            ("budget 400", 400),
            ("my budget is 1,200 dollars", 1200),
            ("ik heb 500 euro te besteden", 500),
            ("goedkoper dan 300", 300),
            ("500 euro max", 500),
            ("max 1k", 1000),
            ("under $50", 50),
            ("no more than 300 bucks", 300),
            ("five hundred dollars max", 500),
            ("onder de duizend", 1000),
            ("mag best 600 kosten", 600),
            ("mag 600 kosten maar niet meer", 600),
            ("it may cost 600", 600),
            ("budget like 600", 600),
        ],
    )
    def test_hears_the_most_a_shopper_will_pay(self, text: str, price: float) -> None:
        """Words, slang and signs of both languages."""
        assert said(text) == [("price_max", float(price))]

    @pytest.mark.parametrize(
        ("text", "price"),
        [("vanaf 100", 100), ("500 of meer", 500), ("minstens 300 euro", 300), ("starting at 80 euros", 80)],
    )
    def test_hears_the_least(self, text: str, price: float) -> None:
        """Some want no cheap thing."""
        assert said(text) == [("price_min", float(price))]

    @pytest.mark.parametrize(
        ("text", "price"),
        [
            ("rond de 3 meier", 300),
            ("€ 449,-", 449),
            ("around 250 bucks", 250),
            ("ongeveer een tientje", 10),
            ("2 ton", 200_000),
            ("anderhalf duizend", 1500),
            ("700 eur", 700),
            ("+/- 500", 500),
            ("iets van 600", 600),
            ("tweehonderdvijftig euro", 250),
            ("€ 1.299,50", 1299.5),
        ],
    )
    def test_takes_a_price_without_a_bound_as_about_that(self, text: str, price: float) -> None:
        """A bare price is what one has in mind."""
        assert said(text) == [("price_around", float(price))]

    @pytest.mark.parametrize(
        "text",
        [
            "tussen 200 en 300",
            "tussen de 200 en 300 euro",
            "200-300 euro",
            "€200 - €300",
            "van 200 tot 300",
            "2 à 3 honderd euro",
            "between two hundred and three hundred",
            "from 200 to 300",
        ],
    )
    def test_gives_both_ends_of_a_range(self, text: str) -> None:
        """Currency and hundreds of one end hold for the other."""
        assert said(text) == [("price_min", 200.0), ("price_max", 300.0)]


class TestMeasures:
    @pytest.mark.parametrize(
        ("text", "measure"),
        [
            ("27 inch", {"about": 27.0, "unit": "inch"}),
            ('27"', {"about": 27.0, "unit": "inch"}),
            ("27-inch", {"about": 27.0, "unit": "inch"}),
            ("zevenentwintig inch", {"about": 27.0, "unit": "inch"}),
            ("twenty-seven inch", {"about": 27.0, "unit": "inch"}),
            ("16gb", {"about": 16.0, "unit": "GB"}),
            ("1 TB", {"about": 1000.0, "unit": "GB"}),
            ("halve tera", {"about": 500.0, "unit": "GB"}),
            ("500 gram", {"about": 0.5, "unit": "kg"}),
            ("minstens 144 hz", {"low": 144.0, "unit": "Hz"}),
            ("24+ inch", {"low": 24.0, "unit": "inch"}),
            ("less than 2.5kg", {"high": 2.5, "unit": "kg"}),
            ("tussen de 24 en 27 inch", {"low": 24.0, "high": 27.0, "unit": "inch"}),
            ("27 of 32 inch", {"low": 27.0, "high": 32.0, "unit": "inch"}),
            ("1200 toeren", {"about": 1200.0, "unit": "rpm"}),
        ],
    )
    def test_gives_number_and_bound_in_the_canonical_unit(self, text: str, measure: object) -> None:
        """However the unit is spelt."""
        assert said(text) == [measure]

    @pytest.mark.parametrize(
        ("text", "measure"),
        [
            ("maximaal 60 cm breed", {"high": 60.0, "unit": "cm", "concept": "width"}),
            ("at least 8 GB ram", {"low": 8.0, "unit": "GB", "concept": "ram"}),
            ("minstens 16 ram", {"low": 16.0, "unit": "GB", "concept": "ram"}),
            ("lichter dan 1,5 kilo", {"high": 1.5, "unit": "kg", "concept": "weight"}),
            ("niet zwaarder dan 2", {"high": 2.0, "unit": "kg", "concept": "weight"}),
            ("accu van minstens 8 uur", {"low": 8.0, "unit": "hour", "concept": "battery"}),
            ("drivers van 50 mm", {"about": 50.0, "unit": "mm", "concept": "driver"}),
            ("smaller dan 60 cm", {"high": 60.0, "unit": "cm", "concept": "width"}),
            ("smaller than 60 cm", {"high": 60.0, "unit": "cm"}),
            ("iemand van 1m85", {"about": 185.0, "unit": "cm"}),
            ("minimaal 4 sterren", {"low": 4.0, "unit": "", "concept": "rating"}),
        ],
    )
    def test_says_what_is_measured_when_it_is_named(self, text: str, measure: object) -> None:
        """A name, or a comparative, beside the number gives the concept."""
        assert said(text) == [measure]

    def test_gives_each_name_to_its_own_number(self) -> None:
        """What was named behind one number is not named before the next."""
        assert said("16gb ram 1tb ssd") == [
            {"about": 16.0, "unit": "GB", "concept": "ram"},
            {"about": 1000.0, "unit": "GB", "concept": "storage"},
        ]
        assert said("breedte 60 cm hoogte 80 cm") == [
            {"about": 60.0, "unit": "cm", "concept": "width"},
            {"about": 80.0, "unit": "cm", "concept": "height"},
        ]

    def test_leaves_the_name_to_be_recognised_by_itself(self) -> None:
        """The screen in "27 inch scherm" may be the product that is asked for."""
        found = amounts("een 27 inch scherm")

        assert (found[0].start, found[0].end) == (4, 11)


class TestSeveral:
    def test_hears_each_in_one_sentence(self) -> None:
        """Each amount keeps its own bound and unit."""
        text = "laptop van rond de 800 met 16 gb geheugen en minstens 512 gb ssd"

        assert said(text) == [
            ("price_around", 800.0),
            {"about": 16.0, "unit": "GB", "concept": "ram"},
            {"low": 512.0, "unit": "GB", "concept": "storage"},
        ]

    @given(st.text(st.sampled_from("0123456789.,-€ kgtussenmaxdeinch\"'/x+"), max_size=40))
    def test_never_overlaps_and_stays_within_the_text(self, text: str) -> None:
        """Whatever is typed."""
        found = amounts(text)

        assert all(0 <= e.start < e.end <= len(text) for e in found)
        assert all(one.end <= other.start for one, other in pairwise(found))


class TestNoAmount:
    @pytest.mark.parametrize(
        "text",
        [
            "bestelling 12345678",
            "2560x1440",
            "asus vg27aq",
            "5g telefoon",
            "4k monitor",
            "binnen 3 dagen",
            "vanaf 1 januari",
            "max 2 personen",
            "om 18:00",
            "rond 24-12-2026",
            "stoel voor mijn rug",
            "een laptop",
            "'k wil iets",
            "i7 laptop 13th gen",
            "two heavy people",
        ],
    )
    def test_leaves_other_numbers_alone(self, text: str) -> None:
        """Type numbers, dates, times and counts are no amounts."""
        assert said(text) == []


class TestNeighbours:
    def test_a_bound_between_two_amounts_is_of_the_second(self) -> None:
        """The price is capped, not the refresh rate, unless a comma says so."""
        assert said("144hz max 300 euro") == [{"about": 144.0, "unit": "Hz"}, ("price_max", 300.0)]
        assert said("60 hz minimaal, 300 euro")[0] == {"low": 60.0, "unit": "Hz"}


class TestWordsAround:
    def test_a_price_behind_a_measure_is_no_end_of_it(self) -> None:
        """'144 hz, tot 300 euro' is no range of hertz."""
        assert said("minstens 144 hz, tot 300 euro") == [{"low": 144.0, "unit": "Hz"}, ("price_max", 300.0)]

    def test_a_wish_behind_a_price_does_not_weigh_it(self) -> None:
        """'Onder 800 licht' is euro, and light."""
        assert said("laptop onder 800 licht") == [("price_max", 800.0)]

    def test_a_word_of_an_operator_is_no_number(self) -> None:
        """The "ten" of "ten hoogste" is not English."""
        assert said("ten hoogste 9 kg") == [{"high": 9.0, "unit": "kg"}]

    def test_the_resolution_of_a_screen_is_no_size(self) -> None:
        """'4k' behind "scherm"."""
        assert said("gebogen scherm of 4k monitor") == []

    def test_a_rough_price_with_a_limit_is_both(self) -> None:
        """'Maar niet meer dan' limits what follows it."""
        assert said("rond 500 maar niet meer dan 600") == [("price_around", 500.0), ("price_max", 600.0)]


class TestWhatSomethingHasToFitIn:
    @pytest.mark.parametrize(
        ("text", "high"),
        [
            ("de opening is 62 cm", 62.0),
            ("into an alcove of 55 cm", 55.0),
            ("voor een 45 cm brede inham", 45.0),
            ("should not get taller than 85 cm", 85.0),
            ("mag nooit breder zijn dan 70 cm", 70.0),
        ],
    )
    def test_is_the_most_that_fits(self, text: str, high: float) -> None:
        """A gap and a denied comparative are both an upper bound."""
        measure = next(e for e in amounts(text) if e.kind == "measure")

        assert isinstance(measure.value, dict)
        assert measure.value["high"] == high


class TestWhatItMayBe:
    @pytest.mark.parametrize("text", ["voor een goede mag het best 900 zijn", "van mij mag die 1200 worden"])
    def test_a_round_number_that_it_may_be_is_a_cap(self, text: str) -> None:
        """Without a currency as well."""
        assert [e.kind for e in amounts(text)] == ["price_max"]

    @pytest.mark.parametrize("text", ["het mag 160 zijn", "mag wel 14 zijn"])
    def test_a_number_too_small_for_that_is_no_price(self, text: str) -> None:
        """It may be a width."""
        assert amounts(text) == []

    def test_a_number_behind_a_size_is_no_price(self) -> None:
        """Over a comma too."""
        assert amounts("in een ruime maat, 52 ofzo") == []
