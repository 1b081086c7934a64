"""How an explanation ends: in the choice it helps to make, put as a question that the next message may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.happened import Happened, QuestionAnswered, QuestionAsked
from actions.shelf import Shelf
from bot.selection.answering import waved_title
from bot.selection.asking.wording import option_text
from bot.selection.glossary import ending
from bot.selection.state import Question, State
from bot.shop.ports import Attribute, Category, Kind

EXPLAINED = "utter_explained"


@dataclass(frozen=True, slots=True)
class Ending:
    """The question after an explanation, and what it leaves behind."""

    state: State
    words: str = ""
    """The question; empty when there is none."""
    chips: tuple[dict[str, str], ...] = ()
    """Its answers, each of which can be typed."""
    happened: tuple[Happened, ...] = ()


def ending_in(shelf: Shelf, category: Category, state: State, about: str, language: str, said: Sequence[str]) -> Ending:
    """The question about the attribute `about`, with `said` as its answers where those read better than its options.

    Without words when it cannot be asked: what is known or was waved away is not asked again, and `said` is offered
    all the same. A question that was open makes way and is not asked again: never the same question twice.
    """
    waiting = state.question if state.question and state.question.about != about else None
    asked = state.question if state.question and not waiting else shelf.engine(category).question(state, about)
    attribute = category.attribute(about)
    if asked is None or attribute is None:
        return Ending(state, chips=_chips(said))
    asked = _among(asked, said, category, language)
    kept = state.asked if about in state.asked else (*state.asked, about)
    titles = said if said and attribute.kind is not Kind.CATEGORY else _titles(asked, category, language)
    return Ending(
        replace(state, question=asked, asked=kept),
        ending(attribute.kind, language),
        _chips((*titles, waved_title(language))),
        _told(category, asked, waiting, attribute, state),
    )


def _among(asked: Question, said: Sequence[str], category: Category, language: str) -> Question:
    """The question with the answers that are named in `said`, in that order, when each of them is one."""
    by_title = {option_text(option, category, language): option for option in asked.options}
    named = tuple(by_title[title] for title in said if title in by_title)
    return replace(asked, options=named) if len(named) == len(said) > 1 else asked


def _titles(asked: Question, category: Category, language: str) -> tuple[str, ...]:
    return tuple(option_text(option, category, language) for option in asked.options)


def _chips(titles: Sequence[str]) -> tuple[dict[str, str], ...]:
    return tuple({"title": title, "payload": title} for title in titles)


def _told(
    category: Category, asked: Question, waiting: Question | None, attribute: Attribute, before: State
) -> tuple[Happened, ...]:
    """Nothing is shown beside the question, so that it claims nothing; one that was open already is not told again."""
    passed = (QuestionAnswered(category.key, waiting.about, "passed"),) if waiting else ()
    if before.question and not waiting:
        return passed
    return (*passed, QuestionAsked(category.key, attribute.key, asked.gain, 0.0, len(asked.options)))
