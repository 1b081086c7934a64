from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.shop.memory import MemoryCatalogue
from bot.shop.ports import Product, ShopUnavailable
from tests.demo import shop

Client = TestClient[Any, Any]


async def page(visitor: Client, path: str, status: int = 200) -> str:
    """The text of a page, with its entities read."""
    async with visitor.get(path) as answer:
        assert answer.status == status
        assert answer.content_type == "text/html"
        return unescape(await answer.text())


class AwayCatalogue(MemoryCatalogue):
    """A catalogue whose file does not answer."""

    def product(self, product_id: str) -> Product | None:
        """Nothing comes."""
        raise ShopUnavailable(product_id)


class TestFront:
    async def test_shows_every_category_with_its_best_products(self, visitor: Client) -> None:
        """One can go to the list or straight to a product; what is sold out comes last."""
        text = await page(visitor, "/")

        assert 'href="/c/laptop"' in text
        assert 'href="/p/air"' in text
        assert text.index("Lucht") < text.index("Kern")

    async def test_a_shop_without_products_still_has_a_front(self, tmp_path: Path) -> None:
        """Before the first import there is a page."""
        async with TestClient(shop.gateway(tmp_path, MemoryCatalogue())) as visitor:
            assert "<h1>" in await page(visitor, "/")


class TestList:
    async def test_offers_filters_of_its_own_attributes_with_counts(self, visitor: Client) -> None:
        """Colours and brands can be ticked, a price typed."""
        text = await page(visitor, "/c/laptop")

        assert 'name="colour.is" value="wit"' in text
        assert 'name="price.max"' in text
        assert "5 producten" in text

    async def test_a_filter_is_applied_shown_and_can_be_dropped(self, visitor: Client) -> None:
        """The field stays ticked, and a link takes the filter away."""
        text = await page(visitor, "/c/laptop?colour.is=wit&price.max=600")

        assert "1 product" in text
        assert 'value="wit" checked' in text
        assert 'href="/c/laptop?price.max=600"' in text

    async def test_nothing_found_says_what_to_drop(self, visitor: Client) -> None:
        """With what there would be then."""
        text = await page(visitor, "/c/laptop?colour.is=zwart&price.max=300")

        assert "Niets in de winkel voldoet aan alles tegelijk." in text
        assert 'href="/c/laptop?price.max=300"' in text
        assert "Zonder “prijs tot en met € 300,00”" in text

    async def test_what_was_not_understood_is_told(self, visitor: Client) -> None:
        """As text, never as markup, and all products are still there."""
        async with visitor.get("/c/laptop?price.max=duur&x=<b>") as answer:
            text = await answer.text()

        assert "<q>price.max=duur</q>, <q>x=&lt;b&gt;</q>" in text
        assert "5 producten" in text

    async def test_a_page_that_is_not_there_is_told(self, visitor: Client) -> None:
        """The last one is shown instead."""
        assert "Pagina 7 is er niet." in await page(visitor, "/c/laptop?page=7")

    async def test_a_filter_without_a_field_is_carried_on(self, visitor: Client) -> None:
        """Applying another filter does not lose it."""
        text = await page(visitor, "/c/laptop?rating.min=4&colour.is=goud")

        assert '<input type="hidden" name="rating.min" value="4">' in text
        assert '<input type="hidden" name="colour.is" value="goud">' in text

    @pytest.mark.parametrize("order", ["sort=price_up", "sort=price_up&colour.is=zwart"])
    async def test_the_order_survives_a_filter(self, visitor: Client, order: str) -> None:
        """The form carries it on."""
        assert '<input type="hidden" name="sort" value="price_up">' in await page(visitor, f"/c/laptop?{order}")


