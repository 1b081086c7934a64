"""The shop's words explained: `glossary/<category>.yml` read strictly, and the term that a message asks after.

terms:
  spin_speed:                       # any name of one's own
    attribute: spin_speed           # key of the attribute that it helps to choose by
    names: {nl: [toerental, rpm], en: [spin speed]}
    explanation: {nl: "...", en: "..."}
    choices: {nl: [1400 toeren], en: [1400 rpm]}   # how to go on: each can be typed as it is
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, cast

import yaml

from bot.language.concepts import concept_of
from bot.language.pieces import phrase, pieces
from bot.language.typos import Corrector
from bot.language.units import spellings
from bot.shop.ports import Kind

LANGUAGES = ("nl", "en")
LONGEST_EXPLANATION = 400
"""Characters that still read as an answer in a chat."""
MOST_CHOICES = 4
LONGEST_NAME = 4
"""Words in the longest name that is looked for."""
SHORTEST_PART = 4
"""Letters of the shortest name that is found inside a compound: "oledscherm"."""
_KEYS = ("attribute", "names", "explanation", "choices")


class InvalidGlossary(Exception):
    """A glossary file says something that is not allowed."""

    def __init__(self, file: str, key: str, value: object, allowed: str) -> None:
        """Say where, what stands there and what may stand there."""
        super().__init__(f"{file}: {key} is {value!r}; allowed: {allowed}. Change it and start again.")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the trade in one category."""

    category: str
    attribute: str
    names: Mapping[str, tuple[str, ...]]
    explanation: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Glossary:
    """All terms that the shop explains."""

    terms: tuple[Term, ...] = ()

    def of(self, category: str) -> tuple[Term, ...]:
        """The terms of a category, in the order of its file."""
        return tuple(t for t in self.terms if t.category == category)

    def find(self, text: str, prefer: Sequence[str] = ()) -> Term | None:
        """The term that `text` names; where several categories have it, the first of `prefer` that does.

        A name as it is goes before one in a compound ("oledscherm"), and that before a misspelt one; the name of a
        unit ("GB") stands for what is measured in it.
        """
        found = self._exact(text) or self._compound(text) or self._misspelt(text, prefer) or self._of_unit(text)
        ranked = sorted(found, key=lambda t: prefer.index(t.category) if t.category in prefer else len(prefer))
        return next(iter(ranked), None)

    def _exact(self, text: str) -> Sequence[Term]:
        said = [p.text for p in pieces(text)]
        for size in range(LONGEST_NAME, 0, -1):
            for at in range(len(said) - size + 1):
                if found := self._known.get("".join(said[at : at + size])):
                    return found
        return ()

    def _compound(self, text: str) -> Sequence[Term]:
        long = sorted((name for name in self._known if len(name) >= SHORTEST_PART), key=len, reverse=True)
        said = [p.text for p in pieces(text)]
        hits = (name for name in long for word in said if word.startswith(name) or word.endswith(name))
        return self._known.get(next(hits, ""), ())

    def _misspelt(self, text: str, prefer: Sequence[str]) -> Sequence[Term]:
        """Terms by a misspelt name, of what the talk is about when that is known: a milk "hose" is no hoes."""
        corrected = (self._corrector.correct(p.text) for p in pieces(text))
        found = next((self._known[c.word] for c in corrected if c), ())
        return [t for t in found if t.category in prefer] if prefer else found

    def _of_unit(self, text: str) -> Sequence[Term]:
        """Terms of what is measured in the unit that a text is nothing but the name of: "GB"."""
        said = [p.text for p in pieces(text)]
        unit = spellings()[said[0]][0] if len(said) == 1 and said[0] in spellings() else ""
        concepts = [(t, concept_of(t.attribute)) for t in self.terms] if unit else []
        return [t for t, concept in concepts if concept and concept.unit == unit]

    @cached_property
    def _known(self) -> Mapping[str, Sequence[Term]]:
        """Terms by name, written without spaces: "noise-cancelling" and "noisecancelling" are one."""
        known: dict[str, list[Term]] = {}
        for term in self.terms:
            for name in chain.from_iterable(term.names.values()):
                known.setdefault(phrase(name).replace(" ", ""), []).append(term)
        return known

    @cached_property
    def _corrector(self) -> Corrector:
        return Corrector(self._known)


