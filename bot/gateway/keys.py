"""What the gateway's application holds, by typed key."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
from aiohttp import web

from bot.conversation.ports import ConversationLog
from bot.gateway.guard import Visitors
from bot.gateway.hub import Hub
from bot.gateway.texts import Texts
from bot.settings import Settings
from bot.shop.ports import Catalogue

SETTINGS = web.AppKey("settings", Settings)
LOG: web.AppKey[ConversationLog] = web.AppKey("log", ConversationLog)
CATALOGUE: web.AppKey[Catalogue] = web.AppKey("catalogue", Catalogue)
VISITORS = web.AppKey("visitors", Visitors)
HUB = web.AppKey("hub", Hub)
TEXTS: web.AppKey[Texts] = web.AppKey("texts", dict)
CLEAN: web.AppKey[Callable[[str], str]] = web.AppKey("clean")
PAGE_STRINGS: web.AppKey[Texts] = web.AppKey("page_strings", dict)
PAGES = web.AppKey("pages", jinja2.Environment)
SOCKETS = web.AppKey("sockets", set[web.WebSocketResponse])
