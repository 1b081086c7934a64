from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.shop.memory import MemoryCatalogue
from tests.demo import shop

Client = TestClient[Any, Any]


async def post(visitor: Client, origin: str | None = None, **fields: str) -> int:
    """Post to the basket as a page of `origin` (of the shop itself) does; the status."""
    headers = {"Origin": str(visitor.make_url("/").origin()) if origin is None else origin}
    async with visitor.post("/basket", data=fields, headers=headers, allow_redirects=False) as answer:
        return answer.status


async def basket(visitor: Client, query: str = "") -> str:
    """The basket's page."""
    async with visitor.get(f"/basket{query}") as answer:
        assert answer.status == 200
        return unescape(await answer.text())


class TestBasket:
    async def test_what_was_added_is_there_with_its_total(self, visitor: Client) -> None:
        """Two of one and one of the other."""
        for product in ("air", "air", "slim"):
            assert await post(visitor, do="add", product=product) == 303

        text = await basket(visitor)
        assert "€ 1.798,00" in text
        assert 'data-basket="air:2 slim:1"' in text
        assert "je kunt hier niets bestellen" in text

    async def test_quantities_change_and_lines_go(self, visitor: Client) -> None:
        """Zero takes a line out as well."""
        for product in ("air", "slim", "oer"):
            await post(visitor, do="add", product=product)
        await post(visitor, do="set", product="air", quantity="3")
        await post(visitor, do="set", product="slim", quantity="0")
        await post(visitor, do="remove", product="oer")

        assert 'data-basket="air:3"' in await basket(visitor)

    async def test_an_empty_basket_shows_the_way(self, visitor: Client) -> None:
        """To the shop."""
        assert "Je winkelmand is nog leeg." in await basket(visitor)

    async def test_a_get_changes_nothing(self, visitor: Client) -> None:
        """The product is offered, with one button."""
        text = await basket(visitor, "?add=air&do=add&product=air")

        assert "Dit toevoegen?" in text
        assert text.count("<button>In winkelmand</button>") == 1
        assert 'data-basket=""' in text
        assert "Je winkelmand is nog leeg." in await basket(visitor)

    @pytest.mark.parametrize(
        ("offered", "said"), [("plus", "Nu uitverkocht"), ("absent", "Dit product is er niet (meer).")]
    )
    async def test_what_cannot_be_had_is_not_offered(self, visitor: Client, offered: str, said: str) -> None:
        """It says why."""
        text = await basket(visitor, f"?add={offered}")

        assert said in text
        assert "<button>" not in text

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"do": "add", "product": "plus"}, "net uitverkocht"),
            ({"do": "add", "product": "absent"}, "Dit product is er niet"),
            ({"do": "set", "product": "air", "quantity": "100"}, "Dat aantal kan niet."),
            ({"do": "set", "product": "air", "quantity": "½"}, "Dat aantal kan niet."),
            ({"do": "set", "product": "air"}, "Dat aantal kan niet."),
        ],
    )
    async def test_what_cannot_be_done_is_told_and_changes_nothing(
        self, visitor: Client, fields: dict[str, str], said: str
    ) -> None:
        """The basket is as it was."""
        headers = {"Origin": str(visitor.make_url("/").origin())}
        async with visitor.post("/basket", data=fields, headers=headers) as answer:
            text = unescape(await answer.text())

        assert said in text
        assert 'data-basket=""' in text

    async def test_what_sold_out_meanwhile_does_not_count(
        self, visitor: Client, catalogue: MemoryCatalogue, tmp_path: Path
    ) -> None:
        """It stays in view, and says so; what left the shop is told too."""
        await post(visitor, do="add", product="air")
        await post(visitor, do="add", product="slim")
        await post(visitor, do="add", product="oer")
        catalogue.replace(shop.feed_of(tmp_path, shop.ROWS[0].replace(",3,Licht", ",0,Licht"), shop.ROWS[1]))

        text = await basket(visitor)
        assert "Nu uitverkocht, telt niet mee in het totaal" in text
        assert "<strong>€ 500,00</strong>" in text
        assert "niet meer in je mand: 1." in text

    async def test_the_basket_is_full_at_twenty(self, visitor: Client) -> None:
        """The twenty-first is refused in words."""
        visitor.session.cookie_jar.update_cookies({"basket": "|".join(f"p{n}:1" for n in range(20))})
        await post(visitor, do="add", product="air")

        assert "Je winkelmand is vol" in await basket(visitor, "?notice=full")
        assert "air:1" not in await basket(visitor)


class TestSafety:
    @pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
    async def test_pages_of_others_change_nothing(self, visitor: Client, origin: str) -> None:
        """A post must come from the shop's own pages."""
        assert await post(visitor, origin, do="add", product="air") == 403
        assert 'data-basket=""' in await basket(visitor)

    async def test_the_cookie_is_out_of_reach(self, visitor: Client) -> None:
        """Of scripts, and of requests that other sites make."""
        headers = {"Origin": str(visitor.make_url("/").origin())}
        fields = {"do": "add", "product": "air"}
        async with visitor.post("/basket", data=fields, headers=headers, allow_redirects=False) as answer:
            cookie = answer.headers["Set-Cookie"]

        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie

    @pytest.mark.parametrize("cookie", ["x" * 7000, "air:999", "%00:1", "<script>:1", "air:1|" * 900, ";;;", "é:1"])
    async def test_any_cookie_gives_a_page(self, visitor: Client, cookie: str) -> None:
        """Nobody harms the shop or himself with it."""
        async with visitor.get("/basket", headers={"Cookie": f"basket={cookie}"}) as answer:
            assert answer.status == 200
            assert "<script>:" not in await answer.text()

    @pytest.mark.parametrize(
        ("sort", "body", "status"),
        [
            ("application/json", b"{}", 415),
            ("multipart/form-data; boundary=x", b"--x", 415),
            ("application/x-www-form-urlencoded; charset=klingon", b"do=add", 400),
            ("application/x-www-form-urlencoded", b"do=add&product=%ff", 303),
            ("application/x-www-form-urlencoded", b"\xff\xfe", 400),
            ("application/x-www-form-urlencoded", b"", 303),
        ],
    )
    async def test_what_is_no_form_is_refused(self, visitor: Client, sort: str, body: bytes, status: int) -> None:
        """With the status for it."""
        headers = {"Origin": str(visitor.make_url("/").origin()), "Content-Type": sort}
        async with visitor.post("/basket", data=body, headers=headers, allow_redirects=False) as answer:
            assert answer.status == status
