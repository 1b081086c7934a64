"""Which sort of file a feed is: known by what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.shop.reading import read_table
from bot.shop.table import UnreadableFeed
from tests.shop.merchant_feeds import ROWS, jsonl, tsv, xml


def written(folder: Path, raw: bytes) -> Path:
    """A file whose name says nothing."""
    (folder / "feed.dat").write_bytes(raw)
    return folder / "feed.dat"


class TestReadTable:
    @pytest.mark.parametrize("text", [tsv(), xml(), jsonl(), f"[{','.join(jsonl().splitlines())}]"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_every_format_in_every_encoding_gives_the_same_rows(self, tmp_path: Path, text: str, encoding: str) -> None:
        """Nothing depends on the name of the file."""
        table = read_table(written(tmp_path, text.encode(encoding)))

        assert [row.cells[table.names.index("title")] for row in table.rows] == [row["title"] for row in ROWS]

    @pytest.mark.parametrize(
        ("raw", "advice"),
        [
            (b"\n<!DOCTYPE html>", "is a login needed"),
            (b"<HTML><body>", "is a login needed"),
            (b"PK\x03\x04\x14\0", "unpack it, or save it as CSV"),
        ],
    )
    def test_says_what_to_do_about_what_is_no_feed(self, tmp_path: Path, raw: bytes, advice: str) -> None:
        """A log-in page and a spreadsheet are the usual ones."""
        with pytest.raises(UnreadableFeed, match=advice):
            read_table(written(tmp_path, raw))
