"""The summary of a handoff as labelled facts: only what is known, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.desk.pages import Pages
from bot.handoff.summary import Summary

T = TypeVar("T")

FEW = 2
"""From so many messages in a row that were not understood, it is worth telling."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known."""

    label: str
    value: str


def facts(summary: Summary, pages: Pages, language: str) -> list[Fact]:
    """What is known, the most telling first; empty when nothing is."""
    return [Fact(pages.text(language, "facts", name), value) for name, value in _known(summary, pages, language)]


def _known(summary: Summary, pages: Pages, language: str) -> Iterator[tuple[str, str]]:
    wanted = dict.fromkeys(pages.reason(language, intent) for intent in summary.intents)
    told: Mapping[str, str] = {
        "category": _in(summary.category, language, ""),
        "wishes": ", ".join(_in(summary.wishes, language, ())),
        "chosen": summary.chosen,
        "basket": ", ".join(summary.basket),
        "shown": ", ".join(summary.shown),
        "page": summary.page,
        "order_number": summary.order_number,
        "intents": " → ".join(wanted),
        "misunderstood": str(summary.misunderstood) if summary.misunderstood >= FEW else "",
        "last_words": summary.last_words,
    }
    return ((name, value) for name, value in told.items() if value)


def _in(texts: Mapping[str, T], language: str, unknown: T) -> T:
    """The text in `language`, else in any that there is."""
    return texts.get(language, next(iter(texts.values()), unknown))
