"""Searching: products found by words that no attribute of the catalogue knows, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import numpy as np

from actions.happened import ProductsLost
from actions.reply import Reply, Say
from actions.shelf import Shelf, Shortlist
from actions.shopper import Shopper
from bot.language.entities import Entity
from bot.language.lexicon import word_set
from bot.language.pieces import Piece, pieces
from bot.language.requests import unknown_thing
from bot.language.typos import is_common
from bot.selection.phrases import asks
from bot.selection.search import Found, ShopSearch, TextIndex
from bot.selection.search.tokens import lists, stop_words
from bot.selection.state import State
from bot.shop.ports import Category

RESPONSES: Mapping[str, str] = {
    "named": "utter_found",
    "partly": "utter_found_partly",
    "described": "utter_found_described",
}
MISSPELT = "utter_found_meant"
SHOWN = 3
CONSIDERED = 60
"""Products that words were found in, among which the other wishes choose."""
_SHORTEST = 4
"""Letters in the shortest word that counts by itself."""
_FEW = 0.3
"""Share of the products below which a word tells them apart."""
_OPENING = re.compile(r"(?:(?:en|of|and|or)\s+)?(?=(?:een|'n|a|an)\s)", re.IGNORECASE)
"""How a message begins that opens with a thing."""
_BARE = re.compile(r"(?=[a-z]{4,}\s*(?:\W*$|(?:voor|van|met|tot|onder|vanaf|for|with|under)\s))", re.IGNORECASE)
"""How a message begins that opens with a thing without an article."""
_WANTED = "want a "
"""Before a thing it asks for it, in words that the language knows."""
_LONGEST = 6
"""Words of a phrase on either side of the thing."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Products that words were found in, to show under a response."""

    shortlist: Shortlist
    response: str
    said: Mapping[str, str]


def phrase_of(text: str, thing: str) -> str:
    """The noun phrase round `thing` in `text`: "draadloze oordopjes voor het hardlopen"."""
    found, start = pieces(text), text.find(thing)
    before = takewhile(_describes, reversed([p for p in found if p.end <= start]))
    behind = _behind(text, [p for p in found if p.start >= start + len(thing)], start + len(thing))
    first = min((p.start for p in list(before)[:_LONGEST]), default=start)
    return text[first : max((p.end for p in behind), default=start + len(thing))]


def search(shelf: Shelf) -> ShopSearch:
    """The search over everything on the shelf."""
    return ShopSearch(shelf.catalogue.categories(), shelf.words)


def hits(shelf: Shelf, state: State, found: Found, thing: str) -> Hits | None:
    """The three of `found` that are best by all of `state`, one of variants; None when each breaks a must."""
    log = shelf.engine(found.category).belief(state).log[list(found.places)]
    view = shelf.view(found.category)
    ranked = [found.places[i] for i in np.argsort(-log, kind="stable") if np.isfinite(log[i])]
    if not ranked:
        return None
    first = {int(view.parents[place]): place for place in reversed(ranked)}
    one_each = [place for place in ranked if first[int(view.parents[place])] == place][:SHOWN]
    response = MISSPELT if found.meant and found.how == "named" else RESPONSES[found.how]
    shown = Shortlist(shelf.products(view.ids[place] for place in one_each), True, ())
    return Hits(shown, response, {"thing": thing, "meant": found.meant})


def about_words(state: State, phrase: str, found: Found) -> State:
    """The choice with what was searched for as one of its wishes."""
    return replace(state, words=found.meant or phrase)


def sought(shelf: Shelf, shopper: Shopper) -> bool:
    """Whether a message that was not taken for a need asks for something that words find on the shelf."""
    thing = unknown_thing(shopper.text, shopper.entities)
    found = search(shelf)
    return bool((thing and found.find(thing)) or found.named(shopper.text))


def thing_asked(shopper: Shopper) -> str | None:
    """The kind of product that is asked for and that nothing on the shelf is called; None when there is none.

    A need may also open with it: "en een droger?", "stofzuiger tot 200 euro". While something is on show an
    adjective alone ("een rode") is not it.
    """
    if thing := unknown_thing(shopper.text, shopper.entities):
        return thing
    on_show, need = bool(shopper.selection.shown), shopper.intent == "state_need"
    opening = _OPENING.match(shopper.text) if need or not on_show else None
    if opening is None and need and not on_show and not asks("gift", shopper.text):
        opening = _BARE.match(shopper.text)
    if opening is None:
        return None
    by = len(_WANTED) - opening.end()
    moved = [replace(e, start=e.start + by, end=e.end + by) for e in shopper.entities]
    thing = unknown_thing(_WANTED + shopper.text[opening.end() :], moved)
    return None if thing and on_show and thing.endswith("e") else thing


def free_words(shelf: Shelf, category: Category, shopper: Shopper) -> str:
    """Words of the message that no entity covers, that are no everyday ones, and that few of the products have.

    None where something is denied: a word behind "geen" is the last that is wanted.
    """
    said = pieces(shopper.text)
    if any(e.negated for e in shopper.entities) or any(p.text in lists()["denied"].split() for p in said):
        return ""
    free = [p.text for p in said if _is_unusual(p, shopper.entities)]
    return " ".join(word for word in free if _tells_apart(shelf.words(category), word))


def nearest(shelf: Shelf, thing: str, language: str) -> Reply | None:
    """That `thing` is not sold, and which kinds come near; None when none does. A yes shows the nearest."""
    kinds = search(shelf).nearest_kinds(thing)
    if not kinds:
        return None
    names = [(c.plurals.get(language) or c.labels[language]).lower() for c in kinds]
    chips = tuple({"title": n, "payload": n} for n in (c.labels[language].lower() for c in kinds))
    said = Say("utter_not_sold_near", {"thing": thing, "near": ", ".join(names)}, chips=chips)
    return Reply((said,), selection=State(category=kinds[0].key), happened=(ProductsLost("", "not_sold"),))


def _is_unusual(piece: Piece, entities: Sequence[Entity]) -> bool:
    covered = any(e.start < piece.end and piece.start < e.end for e in entities)
    return piece.text.isalpha() and len(piece.text) >= _SHORTEST and not covered and not is_common(piece.text)


def _tells_apart(index: TextIndex, word: str) -> bool:
    """Whether some of the products have a word as it stands, and most have not."""
    read = index.read(word, correct=False)
    return bool(read) and 0 < index.having(read[0]).mean() < _FEW


def _describes(piece: Piece) -> bool:
    return piece.text not in stop_words() | word_set("requests", "articles") | word_set("requests", "between")


def _behind(text: str, following: Sequence[Piece], end: int) -> Iterator[Piece]:
    """What the thing is for or comes with: from "voor" or "met" to the next sign."""
    if not following or following[0].text not in lists()["after"].split():
        return
    for piece in following[:_LONGEST]:
        if text[end : piece.start].strip():
            return
        yield piece
        end = piece.end
