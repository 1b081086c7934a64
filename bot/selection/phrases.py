"""What a message asks of the seller beside products: what matters, what a word means, whom it is for, small talk."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from bot.language.pieces import phrase, pieces
from bot.language.words import fold

Asked = Literal[
    "guide", "ideas", "gift", "robot", "well_being", "joke", "name",
    "more", "restart", "undecided", "no_thanks", "other_brand", "withdrawn", "usual", "enough",
]  # fmt: skip


def asks(what: Asked, text: str) -> bool:
    """Whether `what` is asked in a message."""
    return re.search(rf"\b(?:{_either(_words()['asks'][what])})\b", fold(text)) is not None


def asked_meaning(text: str) -> str:
    """The words that a message asks the meaning of, as they were written: "wat is VVSS precies?" gives "VVSS"."""
    frame = re.search(rf"\b(?:{_either(_words()['meaning'])})\b", fold(text))
    if frame is None:
        return ""
    following = [p for p in pieces(text) if p.start >= frame.end()]
    named: list[tuple[int, int]] = []
    for piece in following:
        if piece.text in _words()["meaning_ends"].split():
            if named:
                break
            continue
        named.append((piece.start, piece.end))
    named = named[1:] if named and text[slice(*named[0])].lower() in _ARTICLES else named
    return text[named[0][0] : named[-1][1]] if 0 < len(named) <= _LONGEST else ""


def asked_concept(text: str) -> str:
    """The concept that a question is about without naming it ("hoe ver kom ik?" is `range`); empty when none is."""
    found = (c for c, line in _words()["questions"].items() if re.search(rf"\b(?:{_either(line)})\b", fold(text)))
    return next(found, "")


def purpose(text: str) -> str:
    """What something is to be used for, as said: "om te gamen"; empty when it is not told."""
    found = _matched("purpose", text)
    return found[0] if found else ""


def leaves_open(text: str) -> bool:
    """Whether what is named does not count: "de kleur maakt niet uit", "prijs boeit niet"."""
    return _matched("left_open", text) is not None


def wants_feature(text: str) -> bool:
    """Whether a message begins as a wish for a feature does: "en met maalwerk?"."""
    return _matched("feature", text) is not None


def counted(text: str) -> tuple[int, ...]:
    """Which of those on show are meant by counting, from 1: "de eerste twee" is 1 and 2, "1 en 3" is 1 and 3."""
    if few := _matched("first_few", text):
        return tuple(range(1, _few()[few["number"]] + 1))
    pair = _matched("by_number", text)
    return (_few()[pair["number"]], _few()[pair["other"]]) if pair else ()


def is_owned(text: str, start: int) -> bool:
    """Whether what is named at `start` is the shopper's own already: "mijn wasmachine"."""
    return re.search(rf"\b(?:{_either(_words()['owned'])})\W+$", fold(text[:start])) is not None


def is_taken_back(text: str, start: int) -> bool:
    """Whether what is named at `start` is not wanted any more: "toch niet zwart"."""
    return re.search(rf"\b(?:{_either(_words()['taken_back'])})\W+$", fold(text[:start])) is not None


def uninflected(comparative: str) -> str:
    """A Dutch comparative as it stands behind a verb: "lichtere" is "lichter"."""
    return comparative.removesuffix("e") if comparative.endswith("ere") else comparative


def recipient(text: str, language: str) -> str:
    """Whom it is for, as said back to the shopper ("je moeder"); empty when nobody is named behind "voor"."""
    said = phrase(text).split()
    for at, word in enumerate(said):
        named = _recipients().get(word)
        if named and any(before in ("voor", "for") for before in said[max(0, at - 3) : at]):
            return str(named[language])
    return ""


def _matched(name: str, text: str) -> re.Match[str] | None:
    return _pattern(name).search(fold(text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern of the file; in it a space is any white space, and `{number}` a word or digit for a small number."""
    number, line = "|".join(_few()), _words()[name].replace("| ", "|")
    named = line.replace("{number}", f"?P<number>{number}", 1).replace("{number}", f"?P<other>{number}")
    return re.compile(rf"(?<!\w)(?:{named.replace(' ', chr(92) + 's+')})(?!\w)")


@cache
def _few() -> dict[str, int]:
    pairs = (entry.split("=") for entry in _words()["few"].split())
    return {word: int(value) for word, value in pairs}


_ARTICLES = ("de", "het", "een", "the", "a", "an")
_LONGEST = 4


@cache
def _recipients() -> dict[str, Any]:
    return {word: entry for entry in _words()["recipients"] for word in entry["words"]}


@cache
def _either(line: str) -> str:
    """An alternation of the phrases, the longest first; a space is any white space."""
    phrases = (" ".join(p.split()) for p in line.split("|"))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("phrases.yml").read_text(encoding="utf-8"))
