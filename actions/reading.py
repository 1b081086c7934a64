"""What a message says to the question that is open, read with the question as it was shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.explaining import EXPLAINED
from actions.pointing import all_pointed_at
from actions.shelf import Shelf
from actions.shopper import Shopper
from bot.language.bare import bare_word
from bot.language.pieces import phrase
from bot.selection.answering import (
    Answer,
    Asked,
    any_price,
    needs_said,
    read_answer,
    wants_alike,
    wants_quiet,
    waved_title,
)
from bot.selection.asking.answerability import NEED
from bot.selection.asking.wording import option_text, question_text
from bot.selection.household import household, needs
from bot.selection.mood import MoodRules
from bot.shop.ports import Category

ANSWER_QUESTION = "action_answer_question"
BARE_WORD = "action_bare_word"
REFINE_CHOICE = "action_refine_choice"
_OWN_QUESTION = frozenset({"utter_explained", "utter_range", "utter_explained_range", "utter_explained_range_choice"})
"""Responses about an attribute, after which a bare number is about that."""
_OWN_ANSWER = frozenset({"abuse", "request_human", "goodbye"})
"""Intents that are answered for what they are, in whatever mood."""
SIGH = 8
"""Words in the longest message that is only a sigh; a longer one tells something."""
SELECTION = "selection"
STOP_ASKING, OFFER_PERSON = "stop_asking", "offer_person"
BRIEF = 6
"""Words in the longest message that only tells what it is for."""


def asked_of(shopper: Shopper, category: Category) -> Asked | None:
    """The open question as the shopper sees it; None when none is open."""
    question = shopper.selection.question
    if question is None:
        return None
    titles = tuple(option_text(o, category, shopper.language) for o in question.options)
    return Asked(question, titles, category, shopper.language)


def chips_of(shopper: Shopper, shelf: Shelf) -> tuple[dict[str, str], ...]:
    """The answers to the open question, each of which can be typed; none when none is open."""
    category = shelf.category(shopper.selection.category)
    asked = asked_of(shopper, category) if category else None
    titles = (*asked.titles, waved_title(shopper.language)) if asked else ()
    return tuple({"title": title, "payload": title} for title in titles)


def question_block(shopper: Shopper, shelf: Shelf) -> Mapping[str, Any]:
    """The open question as docs/protocol.md has it; empty when none is open."""
    category, question = shelf.category(shopper.selection.category), shopper.selection.question
    if category is None or question is None:
        return {}
    label = question_text(question, category, shopper.language)
    # Without the last: "no preference" goes with every question.
    return {"about": question.about, "label": label, "options": [c["title"] for c in chips_of(shopper, shelf)[:-1]]}


def answer_in(shopper: Shopper, shelf: Shelf) -> Answer | None:
    """The answer to the open question in the message; None when none is open, or it says something else."""
    category = shelf.category(shopper.selection.category)
    asked = asked_of(shopper, category) if category else None
    if asked is None or shopper.pending or _about_what_was_told(shopper) or _tells_of_a_household(shopper, asked):
        return None
    return read_answer(shopper.text, shopper.entities, asked) or _explained(shopper, asked)


def _explained(shopper: Shopper, asked: Asked) -> Answer | None:
    """The one answer that was just explained, when the message takes it: "die wil ik" after "wat is pocketvering?"."""
    if EXPLAINED not in shopper.answered or bare_word(shopper.text) not in ("take", "yes"):
        return None
    about = phrase(shopper.text_before)
    named = [n for n, title in enumerate(asked.titles) if f" {phrase(title)} " in f" {about} "]
    return Answer("option", named[0]) if len(named) == 1 else None


def lost_patience(shopper: Shopper, mood: MoodRules) -> bool:
    """Whether the message is a sigh about the choice and nothing more: "wat een gedoe"."""
    deeds = mood.deeds(SELECTION, shopper.scores, shopper.negatives)
    brief = len(shopper.text.split()) <= SIGH
    sigh = (
        brief
        and shopper.upset
        and not shopper.entities
        and shopper.intent not in _OWN_ANSWER
        and "?" not in shopper.text
    )
    asks = shopper.selection.shown and shopper.selection.question and not shopper.selection.quiet
    return bool(sigh and asks and not shopper.loop and STOP_ASKING in deeds)


def meant_for_question(shopper: Shopper, shelf: Shelf) -> str:
    """Name of the action that takes a message for what it says of questions and choosing; empty when it says nothing.

    However it was understood: "700", "geen idee" and "voor school" sound like many things.
    """
    category = shelf.category(shopper.selection.category)
    if category is None or shopper.loop or shopper.text.startswith("/"):
        return ""
    if (shopper.selection.shown and wants_quiet(shopper.text)) or answer_in(shopper, shelf):
        return ANSWER_QUESTION
    if "?" in shopper.text:
        return ""
    if shopper.selection.shown and any_price(shopper.text):
        return REFINE_CHOICE
    alike = wants_alike(shopper.text) and all_pointed_at(shopper, shelf)
    brief = len(shopper.text.split()) <= BRIEF and needs_said(shopper.text, category)
    return REFINE_CHOICE if (alike and shopper.selection.shown) or brief else ""


def _tells_of_a_household(shopper: Shopper, asked: Asked) -> bool:
    """Whether more is told than any answer holds: "in mijn eentje, maar in het weekend met de kinderen"."""
    return asked.question.about == NEED and bool((told := household(shopper.text)) and needs(told, asked.category))


def _about_what_was_told(shopper: Shopper) -> bool:
    """Whether another attribute was just told about: a number is then about that."""
    topic, question = shopper.selection.topic, shopper.selection.question
    told = topic and question and topic != question.about and not shopper.answered.isdisjoint(_OWN_QUESTION)
    return bool(told) and any(c.isdigit() for c in shopper.text)
