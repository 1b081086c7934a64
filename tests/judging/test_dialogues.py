"""Dialogues: what is filled in, what is left as it is, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.judging.dialogues import BadDialogue, Dialogue, read_dialogues

FILLED = {"order_number": "KW-1", "postcode": "1234 AB"}


def written(folder: Path, text: str) -> Path:
    """A file with this text."""
    file = folder / "dialogues.jsonl"
    file.write_text(text, encoding="utf-8")
    return file


class TestReadDialogues:
    def test_fills_what_it_knows(self, tmp_path: Path) -> None:
        """Other braces are the shopper's, empty turns are kept, other keys are ignored."""
        text = '{"id": "a", "lang": "en", "x": 1, "turns": [{"user": "{{order_number}} {{x}} {y}"}, {"user": ""}]}\n\n'

        assert read_dialogues(written(tmp_path, text), FILLED) == [Dialogue("a", "en", ("KW-1 {{x}} {y}", ""))]

    def test_without_a_language_it_is_dutch(self, tmp_path: Path) -> None:
        """And without an id it has the number of its line."""
        assert read_dialogues(written(tmp_path, '{"turns": []}'), {}) == [Dialogue("1", "nl", ())]
        assert read_dialogues(written(tmp_path, '{"id": null, "turns": []}'), {}) == [Dialogue("1", "nl", ())]

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("{", "line 1: no JSON"),
            ("[" * 100_000, "line 1: no JSON"),
            ("[]", "line 1: '\\[\\]'; allowed"),
            ('{"id": "a"}', "line 1: .*allowed"),
            ('{"lang": "de", "turns": []}', "line 1: lang 'de'; allowed"),
            ('{"turns": [{"user": 1}]}', "line 1: the turn .*; allowed"),
        ],
    )
    def test_says_where_it_cannot_be_read(self, tmp_path: Path, row: str, message: str) -> None:
        """The line, what stood there and what is allowed."""
        with pytest.raises(BadDialogue, match=message):
            read_dialogues(written(tmp_path, row), {})
