from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.language.recognise import recognise
from bot.language.terms import Vocabulary
from bot.selection.wishes import wishes
from bot.shop.feed import Feed, read_feed
from bot.shop.ports import Better, Category, Kind, Product

CATEGORIES = ("laptop", "koptelefoon", "wasmachine", "koffiemachine", "fiets", "matras")
PRICES = {
    "laptop": (200, 3000),
    "koptelefoon": (10, 500),
    "wasmachine": (250, 1800),
    "koffiemachine": (20, 2000),
    "fiets": (120, 5000),
    "matras": (90, 2500),
}
"""Between what a product of each category may plausibly cost, in euro."""
KNOWN = 0.8
"""Share of the products that state an attribute which every product of its category has."""
OF_SOME = {"battery", "range", "frame_size"}
"""Attributes of only some kinds of their category: a city bike has no battery, a folding bike no frame size."""
LABEL_LIMITS = {"A": 52, "B": 60, "C": 69, "D": 80, "E": 91, "F": 102, "G": 1000}
"""Highest energy efficiency index of each label, by EU regulation 2019/2014, annex II."""


def read(folder: Path, category: str) -> Feed:
    """One feed of the demo shop."""
    return read_feed(folder / "products" / f"{category}.csv", schema_folder=folder / "schema")


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where the demo shop's data stand."""
    return Path(__file__).parents[2] / "data" / "shop"


@pytest.fixture(scope="module")
def shop(folder: Path) -> tuple[Feed, ...]:
    """Every feed of the demo shop."""
    return tuple(read(folder, category) for category in CATEGORIES)


@pytest.fixture(scope="module", params=CATEGORIES)
def demo(request: pytest.FixtureRequest, folder: Path) -> Feed:
    """Each feed of the demo shop."""
    return read(folder, request.param)


@pytest.fixture(scope="module")
def vocabulary(shop: tuple[Feed, ...]) -> Vocabulary:
    """What can be said about the whole shop."""
    return Vocabulary.build([c for f in shop for c in f.categories], [p for f in shop for p in f.products])


def numbers(products: Sequence[Product], key: str) -> list[float]:
    """What the products state of a number."""
    return [float(value) for p in products if (value := p.fact(key)) is not None]


def index(product: Product) -> float:
    """Energy efficiency index of a washing machine (EU regulation 2019/2014, annex IV), from kWh per 100 cycles."""
    load, used = float(product.facts["load"]), float(product.facts["energy_use"]) / 100
    return 100 * used / (-0.0025 * load**2 + 0.0846 * load + 0.3920)


def quality(product: Product, category: Category, products: Sequence[Product]) -> float:
    """Mean share of the products that are no better, over the attributes with a direction but price and reviews."""
    shares = []
    for attribute in category.attributes:
        own = product.fact(attribute.key)
        if attribute.better is Better.TASTE or attribute.key in ("price", "rating", "reviews") or own is None:
            continue
        sign = -1 if attribute.better is Better.LOWER else 1
        shares.append(np.mean([sign * float(own) >= sign * other for other in numbers(products, attribute.key)]))
    return float(np.mean(shares))


class TestDemoShop:
    def test_is_a_shop_of_six_categories(self, shop: tuple[Feed, ...], folder: Path) -> None:
        """At least 240 products, and 42 to choose from in each category."""
        assert {f.stem for f in (folder / "products").glob("*.csv")} == set(CATEGORIES)
        assert tuple(c.key for feed in shop for c in feed.categories) == CATEGORIES
        assert sum(len(feed.products) for feed in shop) >= 240
        assert min(len(feed.products) for feed in shop) >= 42

    def test_has_every_product_once(self, shop: tuple[Feed, ...]) -> None:
        """No id, title or description is used twice."""
        products = [p for feed in shop for p in feed.products]
        texts = [text for p in products for text in p.descriptions.values()]

        assert len({p.id for p in products}) == len(products)
        assert len({p.title("nl") for p in products}) == len(products)
        assert len(set(texts)) == len(texts)

    def test_has_products_that_are_sold_out(self, shop: tuple[Feed, ...]) -> None:
        """What the bot says of sold-out products can be tried in every category; most can be bought."""
        sold_out = [sum(not p.in_stock for p in feed.products) for feed in shop]

        assert min(sold_out) >= 2
        assert sum(sold_out) <= 0.12 * sum(len(feed.products) for feed in shop)


