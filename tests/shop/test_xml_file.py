"""XML feeds: read as they were meant, with the line or the number of each item."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.shop.table import BadRow, Table, UnreadableFeed
from bot.shop.xml_file import read_xml


def table(text: str | bytes) -> Table:
    """The table in an XML text."""
    return read_xml(Path("feed.xml"), text.encode() if isinstance(text, str) else text)


def cells(inside: str) -> dict[str, str]:
    """The cells of one item with this inside."""
    read = table(f"<rss><item>{inside}</item></rss>")
    return dict(zip(read.names, read.rows[0].cells, strict=True))


class TestCells:
    @pytest.mark.parametrize("prefix", ["", "g:", "shop:"])
    def test_a_prefix_says_nothing(self, prefix: str) -> None:
        """Nor does it have to be declared."""
        assert cells(f"<{prefix}title>Lamp</{prefix}title>") == {"title": "Lamp"}

    def test_what_stands_there_for_google_counts(self) -> None:
        """RSS has a title and a link of its own beside them."""
        assert cells("<title>A</title><g:title>B</g:title><g:title/><link>x</link>") == {"title": "B", "link": "x"}

    def test_what_is_said_twice_stands_there_once(self) -> None:
        """And what differs stands side by side."""
        assert cells("<c>rood</c><c>wit</c><c>rood</c>") == {"c": "rood, wit"}

    def test_attributes_of_the_item_are_cells(self) -> None:
        """Many a feed has the id there."""
        read = table('<all><product xmlns="u" xml:lang="nl" id="7"><title>A</title></product></all>')

        assert (read.names, read.rows[0].cells) == (("id", "title"), ("7", "A"))

    def test_markup_in_a_text_is_part_of_it(self) -> None:
        """Its words are kept, its elements are no attributes."""
        assert cells("<description><p>Met <b>kap</b></p><p>van glas</p></description>") == {
            "description": "Met kap van glas"
        }

    def test_an_address_of_atom_is_an_attribute(self) -> None:
        """The one of the page, not of what belongs to it."""
        links = '<link rel="enclosure" href="e"/><link rel="alternate" href="a"/>'

        assert cells(links) == {"link": "a"}

    def test_what_is_nested_too_deep_is_no_attribute(self) -> None:
        """However deep: it costs nothing."""
        assert cells("<title>A</title>" + "<a>" * 40_000 + "x" + "</a>" * 40_000) == {"title": "A"}


class TestPlaces:
    def test_items_have_the_line_on_which_they_begin(self) -> None:
        """Also those that are bad."""
        read = table("<rss>\n<item/>\n<item>\n<title>A</title></item></rss>")

        assert (read.counted, read.rows[0].line) == ("line", 3)
        assert read.bad == (BadRow(2, "an item without anything in it"),)

    def test_items_that_stand_on_one_line_are_counted(self) -> None:
        """A line would not tell which one."""
        read = table("<rss>\n<item><title>A</title></item><item/><item><title>B</title></item></rss>")

        assert (read.counted, [row.line for row in read.rows], [bad.line for bad in read.bad]) == ("item", [1, 3], [2])

    def test_a_file_without_items_is_refused(self) -> None:
        """With the names that are known."""
        with pytest.raises(UnreadableFeed, match="no element called entry, item, product"):
            table("<artikelen><artikel/></artikelen>")
