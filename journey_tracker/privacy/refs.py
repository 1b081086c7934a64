"""References for people: who has the key finds the rows of somebody, who has only the rows does not find the person."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from base64 import urlsafe_b64encode
from pathlib import Path

VISITOR, CUSTOMER = "visitor", "customer"
KEY_BYTES = 32

_MARK = "p1_"
_NUMBER_BYTES, _PROOF_BYTES = 16, 3
_NUMBER_CHARS = 22
_SHAPE = re.compile(rf"{_MARK}[A-Za-z0-9_-]{{26}}")


class BadKey(Exception):
    """The key that references are made with cannot be used; says why and what to do."""


class Refs:
    """Makes references: HMAC-SHA256 (RFC 2104) of what somebody is called, under a key that only this shop has.

    A reference carries a proof that it was made with this key. So one that comes in again is known and kept as it
    is, and an id of the shop that happens to look like one is not.
    """

    def __init__(self, key: bytes) -> None:
        """From a secret key of at least 32 bytes; raises `BadKey`."""
        if len(key) < KEY_BYTES:
            raise BadKey(f"the key has {len(key)} bytes; allowed: {KEY_BYTES} or more, made by chance")
        self._key = key

    def ref(self, kind: str, raw: str) -> str:
        """The reference for `raw`: 29 characters of ``A-Z a-z 0-9 _ -``; empty stays empty, a reference stays itself.

        The same `raw` of another `kind` (such as ``visitor``, ``customer``) gives another one.
        """
        if not raw or self.is_ref(raw):
            return raw
        number = _text(self._digest(f"{kind}:{raw}")[:_NUMBER_BYTES])
        return f"{_MARK}{number}{self._proof(number)}"

    def is_ref(self, text: str) -> bool:
        """Whether `text` is a reference that was made with this key."""
        if not is_shaped_like_ref(text):
            return False
        number, proof = text[len(_MARK) :][:_NUMBER_CHARS], text[len(_MARK) + _NUMBER_CHARS :]
        return hmac.compare_digest(self._proof(number), proof)

    def _proof(self, number: str) -> str:
        return _text(self._digest(f"proof:{number}")[:_PROOF_BYTES])

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), "sha256")


def is_shaped_like_ref(text: str) -> bool:
    """Whether `text` looks like a reference, of whatever key."""
    return _SHAPE.fullmatch(text) is not None


def open_refs(key: Path | str, *, create: bool = True) -> Refs:
    """References under a key in hexadecimal digits, or under that in a file.

    A file is made when it is not there, readable to its owner only.

    Whoever loses the file keeps all figures, but contacts from then on no longer join those of before, and nobody
    of before can be found again to be shown or forgotten: keep a copy, elsewhere than that of the database.

    Raises `BadKey` when it is no key, others may read the file, or it is not there and `create` is false.
    """
    return _refs(key, "what was given") if isinstance(key, str) else _refs_in(key, create=create)


def _refs_in(path: Path, *, create: bool) -> Refs:
    if not path.exists():
        if not create:
            raise BadKey(f"there is no key at {path}; put back the copy: without it nobody can be found")
        _make(path)
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise BadKey(f"others may read the key in {path}; close it: chmod 600 {path}")
    try:
        return _refs(path.read_text("ascii"), str(path))
    except ValueError as error:
        raise BadKey(f"{path} is no text; put back the copy, or remove it to begin with a new one") from error


def _refs(text: str, where: str) -> Refs:
    try:
        return Refs(bytes.fromhex(text))
    except (ValueError, BadKey) as error:
        raise BadKey(
            f"{where} holds no key ({error}); put back the copy, or remove it to begin with a new one"
        ) from error


def _make(path: Path) -> None:
    """Write a new key. When another process is just doing the same, the first one stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _text(number: bytes) -> str:
    return urlsafe_b64encode(number).decode().rstrip("=")
