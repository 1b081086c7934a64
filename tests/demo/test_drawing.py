from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import jinja2
import pytest

from bot.demo.drawing import drawing_of
from bot.demo.pages import environment
from bot.shop.feed import read_feed
from bot.shop.ports import Product, Value

ROOT = Path(__file__).parents[2]
FEEDS = sorted((ROOT / "data" / "shop" / "products").glob("*.csv"))


def product(category: str, **facts: Value) -> Product:
    """A product with facts."""
    return Product("p", category, {"nl": "P"}, 100.0, facts)


@pytest.fixture(scope="module")
def templates() -> jinja2.Environment:
    """The drawings, in which a value that is missing is an error."""
    return environment(ROOT / "bot" / "web" / "demo")


def drawn(templates: jinja2.Environment, found: Product) -> str:
    """The drawing of a product."""
    drawing = drawing_of(found)
    return templates.get_template(f"{drawing.template}.svg").render(paint=drawing.paint, measures=drawing.measures)


class TestDrawing:
    @pytest.mark.parametrize(
        ("category", "one", "other"),
        [
            ("laptop", {"screen": 11.6}, {"screen": 17.3}),
            ("koptelefoon", {"type": "over-ear"}, {"type": "in-ear"}),
            ("koptelefoon", {"type": "on-ear"}, {"type": "over-ear"}),
            ("koptelefoon", {"type": "in-ear", "wireless": True}, {"type": "in-ear", "wireless": False}),
            ("wasmachine", {"type": "voorlader"}, {"type": "bovenlader"}),
            ("wasmachine", {"load": 6.0}, {"load": 10.0}),
            ("koffiemachine", {"type": "volautomaat"}, {"type": "capsulemachine"}),
            ("koffiemachine", {"type": "filter"}, {"type": "halfautomaat"}),
            ("koffiemachine", {"type": "padmachine"}, {"type": "capsulemachine"}),
            ("fiets", {"type": "stadsfiets"}, {"type": "e-bike"}),
            ("fiets", {"type": "stadsfiets", "low_step": True}, {"type": "stadsfiets", "low_step": False}),
            ("fiets", {"type": "kinderfiets", "wheel_size": 12.0}, {"type": "kinderfiets", "wheel_size": 24.0}),
            ("fiets", {"type": "bakfiets"}, {"type": "transportfiets"}),
            ("matras", {"height": 14.0}, {"height": 30.0}),
            ("matras", {"size": "90x200"}, {"size": "180x200"}),
            ("matras", {"type": "pocketvering"}, {"type": "latex"}),
            ("laptop", {"colour": "zwart"}, {"colour": "white"}),
            ("televisie", {"kleur": "rood"}, {"kleur": "blauw"}),
        ],
    )
    def test_other_facts_give_another_drawing(
        self, templates: jinja2.Environment, category: str, one: dict[str, Value], other: dict[str, Value]
    ) -> None:
        """What is said of a product can be seen."""
        assert drawn(templates, product(category, **one)) != drawn(templates, product(category, **other))

    @pytest.mark.parametrize(
        "category", ["laptop", "koptelefoon", "wasmachine", "koffiemachine", "fiets", "matras", "televisie", ""]
    )
    @pytest.mark.parametrize("value", [None, "?", True, 1e9, -5.0])
    def test_odd_facts_still_give_a_drawing(
        self, templates: jinja2.Environment, category: str, value: Value | None
    ) -> None:
        """A feed may say anything, or nothing."""
        names = ("type", "screen", "load", "water_tank", "wheel_size", "height", "width", "zones", "colour", "wireless")
        facts = {} if value is None else dict.fromkeys(names, value)

        ElementTree.fromstring(drawn(templates, product(category, **facts)))  # noqa: S314 - our own templates

    def test_every_product_of_the_demo_has_its_category_drawn(self, templates: jinja2.Environment) -> None:
        """Each is well-formed, without script or style, and a category has many different ones."""
        for file in FEEDS:
            drawings = [drawn(templates, one) for one in read_feed(file).products]

            assert len(set(drawings)) >= min(12, len(drawings))
            for text in drawings:
                root = ElementTree.fromstring(text)  # noqa: S314 - our own templates
                tags = {element.tag.partition("}")[2] for element in root.iter()}
                assert tags <= {"svg", "g", "rect", "path", "circle", "ellipse"}
                assert "style=" not in text

    def test_all_drawings_share_one_canvas(self) -> None:
        """Every template stands in the same frame."""
        folder = ROOT / "bot" / "web" / "demo" / "drawings"
        texts = [file.read_text(encoding="utf-8") for file in folder.glob("*.svg") if file.name != "frame.svg"]

        assert all(text.startswith('{% extends "frame.svg" %}') for text in texts)
