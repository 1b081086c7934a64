"""The texts of refusals: the widget's own strings, so that every client reads the same sentence, and those of HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.gateway.frames import LANGUAGES
from bot.language.address import FORMS, all_addressed

DUTCH = "nl"
Texts = Mapping[str, Mapping[str, str]]


def read(*folders: Path, address: str = "je") -> Texts:
    """Strings by language, from `strings.<language>.json` in each of the folders; the Dutch with `address`."""
    texts = {language: _merged(folder / f"strings.{language}.json" for folder in folders) for language in LANGUAGES}
    return texts | {DUTCH: all_addressed(texts[DUTCH], address)}


def routes(folder: Path, address: str) -> list[web.RouteDef]:
    """The files with the Dutch texts of the widget, said with `address`; none where the files themselves will do."""
    files = sorted(folder.glob(f"*.{DUTCH}.json")) if address != FORMS[0] else []
    return [web.get(f"/widget/{file.name}", _serving(all_addressed(_merged([file]), address))) for file in files]


def error(texts: Texts, language: str, code: str, **values: object) -> str:
    """The sentence for an error code, filled with `values`."""
    return texts[language][f"error_{code}"].format(**values)


def _serving(texts: Mapping[str, str]) -> Handler:
    async def serve(_: web.Request) -> web.Response:
        return web.json_response(texts, headers={"Cache-Control": "no-cache"})

    return serve


def _merged(files: Iterable[Path]) -> dict[str, str]:
    return {key: text for file in files for key, text in json.loads(file.read_text(encoding="utf-8")).items()}