def ending(kind: Kind, language: str) -> str:
    """The question in which an explanation ends, by the kind of attribute that it helps to choose by."""
    return str(_endings()[kind.value][language])


@cache
def _endings() -> Any:
    return yaml.safe_load(files(__package__).joinpath("glossary_endings.yml").read_text(encoding="utf-8"))


def read_glossary(folder: Path) -> Glossary:
    """The glossary of every category that has a file in `folder`; raises `InvalidGlossary`."""
    parsed = (parse_glossary(f.read_text(encoding="utf-8"), f.name) for f in sorted(folder.glob("*.yml")))
    return Glossary(tuple(chain.from_iterable(parsed)))


def parse_glossary(text: str, file: str) -> tuple[Term, ...]:
    """The terms in the `text` of `file`, whose name is the category's key; raises `InvalidGlossary`."""
    try:
        entry = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InvalidGlossary(file, "the file", str(error), "YAML") from error
    return tuple(_Reader(file).terms(entry))


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    category: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "category", Path(self.file).stem)

    def terms(self, entry: object) -> Iterator[Term]:
        given = self._mapping("the file", entry, ("terms",), whole=True)
        for name, term in self._mapping("terms", given["terms"]).items():
            yield self._term(f"terms.{name}", term)

    def _term(self, key: str, entry: object) -> Term:
        given = self._mapping(key, entry, _KEYS, whole=True)
        if not isinstance(given["attribute"], str):
            raise InvalidGlossary(self.file, f"{key}.attribute", given["attribute"], "the key of an attribute")
        return Term(
            category=self.category,
            attribute=given["attribute"],
            names=self._lists(f"{key}.names", given["names"]),
            explanation=self._texts(f"{key}.explanation", given["explanation"]),
            choices=self._lists(f"{key}.choices", given["choices"], most=MOST_CHOICES),
        )

    def _texts(self, key: str, entry: object) -> Mapping[str, str]:
        given = self._mapping(key, entry, LANGUAGES, whole=True)
        for language, text in given.items():
            if not isinstance(text, str) or not 0 < len(text) <= LONGEST_EXPLANATION:
                allowed = f"a text of 1 to {LONGEST_EXPLANATION} characters"
                raise InvalidGlossary(self.file, f"{key}.{language}", text, allowed)
        return cast(Mapping[str, str], given)

    def _lists(self, key: str, entry: object, most: int = 20) -> Mapping[str, tuple[str, ...]]:
        given = self._mapping(key, entry, LANGUAGES, whole=True)
        for language, listed in given.items():
            if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
                raise InvalidGlossary(self.file, f"{key}.{language}", listed, "a list of words")
            if not 0 < len(listed) <= most:
                raise InvalidGlossary(self.file, f"{key}.{language}", listed, f"1 to {most} of them")
        return {language: tuple(listed) for language, listed in given.items()}

    def _mapping(self, key: str, entry: object, keys: Sequence[str] = (), *, whole: bool = False) -> dict[str, Any]:
        """The keys and values of `entry`: only `keys` when these are given, and all of them when it must be `whole`."""
        allowed = ("all of " if whole else "") + (", ".join(keys) or "keys with values")
        if not isinstance(entry, dict) or not entry:
            raise InvalidGlossary(self.file, key, entry, allowed)
        odd = [name for name in entry if keys and name not in keys]
        absent = [name for name in keys if whole and name not in entry]
        if odd or absent:
            raise InvalidGlossary(self.file, key, odd or f"without {', '.join(absent)}", allowed)
        return {str(name): value for name, value in entry.items()}