class TestDemoProducts:
    def test_are_imported_whole(self, demo: Feed) -> None:
        """No row is bad or repeated, no line of the schema file is unused."""
        assert (demo.report.rejected, demo.report.collapsed, demo.report.unused) == ((), (), ())
        assert demo.report.imported == len(demo.products)

    def test_are_complete_in_both_languages(self, demo: Feed) -> None:
        """Titles, descriptions and labels of attributes are Dutch and English."""
        assert all(set(p.titles) == set(p.descriptions) == {"nl", "en"} for p in demo.products)
        assert all(set(a.labels) == {"nl", "en"} for c in demo.categories for a in c.attributes)
        assert all((p.url, p.image) == (f"/p/{p.id}", f"/img/{p.id}.svg") for p in demo.products)

    def test_have_values_that_can_be_said_in_english(self, demo: Feed) -> None:
        """A value is written the same in both languages, or the schema names it in English."""
        same = {"ChromeOS", "Windows 11", *"ABCDEFG"}
        choices = [a for c in demo.categories for a in c.attributes if a.kind is Kind.CATEGORY and a.key != "brand"]

        assert [v for a in choices for v in a.values if v not in same and "en" not in a.value_labels.get(v, {})] == []

    def test_cost_what_such_things_cost(self, demo: Feed) -> None:
        """Prices are plausible, some are cheap and some are dear by the shop's own words."""
        category, prices = demo.categories[0], sorted(p.price for p in demo.products)
        low, high = PRICES[category.key]
        bounds = {m.op: float(m.value) for a in category.attributes if a.key == "price" for m in a.words}

        assert low <= prices[0] <= prices[-1] <= high
        assert prices[2] <= bounds["le"]
        assert prices[-3] >= bounds["ge"]

    def test_cost_more_when_they_are_better(self, demo: Feed) -> None:
        """Prices follow the specifications, but not blindly: there are bargains."""
        products, category = demo.products, demo.categories[0]
        of = [quality(p, category, products) for p in products]
        better = [p.price for p, q in zip(products, of, strict=True) if q > np.median(of)]
        worse = [p.price for p, q in zip(products, of, strict=True) if q <= np.median(of)]

        assert np.median(better) > np.median(worse)
        assert min(better) < max(worse)

    def test_come_from_several_brands(self, demo: Feed) -> None:
        """Six brands or more, and none that has half of the category."""
        brands = [p.brand for p in demo.products]

        assert len(set(brands)) >= 6
        assert max(map(brands.count, brands)) < len(brands) / 2

    def test_state_most_facts_and_leave_some_open(self, demo: Feed) -> None:
        """What the maker does not say is unknown: the bot can say so."""
        stated = {a.key: a.coverage for c in demo.categories for a in c.attributes if a.key not in OF_SOME}

        assert {key: share for key, share in stated.items() if share < KNOWN} == {}
        assert min(stated.values()) < 1

    def test_are_rated_as_people_rate(self, demo: Feed) -> None:
        """Between 3.4 and 4.8 of five; without reviews there is no rating."""
        assert all(3.4 <= rating <= 4.8 for rating in numbers(demo.products, "rating"))
        assert all(("rating" in p.facts) == (float(p.facts["reviews"]) > 0) for p in demo.products)


