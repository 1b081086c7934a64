"""Who may come in: origins of pages, and signed visitor tokens."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer

TOKEN_SECONDS = 90 * 24 * 3600
"""How long a visitor can come back to a conversation: as long as the log keeps it."""


@dataclass(frozen=True, slots=True)
class Visitors:
    """Signs and reads visitor tokens; the token is the only way to a conversation."""

    secret: str

    def new_conversation(self) -> str:
        """An id of 128 random bits that nobody can guess."""
        return secrets.token_urlsafe(16)

    def token(self, conversation: str) -> str:
        """A token for this conversation, signed and dated."""
        return str(self._serializer().dumps(conversation))

    def conversation(self, token: str) -> str | None:
        """The conversation of a token; None when it was not ours, was changed or is too old."""
        try:
            return str(self._serializer().loads(token, max_age=TOKEN_SECONDS))
        except (BadSignature, UnicodeError):
            return None

    def _serializer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="visitor")


def origin_allowed(origin: str | None, host: str | None, allowed: tuple[str, ...]) -> bool:
    """Whether a page of `origin` may open a chat. Browsers send it on every upgrade, and CORS does not cover it.

    No origin means no browser: such a client holds no visitor's cookies or tokens but its own.
    """
    if origin is None:
        return True
    return origin in allowed or origin in (f"http://{host}", f"https://{host}")
