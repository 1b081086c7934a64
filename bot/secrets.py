"""Secrets made at the first start and kept in the data folder, for who sets none."""

from __future__ import annotations

import re
import secrets
import socket
from pathlib import Path

from bot.settings import Settings


class SecretNeeded(Exception):
    """Production does not start with a secret that the program made itself."""

    def __init__(self, name: str) -> None:
        """Say which setting is missing."""
        super().__init__(f"{name} is empty; in production it must be set. Put at least 32 random characters in it.")


def visitor_secret(settings: Settings) -> str:
    """The key that signs visitor tokens; raises `SecretNeeded` in production when none was set."""
    if settings.secret_key:
        return settings.secret_key
    if settings.production:
        raise SecretNeeded("SECRET_KEY")
    return kept(settings.data / "secret-key", secrets.token_urlsafe(32))


def kept(path: Path, fresh: str) -> str:
    """What the file holds; `fresh` is written to it first when it does not exist. Only its owner can read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(fresh, encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def worker_name() -> str:
    """A name that no other worker has, on this host or another, nor this one after a restart."""
    host = re.sub(r"[^A-Za-z0-9.-]", "-", socket.gethostname())[:80]
    return f"{host}-{secrets.token_hex(4)}"
