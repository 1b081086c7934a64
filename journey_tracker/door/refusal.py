"""How the doors say no: `{"error": {"code", "message", ...}}`, in Dutch or English, with a status that fits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import structlog
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from journey_tracker.ports import StoreUnavailable

LANGUAGES = ("nl", "en")
AWAY_S = 5
"""What a sender is told to wait when the database is away."""
STATUSES = {
    "bad_body": 400,
    "no_key": 401,
    "forbidden_origin": 403,
    "unknown_site": 403,
    "not_found": 404,
    "wrong_method": 405,
    "too_large": 413,
    "too_many": 413,
    "not_json": 415,
    "put_aside": 422,
    "too_fast": 429,
    "failed": 500,
    "busy": 503,
    "unavailable": 503,
}
log = structlog.get_logger(__name__)


class Refused(Exception):
    """A request is not taken; nothing of it was recorded."""

    def __init__(self, code: str, **values: int | str) -> None:
        """`code` is one of `STATUSES`; `values` (`allowed`, `reason`, `retry_after` in s) go to the sender."""
        super().__init__(code)
        self.code = code
        self.values = values


def answering(language: str) -> Middleware:
    """Answers what is refused and what fails, in `language` unless the request asks for another."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refused as refused:
            return _refusal(request, refused, language)
        except StoreUnavailable as error:
            log.error("journey_door_closed", reason=str(error))
            return _refusal(request, Refused("unavailable", retry_after=AWAY_S), language)
        except web.HTTPException as error:
            return _refusal(request, _refused(error), language)
        except ConnectionError:
            raise  # the sender is gone
        except Exception:
            log.exception("journey_door_failed")
            return _refusal(request, Refused("failed"), language)

    return answer


def _refused(error: web.HTTPException) -> Refused:
    if isinstance(error, web.HTTPMethodNotAllowed):
        return Refused("wrong_method", allowed=", ".join(sorted(error.allowed_methods)))
    return Refused("not_found") if error.status == 404 else Refused("failed")


def _refusal(request: web.Request, refused: Refused, default: str) -> web.Response:
    log.info("journey_refused", code=refused.code)
    said = _texts(_language(request, default))[refused.code].format(**refused.values)
    body = {"error": {"code": refused.code, "message": said} | refused.values}
    return web.json_response(body, status=STATUSES[refused.code], headers=_headers(refused))


def _headers(refused: Refused) -> Mapping[str, str]:
    headers: dict[str, str] = {hdrs.CACHE_CONTROL: "no-store"}
    if "retry_after" in refused.values:
        headers[hdrs.RETRY_AFTER] = str(refused.values["retry_after"])
    if refused.code == "wrong_method":
        headers[hdrs.ALLOW] = str(refused.values["allowed"])
    if refused.code == "no_key":
        headers[hdrs.WWW_AUTHENTICATE] = "Bearer"
    return headers


def _language(request: web.Request, default: str) -> str:
    """The first of Accept-Language that is ours, else the default."""
    wanted = (part.strip()[:2].lower() for part in request.headers.get(hdrs.ACCEPT_LANGUAGE, "").split(","))
    return next((language for language in wanted if language in LANGUAGES), default)


@cache
def _texts(language: str) -> Mapping[str, str]:
    file = Path(__file__).parent / f"strings.{language}.json"
    texts: Mapping[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return texts
