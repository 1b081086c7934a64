"""The text in a file: every encoding that shops use, and what is none."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest

from bot.shop import decoding
from bot.shop.decoding import content, decoded
from bot.shop.table import UnreadableFeed

FILE = Path("feed.csv")
TEXT = "naam;prijs\nCafé;€ 5\n"


class TestDecoded:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
    def test_reads_what_it_was_written_in(self, encoding: str) -> None:
        """Its mark says so, or its bytes do."""
        assert decoded(FILE, TEXT.encode(encoding)) == TEXT

    def test_one_line_in_another_encoding_spoils_no_other(self) -> None:
        """A row that was pasted from elsewhere is read by itself."""
        raw = b"Caf\xc3\xa9\nCaf\xe9\n\x81\n"

        assert decoded(FILE, raw) == "Café\nCafé\n\x81\n"
        assert decoded(FILE, codecs.BOM_UTF8 + raw) == "Café\nCafé\n\x81\n"

    @pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\0\0", codecs.BOM_UTF16_LE + b"a", "a".encode("utf-16-le")])
    def test_refuses_what_is_no_text(self, raw: bytes) -> None:
        """Pictures, half characters, and UTF-16 without its mark."""
        with pytest.raises(UnreadableFeed, match=r"feed\.csv: it (is|says)"):
            decoded(FILE, raw)


class TestContent:
    def test_unpacks_gzip(self, tmp_path: Path) -> None:
        """Whatever the file is called."""
        (tmp_path / "feed.csv").write_bytes(gzip.compress(TEXT.encode()))

        assert content(tmp_path / "feed.csv") == TEXT.encode()

    def test_refuses_what_is_too_much_once_unpacked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A small file may hold a very large one."""
        monkeypatch.setattr(decoding, "MOST_BYTES", 100)
        (tmp_path / "feed.csv").write_bytes(gzip.compress(b"x" * 101))

        with pytest.raises(UnreadableFeed, match="more than 100 bytes"):
            content(tmp_path / "feed.csv")
