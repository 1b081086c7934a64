"""What the gateway's application holds, by typed key."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.ports import ConversationLog
from bot.gateway.address import Addresses
from bot.gateway.greeting import Greeting
from bot.gateway.guard import Visitors
from bot.gateway.hearing import Hearing
from bot.gateway.hub import Hub
from bot.gateway.leaving import Leaving
from bot.gateway.limiting import Limits
from bot.gateway.ports import Meters
from bot.gateway.texts import Texts
from bot.selection.views import ViewedCatalogue
from bot.settings import Settings

SETTINGS = web.AppKey("settings", Settings)
LOG: web.AppKey[ConversationLog] = web.AppKey("log", ConversationLog)
CATALOGUE: web.AppKey[ViewedCatalogue] = web.AppKey("catalogue", ViewedCatalogue)
METERS: web.AppKey[Meters] = web.AppKey("meters", Meters)
VISITORS = web.AppKey("visitors", Visitors)
ADDRESSES = web.AppKey("addresses", Addresses)
LIMITS = web.AppKey("limits", Limits)
GREETING = web.AppKey("greeting", Greeting)
HEARING = web.AppKey("hearing", Hearing)
HUB = web.AppKey("hub", Hub)
LEAVING = web.AppKey("leaving", Leaving)
TEXTS: web.AppKey[Texts] = web.AppKey("texts", dict)
