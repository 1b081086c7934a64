"""Labelled lines: a shop adds its own without code, and is told what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.moods import BadMoodLine, MoodLine, NoMoodLines, read_moods

ROOT = Path(__file__).parent.parent.parent


def written(folder: Path, name: str, text: str) -> Path:
    """A folder with one file."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


class TestReading:
    def test_takes_the_language_from_the_name_of_the_file(self, tmp_path: Path) -> None:
        """A shop's own lines stand beside ours, in a file of their own."""
        written(tmp_path, "nl.tsv", "label\ttext\nnegative\twat  een drama\n")
        written(tmp_path, "en_ours.tsv", "label\ttext\npositive\tlovely\n\n")

        assert read_moods(tmp_path) == [
            MoodLine("lovely", "en", "positive"),
            MoodLine("wat een drama", "nl", "negative"),
        ]

    def test_counts_a_line_once(self, tmp_path: Path) -> None:
        """The first label stands."""
        written(tmp_path, "nl.tsv", "label\ttext\nneutral\tok\npositive\tok\n")

        assert read_moods(tmp_path) == [MoodLine("ok", "nl", "neutral")]

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("nl.tsv", "label\ttext\nneutral\thoi\nboos\twat nu\n", r"nl\.tsv, line 3: 'boos'; allowed: negative"),
            ("nl.tsv", "label\ttext\nneutral\n", r"nl\.tsv, line 2: 'neutral'; allowed: a label, a tab and a text"),
            ("nl.tsv", "label\ttext\nneutral\t  \n", r"line 2: .*allowed: a label, a tab and a text"),
            ("nl.tsv", "neutral\thoi\n", r"line 1: .*allowed: the columns label and text"),
            ("nl.tsv", "", r"line 1: ''; allowed: the columns label and text"),
            ("fr.tsv", "label\ttext\n", r"line 1: 'fr\.tsv'; allowed: a name that begins with nl.* or en"),
            ("nlx.tsv", "label\ttext\n", r"line 1: 'nlx\.tsv'; allowed: a name that begins with"),
        ],
    )
    def test_names_file_line_given_and_allowed(self, tmp_path: Path, name: str, text: str, told: str) -> None:
        """Whoever made the mistake can mend it."""
        with pytest.raises(BadMoodLine, match=told):
            read_moods(written(tmp_path, name, text))

    def test_says_where_it_found_nothing(self, tmp_path: Path) -> None:
        """And what to put there."""
        with pytest.raises(NoMoodLines, match=r"nl\.tsv and en\.tsv"):
            read_moods(tmp_path)


class TestTheLinesOfThisShop:
    @pytest.mark.parametrize(("language", "least"), [("nl", 1200), ("en", 500)])
    def test_are_many(self, language: str, least: int) -> None:
        """And of every label at least a twentieth."""
        lines = [line for line in read_moods(ROOT / "data" / "sentiment") if line.language == language]

        assert len(lines) >= least
        for label in ("negative", "neutral", "positive"):
            assert sum(line.label == label for line in lines) >= len(lines) / 20
