"""The socket file of the server of a folder: where it lies, and what a look at it shows."""

from __future__ import annotations

import hashlib
import os
import tempfile
from enum import Enum, auto
from pathlib import Path
from urllib.parse import quote

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import BusyLoadingError, RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

LONGEST_PATH = 100
"""Bytes; the systems allow 104 to 108."""


class Presence(Enum):
    """What a look at the server's socket shows."""

    ABSENT = auto()
    BUSY = auto()
    """It is there, but still reads its data or does not answer in time."""
    READY = auto()


def path(folder: Path) -> Path:
    """Where the socket of `folder` lies: in it, or under a short name among the temporary files."""
    inside = folder / "valkey.sock"
    if len(os.fsencode(inside)) <= LONGEST_PATH:
        return inside
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"koopwijzer-{os.getuid()}-{name}" / "valkey.sock"


def url(socket: Path) -> str:
    """URL of the server that listens at `socket`."""
    return f"unix://{quote(str(socket))}"


def client(socket: Path) -> Redis:
    """A client that asks once and waits two seconds at most."""
    return Redis(unix_socket_path=str(socket), socket_timeout=2.0, retry=Retry(NoBackoff(), 0))


def look(through: Redis) -> Presence:
    """Whether a server answers `through` a client."""
    try:
        through.ping()
    except (BusyLoadingError, RedisTimeoutError):
        return Presence.BUSY
    except (RedisError, OSError):
        return Presence.ABSENT
    return Presence.READY