class TestDemoWords:
    @pytest.mark.parametrize(
        ("line", "category", "wished"),
        [
            ("stille wasmachine onder de 600", "wasmachine", {"noise", "price"}),
            ("wasmachine 9 kg label A met stoom", "wasmachine", {"load", "energy_label", "steam"}),
            ("smalle bovenlader met wifi", "wasmachine", {"width", "type", "app_control"}),
            ("quiet front loader for 9 kg", "wasmachine", {"noise", "type", "load"}),
            ("e-bike met middenmotor en 500 wh accu", "fiets", {"type", "motor", "battery"}),
            ("velo voor mijn dochter van 8", "fiets", {"for_whom"}),
            ("elektrische bakfiets onder 4000", "fiets", {"electric", "type", "price"}),
            ("damesfiets met lage instap en 7 versnellingen", "fiets", {"for_whom", "low_step", "gears"}),
            ("matras 160x200 voor 90 kilo", "matras", {"size", "sleeper_to"}),
            ("zacht tweepersoonsmatras, 140 bij 200, van traagschuim", "matras", {"firmness", "bed", "size", "type"}),
            ("koel matras met 100 nachten proefslapen", "matras", {"cooling", "trial"}),
            ("koffiemachine met melkopschuimer max 400", "koffiemachine", {"milk_frother", "price"}),
            ("stille volautomaat met melkkan", "koffiemachine", {"noise", "type", "milk_system"}),
            ("koffiezet voor 12 koppen", "koffiemachine", {"cups_at_once"}),
        ],
    )
    def test_are_understood(
        self, shop: tuple[Feed, ...], vocabulary: Vocabulary, line: str, category: str, wished: set[str]
    ) -> None:
        """What shoppers ask in their own words is a wish on the attribute that it is about."""
        asked = next(c for feed in shop for c in feed.categories if c.key == category)

        assert wished <= {c.attribute for c in wishes(recognise(line, vocabulary), asked)}


class TestDemoWashingMachines:
    def test_carry_the_label_that_their_energy_use_gives(self, folder: Path) -> None:
        """The letter follows from energy use and load, as the EU computes it."""
        machines = read(folder, "wasmachine").products
        given = {p.id: p.facts["energy_label"] for p in machines}
        computed = {p.id: next(x for x, limit in LABEL_LIMITS.items() if index(p) <= limit) for p in machines}

        assert given == computed


class TestDemoBicycles:
    def test_have_a_battery_when_they_have_a_motor(self, folder: Path) -> None:
        """Electric ones state motor, battery and range; the others state none."""
        for bike in read(folder, "fiets").products:
            assert (bike.facts["motor"] != "geen") is bike.facts["electric"]
            assert ("battery" in bike.facts) is ("range" in bike.facts) is bike.facts["electric"]

    def test_fit_riders_of_some_height(self, folder: Path) -> None:
        """From is less than to, and children's bicycles are for the smallest."""
        bikes = read(folder, "fiets").products
        small = [p for p in bikes if p.facts["for_whom"] == "jeugd"]

        assert all(float(p.facts["rider_from"]) < float(p.facts["rider_to"]) for p in bikes)
        assert max(numbers(small, "rider_to")) <= min(numbers([p for p in bikes if p not in small], "rider_from"))


class TestDemoMattresses:
    def test_state_their_size_alike_everywhere(self, folder: Path) -> None:
        """The size is the width by the length."""
        for mattress in read(folder, "matras").products:
            width, length = (mattress.facts[key] for key in ("width", "length"))
            assert mattress.facts["size"] == f"{width:.0f}x{length:.0f}"


class TestDemoCoffeeMachines:
    def test_froth_milk_when_they_have_something_for_it(self, folder: Path) -> None:
        """A milk system is a milk frother, and only what grinds takes beans."""
        machines = read(folder, "koffiemachine").products

        assert all((p.facts["milk_system"] != "geen") is p.facts["milk_frother"] for p in machines)
        assert all((p.facts["coffee"] == "bonen") is p.facts["grinder"] for p in machines)


class TestDemoLaptops:
    def test_leave_room_for_a_critique_of_light_and_cheap_ones(self, folder: Path) -> None:
        """'Een lichte laptop onder 700' and then "goedkoper" both give something to choose from."""
        light = [p for p in read(folder, "laptop").products if p.price < 700 and float(p.facts.get("weight", 9)) <= 1.5]

        assert len(light) >= 5
        assert sum(p.price < 550 for p in light) >= 3


class TestDemoNames:
    def test_each_category_has_a_name_for_all_of_its_products(self, folder: Path) -> None:
        """A page of laptops is not called laptop."""
        (bikes,), (laptops,) = read(folder, "fiets").categories, read(folder, "laptop").categories

        assert (bikes.plurals["nl"], laptops.plurals["en"]) == ("fietsen", "laptops")
