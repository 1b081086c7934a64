"""What a colleague reads before answering: facts, in both languages."""

from __future__ import annotations

from typing import Any

from bot.handoff.summary import Summary, named_in, summary_of
from bot.selection.state import Constraint, State
from bot.shop.ports import Attribute, Category, Kind, Product

LAPTOP = Category(
    key="laptop",
    labels={"nl": "laptop", "en": "laptop computer"},
    synonyms={},
    attributes=(
        Attribute("price", Kind.NUMBER, "EUR", labels={"nl": "prijs", "en": "price"}),
        Attribute("weight", Kind.NUMBER, "kg", labels={"nl": "gewicht", "en": "weight"}),
    ),
)
STATE = State(
    category="laptop",
    constraints=(
        Constraint("price", "le", 700.0, hard=True, source="price_max", turn=1),
        Constraint("gone", "le", 1.0, hard=False, source="measure", turn=1),
    ),
    shown=("a", "b", "sold-out-and-gone"),
    chosen="b",
)
PRODUCTS = {i: Product(i, "laptop", {"nl": f"Titel {i}", "en": f"Title {i}"}, 500.0, {}) for i in ("a", "b", "c")}


class TestSummaryOf:
    def test_says_what_is_known_in_words(self) -> None:
        """Wishes by language as on the cards; products by title; what the shop no longer knows is left out."""
        page = {
            "product": "c",
            "url": "https://shop.example/p/c",
            "basket": [{"product": "a", "quantity": 2}, {"product": "?"}],
        }

        told = summary_of(
            STATE, LAPTOP, PRODUCTS, language="nl", page=page, intents=["state_need", "complaint"], misunderstood=1,
            order_number="KW-1", last_words="Ik ben boos",
        )  # fmt: skip

        assert told == Summary(
            category={"nl": "laptop", "en": "laptop computer"},
            wishes={"nl": ("prijs tot € 700",), "en": ("price up to €700",)},
            shown=("Titel a", "Titel b"),
            chosen="Titel b",
            basket=("2 × Titel a",),
            page="Titel c",
            order_number="KW-1",
            intents=("state_need", "complaint"),
            misunderstood=1,
            last_words="Ik ben boos",
        )

    def test_of_nothing_is_empty(self) -> None:
        """Who asks for a person at once left no facts."""
        assert summary_of(State(), None, {}, language="nl") == Summary()

    def test_a_page_without_a_product_is_its_address(self) -> None:
        """Better than nothing; and nothing a page sends can break it."""
        strange: dict[str, Any] = {
            "product": ["x"],
            "url": "https://shop.example/c/laptop",
            "basket": [None, {"product": {}}, 3],
        }

        assert summary_of(State(), None, PRODUCTS, language="nl", page=strange).page == "https://shop.example/c/laptop"
        assert named_in(State(), strange) == ()


class TestNamedIn:
    def test_names_each_product_once(self) -> None:
        """What was shown and chosen, the page's, the basket's."""
        page = {"product": "c", "basket": [{"product": "a"}, {"product": "d"}]}

        assert named_in(STATE, page) == ("a", "b", "sold-out-and-gone", "c", "d")
