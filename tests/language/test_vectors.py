"""Vectors: each made once, looked up ever after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.language.encoders import Matrix, NoEncoder, SideBySide
from bot.language.vectors import Vectors


class Counting:
    """An encoder that tells how often it was asked for what."""

    size = 2

    def __init__(self, version: str = "1", name: str = "counting") -> None:
        self.version, self.name = version, name
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Matrix:
        """The length of a text, and one."""
        self.asked += texts
        return np.array([[len(t), 1] for t in texts], dtype=np.float32)


class TestVectors:
    def test_makes_each_vector_once(self) -> None:
        """In the order asked, doubles included."""
        encoder = Counting()
        vectors = Vectors(encoder, None)

        assert vectors.of(["a", "bbb", "a"]).tolist() == [[1, 1], [3, 1], [1, 1]]
        assert vectors.of(["bbb"]).tolist() == [[3, 1]]
        assert encoder.asked == ["a", "bbb"]

    def test_keeps_them_between_runs(self, tmp_path: Path) -> None:
        """A second training computes nothing; another version of the encoder does."""
        Vectors(Counting(), tmp_path).of(["a", "b"])
        again, other = Counting(), Counting("2")

        assert Vectors(again, tmp_path).of(["b"]).tolist() == [[1, 1]]
        assert again.asked == []
        assert Vectors(other, tmp_path).of(["b"]).shape == (1, 2)
        assert other.asked == ["b"]

    def test_keeps_encoders_side_by_side_apart(self, tmp_path: Path) -> None:
        """Whoever adds an encoder makes only its vectors; whoever drops one makes none."""
        Vectors(Counting(), tmp_path).of(["a", "bb"])
        one, other = Counting(), Counting(name="other")

        assert Vectors(SideBySide(one, other), tmp_path).of(["bb", "a"]).tolist() == [[2, 1, 2, 1], [1, 1, 1, 1]]
        assert (one.asked, other.asked) == ([], ["bb", "a"])
        assert Vectors(other, tmp_path).of(["bb"]).tolist() == [[2, 1]]
        assert other.asked == ["bb", "a"]

    def test_makes_a_broken_one_again(self, tmp_path: Path) -> None:
        """A file that was cut off is no vector."""
        Vectors(Counting(), tmp_path).of(["a"])
        for file in tmp_path.rglob("*.npy"):
            file.write_bytes(file.read_bytes()[:20])

        assert Vectors(Counting(), tmp_path).of(["a"]).tolist() == [[1, 1]]

    def test_is_bounded_in_memory(self) -> None:
        """The vector used longest ago goes first."""
        vectors = Vectors(Counting(), None, held=2)
        vectors.of(["a", "b"])
        vectors.of(["a"])
        vectors.warm("c")

        assert [vectors.peek(t) is not None for t in "abc"] == [True, False, True]

    def test_warms_several_at_once_and_each_once(self) -> None:
        """A message and its clauses go to the encoder together; what is there already does not go again."""
        encoder = Counting()
        vectors = Vectors(encoder, None)
        vectors.warm("a")
        vectors.warm("a", "bb", "c", "bb")

        assert encoder.asked == ["a", "bb", "c"]
        assert vectors.of(["c", "bb"]).tolist() == [[1, 1], [2, 1]]

    def test_keeps_nothing_of_a_shopper_on_disk(self, tmp_path: Path) -> None:
        """Warming is for the turn at hand only."""
        vectors = Vectors(Counting(), tmp_path)
        vectors.warm("mijn geheim")

        assert vectors.peek("mijn geheim") is not None
        assert list(tmp_path.rglob("*.npy")) == []

    def test_works_without_an_encoder(self, tmp_path: Path) -> None:
        """Rows without columns, and no files."""
        vectors = Vectors(NoEncoder(), tmp_path)

        assert vectors.of(["a", "b"]).shape == (2, 0)
        assert vectors.of([]).shape == (0, 0)
        assert list(tmp_path.iterdir()) == []
