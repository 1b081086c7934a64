from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from bot.selection.search import TextIndex
from tests.selection.search.titles import misspelt

DATA = Path(__file__).parents[4] / "shared" / "data"
FILES = (
    ("pc-parts/monitor.csv", "name"),
    ("pc-parts/headphones.csv", "name"),
    ("contoso/Products.csv", "Product Name"),
)
LONG = 4
"""Letters up to which a word is not corrected with any certainty."""
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the real catalogues are not beside the repository")


@cache
def titles(file: str, column: str) -> Sequence[str]:
    """The distinct titles of a catalogue, in order."""
    with (DATA / file).open(encoding="utf-8-sig", newline="") as lines:
        return tuple(dict.fromkeys(row[column] for row in csv.DictReader(lines)))


def share_found(known: Sequence[str], queries: Sequence[tuple[str, str]]) -> float:
    """Which share of (query, title) has the title among the first ten."""
    index = TextIndex.build({"title": title} for title in known)
    hits = (known.index(title) in index.search(query, 10)[0] for query, title in queries)
    return sum(hits) / len(queries)


@pytest.mark.parametrize(("file", "column"), FILES)
class TestRealTitles:
    """Products of real catalogues looked up by their title."""

    def test_a_title_finds_its_product(self, file: str, column: str) -> None:
        """In lower case and without its signs: among the first ten in 98 of 100."""
        known = titles(file, column)
        meant = random.Random(5).sample(known, 150)  # noqa: S311  # a test that repeats

        assert share_found(known, [(t.lower().replace("-", " "), t) for t in meant]) >= 0.98

    def test_a_title_with_a_slip_finds_its_product(self, file: str, column: str) -> None:
        """With one slip of the fingers in its longest word of letters: among the first ten in 85 of 100."""
        known, chance = titles(file, column), random.Random(6)  # noqa: S311  # a test that repeats
        meant = chance.sample([t for t in known if any(w.isalpha() and len(w) > LONG for w in t.split())], 150)

        assert share_found(known, [(misspelt(t.lower(), chance), t) for t in meant]) >= 0.85
