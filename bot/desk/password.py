"""Passwords of staff: argon2id with the parameters its authors advise (RFC 9106, low-memory profile)."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from bot.secrets import SecretNeeded, kept
from bot.settings import Settings

_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without characters that look alike: no i, l, o, 0 or 1."""


class InvalidPasswordHash(Exception):
    """The staff password hash is not one this program makes."""

    def __init__(self) -> None:
        """Say what to do; the hash itself stays out of the message."""
        super().__init__(
            "STAFF_PASSWORD_HASH is not an argon2 hash (`$argon2id$…`). Make one with `./run password` and "
            "mind that a shell replaces `$`: put it between single quotes."
        )


def new_password() -> str:
    """A random password of about 79 bits, in four readable groups: `k7mq-x3vd-9pwa-hn4t`."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))


def hash_password(password: str) -> str:
    """The argon2id hash to keep instead of `password`; takes some 50 ms and 64 MiB."""
    return PasswordHasher().hash(password)


def kept_hash(settings: Settings) -> str:
    """The hash of the settings; without one that of a password made now, or before, and kept in the data folder.

    Raises `SecretNeeded` in production.
    """
    if settings.staff_password_hash:
        return settings.staff_password_hash
    if settings.production:
        raise SecretNeeded("STAFF_PASSWORD_HASH", "`./run password` makes one.")
    return hash_password(kept(settings.data / "staff-password", new_password()))


def check_hash(password_hash: str) -> None:
    """Raise `InvalidPasswordHash` when no password could ever match."""
    try:
        extract_parameters(password_hash)
    except InvalidHashError as error:
        raise InvalidPasswordHash from error


def verify(password_hash: str, password: str) -> bool:
    """Whether `password` belongs to `password_hash`; blocks as long as hashing does."""
    try:
        return PasswordHasher().verify(password_hash, password)
    except VerifyMismatchError:
        return False
