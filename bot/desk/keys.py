"""Typed keys of what hangs on the application and on a request."""

from __future__ import annotations

from aiohttp import web

from bot.desk.doorkeeper import Doorkeeper
from bot.desk.pages import Pages
from bot.desk.services import DeskServices
from bot.desk.sessions import Session

SERVICES = web.AppKey("SERVICES", DeskServices)
PAGES = web.AppKey("PAGES", Pages)
DOORKEEPER = web.AppKey("DOORKEEPER", Doorkeeper)
SESSION = web.RequestKey("SESSION", Session)
"""The login of whoever asks; only on pages that need one."""