class TestProduct:
    async def test_says_all_that_is_known(self, visitor: Client) -> None:
        """Price with its energy label, rating, stock, description, facts."""
        text = await page(visitor, "/p/air")

        said = ("<h1>Lucht</h1>", "€ 649,00", "Energielabel", "4,8", "Op voorraad", "Licht en snel.", "1,1 kg")
        assert all(one in text for one in said)
        assert "energy-A" in text

    async def test_an_unknown_energy_label_is_not_drawn(self, visitor: Client) -> None:
        """Nothing is invented."""
        assert "energy-" not in (await page(visitor, "/p/oer")).partition('id="similar"')[0]

    async def test_what_is_sold_out_cannot_be_added(self, visitor: Client) -> None:
        """It says so instead."""
        text = await page(visitor, "/p/plus")

        assert "Nu uitverkocht" in text
        assert "<form" not in text

    async def test_tells_the_widget_what_is_on_screen(self, visitor: Client) -> None:
        """Product, category, price and basket, so that "deze" is this one."""
        visitor.session.cookie_jar.update_cookies({"basket": "slim:2|air:1"})

        text = await page(visitor, "/p/air")
        assert 'data-product="air" data-category="laptop" data-price-cents="64900" data-basket="slim:2 air:1"' in text
        assert 'data-category="laptop" data-basket=' in await page(visitor, "/c/laptop")

    async def test_pictures_of_a_feed_are_shown_and_others_are_drawn(self, tmp_path: Path) -> None:
        """Only what a browser may load from here: the feed's own over https, else our drawing."""
        rows = [
            f"p{n},T,T,M,{100 + n},4,1,{image}" for n, image in enumerate(("https://x.example/a.jpg", "", "/img/b.svg"))
        ]
        head = "id,title_nl,title_en,brand,price,rating,stock,image"
        async with TestClient(
            shop.gateway(tmp_path, shop.shop(tmp_path, shop.feed_of(tmp_path, *rows, head=head)))
        ) as visitor:
            pages = [(await page(visitor, f"/p/p{n}")).partition('id="similar"')[0] for n in range(3)]
            policy = (await visitor.get("/p/p0")).headers["Content-Security-Policy"]

        assert 'src="https://x.example/a.jpg"' in pages[0]
        assert 'src="/img/p1.svg"' in pages[1]
        assert 'src="/img/p2.svg"' in pages[2]
        assert "img-src 'self' https:;" in policy

    async def test_any_id_has_a_page(self, tmp_path: Path) -> None:
        """Slashes, spaces and quotes in an id do no harm."""
        feed = shop.feed_of(
            tmp_path, '"a/b ""c"" <d>",T,T,M,9,4,1', head="id,title_nl,title_en,brand,price,rating,stock"
        )
        async with TestClient(shop.gateway(tmp_path, shop.shop(tmp_path, feed))) as visitor:
            text = await page(visitor, "/p/a%2Fb%20%22c%22%20%3Cd%3E")
            drawing = await visitor.get("/img/a%2Fb%20%22c%22%20%3Cd%3E.svg")

        assert "<h1>T</h1>" in text
        assert drawing.status == 200


class TestLanguage:
    async def test_is_kept_over_links_and_visits(self, visitor: Client) -> None:
        """Every link names it, and a link of the chat that does not finds it again."""
        first = await page(visitor, "/?lang=en")
        later = await page(visitor, "/p/air")

        assert '<html lang="en">' in first
        assert 'href="/c/laptop?lang=en"' in first
        assert "<h1>Air</h1>" in later
        assert 'href="/p/air?lang=nl"' in later

    async def test_begins_with_that_of_the_shop(self, tmp_path: Path, catalogue: MemoryCatalogue) -> None:
        """A language nobody speaks here is no other one."""
        async with TestClient(shop.gateway(tmp_path, catalogue, DEFAULT_LANGUAGE="en")) as visitor:
            assert '<html lang="en">' in await page(visitor, "/?lang=de")


class TestProblems:
    @pytest.mark.parametrize("path", ["/p/absent", "/c/absent", "/absent"])
    async def test_what_is_not_there_has_a_page_in_the_look(self, visitor: Client, path: str) -> None:
        """With the way back."""
        text = await page(visitor, path, 404)

        assert "<h1>Deze pagina is er niet</h1>" in text
        assert 'href="/"' in text

    @pytest.mark.parametrize("path", ["/img/absent.svg", "/static/absent", "/widget/absent.js"])
    async def test_a_file_that_is_not_there_is_only_told(self, visitor: Client, path: str) -> None:
        """Nobody looks at it as a page."""
        async with visitor.get(path) as answer:
            assert answer.status == 404
            assert "<h1>" not in await answer.text()

    async def test_a_shop_that_does_not_answer_says_so(self, tmp_path: Path) -> None:
        """For now, and that it is our fault."""
        async with TestClient(shop.gateway(tmp_path, AwayCatalogue())) as visitor:
            assert "De winkel is even niet bereikbaar" in await page(visitor, "/p/air", 503)
