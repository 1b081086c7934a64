"""Kinds of products by their nouns, in any shop: "stofzuiger", "wandelschoenen", "kofiemachine"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from rapidfuzz.distance import OSA

from bot.language.entities import Entity
from bot.language.inflection import forms
from bot.language.lexicon import read, word_set
from bot.language.pieces import Piece, phrase
from bot.language.typos import Correction, Corrector, is_everyday, is_stop_word

_PARTS = 2
_LONGEST = 3
"""Pieces in the longest name of a thing."""
_SHORTEST_HEAD = 4
_SHORTEST_BEFORE = 3
_SHORTEST_TYPED, _SURE, _LONG = 6, 7, 9
"""Letters of the shortest noun that is looked for in a misspelt word, with a wrong letter in it, and with two slips."""
_NEAR = 3
"""Pieces before a doubtful noun among which a determiner makes it a thing."""
_HELPED = 2
"""Pieces before a noun among which a helping verb makes a verb of what stands behind it."""
_BRIEF = 2
"""Pieces of a message that is nothing but a noun."""


def find_things(found: Sequence[Piece]) -> list[Entity]:
    """Nouns of things among the pieces of a text, in order, the longest first; `value` is the noun itself."""
    entities: list[Entity] = []
    at = 0
    while at < len(found):
        size, noun = _named(found, at)
        if noun and _is_sure(found, at, size, noun):
            entities.append(_entity(noun, found[at], found[at + size - 1]))
        at += size
    return entities


def corrected(piece: Piece) -> Entity | None:
    """The thing that a misspelt word means; None when it means none."""
    correction = _corrector().correct(piece.text) if piece.text not in _words("none") else None
    if correction is None:
        return None
    return Entity("thing", _nouns()[correction.word], piece.start, piece.end, confidence=correction.confidence)


class SlipCorrector:
    """Finds what a word with a slip inside it was meant to be, among words that begin as it does."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known`: folded words; short ones are left out."""
        by_letter = defaultdict(list)
        for word in known:
            if len(word) >= _SHORTEST_TYPED:
                by_letter[word[0]].append(word)
        self._correctors = {letter: Corrector(words) for letter, words in by_letter.items()}

    def correct(self, word: str) -> Correction | None:
        """The word meant by a folded `word`; None when it is known, common, short or too unlike any."""
        corrector = self._correctors.get(word[:1]) if len(word) >= _SHORTEST_TYPED else None
        correction = corrector.correct(word) if corrector else None
        return correction if correction and is_slip(word, correction.word) else None


def is_slip(word: str, known: str) -> bool:
    """Whether a word is a known one with a slip inside it, and not another word that looks like it.

    People mistype the middle of a word: "getting" is no ketting, "printen" no printer. In a short word only swapped,
    doubled or dropped letters count.
    """
    if min(len(word), len(known)) < _SHORTEST_TYPED or word[0] != known[0]:
        return False
    swapped = sorted(word) == sorted(known)
    if len(known) < _SURE and len(word) == len(known) and not swapped:
        return False
    if OSA.distance(word, known) > 1 and (min(len(word), len(known)) < _LONG or abs(len(word) - len(known)) > 1):
        return False
    return swapped or known.startswith(word) or word[-1] == known[-1]


def is_thing(word: str) -> bool:
    """Whether a folded word or phrase is the noun of a thing by itself."""
    return word in _nouns()


def _named(found: Sequence[Piece], at: int) -> tuple[int, str]:
    """How many pieces from `at` name a thing, and its noun; 1 and nothing when none do."""
    texts = [p.text for p in found[at : at + _LONGEST]]
    for size in range(len(texts), 0, -1):
        if noun := _nouns().get(" ".join(texts[:size])) or _parted(texts[:size]):
            return _with_part(found, at, size, noun)
    return 1, _compound(texts[0])


