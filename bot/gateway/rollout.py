"""Which share of the visitors sees the widget."""

from __future__ import annotations

import secrets

from aiohttp import web

from bot.gateway import keys

CACHED_SECONDS = 60
"""How long a browser may go by what it was told: the time in which switching off reaches everybody."""
EVERYBODY = 100


async def rollout(request: web.Request) -> web.Response:
    """`GET /widget/rollout.json`: `share` in per cent, all for whoever knows the word of the preview."""
    settings = request.app[keys.SETTINGS]
    share = EVERYBODY if _previews(request.query.get("preview", ""), settings.widget_preview) else settings.widget_share
    return web.json_response({"share": share}, headers={"Cache-Control": f"public, max-age={CACHED_SECONDS}"})


def _previews(given: str, word: str) -> bool:
    return bool(word) and secrets.compare_digest(given.encode("utf-8", "replace"), word.encode())
