from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench.held_out import Lines, scored, split, steering_lines, training_lines


class TestSplit:
    def test_what_is_nearly_the_same_stands_on_one_side(self) -> None:
        """A line is never judged by its own twin."""
        words = ["kastje", "wollen", "bureau", "fiets", "pannen", "lampje", "schoen", "gordijn", "tablet", "muziek"]
        texts = [f"een {word}{end}" for word in words for end in ("", "!", "?")]
        lines = Lines(texts, ["a" if place % 2 else "b" for place in range(len(texts))])
        learned, judged = split(lines)

        assert len(learned) + len(judged) == len(lines) > len(learned) > len(judged) > 0
        assert not {text.rstrip("!?") for text in learned.texts} & {text.rstrip("!?") for text in judged.texts}


class TestScored:
    def test_counts_what_is_right_and_how_sure_it_was(self) -> None:
        """Three of four right; sure of .9 four times: off by .15."""
        said = np.array([[0.9, 0.1], [0.9, 0.1], [0.9, 0.1], [0.1, 0.9]])
        found = scored(said, ["a", "a", "b", "b"], ["a", "b"])

        assert found["accuracy"] == 0.75
        assert found["ece"] == pytest.approx(0.15)
        assert found["macro_f1"] == pytest.approx((0.8 + 2 / 3) / 2)


class TestReading:
    def test_reads_every_line_with_its_intent(self, tmp_path: Path) -> None:
        """Synonyms and the like are no lines."""
        text = "nlu:\n- intent: greet\n  examples: |\n    - hoi\n    - dag\n- synonym: x\n  examples: |\n    - y\n"
        (tmp_path / "a.yml").write_text(text, encoding="utf-8")
        lines = training_lines(tmp_path)

        assert (lines.texts, lines.intents) == (["hoi", "dag"], ["greet", "greet"])

    def test_reads_only_the_lines_that_steer(self, tmp_path: Path) -> None:
        """What is untouched stays so."""
        (tmp_path / "nl_steering.tsv").write_text("id\ttext\tgoal\n1\thoi\tgreet\n", encoding="utf-8")
        (tmp_path / "nl_untouched.tsv").write_text("id\ttext\tgoal\n2\tdag\tgreet\n", encoding="utf-8")

        assert steering_lines(tmp_path).texts == ["hoi"]
