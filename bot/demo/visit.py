"""One request of a visitor: language, address and basket, and the links that keep them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from aiohttp import web

from bot.demo import basket
from bot.demo.basket import Basket
from bot.demo.query import Parameters

LANGUAGES = ("nl", "en")
LANGUAGE_COOKIE, BASKET_COOKIE = "language", "basket"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page needs to know of who asks for it."""

    path: str
    parameters: tuple[tuple[str, str], ...]
    language: str
    default_language: str
    basket: Basket

    def link(self, path: str, parameters: Iterable[tuple[str, str]] = ()) -> str:
        """An address in the language of this page; the shop's own language needs no mention."""
        own = [] if self.language == self.default_language else [("lang", self.language)]
        return _address(path, [*parameters, *own])

    def in_language(self, language: str) -> str:
        """This same page in another language."""
        return _address(self.path, [(k, v) for k, v in self.parameters if k != "lang"] + [("lang", language)])

    def basket_text(self) -> str:
        """The basket as the widget reads it: `id:quantity id:quantity`; an id with a space cannot be told."""
        told = (line for line in self.basket.lines if not any(c.isspace() for c in line.product))
        return " ".join(f"{line.product}:{line.quantity}" for line in told)


def visit_of(request: web.Request, default_language: str) -> Visit:
    """The visit behind a request: the language asked for, else that of the cookie, else the shop's."""
    asked = (request.query.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, ""))
    return Visit(
        path=request.rel_url.raw_path,
        parameters=tuple(request.query.items()),
        language=next((language for language in asked if language in LANGUAGES), default_language),
        default_language=default_language,
        basket=basket.read(request.cookies.get(BASKET_COOKIE, "")),
    )


def remember_language(request: web.Request, response: web.Response) -> None:
    """Keep a language that was asked for, for links that do not name one, as those in the chat."""
    if (asked := request.query.get("lang", "")) in LANGUAGES:
        _keep(request, response, LANGUAGE_COOKIE, asked)


def remember_basket(request: web.Request, response: web.Response, changed: Basket) -> None:
    """Keep the basket; an empty one leaves no cookie."""
    if changed.lines:
        _keep(request, response, BASKET_COOKIE, basket.written(changed))
    else:
        response.del_cookie(BASKET_COOKIE)


def product_path(product_id: str) -> str:
    """Path of a product's page."""
    return f"/p/{quote(product_id, safe='')}"


def drawing_path(product_id: str) -> str:
    """Path of a product's drawing."""
    return f"/img/{quote(product_id, safe='')}.svg"


def category_path(key: str) -> str:
    """Path of a category's list."""
    return f"/c/{quote(key, safe='')}"


def _keep(request: web.Request, response: web.Response, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.secure)


def _address(path: str, parameters: Parameters) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path
