"""What a message says to a question in set phrases; they are in `words.yml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from bot.language.corrections import corrected_by
from bot.language.words import fold
from bot.shop.ports import Category

Said = Literal[
    "ahead",
    "asks_of",
    "what_now",
    "other_one",
    "takes",
    "yes",
    "no",
    "quiet",
    "alike",
    "same_budget",
    "undone",
    "onward",
    "orders",
    "closest",
    "than",
    "any_price",
]


def waves(text: str) -> bool:
    """Whether the whole message leaves the choice open: "geen idee hoor"."""
    beside = rf"(?:\b(?:{_either('around')})\b|\W)*"
    return re.fullmatch(rf"{beside}\b(?:{_either('waved')})\b{beside}", flat(text)) is not None


def agreed(text: str) -> bool | None:
    """Whether the whole message is a yes or a no; None when it is neither."""
    if _is("yes", text):
        return True
    return False if _is("no", text) else None


def goes_ahead(text: str) -> bool:
    """Whether the whole message takes up what was offered: "vertel"."""
    return _is("ahead", text)


def asks_what_now(text: str) -> bool:
    """Whether the whole message asks how to go on: "en wat nu?"."""
    return _is("what_now", text)


def names_the_other(text: str) -> bool:
    """Whether the product is meant that was not talked about: "nee, die andere"."""
    return _says("other_one", text)


def takes(text: str) -> bool:
    """Whether a product is taken, and not only named: "doe die maar"."""
    return _says("takes", text)


def asks_of_it(text: str) -> bool:
    """Whether something is asked of a product, and not wished: "is die waterdicht"."""
    return _says("asks_of", text)


def clipped_rank(text: str) -> int:
    """The rank of the product meant, in a clipped or dialect form: 1 in "die eerst dan"; 0 when there is none."""
    behind = re.findall(rf"\b(?:{_either('clipped_after')})\s+(\w+)\b", flat(text))
    return next((rank for word in behind if (rank := _ranks().get(word, 0))), 0)


def wants_quiet(text: str) -> bool:
    """Whether no more questions are wanted."""
    return _says("quiet", text)


def wants_alike(text: str) -> bool:
    """Whether products are asked for that are like another: "meer zoals de tweede"."""
    return _says("alike", text)


def undoes(text: str) -> bool:
    """Whether the whole message takes back what was said last: "nee toch niet"."""
    return _is("undone", text)


def goes_onward(text: str) -> bool:
    """Whether the whole message asks for more of the same: "nog een"."""
    return _is("onward", text)


def orders(text: str) -> bool:
    """Whether the whole message is an order: "bestel maar"."""
    return _is("orders", text)


def takes_closest(text: str) -> bool:
    """Whether what comes near is good enough: "geef maar wat in de buurt komt"."""
    return _says("closest", text)


def is_beside(text: str, start: int) -> bool:
    """Whether what is named at `start` is what another is held against: "beter dan de tweede"."""
    return re.search(rf"(?<!\w)(?:{_either('than')})\s+(?:(?:de|het|die|the)\s+)?$", fold(text[:start])) is not None


def any_price(text: str) -> bool:
    """Whether it may cost anything: "geld speelt geen rol"."""
    return _says("any_price", text)


def keeps_budget(text: str) -> bool:
    """Whether what it may cost stays as it was: "zelfde budget"."""
    return _says("same_budget", text)


def needs_said(text: str, category: Category) -> tuple[str, ...]:
    """Keys of the needs of `category` whose words, of any language, are in a message and are not denied there.

    What comes in the place of another is said alone: "voor school, nee wacht, voor mijn werk" is for work.
    """
    return _needs_in(corrected_by(text), category) or _needs_in(text, category)


def _needs_in(text: str, category: Category) -> tuple[str, ...]:
    said = flat(text)
    found = (n.key for n in category.needs if any(_told(p, said) for ps in n.phrases.values() for p in ps))
    return tuple(dict.fromkeys(found))


def needs_denied(text: str, category: Category) -> tuple[str, ...]:
    """Keys of the needs that a message takes back: "toch niet voor school"."""
    said = flat(text)
    found = (n.key for n in category.needs if any(_denied(p, said) for ps in n.phrases.values() for p in ps))
    return tuple(dict.fromkeys(found))


def waved_title(language: str) -> str:
    """The answer that goes with every question: "Maakt niet uit"."""
    return str(_words()["waved_title"][language])


def numbered(text: str) -> int:
    """The number of an option, from 1: 2 in "optie 2"; 0 when none is named."""
    found = re.fullmatch(rf"\W*{_words()['numbered'].strip()}\W*", flat(text))
    return _number(found["number"]) if found else 0


def without_filler(said: str) -> str:
    """What is left of a flat message without "doe maar", "ik denk aan" and the like."""
    # Possessive: "doe maar" is a filler, and so are both of its words; a row of them has no end of readings.
    found = re.fullmatch(rf"(?:(?:{_either('filler')})\s+)*+(.+?)(?:\s+(?:{_either('filler')}))*+", said)
    return found[1] if found else said


def flat(text: str) -> str:
    """The text folded, on one line."""
    return " ".join(fold(text).split())


def _told(phrase: str, said: str) -> bool:
    return re.search(rf"(?<!\w){_spaced(phrase)}(?!\w)", said) is not None and not _denied(phrase, said)


def _denied(phrase: str, said: str) -> bool:
    return re.search(rf"\b(?:niet|geen|not|no)\s+(?:\w+\s+)?{_spaced(phrase)}(?!\w)", said) is not None


def _is(what: Said, text: str) -> bool:
    return re.fullmatch(rf"\W*(?:{_either(what)})\W*", flat(text).replace(",", "")) is not None


def _says(what: Said, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{_either(what)})(?!\w)", flat(text)) is not None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _few().get(word, 0)


@cache
def _spaced(phrase: str) -> str:
    return re.escape(flat(phrase))


@cache
def _few() -> dict[str, int]:
    return {word: int(value) for word, value in (entry.split("=") for entry in _words()["few"].split())}


@cache
def _ranks() -> dict[str, int]:
    return {word: int(value) for word, value in (entry.split("=") for entry in _words()["clipped"].split())}


@cache
def _either(what: str) -> str:
    phrases = (" ".join(p.split()) for p in _words()[what].split("|"))
    return "|".join(re.escape(p) for p in sorted(filter(None, phrases), key=len, reverse=True))


@cache
def _words() -> Any:
    return yaml.safe_load(files(__package__).joinpath("words.yml").read_text(encoding="utf-8"))
