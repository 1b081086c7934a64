"""Secrets made at the first start and kept in the data folder, for who sets none."""

from __future__ import annotations

import re
import secrets
import socket
from pathlib import Path

from bot.settings import Settings


class SecretNeeded(Exception):
    """Production does not start with a secret that the program made itself."""

    def __init__(self, name: str, remedy: str) -> None:
        """Say which setting is missing and how to fill it."""
        super().__init__(f"{name} is empty; in production it must be set. {remedy}")


class SecretUnreadable(Exception):
    """A secret that was kept is not there any more."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{path} is empty. Remove it: a new secret is made at the next start.")


def visitor_secret(settings: Settings) -> str:
    """The key that signs visitor tokens; raises `SecretNeeded` in production when none was set."""
    if settings.secret_key:
        return settings.secret_key
    if settings.production:
        raise SecretNeeded("SECRET_KEY", "Put 32 random characters or more in it.")
    return kept(settings.data / "secret-key", secrets.token_urlsafe(32))


def kept(path: Path, fresh: str) -> str:
    """What the file holds; `fresh` is written to it first when it does not exist. Only its owner can read it.

    Raises `SecretUnreadable`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # In one step: a start that is broken off leaves no empty file behind.
        writing = path.with_suffix(".new")
        writing.touch(mode=0o600)
        writing.write_text(fresh, encoding="utf-8")
        writing.replace(path)
    if not (held := path.read_text(encoding="utf-8").strip()):
        raise SecretUnreadable(path)
    return held


def worker_name() -> str:
    """A name that no other worker has, on this host or another, nor this one after a restart."""
    host = re.sub(r"[^A-Za-z0-9.-]", "-", socket.gethostname())[:80]
    return f"{host}-{secrets.token_hex(4)}"
