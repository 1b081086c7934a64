"""XML that is wrong: read as it was meant."""

from __future__ import annotations

import pytest

from tests.shop.test_xml_file import cells, table

DECLARED = '<?xml version="1.0" encoding="{}"?>'


class TestMended:
    @pytest.mark.parametrize(
        ("wrong", "meant"),
        [
            ("a & b", "a & b"),
            ("?a=1&copy=2", "?a=1&copy=2"),
            ("caf&eacute;&nbsp;x &amp; &lt;", "café x & <"),
            ("a&onbekend;b", "a&onbekend;b"),
            ("a&#31;b & c&#0;", "ab & c\ufffd"),
            ("<![CDATA[a & &eacute;]]> & b", "a & &eacute; & b"),
            ("lin\x01nen", "linnen"),
        ],
    )
    def test_a_text_is_read_as_it_was_meant(self, wrong: str, meant: str) -> None:
        """Bare ampersands, names of HTML, control characters; what was right stays as it was."""
        assert cells(f"<title>{wrong}</title>") == {"title": meant}

    @pytest.mark.parametrize("before", ["\n\n", "\ufeff\n", " "])
    def test_what_stands_before_the_declaration_is_passed_over(self, before: str) -> None:
        """The lines are those of the file."""
        read = table(f"{before}{DECLARED.format('utf-8')}\n<rss>\n<item><title>A</title></item></rss>")

        assert read.rows[0].line == before.count("\n") + 3

    @pytest.mark.parametrize(
        ("said", "written"),
        [("utf-8", "cp1252"), ("utf-8", "utf-16"), ("iso-8859-15", "iso-8859-15"), ("windows-1252", "cp1252")],
    )
    def test_an_encoding_that_is_not_the_declared_one_is_found_out(self, said: str, written: str) -> None:
        """And one that is, holds also when something else must be mended."""
        text = f"{DECLARED.format(said)}<rss><item><title>Café € & zo</title></item></rss>"

        assert table(text.encode(written)).rows[0].cells == ("Café € & zo",)
