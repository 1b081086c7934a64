from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from statistics import mean

import pytest

from bot.selection.search import TextIndex
from tests.selection.search.titles import (
    Asked,
    Title,
    dutch_queries,
    dutch_titles,
    english_queries,
    english_titles,
    recall,
)


def by_index(titles: Sequence[Title], asked: Sequence[Asked]) -> Mapping[str, float]:
    """Recall at 10 of the text index."""
    index = TextIndex.build({"title": t.text} for t in titles)
    return recall(asked, {a.text: index.search(a.text, 10)[0].tolist() for a in asked})


def by_fts5(titles: Sequence[Title], asked: Sequence[Asked]) -> Mapping[str, float]:
    """Recall at 10 of SQLite's full-text search as it comes, any of the words being enough."""
    with sqlite3.connect(":memory:") as db:
        db.execute("create virtual table title using fts5(text)")
        db.executemany("insert into title(rowid, text) values (?, ?)", [(i, t.text) for i, t in enumerate(titles)])
        found = {a.text: _rows(db, a.text) for a in asked}
    return recall(asked, found)


def _rows(db: sqlite3.Connection, query: str) -> list[int]:
    words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query) if word not in ("voor", "for"))
    rows = db.execute("select rowid from title where title match ? order by rank limit 10", (words,))
    return [row[0] for row in rows]


@pytest.fixture(scope="module")
def dutch() -> tuple[list[Title], list[Asked]]:
    """Titles and queries."""
    titles = dutch_titles(3_000, seed=11)
    return titles, dutch_queries(titles, 150, seed=12)


class TestDutch:
    """Made-up titles of words that nothing here was tuned on."""

    def test_finds_what_is_asked_in_every_way_of_writing(self, dutch: tuple[list[Title], list[Asked]]) -> None:
        """Recall at 10 is .95 or better over the six kinds of queries, and .85 or better for misspelt ones."""
        found = by_index(*dutch)

        assert mean(found.values()) >= 0.95, found
        assert found["typo"] >= 0.85, found

    def test_plain_full_text_search_finds_less(self, dutch: tuple[list[Title], list[Asked]]) -> None:
        """The same queries on SQLite's full-text search find less of every kind: the index earns its place."""
        ours, plain = by_index(*dutch), by_fts5(*dutch)

        assert all(ours[kind] > plain[kind] for kind in ours), (ours, plain)
        assert mean(ours.values()) - mean(plain.values()) > 0.3, (ours, plain)


class TestEnglish:
    """The same in English, smaller."""

    def test_finds_what_is_asked_in_every_way_of_writing(self) -> None:
        """Recall at 10 is .95 or better, .85 or better for misspelt queries, and better than plain search."""
        titles = english_titles(1_000, seed=13)
        asked = english_queries(titles, 60, seed=14)
        found, plain = by_index(titles, asked), by_fts5(titles, asked)

        assert mean(found.values()) >= 0.95, found
        assert found["typo"] >= 0.85, found
        assert mean(found.values()) > mean(plain.values()), (found, plain)
