"""What the shop says of a customer or an order in a browser, signed so that nobody else can say it.

A JSON Web Token (RFC 7519) of the one algorithm HS256, so that every language has a library that makes it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

MOST_CHARS = 8192
ALGORITHM = "HS256"


class BadToken(Exception):
    """A token that is not believed; says why."""


def claims(token: str, secret: str, now_s: float) -> Mapping[str, Any]:
    """What a token says; raises `BadToken` when the shop did not sign it with `secret`, or it has expired."""
    if not secret:
        raise BadToken("signed tokens are not taken; set JOURNEY_SECRET")
    signed, _, signature = token.rpartition(".")
    head, dot, body = signed.partition(".")
    if len(token) > MOST_CHARS or not dot:
        raise BadToken(f"no JSON Web Token of at most {MOST_CHARS} characters")
    if not hmac.compare_digest(_signature(signed, secret), _unpacked(signature)):
        raise BadToken("the token is not signed with JOURNEY_SECRET")
    if _object(head).get("alg") != ALGORITHM:
        raise BadToken(f"the algorithm of the token is not {ALGORITHM}")
    found = _object(body)
    _check_time(found.get("exp"), now_s)
    return found


def _check_time(expires: object, now_s: float) -> None:
    if isinstance(expires, bool) or not isinstance(expires, int | float):
        raise BadToken("the token never expires; give it an exp, in seconds since 1970")
    if expires <= now_s:
        raise BadToken("the token has expired")


def _signature(signed: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), signed.encode("utf-8", "replace"), hashlib.sha256).digest()


def _object(packed: str) -> Mapping[str, Any]:
    try:
        found = json.loads(_unpacked(packed))
    except (ValueError, RecursionError) as error:
        raise BadToken("the token holds no JSON") from error
    if not isinstance(found, dict):
        raise BadToken("the token holds no JSON object")
    return found


def _unpacked(packed: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(packed.encode("ascii") + b"==")
    except (UnicodeError, binascii.Error) as error:
        raise BadToken("the token is not in base64url") from error
