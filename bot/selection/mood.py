"""The shop's rules for a mood that turns: when questions stop, and when a person is offered (`data/mood.yml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

Deed = Literal["stop_asking", "offer_person"]
DEEDS: tuple[str, ...] = get_args(Deed)
PHASES = ("orientation", "selection", "transaction", "delivery", "customer_care", "in_between")
MOST_MESSAGES = 10
"""How far back a mood may look."""


class BadMoodRules(ValueError):
    """The rules cannot be read."""

    def __init__(self, file: Path, key: str, given: object, allowed: str) -> None:
        """Name the file, the key, what stood there and what is allowed."""
        super().__init__(f"{file}: {key}: {given!r:.80}; allowed: {allowed}. Mend the line and start again")


@dataclass(frozen=True, slots=True)
class Mood:
    """When a shopper is in it: enough of the last messages were in a bad mood, or this one in a very bad one."""

    negative: int = 0
    """Messages in a bad mood, this one among them; 0 does not count them."""
    of_last: int = 0
    score: float | None = None
    """The highest score of this message, -1..1; None does not look at it."""

    def holds(self, scores: Sequence[float], negative: Sequence[bool]) -> bool:
        """Whether the shopper is in it; both are of the last messages, this one at the end."""
        if not scores:
            return False
        low = self.score is not None and scores[-1] <= self.score
        many = self.negative > 0 and negative[-1] and sum(negative[-self.of_last :]) >= self.negative
        return low or many


@dataclass(frozen=True, slots=True)
class MoodRule:
    """What is done in one phase in one mood."""

    phase: str
    mood: str
    deeds: frozenset[str]


@dataclass(frozen=True, slots=True)
class MoodRules:
    """The rules of a shop; without any nothing is ever done."""

    moods: Mapping[str, Mood] = field(default_factory=dict)
    rules: tuple[MoodRule, ...] = ()

    def deeds(self, phase: str, scores: Sequence[float], negative: Sequence[bool]) -> frozenset[str]:
        """What is to be done after these messages: of `DEEDS`."""
        held = (r for r in self.rules if r.phase == phase and self.moods[r.mood].holds(scores, negative))
        return frozenset().union(*(r.deeds for r in held))


def read_mood(file: Path) -> MoodRules:
    """The rules in a file; raises `BadMoodRules` that names the file, the key and what is allowed."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(read, Mapping) or set(read) != {"moods", "rules"}:
        raise BadMoodRules(file, "the file", read, "the keys moods and rules")
    if not isinstance(read["moods"], Mapping) or not isinstance(read["rules"], list):
        raise BadMoodRules(file, "moods, rules", read, "names with their numbers, and a list")
    moods = {str(name): _mood(file, f"moods.{name}", said) for name, said in read["moods"].items()}
    return MoodRules(moods, tuple(_rule(file, f"rules[{n}]", said, moods) for n, said in enumerate(read["rules"], 1)))


def _mood(file: Path, key: str, said: Any) -> Mood:
    if not isinstance(said, Mapping) or set(said) not in ({"negative", "of_last"}, {"score"}):
        raise BadMoodRules(file, key, said, "negative with of_last, or score")
    if "score" in said:
        return Mood(score=_number(file, f"{key}.score", said["score"], -1.0, 1.0))
    of_last = int(_number(file, f"{key}.of_last", said["of_last"], 1, MOST_MESSAGES, whole=True))
    return Mood(int(_number(file, f"{key}.negative", said["negative"], 1, of_last, whole=True)), of_last)


def _rule(file: Path, key: str, said: Any, moods: Mapping[str, Mood]) -> MoodRule:
    if not isinstance(said, Mapping) or set(said) != {"phase", "mood", "do"}:
        raise BadMoodRules(file, key, said, "phase, mood and do")
    for name, allowed in (("phase", PHASES), ("mood", tuple(moods))):
        if said[name] not in allowed:
            raise BadMoodRules(file, f"{key}.{name}", said[name], ", ".join(allowed))
    deeds = said["do"]
    if not isinstance(deeds, list) or not deeds or not all(d in DEEDS for d in deeds):
        raise BadMoodRules(file, f"{key}.do", deeds, f"a list of {', '.join(DEEDS)}")
    return MoodRule(said["phase"], said["mood"], frozenset(deeds))


def _number(file: Path, key: str, given: Any, least: float, most: float, *, whole: bool = False) -> float:
    sort = int if whole else (int, float)
    if not isinstance(given, sort) or isinstance(given, bool) or not least <= given <= most:
        raise BadMoodRules(file, key, given, f"a {'whole ' if whole else ''}number from {least:g} to {most:g}")
    return float(given)
