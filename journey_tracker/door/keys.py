"""The keys of the shop's systems: each may write for its own source, and none for the bot's."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST_KEY = 32
"""Characters; `openssl rand -hex 32` gives 64."""
HASHED = "sha256:"
"""What stands before the hash of a key, in hexadecimals, where the key itself is not written down."""
OWN = ("/bot", "/site")
"""Sources of the bot and of the shop's pages: no key may write for them."""

_SOURCE = re.compile(r"(/[A-Za-z0-9_.-]+){1,8}")
_HASH = re.compile(r"[0-9a-f]{64}")


class BadKeys(Exception):
    """The keys cannot be read; says which and what is allowed, and quotes no key."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a key opens: events of `source`, and of whatever stands below it."""

    source: str
    digest: bytes
    """SHA-256 of the key: the key itself is not kept."""

    def covers(self, source: str) -> bool:
        """Whether events of `source` may be written with this key."""
        return source == self.source or source.startswith(f"{self.source}/")


class Keys:
    """Finds the key that a request came with."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        """Nobody has a key when none are given; a source may have several, so that one can follow another."""
        self._keys = tuple(keys)

    @classmethod
    def read(cls, text: str) -> Keys:
        """From `SOURCE=KEY` or `SOURCE=sha256:HASH`, separated by spaces; raises `BadKeys`."""
        return cls(_key(n, given) for n, given in enumerate(text.split(), 1))

    def find(self, given: str) -> Key | None:
        """The key that was given, or None. The time it takes tells nothing of how near a guess was."""
        digest = _digest(given)
        found = None
        for key in self._keys:
            if hmac.compare_digest(key.digest, digest):
                found = key
        return found


def _key(n: int, given: str) -> Key:
    source, equals, key = given.partition("=")
    if not equals or not _SOURCE.fullmatch(source):
        raise BadKeys(f"key {n} names no source; allowed: SOURCE=KEY, with a source such as /shop/web")
    if any(Key(own, b"").covers(source) for own in OWN):
        raise BadKeys(f"key {n} is for {source}; allowed: any source that does not begin with {' or '.join(OWN)}")
    if key.startswith(HASHED) and _HASH.fullmatch(key.removeprefix(HASHED)):
        return Key(source, bytes.fromhex(key.removeprefix(HASHED)))
    if key.startswith(HASHED) or len(key) < SHORTEST_KEY:
        allowed = f"{SHORTEST_KEY} random characters or more, or {HASHED} and 64 hexadecimals"
        raise BadKeys(f"the key of {source} is too short or no hash; allowed: {allowed}")
    return Key(source, _digest(key))


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
