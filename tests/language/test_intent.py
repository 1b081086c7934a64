"""The intent head: learns from few lines, and is the same after it was kept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.language.intent import HeadUnreadable, IntentHead, NotTrained, WrongVector

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

    def test_uses_the_vectors(self) -> None:
        """Lines without a letter in common are told apart by meaning."""
        vectors = np.eye(2, dtype=np.float32)[[0, 0, 1, 1]]
        trained = IntentHead()
        trained.fit(["aa", "bb", "cc", "dd"], ["x", "x", "y", "y"], vectors)

        assert trained.rank("zz", np.array([1, 0], dtype=np.float32))[0][0] == "x"
        assert trained.rank("zz", np.array([0, 1], dtype=np.float32))[0][0] == "y"

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

    def test_does_not_load_what_is_missing(self, tmp_path: Path) -> None:
        """And says to train again."""
        with pytest.raises(HeadUnreadable, match="Train again"):
            IntentHead.load(tmp_path)

    @pytest.mark.parametrize("file", ["head.json", "head.npz"])
    def test_does_not_load_what_is_cut_off(self, head: IntentHead, tmp_path: Path, file: str) -> None:
        """Half a file is no head."""
        head.save(tmp_path)
        whole = (tmp_path / file).read_bytes()
        (tmp_path / file).write_bytes(whole[: len(whole) // 2])

        with pytest.raises(HeadUnreadable):
            IntentHead.load(tmp_path)

    def test_does_not_load_what_does_not_fit_together(self, head: IntentHead, tmp_path: Path) -> None:
        """Names and weights of different trainings."""
        head.save(tmp_path)
        names = json.loads((tmp_path / "head.json").read_text())
        names["intents"].append("vreemd")
        (tmp_path / "head.json").write_text(json.dumps(names))

        with pytest.raises(HeadUnreadable, match="shape"):
            IntentHead.load(tmp_path)