def _with_part(found: Sequence[Piece], at: int, size: int, noun: str) -> tuple[int, str]:
    """The noun with what is made for it, where that stands behind it: "mattress cover", "dishwasher tablets".

    Behind a verb that helps it is something done: "does the umbrella cover two people".
    """
    behind = found[at + size].text if at + size < len(found) else ""
    asked = not {p.text for p in found[max(0, at - _HELPED) : at]}.isdisjoint(_words("helping"))
    named = behind in _words("made_for") and not asked
    return (size + 1, f"{noun} {behind}") if named else (size, noun)


def _parted(texts: Sequence[str]) -> str:
    """The noun of a compound that is written in two: "koffie bonen"; empty when it is none."""
    joined = "".join(texts)
    parted = len(texts) == _PARTS and len(joined) >= _LONG and len(texts[-1]) >= _SHORTEST_HEAD
    return _nouns().get(joined, "") if parted else ""


def _compound(word: str) -> str:
    """The noun that a word ends in, behind another word: "tuinstoel"; empty when it ends in none."""
    if word in _words("none") or is_everyday(word) or not word.isalpha():
        return ""
    for cut in range(_SHORTEST_BEFORE, len(word) - 2):
        if noun := _heads().get(word[cut:]):
            return noun if len(word) - cut >= _SHORTEST_HEAD or cut >= _SHORTEST_HEAD else ""
    return ""


def _is_sure(found: Sequence[Piece], at: int, size: int, noun: str) -> bool:
    """Whether a noun with another meaning is a thing here: behind a determiner, or by itself."""
    following = found[at + size].text if at + size < len(found) else ""
    modifies = following in _words("not_before") and found[at].text == noun
    if modifies and not is_thing(f"{noun} {following}"):
        return False
    if size > 1 or not ({found[at].text, noun} & _doubtful()):
        return True
    before = {p.text for p in found[max(0, at - _NEAR) : at]} & _words("determiners")
    plain = before - _words("definite") if {found[at].text, noun} & _words("ambiguous") else before
    return len(found) <= _BRIEF or bool(plain)


def _entity(noun: str, first: Piece, last: Piece) -> Entity:
    return Entity("thing", noun, first.start, last.end)


@cache
def _nouns() -> Mapping[str, str]:
    """Every form of every noun, as a phrase, to the noun."""
    found: dict[str, str] = {}
    for noun in _listed("nl", "en"):
        for form in _forms(noun):
            found.setdefault(form, noun)
    found |= {noun: noun for noun in _listed("nl", "en")}
    return {form: noun for form, noun in found.items() if not (form in _words("none") or is_stop_word(form))}


def _forms(noun: str) -> Iterator[str]:
    """The forms of a noun; pieces part "tv's" as "tv s"."""
    yield from (forms(noun) if len(noun) > 2 else (noun, noun + "s"))
    yield noun + " s"


@cache
def _heads() -> Mapping[str, str]:
    """Forms of the nouns that may stand behind another word in one."""
    free = (n for n in _listed("nl") if " " not in n and n not in _words("no_heads"))
    nouns = [n for n in free if n not in _doubtful() or n in _words("heads")]
    long = {form: n for n in nouns for form in forms(n) if len(n) >= _SHORTEST_HEAD and len(form) >= _SHORTEST_HEAD}
    return {form: n for n in _words("short") for form in (n, *_plural(n))} | long


def _plural(noun: str) -> tuple[str, ...]:
    return tuple(form for form in forms(noun) if form.endswith(("sen", noun[-1] + "en")))


@cache
def _corrector() -> SlipCorrector:
    """Corrects to nouns and their plurals, not to the doubtful ones."""
    nouns = [n for n in _listed("nl", "en") if n not in _doubtful()]
    plurals = (n + ending for n in nouns for ending in ("s", "en") if n + ending in _nouns())
    return SlipCorrector(chain(nouns, plurals))


def _listed(*languages: str) -> Iterator[str]:
    for language in languages:
        for line in read("things")[language].values():
            yield from filter(None, map(phrase, line.split("|")))


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(map(phrase, read("things")["doubtful"].split("|")))


def _words(key: str) -> frozenset[str]:
    return word_set("things", key)
