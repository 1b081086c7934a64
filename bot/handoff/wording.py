"""What a shopper who asks for a person wants exactly: to be called back, to know how long it takes, or nobody."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from bot.language.words import fold

_SHORT = 7
"""Words in the longest message that may be a question after the wait."""


def wants_callback(text: str) -> bool:
    """Whether it is asked to be called or written to: "bel me liever terug"."""
    return _phrases("callback").search(fold(text)) is not None


def calls_off(text: str) -> bool:
    """Whether a person is no longer wanted: "laat maar", "ik hoef geen medewerker meer te spreken: toch niet"."""
    return _phrases("call_off").search(fold(text)) is not None


def asks_after_wait(text: str) -> bool:
    """Whether a short message asks how long it takes, or whether anybody is there: "duurt het nog lang?"."""
    return len(text.split()) <= _SHORT and _phrases("waits").search(fold(text)) is not None


@cache
def _phrases(what: str) -> re.Pattern[str]:
    given = yaml.safe_load(files(__package__).joinpath("wording.yml").read_text(encoding="utf-8"))[what]
    either = (re.escape(" ".join(p.split())).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in given.split("|"))
    return re.compile(rf"\b(?:{'|'.join(either)})\b")
