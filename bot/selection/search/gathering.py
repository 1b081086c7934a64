"""Reading texts into arrays: which word stands in which text, in which field."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.selection.search.tokens import tokens

WEIGHTS: Mapping[str, float] = {
    "title": 2.0, "brand": 1.5, "category": 1.0, "values": 1.0, "extras": 0.8, "description": 0.4,
}  # fmt: skip
"""How much a word counts by the field in which it stands; any other field counts as a title."""
ASIDE = frozenset({"values", "extras", "description"})
"""Fields that name no product: a laptop whose description speaks of a bag is no bag."""
_REMEMBERED = 50_000
"""Distinct texts of fields that are remembered: names of categories, brands and values come back all the time."""


@dataclass(slots=True)
class Gathered:
    """The words of texts so far."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    words: array[int] = field(default_factory=lambda: array("i"))
    sizes: array[int] = field(default_factory=lambda: array("i"))
    """Words of each field of each text, in order."""
    fields: array[int] = field(default_factory=lambda: array("b"))
    places: array[int] = field(default_factory=lambda: array("i"))
    texts: int = 0
    names: list[str] = field(default_factory=lambda: ["title"])
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, text: Mapping[str, str]) -> None:
        """Take in the next text."""
        for name, said in text.items():
            if said:
                ids = self._ids(said)
                self.words.extend(ids)
                self.sizes.append(len(ids))
                self.fields.append(self._field(name))
                self.places.append(self.texts)
        self.texts += 1

    def occurrences(self) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.float32], NDArray[np.bool_]]:
        """Word, text, weight, and whether it names the text, of each occurrence; all of shape [occurrences]."""
        sizes = np.asarray(self.sizes)
        fields = np.repeat(np.asarray(self.fields), sizes)
        weights = np.array([WEIGHTS.get(name, WEIGHTS["title"]) for name in self.names], np.float32)
        named = np.array([name not in ASIDE for name in self.names])
        places = np.repeat(np.asarray(self.places, np.int64), sizes)
        return np.asarray(self.words), places, weights[fields], named[fields]

    def frequencies(self) -> dict[str, int]:
        """How often each word occurs, what names a product counting ten times."""
        words, _, _, named = self.occurrences()
        counts = np.bincount(words, weights=np.where(named, 10, 1), minlength=len(self.vocabulary))
        return dict(zip(self.vocabulary, counts.astype(np.int64).tolist(), strict=True))

    def _ids(self, said: str) -> tuple[int, ...]:
        if (ids := self._known.get(said)) is None:
            vocabulary = self.vocabulary
            ids = tuple(vocabulary.setdefault(word, len(vocabulary)) for word in tokens(said))
            if len(self._known) < _REMEMBERED:
                self._known[said] = ids
        return ids

    def _field(self, name: str) -> int:
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)
