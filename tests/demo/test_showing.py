from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo.basket import Basket
from bot.demo.listing import Section
from bot.demo.pages import Shop, environment, list_view
from bot.demo.query import Question, read
from bot.demo.shelf import Shelf
from bot.demo.visit import Visit
from bot.shop.memory import MemoryCatalogue

DEMO = Path(__file__).parents[2] / "bot" / "web" / "demo"
NAMES = ["price.min", "price.max", "weight.max", "weight.is", "ports.is", "ports.min", "wireless.is", "colour.is"]
OTHERS = ["brand.is", "energy_label.is", "rating.min", "stock", "sort", "page", "colour", "x"]
VALUES = ["1", "2,5", "500", "zwart", "Zwart", "wit", "goud", "Noor", "yes", "no", "A", "price_up", "", "<b>", "1.299"]
ASKED = st.lists(st.tuples(st.sampled_from([*NAMES, *OTHERS]), st.sampled_from(VALUES)), max_size=6)


class Form(HTMLParser):
    """The fields that a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what is filled in, ticked or selected."""
        given = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.fields.append((self._select, given["value"]))
        elif tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.fields.append((given["name"], given.get("value", "")))


@pytest.fixture
def listed(catalogue: MemoryCatalogue) -> Shop:
    """A shop without a server."""
    strings = {"nl": json.loads((DEMO / "strings.nl.json").read_text(encoding="utf-8"))}
    return Shop(Shelf(catalogue), environment(DEMO), strings, "Winkel", "nl")


def page_of(shop: Shop, section: Section, question: Question) -> str:
    """The list as it is sent."""
    visit = Visit("/c/laptop", (), "nl", "nl", Basket())
    return shop.page(visit, "list.html", list_view(shop, visit, section, question))


class TestForm:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(asked=ASKED)
    def test_sent_unchanged_it_asks_the_same(
        self, listed: Shop, section: Section, asked: list[tuple[str, str]]
    ) -> None:
        """No filter is lost, added or turned into another one by pressing the button."""
        question = read(asked, section.category)
        form = Form()
        form.feed(page_of(listed, section, question))

        again = read(form.fields, section.category)
        assert meaning(again) == meaning(question)


def meaning(question: Question) -> object:
    """What a question comes down to: its filters in any order and case, and its order."""
    told = {(f.attribute, f.op, frozenset(str(value).casefold() for value in f.values)) for f in question.filters}
    return told, question.sort
