"""Forms of Dutch verbs with "je" and "u", made from the infinitives and first persons in `lexicon/address.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.language.lexicon import read, word_set


@cache
def stems() -> dict[str, str]:
    """First person of each verb with its infinitive."""
    pairs = (pair.split("=") for pair in read("address")["verbs"].split())
    return {stem: infinitive for infinitive, stem in pairs if stem not in ("moet", "mag")}


def with_u(stem: str) -> str:
    """The verb as "u" has it: that of the third person."""
    regular = stem if stem.endswith("t") else stem + "t"
    return str(read("address")["with_u"].get(stem, regular))


@cache
def _behind_je() -> frozenset[str]:
    return frozenset((*map(with_u, stems()), *word_set("address", "finite")))


@cache
def _nominal() -> frozenset[str]:
    """Infinitives and participles."""
    ge = ("ge", *(f"{part}ge" for part in word_set("address", "particles")))
    regular = (f"{start}{_hard(stem)}" for stem in stems() for start in ge)
    return frozenset((*stems().values(), *regular, *(_hard(stem) for stem in stems() if _is_prefixed(stem))))


@cache
def pasts() -> frozenset[str]:
    """Regular past forms, which may also say how a thing is: "je bestelde" and "je bestelde fiets"."""
    return frozenset(_hard(stem) + "e" for stem in stems())


def _is_prefixed(stem: str) -> bool:
    return re.match(r"be|ge|ver|ont|her|er", stem) is not None


def _hard(stem: str) -> str:
    """The stem with -t or -d, as its past has it ("'t kofschip": by the infinitive)."""
    if stem.endswith(("t", "d")):
        return stem
    root = stems()[stem].removesuffix("en")
    return stem + ("t" if root.endswith(("t", "k", "f", "s", "ch", "p", "x")) else "d")


def is_finite(word: str) -> bool:
    """Whether it is a verb as it stands behind "je": "zoekt", "aanspreekt"."""
    return any(one in _behind_je() for one in _without_particle(word))


@lru_cache(maxsize=2048)
def is_form(word: str) -> bool:
    """Whether it is a verb: with "je" before it, an infinitive, or a participle; with a particle or without."""
    return any(one in _behind_je() or one in _nominal() for one in _without_particle(word))


def _without_particle(word: str) -> Iterator[str]:
    yield word
    yield from (word.removeprefix(part) for part in word_set("address", "particles") if word.startswith(part))
