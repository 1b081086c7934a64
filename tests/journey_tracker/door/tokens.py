"""JSON Web Tokens as a shop's own library makes them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

SECRET = "a secret of the shop, long enough for once"


def token(secret: str = SECRET, *, algorithm: str = "HS256", expires_s: float = 4e9, **claims: Any) -> str:
    """A signed token that expires at a time in seconds since 1970, in a far future unless told otherwise."""
    signed = f"{_packed({'alg': algorithm, 'typ': 'JWT'})}.{_packed(claims | {'exp': expires_s})}"
    signature = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _packed(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
