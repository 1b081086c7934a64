"""Importing: a feed takes the place of itself, and a strange one is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.shop.importing import EmptyFeed, FeedShrunk, Import, import_feed
from bot.shop.opening import open_catalogue
from bot.shop.sqlite import SqliteCatalogue
from tests.shop.merchant_feeds import ROWS, tsv


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[SqliteCatalogue]:
    """An empty catalogue."""
    with closing(open_catalogue(tmp_path / "c.db")) as opened:
        yield opened


def imported(
    catalogue: SqliteCatalogue, folder: Path, count: int, *, confirmed: bool = False, only: bool = False
) -> int:
    """How many products there are after an import of the first `count` rows of the same feed."""
    file = folder / "feed.tsv"
    file.write_text(tsv(ROWS[:count]), encoding="utf-8")
    import_feed(Import(file, "feed", confirmed=confirmed, only=only), catalogue, folder)
    return len(catalogue.products("leeslamp"))


class TestImportFeed:
    def test_a_feed_takes_the_place_of_itself(self, catalogue: SqliteCatalogue, tmp_path: Path) -> None:
        """What it no longer has is gone, and it is remembered how many it had."""
        assert [imported(catalogue, tmp_path, n) for n in (20, 18)] == [20, 18]
        assert [(s.name, s.products) for s in catalogue.sources()] == [("feed", 18)]

    def test_a_feed_that_lost_a_fifth_is_refused(self, catalogue: SqliteCatalogue, tmp_path: Path) -> None:
        """Until that is confirmed; the catalogue is as it was."""
        imported(catalogue, tmp_path, 20)
        with pytest.raises(FeedShrunk, match=r"15 products, and had 20: more than a fifth is gone.*--confirm"):
            imported(catalogue, tmp_path, 15)

        assert len(catalogue.products("leeslamp")) == 20
        assert imported(catalogue, tmp_path, 16) == 16
        assert imported(catalogue, tmp_path, 3, confirmed=True) == 3

    def test_a_feed_without_products_is_refused(self, catalogue: SqliteCatalogue, tmp_path: Path) -> None:
        """With the reason for each row."""
        imported(catalogue, tmp_path, 20)
        (tmp_path / "empty.csv").write_text("title,price\nLamp,gratis\n", encoding="utf-8")
        with pytest.raises(EmptyFeed) as refused:
            import_feed(Import(tmp_path / "empty.csv", "feed"), catalogue, tmp_path)

        assert [bad.line for bad in refused.value.feed.report.rejected] == [2]
        assert len(catalogue.products("leeslamp")) == 20

    def test_other_feeds_stay_unless_it_is_the_only_one(self, catalogue: SqliteCatalogue, tmp_path: Path) -> None:
        """The demo shop's products go when a shop brings its own."""
        (tmp_path / "stoel.csv").write_text("title,price\nStoel,20\n", encoding="utf-8")
        import_feed(Import(tmp_path / "stoel.csv", "demo: stoel"), catalogue, tmp_path)
        imported(catalogue, tmp_path, 20)

        assert {c.key for c in catalogue.categories()} == {"stoel", "leeslamp"}
        imported(catalogue, tmp_path, 20, only=True)
        assert {c.key for c in catalogue.categories()} == {"leeslamp"}
        assert [s.name for s in catalogue.sources()] == ["feed"]

    def test_a_feed_of_which_nothing_is_left_is_forgotten(self, catalogue: SqliteCatalogue, tmp_path: Path) -> None:
        """Another took the place of its categories."""
        imported(catalogue, tmp_path, 20)
        import_feed(Import(tmp_path / "feed.tsv", "another"), catalogue, tmp_path)

        assert [s.name for s in catalogue.sources()] == ["another"]

    def test_a_category_that_the_feed_lost_is_gone(self, catalogue: SqliteCatalogue, tmp_path: Path) -> None:
        """Products belong to their feed, not to their category."""
        (tmp_path / "a.csv").write_text("title,price,category\nA,1,x\nB,2,y\nC,3,y\nD,4,y\nE,5,y\n", encoding="utf-8")
        import_feed(Import(tmp_path / "a.csv", "a"), catalogue, tmp_path)
        (tmp_path / "a.csv").write_text("title,price,category\nB,2,y\nC,3,y\nD,4,y\nE,5,y\n", encoding="utf-8")
        import_feed(Import(tmp_path / "a.csv", "a"), catalogue, tmp_path)

        assert [c.key for c in catalogue.categories()] == ["y"]


class TestFormat:
    def test_a_catalogue_of_the_version_before_is_read_on(self, tmp_path: Path) -> None:
        """Its products stay, and feeds can be imported by name."""
        path = tmp_path / "c.db"
        with closing(open_catalogue(path)) as made:
            imported(made, tmp_path, 20)
        with closing(sqlite3.connect(path)) as old:
            old.execute("alter table product drop column source")
            old.execute("drop table source")
            old.execute("pragma user_version = 1")
        with closing(open_catalogue(path)) as opened:
            assert (len(opened.products("leeslamp")), opened.sources()) == (20, [])
            assert imported(opened, tmp_path, 20) == 20
