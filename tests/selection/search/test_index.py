from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.selection.search import TextIndex
from bot.selection.search.files import UnusableIndex

TEXTS = (
    {"title": "Lumo Laptophoes 15,6 inch zwart", "category": "hoes hoezen"},
    {"title": "Lumo Hoes", "extras": "laptop 14 inch", "category": "hoes hoezen"},
    {"title": "Tjalk Laptop 15 16GB", "category": "laptop laptops", "description": "Past in een rugzak."},
    {"title": "Tjalk Hondenmand", "category": "mand"},
    {"title": "Mand voor hond", "category": "mand"},
)
INDEX = TextIndex.build(TEXTS)


def first(query: str, index: TextIndex = INDEX) -> list[int]:
    """Places found, best first."""
    return [int(place) for place in index.search(query)[0]]


class TestSearch:
    """Queries in every way of writing."""

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("laptophoezen", {0, 1}),
            ("hoes voor laptop", {0, 1}),
            ("laptop hoes", {0, 1}),
            ("honden mand", {3, 4}),
            ("hondenmand", {3, 4}),
            ("hondemand", {3, 4}),
            ("hodnenmand", {3, 4}),
            ("hond en mand", {3, 4}),
        ],
    )
    def test_finds_compounds_apart_and_together(self, query: str, expected: set[int]) -> None:
        """Together, apart, with "voor", in the plural and misspelt: the same products come first."""
        assert set(first(query)[:2]) == expected

    def test_amounts_match_however_they_are_written(self) -> None:
        """The space before GB makes no difference."""
        assert first("16 gb") == [2]

    def test_scores_fall_and_are_above_zero(self) -> None:
        """The best first, none without a word of the query."""
        places, scores = INDEX.search("zwarte laptophoes", 10)

        assert (np.diff(scores) <= 0).all()
        assert (scores > 0).all()
        assert len(places) == len(scores) == 3

    def test_gives_no_more_than_asked(self) -> None:
        """`n` bounds the result; zero of them is none."""
        assert [len(INDEX.search("hoes", n)[0]) for n in (0, 1, 2)] == [0, 1, 2]

    @pytest.mark.parametrize("query", ["", "de het een voor", "🚲", "\x00\x1b", "stofzuiger", "w" * 3_000, "? ! -"])
    def test_finds_nothing_where_nothing_is_said(self, query: str) -> None:
        """An empty query, only stop words, signs, control characters, an endless word: nothing, and no exception."""
        assert first(query) == []
        assert not INDEX.scores(query).any()

    def test_a_long_text_is_read_from_its_beginning(self) -> None:
        """Three thousand characters of words cost no more than the first few."""
        assert first("laptophoes " + "zomaar wat woorden " * 150)[0] == 0

    @given(st.text(max_size=60))
    def test_any_text_has_a_result(self, query: str) -> None:
        """Whatever is typed gives scores for every product."""
        assert INDEX.scores(query).shape == (len(TEXTS),)


class TestSmallCatalogues:
    """No products, one, and products without words."""

    def test_no_products(self) -> None:
        """An empty shop finds nothing."""
        empty = TextIndex.build([])

        assert len(empty) == 0
        assert first("laptop", empty) == []
        assert empty.suggest("laptop") == ""

    def test_one_product(self) -> None:
        """It is found by its words and by no other."""
        one = TextIndex.build([{"title": "Laptop"}])

        assert first("laptops", one) == [0]
        assert first("fiets", one) == []

    def test_products_without_words(self) -> None:
        """Empty titles keep their place."""
        assert first("laptop", TextIndex.build([{"title": ""}, {}, {"title": "Laptop"}])) == [2]


class TestHaving:
    """Which products have a word, and which are called so."""

    def test_a_description_names_no_product(self) -> None:
        """A laptop that fits a bag is no bag."""
        (word,) = INDEX.read("rugzak")

        assert INDEX.having(word).tolist() == [False, False, True, False, False]
        assert not INDEX.having(word, named=True).any()


class TestSuggest:
    """The catalogue's word for a misspelt one."""

    def test_suggests_only_for_what_is_misspelt(self) -> None:
        """Known words, everyday words and words like none get no suggestion."""
        said = ("hondenmnad", "laptop", "waarom", "stofzuiger", "")

        assert [INDEX.suggest(word) for word in said] == ["hondenmand", "", "", "", ""]


class TestFiles:
    """An index on disk."""

    def test_finds_the_same_after_loading(self, tmp_path: Path) -> None:
        """What was saved finds what it found, twice over the same folder."""
        for _ in range(2):
            INDEX.save(tmp_path / "words")
        loaded = TextIndex.load(tmp_path / "words")

        assert first("hodnenmand", loaded) == first("hodnenmand")
        assert [p.name for p in tmp_path.iterdir()] == ["words"]

    def test_says_what_is_wrong_with_a_folder(self, tmp_path: Path) -> None:
        """A folder without an index is refused by name, with what to do."""
        with pytest.raises(UnusableIndex, match=r"none: .*built anew"):
            TextIndex.load(tmp_path / "none")

    @pytest.mark.parametrize("left", [b"", b"x", b"\x93NUMPY"])
    def test_refuses_a_damaged_one(self, tmp_path: Path, left: bytes) -> None:
        """Half a file is no index, nor is the empty one that a power cut leaves."""
        INDEX.save(tmp_path / "words")
        (tmp_path / "words" / "places.npy").write_bytes(left)

        with pytest.raises(UnusableIndex):
            TextIndex.load(tmp_path / "words")
