"""The intent head: learns from few lines, and is the same after it was kept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.language.intent import IntentHead
from bot.language.learned import NotTrained, Unreadable, WrongVector

LINES = {
    "greet": ["hoi", "hallo", "goedemorgen", "hello there", "hey hallo"],
    "order_status": [
        "waar is mijn pakket",
        "waar blijft mijn bestelling",
        "where is my parcel",
        "is mijn pakket er al",
    ],
    "thank": ["bedankt", "dankjewel", "thanks a lot", "heel erg bedankt"],
}
TEXTS = [t for lines in LINES.values() for t in lines]
LABELS = [i for i, lines in LINES.items() for _ in lines]
NOTHING = np.empty(0, dtype=np.float32)


@pytest.fixture(scope="module")
def head() -> IntentHead:
    """A head trained on words and letters only."""
    trained = IntentHead()
    trained.fit(TEXTS, LABELS, np.empty((len(TEXTS), 0), dtype=np.float32))
    return trained


class TestRank:
    def test_puts_the_likeliest_first(self, head: IntentHead) -> None:
        """Every intent, with probabilities that add up to one, typing error or not."""
        ranking = head.rank("waar is mijn paket", NOTHING)

        assert ranking[0][0] == "order_status"
        assert {name for name, _ in ranking} == set(LINES)
        assert sum(p for _, p in ranking) == pytest.approx(1, abs=1e-5)
        assert ranking == sorted(ranking, key=lambda r: -r[1])

    def test_says_little_of_what_it_never_saw(self, head: IntentHead) -> None:
        """Nothing known leaves no intent sure."""
        assert head.rank("", NOTHING)[0][1] < 0.8

    def test_made_up_words_are_not_understood(self, head: IntentHead) -> None:
        """Several words, none of them known: letters alike make no intent sure, as they do of a typing error."""
        assert head.rank("bedenk dankjes hartel", NOTHING)[0][1] < 0.5
        assert head.rank("bedankjt", NOTHING)[0][1] > 0.5

    def test_uses_the_vectors(self) -> None:
        """Lines without a letter in common are told apart by meaning."""
        vectors = np.eye(2, dtype=np.float32)[[0, 0, 1, 1]]
        trained = IntentHead()
        trained.fit(["aa", "bb", "cc", "dd"], ["x", "x", "y", "y"], vectors)

        assert trained.rank("zz", np.array([1, 0], dtype=np.float32))[0][0] == "x"
        assert trained.rank("zz", np.array([0, 1], dtype=np.float32))[0][0] == "y"

    def test_columns_of_every_encoder_count(self) -> None:
        """One whose vectors vary little is heard as well as one whose vectors vary much."""
        loud, soft = np.array([[9, 0], [0, 9]] * 4), np.array([[1.00, 1.01]] * 4 + [[1.01, 1.00]] * 4)
        trained = IntentHead()
        vectors = np.hstack([loud, soft]).astype(np.float32)
        trained.fit(["aa", "bb"] * 4, ["x"] * 4 + ["y"] * 4, vectors)

        assert trained.rank("zz", vectors[0])[0][0] == "x"
        assert trained.rank("zz", vectors[7])[0][0] == "y"

    def test_what_is_no_business_of_the_shop_is_likelier_than_its_lines(self) -> None:
        """Of two intents with equal evidence it is the one that is out of scope."""
        trained = IntentHead()
        trained.fit(["aa", "bb"], ["greet", "out_of_scope"], np.empty((2, 0), dtype=np.float32))

        assert trained.rank("zz", NOTHING)[0][0] == "out_of_scope"

    def test_refuses_a_vector_of_another_encoder(self, head: IntentHead) -> None:
        """A changed setting is told, not guessed round."""
        with pytest.raises(WrongVector, match="ENCODER"):
            head.rank("hoi", np.zeros(512, dtype=np.float32))

    def test_refuses_before_it_learned(self) -> None:
        """An empty head ranks nothing."""
        with pytest.raises(NotTrained):
            IntentHead().rank("hoi", NOTHING)


class TestKeeping:
    def test_ranks_the_same_after_loading(self, head: IntentHead, tmp_path: Path) -> None:
        """To the last digit."""
        head.save(tmp_path)
        loaded = IntentHead.load(tmp_path)

        assert [loaded.rank(t, NOTHING) for t in ["hoi", "mijn bestelling", "?"]] == [
            head.rank(t, NOTHING) for t in ["hoi", "mijn bestelling", "?"]
        ]

    def test_ranks_the_same_with_vectors(self, tmp_path: Path) -> None:
        """The lines that vote are kept as they are used."""
        draw = np.random.default_rng(5)
        trained = IntentHead()
        trained.fit(TEXTS, LABELS, draw.normal(size=(len(TEXTS), 8)).astype(np.float32))
        trained.save(tmp_path)
        vector = draw.normal(size=8).astype(np.float32)

        assert IntentHead.load(tmp_path).rank("hoi", vector) == trained.rank("hoi", vector)

    def test_does_not_load_what_is_missing(self, tmp_path: Path) -> None:
        """And says to train again."""
        with pytest.raises(Unreadable, match="Train again"):
            IntentHead.load(tmp_path)

    @pytest.mark.parametrize("file", ["head.json", "head.npz"])
    def test_does_not_load_what_is_cut_off(self, head: IntentHead, tmp_path: Path, file: str) -> None:
        """Half a file is no head."""
        head.save(tmp_path)
        whole = (tmp_path / file).read_bytes()
        (tmp_path / file).write_bytes(whole[: len(whole) // 2])

        with pytest.raises(Unreadable):
            IntentHead.load(tmp_path)

    def test_does_not_load_what_does_not_fit_together(self, head: IntentHead, tmp_path: Path) -> None:
        """Names and weights of different trainings."""
        head.save(tmp_path)
        names = json.loads((tmp_path / "head.json").read_text())
        names["intents"].append("vreemd")
        (tmp_path / "head.json").write_text(json.dumps(names))

        with pytest.raises(Unreadable, match="shape"):
            IntentHead.load(tmp_path)
