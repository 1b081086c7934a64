"""What the text of a setting may be: each kind read strictly, or refused with what is allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network
HIDDEN = "(not shown)"
"""In the place of what may be a password."""
LAST_PORT = 65535


class InvalidSetting(Exception):
    """A setting has a value that is not allowed."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        """Say which setting, what it was and what it may be."""
        super().__init__(f"{name} is {value!r}; allowed: {allowed}. Change it in the environment and start again.")


def one_of(raw: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """One of a few words."""
    if raw[name] not in allowed:
        raise InvalidSetting(name, raw[name], " or ".join(allowed))
    return raw[name]


def number(raw: Mapping[str, str], name: str, low: int, high: int) -> int:
    """A whole number within bounds."""
    if not raw[name].isdecimal() or not low <= int(raw[name]) <= high:
        raise InvalidSetting(name, raw[name], f"a whole number from {low} to {high}")
    return int(raw[name])


def other_port(raw: Mapping[str, str], name: str, *others: str) -> int:
    """A port that is not that of another setting; 0 is any free one."""
    port = number(raw, name, 0, LAST_PORT)
    for other in others:
        if port and port == number(raw, other, 0, LAST_PORT):
            raise InvalidSetting(name, raw[name], f"another port than {other}")
    return port


def networks(raw: Mapping[str, str], name: str) -> tuple[Network, ...]:
    """Addresses or networks, separated by spaces."""
    try:
        return tuple(ip_network(given) for given in raw[name].split())
    except ValueError as error:
        raise InvalidSetting(name, raw[name], "addresses or networks such as 10.0.0.0/8") from error


def secret(raw: Mapping[str, str], name: str, shortest: int) -> str:
    """A text that is never shown, empty or long enough."""
    if raw[name] and len(raw[name]) < shortest:
        raise InvalidSetting(name, HIDDEN, f"{shortest} random characters or more")
    return raw[name]


def hexadecimal(raw: Mapping[str, str], name: str, shortest: int) -> str:
    """At least so many bytes in hexadecimal digits, or nothing; never shown."""
    if raw[name] and not re.fullmatch(f"(?:[0-9A-Fa-f]{{2}}){{{shortest},}}", raw[name]):
        raise InvalidSetting(name, HIDDEN, f"{2 * shortest} hexadecimal digits or more, an even number")
    return raw[name]


def pattern(raw: Mapping[str, str], name: str) -> re.Pattern[str] | None:
    """A regular expression for a whole word, in capitals or not; None when the setting is empty."""
    if not raw[name]:
        return None
    try:
        re.compile(raw[name])
        return re.compile(rf"(?<![\w-])(?:{raw[name]})(?![\w-])", re.IGNORECASE)
    except re.error as error:
        raise InvalidSetting(name, raw[name], f"a regular expression such as W\\d{{8}} ({error})") from error


def starting(raw: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """A setting that may hold a password, so that it is never shown."""
    if raw[name] and not raw[name].startswith(allowed):
        raise InvalidSetting(name, HIDDEN, "empty, or what starts with " + " or ".join(allowed))
    return raw[name]


def word(raw: Mapping[str, str], name: str) -> str:
    """Letters, digits, - and _, at most 64; raises `InvalidSetting`."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,64}", raw[name]):
        raise InvalidSetting(name, raw[name], "at most 64 letters, digits, - and _")
    return raw[name]


def origins(raw: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Origins of web pages, parted by spaces; raises `InvalidSetting`."""
    found = tuple(origin.rstrip("/") for origin in raw[name].split())
    if any(not re.fullmatch(r"https?://[^/?#\s]+", origin) for origin in found):
        raise InvalidSetting(name, raw[name], "origins such as https://shop.example")
    return found
