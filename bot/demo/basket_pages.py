"""The basket's page, and the posts that change it; a GET never changes anything."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.demo.basket import MOST_OF_ONE, Basket, BasketFull, Line
from bot.demo.pages import SHOP, Shop, answer
from bot.demo.visit import Visit, remember_basket, visit_of
from bot.selection import format as formatted
from bot.shop.ports import Product

FORM = "application/x-www-form-urlencoded"
NOTICES = ("full", "quantity", "gone", "sold_out")
Form = Mapping[str, object]


async def shown(request: web.Request) -> web.Response:
    """`GET /basket`: the lines and their total; `?add={id}` offers that product on top."""
    return await answer(request, lambda shop, visit: _page(shop, visit, dict(visit.parameters)))


async def changed(request: web.Request) -> web.Response:
    """`POST /basket`: `do` is `add`, `set` or `remove` of `product`; `quantity` with `set`. Then back to the basket."""
    if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
        raise web.HTTPForbidden
    shop = request.app[SHOP]
    visit = visit_of(request, shop.default_language)
    form = await _form(request)
    after, notice = await _after(shop, visit.basket, form)
    response = web.Response(status=303)
    response.headers["Location"] = visit.link("/basket", [("notice", notice)] if notice else [])
    remember_basket(request, response, after)
    return response


async def _form(request: web.Request) -> Form:
    """The posted fields. Raises 400 and 415."""
    if request.content_type != FORM:
        raise web.HTTPUnsupportedMediaType
    try:
        return await request.post()
    except (ValueError, LookupError) as error:
        raise web.HTTPBadRequest from error


async def _after(shop: Shop, basket: Basket, form: Form) -> tuple[Basket, str]:
    """The basket after a post, and the key of what there is to say of it."""
    product_id, do = str(form.get("product", "")), form.get("do")
    if do == "remove":
        return basket.with_quantity(product_id, 0), ""
    found = await _read(shop, product_id)
    if found is None or not found.in_stock:
        return basket, "gone" if found is None else "sold_out"
    try:
        if do == "add":
            return basket.added(product_id), ""
        quantity = _quantity(str(form.get("quantity", "")))
        return (basket, "quantity") if quantity is None else (basket.with_quantity(product_id, quantity), "")
    except BasketFull:
        return basket, "full"


async def _read(shop: Shop, product_id: str) -> Product | None:
    return await asyncio.to_thread(shop.shelf.product, product_id)


def _quantity(given: str) -> int | None:
    """A quantity from 0 to 99, or None."""
    text = given.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else None


def _page(shop: Shop, visit: Visit, parameters: Mapping[str, str]) -> str:
    found = [_line(shop, visit, line) for line in visit.basket.lines]
    lines = [line for line in found if line]
    asked, notice = parameters.get("add", ""), parameters.get("notice", "")
    total = sum(line["cost"] for line in lines if line["product"]["in_stock"])
    values = {
        "lines": lines,
        "gone": len(found) - len(lines),
        "total": formatted.price(total, visit.language),
        "offered": _shown(shop, visit, shop.shelf.product(asked)) if asked else None,
        "asked": bool(asked),
        "notice": notice if notice in NOTICES else "",
        "most": MOST_OF_ONE,
    }
    return shop.page(visit, "basket.html", values)


def _line(shop: Shop, visit: Visit, line: Line) -> dict[str, Any] | None:
    """A line with its product; None when the shop no longer has it."""
    product = shop.shelf.product(line.product)
    shown = _shown(shop, visit, product)
    if product is None or shown is None:
        return None
    cost = product.price * line.quantity
    return {"product": shown, "quantity": line.quantity, "cost": cost, "sum": formatted.price(cost, visit.language)}


def _shown(shop: Shop, visit: Visit, product: Product | None) -> dict[str, Any] | None:
    category = shop.shelf.category(product.category) if product else None
    return shop.showing(visit).product(product, category) if product and category else None
