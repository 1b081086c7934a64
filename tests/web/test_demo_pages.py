from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jinja2
import pytest

DEMO = Path(__file__).parents[2] / "bot" / "web" / "demo"


def card(**changes: Any) -> dict[str, Any]:
    """A card of docs/protocol.md."""
    facts = [{"label": "Gewicht", "value": "1,1 kg", "fits": None}]
    plain = {"id": "p1", "title": "Air", "price": "€ 649,00", "url": "/p/p1", "image": "", "in_stock": True}
    return {**plain, "facts": facts, **changes}


def render(template: str, *, language: str = "nl", **values: Any) -> str:
    """The page, made as the gateway makes it; a value that is missing is an error."""
    loader = jinja2.FileSystemLoader(DEMO)
    pages = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    strings = json.loads((DEMO / f"strings.{language}.json").read_text(encoding="utf-8"))
    return pages.get_template(template).render(shop_name="Winkel", language=language, strings=strings, **values)


def listed(*products: dict[str, Any], language: str = "nl") -> str:
    """The list page with one category."""
    category = {"key": "laptop", "label": "Laptops", "products": list(products)}
    return render("list.html", language=language, categories=[category])


def detail(product: dict[str, Any]) -> str:
    """The page of one product."""
    return render("product.html", product=product, category="laptop", facts=product["facts"], description="")


class TestList:
    def test_shows_each_product_with_price_and_facts(self) -> None:
        """A product in the list can be judged without opening it."""
        page = listed(card(), card(id="p2", title="Slim", price="€ 500,00"))

        assert page.count('<article class="product">') == 2
        assert all(said in page for said in ("Air", "€ 649,00", "Gewicht: 1,1 kg", "Slim", "€ 500,00"))

    def test_text_of_a_feed_stays_text(self) -> None:
        """A title with markup in it is shown, never run."""
        page = listed(card(title="<script>alert(1)</script>"))

        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page

    def test_what_is_sold_out_says_so(self) -> None:
        """Stock is told in words, only where it is missing."""
        assert "Nu uitverkocht" in listed(card(in_stock=False))
        assert "Nu uitverkocht" not in listed(card())

    def test_a_product_without_a_picture_gets_the_neutral_one(self) -> None:
        """No broken picture where a feed has none."""
        assert 'src="/img/product.svg"' in listed(card())

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_is_in_the_language_asked_for(self, language: str) -> None:
        """Page, widget and the links to products keep the language."""
        page = listed(card(), language=language)

        assert f'<html lang="{language}">' in page
        assert f'data-lang="{language}"' in page
        assert f'href="/p/p1?lang={language}"' in page


class TestProduct:
    def test_tells_the_widget_what_is_on_screen(self) -> None:
        """The script tag names product and category, so that "deze" is this one."""
        assert 'data-product="p1" data-category="laptop"' in detail(card())

    def test_needs_one_script_tag(self) -> None:
        """The widget is one tag, nothing inline."""
        page = detail(card())

        assert page.count("<script") == 1
        assert "style=" not in page
        assert '<script src="/widget/launcher.js" async' in page
