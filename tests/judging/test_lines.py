"""Labelled lines: read strictly, or refused with the line and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.judging.lines import BadLines, Line, read_lines

HEADER = "id\ttext\tgoal\tphase\tsentiment\tentities\n"


def written(folder: Path, text: str) -> Path:
    """A file with this text."""
    file = folder / "lines.tsv"
    file.write_text(text, encoding="utf-8")
    return file


class TestReadLines:
    def test_gives_every_label(self, tmp_path: Path) -> None:
        """A single value and a list of values are read alike."""
        row = (
            '7\tzwarte of blauwe laptop\tstate_need\tselection\tneutral\t{"category": "laptop", "colour": ["z", "b"]}\n'
        )
        (line,) = read_lines(written(tmp_path, HEADER + row))

        assert (line.id, line.goal, line.phase, line.sentiment) == ("7", "state_need", "selection", "neutral")
        assert line.entities == {"category": ["laptop"], "colour": ["z", "b"]}

    def test_knows_no_quoting(self, tmp_path: Path) -> None:
        """A quote is what the shopper typed, and so are spaces around the text."""
        (line,) = read_lines(written(tmp_path, 'id\ttext\n1\t "15,6" scherm"\n'))

        assert line.text == ' "15,6" scherm"'

    def test_leaves_out_what_is_not_labelled(self, tmp_path: Path) -> None:
        """A column that is missing and a cell that is empty are no labels; an empty object is one."""
        lines = read_lines(written(tmp_path, HEADER + "1\thoi\t\t\t\t\n2\thoi\t\t\t\t{}\n"))

        assert lines == [Line("1", "hoi"), Line("2", "hoi", entities={})]

    def test_reads_windows_files(self, tmp_path: Path) -> None:
        """A mark at the start and carriage returns belong to no cell."""
        file = tmp_path / "lines.tsv"
        file.write_bytes(b"\xef\xbb\xbfid\ttext\tgoal\r\n1\thoi\tgreet\r\n")

        assert read_lines(file) == [Line("1", "hoi", "greet")]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("text\tgoal\nhoi\tgreet\n", r"line 1: the columns text, goal; allowed: id, text"),
            ("id\ttext\tmood\n1\thoi\tx\n", r"line 1: the columns id, text, mood"),
            (HEADER + "1\thoi\tgreet\n", r"line 2: 3 cells; allowed: 6"),
            (HEADER + "1\thoi\t\t\t\t{}\n2\thoi\t\t\t\t[1]\n", r"line 3: entities '\[1\]'; allowed: a JSON object"),
            (HEADER + '1\thoi\t\t\t\t{"a": true}\n', r"line 2: entities .*; allowed: a JSON object"),
            (HEADER + "1\thoi\t\t\t\t" + "[" * 100_000 + "\n", r"line 2: entities '\[+; allowed: a JSON object"),
            (HEADER + "1\thoi\t\t\t\t{oops\n", r"line 2: entities '\{oops'; allowed: a JSON object"),
        ],
    )
    def test_says_where_it_cannot_be_read(self, tmp_path: Path, text: str, message: str) -> None:
        """The line, what stood there and what is allowed."""
        with pytest.raises(BadLines, match=message):
            read_lines(written(tmp_path, text))

    def test_asks_for_utf8(self, tmp_path: Path) -> None:
        """Another encoding is refused: it would change what was typed."""
        file = tmp_path / "lines.tsv"
        file.write_bytes("id\ttext\n1\tcafé\n".encode("latin-1"))

        with pytest.raises(BadLines, match="allowed: UTF-8"):
            read_lines(file)
