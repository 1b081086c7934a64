"""The pages of the demo shop: front, list, product, and what could not be found."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from bot.demo import showing
from bot.demo.listing import Section, listing
from bot.demo.query import Question, read
from bot.demo.shelf import Shelf
from bot.demo.showing import Showing, Strings
from bot.demo.similar import similar
from bot.demo.visit import Visit, remember_language, visit_of
from bot.selection.cards import facts_of
from bot.shop.ports import Product

ROW = 4
"""Products of a category on the front page."""
ROWS = 12
"""Categories that have a row there; an imported feed may have hundreds."""
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shop:
    """What the pages are made with."""

    shelf: Shelf
    templates: jinja2.Environment
    strings: Mapping[str, Strings]
    name: str
    default_language: str
    journey_site: str = ""
    """Under which the pages tell the journey tracker of visits; empty: they do not."""

    def page(self, visit: Visit, template: str, values: Values) -> str:
        """The text of a page."""
        strings = self.strings[visit.language]
        given = {"visit": visit, "language": visit.language, "strings": strings, "shop_name": self.name}
        given |= {"journey_site": self.journey_site, **values}
        return self.templates.get_template(template).render(given)

    def showing(self, visit: Visit) -> Showing:
        """How things are shown to this visitor."""
        return Showing(visit, self.strings[visit.language])


SHOP = web.AppKey("demo_shop", Shop)
Making = Callable[[Shop, Visit], str | None]


def environment(folder: Path) -> jinja2.Environment:
    """The templates in `folder`; a value that is missing is an error."""
    loader = jinja2.FileSystemLoader([folder, folder / "drawings"])
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


async def answer(request: web.Request, make: Making, *, status: int = 200) -> web.Response:
    """The page that `make` writes, 404 when it finds nothing.

    It runs in a thread: reading and counting a large category would hold up every socket.
    """
    shop = request.app[SHOP]
    visit = visit_of(request, shop.default_language)
    text = await asyncio.to_thread(make, shop, visit)
    if text is None:
        raise web.HTTPNotFound
    response = web.Response(text=text, status=status, content_type="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    remember_language(request, response)
    return response


async def front(request: web.Request) -> web.Response:
    """`GET /`: every category, and the best rated products of each."""
    return await answer(request, _front)


async def category(request: web.Request) -> web.Response:
    """`GET /c/{category}`: its products, filtered and ordered as the address says."""
    return await answer(request, lambda shop, visit: _category(shop, visit, request.match_info["category"]))


async def product(request: web.Request) -> web.Response:
    """`GET /p/{id}`: one product with all its facts."""
    return await answer(request, lambda shop, visit: _product(shop, visit, request.match_info["id"]))


async def problem(request: web.Request, status: int) -> web.Response:
    """A page for what went wrong: 403, 404 or 503."""
    return await answer(
        request, lambda shop, visit: shop.page(visit, "problem.html", {"status": status}), status=status
    )


def _front(shop: Shop, visit: Visit) -> str:
    shown = shop.showing(visit)
    found = shop.shelf.categories()
    views = [shown.category(one, shop.shelf.best(one.key, ROW if n < ROWS else 1)) for n, one in enumerate(found)]
    return shop.page(visit, "front.html", {"categories": views, "rows": ROWS})


def _category(shop: Shop, visit: Visit, key: str) -> str | None:
    section = shop.shelf.section(key)
    if section is None:
        return None
    question = read(visit.parameters, section.category)
    return shop.page(visit, "list.html", list_view(shop, visit, section, question))


def list_view(shop: Shop, visit: Visit, section: Section, question: Question) -> Values:
    """What the template of a list is given."""
    shown, found, category = shop.showing(visit), listing(section, question), section.category
    filters = shown.filters(section, question, found.counts)
    return {
        "category": shown.category(category, ()),
        "products": [shown.product(one, category) for one in shop.shelf.products(found.ids)],
        "found": found,
        "question": question,
        "filters": filters,
        "switches": shown.switches(section, question, found.counts),
        "unseen": showing.unseen(question, filters),
        "applied": shown.applied(category, question),
        "ways": shown.ways(category, question, found),
        "sorts": shown.sorts(category, question),
        "turn": lambda number: shown.page(category, question, number),
        "in_stock": ("stock", "yes") in question.parameters(),
    }


def _product(shop: Shop, visit: Visit, product_id: str) -> str | None:
    found = shop.shelf.product(product_id)
    section = shop.shelf.section(found.category) if found else None
    if found is None or section is None:
        return None
    return shop.page(visit, "product.html", _details(shop, visit, section, found))


def _details(shop: Shop, visit: Visit, section: Section, found: Product) -> Values:
    shown, category, language = shop.showing(visit), section.category, visit.language
    return {
        "product": shown.product(found, category),
        "price_cents": round(found.price * 100),
        "brand": found.brand,
        "category": shown.category(category, ()),
        "facts": facts_of(found, category, language),
        "description": found.descriptions.get(language, ""),
        "similar": [shown.product(one, category) for one in shop.shelf.products(similar(section, found.id))],
    }
