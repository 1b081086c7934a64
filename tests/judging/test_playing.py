"""Playing: what happens when the assistant does not."""

from __future__ import annotations

from typing import Any, cast

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.judging import playing
from bot.judging.dialogues import Dialogue
from bot.judging.playing import NoAnswer, Player


async def silent(request: web.Request) -> web.WebSocketResponse:
    """A chat that takes every line and never says anything."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for _ in socket:
        pass
    return socket


class TestPlay:
    async def test_does_not_wait_for_ever(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error says in which dialogue."""
        monkeypatch.setattr(playing, "ANSWER_SECONDS", 0.2)
        app = web.Application()
        app.add_routes([web.get("/chat", silent)])
        nothing = cast(Any, None)  # it never comes to reading
        async with TestServer(app) as server:
            player = Player(str(server.make_url("")).rstrip("/"), nothing, nothing, nothing)
            with pytest.raises(NoAnswer, match="dialogue koop: no answer to ''"):
                async for _ in player.play([Dialogue("koop", "nl", ("hoi",))]):
                    pass
