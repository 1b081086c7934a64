"""The shop's own questions and answers: looked up by their words, edited without training."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import yaml

from bot.shop.yaml_reading import Node, read_file

LANGUAGES = ("nl", "en")
ALIKE = 0.6
"""Share of the weight of both questions' words that they must have in common."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that shoppers ask, and what the shop answers; texts by language."""

    key: str
    asked: Mapping[str, tuple[str, ...]]
    answer: Mapping[str, str]


@dataclass(frozen=True)
class Faq:
    """The questions of a shop."""

    questions: Sequence[Question] = ()
    _weights: Mapping[str, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Weigh the words: one that many questions have says little (inverse document frequency)."""
        texts = [" ".join(a for asked in q.asked.values() for a in asked) for q in self.questions]
        having = Counter(word for text in texts for word in content(text))
        object.__setattr__(self, "_weights", {w: math.log(1 + len(texts) / n) for w, n in having.items()})

    @cached_property
    def phrases(self) -> tuple[tuple[str, Question], ...]:
        """Every way of asking, in every language, with its question."""
        return tuple((a, q) for q in self.questions for asked in q.asked.values() for a in asked)

    def find(self, text: str) -> Question | None:
        """The question that `text` asks, in either language; None when none is near enough."""
        said = content(text)
        scored = [(self._alike(said, content(asked)), question) for asked, question in self.phrases]
        best = max(scored, key=lambda one: one[0], default=(0.0, None))
        return best[1] if best[0] >= ALIKE else None

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Dice's coefficient of two sets of weighted words, 0-1."""
        whole = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / whole if whole else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        unknown = math.log(1 + len(self.questions))
        return sum(self._weights.get(w, unknown) for w in words)


def read_faq(folder: Path) -> Faq:
    """The questions in all files of `folder`, in the order of their names; raises `ShopFileInvalid`."""
    found = [
        n for file in sorted(folder.glob("*.yml")) for n in read_file(file).only(("questions",)).nodes("questions")
    ]
    return Faq(tuple(_question(node.only(("key", "asked", "answer"))) for node in found))


def content(text: str) -> frozenset[str]:
    """The words of a question that carry it, without those that any question has."""
    words = frozenset(re.findall(r"\w+", _folded(text)))
    return words - _little() or words


def _folded(text: str) -> str:
    """The text without case and accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _question(node: Node) -> Question:
    asked, answer = node.node("asked").only(LANGUAGES), node.node("answer").only(LANGUAGES)
    return Question(
        node.text("key"),
        {lang: asked.texts(lang) for lang in LANGUAGES},
        {lang: answer.text(lang) for lang in LANGUAGES},
    )


@cache
def _little() -> frozenset[str]:
    words = yaml.safe_load(files(__package__).joinpath("faq.yml").read_text(encoding="utf-8"))["little"]
    return frozenset(words.split())
