"""The line between widget and server, which can go wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import WebSocketRoute


@dataclass(slots=True)
class Line:
    """The frames that pass, and what is swallowed of them."""

    swallowing: bool = False
    """Whether the server's frames are lost from now on."""
    swallowed: set[str] = field(default_factory=set)
    """Types of the server's frames that are lost from now on."""
    sent: list[dict[str, Any]] = field(default_factory=list)
    """What the widget sent, over every connection."""
    routes: list[WebSocketRoute] = field(default_factory=list)

    def connect(self, route: WebSocketRoute) -> None:
        """Stand between a new connection and the real server."""
        server = route.connect_to_server()
        self.routes.append(route)
        route.on_message(lambda frame: self._to_server(server, frame))
        server.on_message(lambda frame: self._to_widget(route, frame))

    def cut(self, code: int = 1012) -> None:
        """Break the newest connection, by default as a restarting server does."""
        self.routes[-1].close(code=code)

    def of(self, kind: str) -> list[dict[str, Any]]:
        """What the widget sent of a type, in order."""
        return [frame for frame in self.sent if frame["type"] == kind]

    def _to_server(self, server: WebSocketRoute, frame: str | bytes) -> None:
        self.sent.append(json.loads(frame))
        server.send(frame)

    def _to_widget(self, route: WebSocketRoute, frame: str | bytes) -> None:
        if not self.swallowing and json.loads(frame)["type"] not in self.swallowed:
            route.send(frame)
