"""What can be said in the chats of the demo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from journey_tracker.demo.texts import read

Lines = Mapping[str, tuple[str, ...]]
"""What can be said, by language."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The shopper says something and is answered."""

    intent: str
    mood: float
    """-1..1"""
    lines: Lines
    response: str
    answers: Lines
    """Empty when it is staff that answers."""
    does: tuple[str, ...]
    reason: str
    chance: float


@dataclass(frozen=True, slots=True)
class Talk:
    """One chat, as it may go."""

    need: str
    """What brought the shopper; empty when that is not told."""
    has_proof: bool
    """Whether the shopper proves whose order it is about."""
    turns: tuple[Turn, ...]


@cache
def talk(topic: str) -> Talk:
    """The chat about a topic; KeyError when there is none."""
    told = read("talks")[topic]
    return Talk(told.get("need", ""), told.get("proof", False), tuple(_turn(turn) for turn in told["turns"]))


def staff(topic: str, language: str, rng: Random) -> tuple[str, ...]:
    """What staff says about a topic: hello, the matter, goodbye."""
    said = read("talks")["staff"]
    matter = said.get(topic, said["other"])
    return tuple(rng.choice(lines[language]) for lines in (said["hello"], matter, said["goodbye"]))


def _turn(told: Mapping[str, Any]) -> Turn:
    return Turn(
        told["intent"],
        told["mood"],
        _lines(told),
        told.get("response", ""),
        _lines(told.get("answers", {})),
        tuple(told.get("does", ())),
        told.get("reason", ""),
        told.get("chance", 1.0),
    )


def _lines(told: Mapping[str, Any]) -> Lines:
    return {language: tuple(told[language]) for language in ("nl", "en") if language in told}
