"""Typed keys of what hangs on the application and on a request."""

from __future__ import annotations

from aiohttp import web

from bot.desk.board import Board
from bot.desk.doorkeeper import Doorkeeper
from bot.desk.hub import Hub
from bot.desk.marking import Marks
from bot.desk.pages import Pages
from bot.desk.services import DeskServices
from bot.desk.sessions import Session
from bot.desk.streaming import Streams

SERVICES = web.AppKey("SERVICES", DeskServices)
PAGES = web.AppKey("PAGES", Pages)
DOORKEEPER = web.AppKey("DOORKEEPER", Doorkeeper)
HUB = web.AppKey("HUB", Hub)
BOARD = web.AppKey("BOARD", Board)
STREAMS = web.AppKey("STREAMS", Streams)
MARKS = web.AppKey("MARKS", Marks)
SESSION = web.RequestKey("SESSION", Session)
"""The login of whoever asks; only on pages that need one."""
