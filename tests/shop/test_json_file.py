"""JSON feeds: by line or as one document, with every number as it was meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.shop.json_file import read_json
from bot.shop.table import BadRow, Table, UnreadableFeed

ONE = {"title": "A", "price": 5}
TWO = {"title": "B", "price": 6}


def table(text: str) -> Table:
    """The table in a JSON text."""
    return read_json(Path("feed.json"), text)


def cell(value: Any) -> str:
    """The cell that a value becomes."""
    return table(json.dumps([{"x": value}])).rows[0].cells[0]


class TestDocuments:
    @pytest.mark.parametrize(
        "document",
        [
            [ONE, TWO],
            {"products": [ONE, TWO]},
            {"total": 2, "meta": {"tags": ["a"]}, "products": [ONE, TWO]},
            {"data": {"shop": {"products": [ONE, TWO]}}},
            {"old": {"products": [{"title": "Z"}]}, "products": [ONE, TWO]},
            {"note": '"products": [', "products": [ONE, TWO]},
        ],
    )
    @pytest.mark.parametrize("indent", [None, 1])
    def test_the_longest_list_of_objects_is_the_feed(self, document: Any, indent: int | None) -> None:
        """Wherever it stands, on one line or on many."""
        assert [row.cells for row in table(json.dumps(document, indent=indent)).rows] == [("A", "5"), ("B", "6")]

    def test_a_single_line_that_has_a_price_is_a_product(self) -> None:
        """Its pictures are no feed."""
        (row,) = table(json.dumps({**ONE, "images": [{"url": "x"}, {"url": "y"}]})).rows

        assert row.cells == ("A", "5")

    def test_elements_have_their_line(self) -> None:
        """Or their number where several stand on one line."""
        spread = table('[\n{"title": "A"},\nnull,\n{"title": "B"}]')
        packed = table('[{"title": "A"}, null, {"title": "B"}]')

        assert (spread.counted, [r.line for r in spread.rows], spread.bad[0]) == (
            "line",
            [2, 4],
            BadRow(3, "null is no product"),
        )
        assert (packed.counted, [r.line for r in packed.rows], packed.bad[0].line) == ("item", [1, 3], 2)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("[]", "no list of objects"),
            ('{"a": [1]}', "no list of objects"),
            ('[{"title": "A"}] [{"title": "B"}]', "line 1: more stands after the end of the list"),
            ('{\n"a": 1}\n{\n"a": 2}', "more stands after the end of its first object"),
            ('[{"title": "A"}', "line 1: the list has no end"),
            ('[\n{"title": A}]', "line 2: no JSON"),
            ('{"title": A}', "line 1: no JSON"),
            ('{"a":' * 100_000, "line 1: no JSON"),
        ],
    )
    def test_what_is_no_whole_feed_is_refused(self, text: str, reason: str) -> None:
        """Nothing is left out in silence."""
        with pytest.raises(UnreadableFeed, match=reason):
            table(text)


class TestLines:
    def test_a_line_that_is_no_json_is_left_out_and_told(self) -> None:
        """Also when it is the first that ends as it should."""
        read = table('{"title": A}\r\n{"title": "B"}\r\n\r\n7\r\n')

        assert [(row.line, row.cells) for row in read.rows] == [(2, ("B",))]
        assert [bad.line for bad in read.bad] == [1, 4]

    def test_a_number_of_any_length_is_read(self) -> None:
        """It is no reason to lose the other lines."""
        long = "9" * 5000

        assert [row.cells for row in table(f'{{"x": {long}}}\n{{"x": 1}}').rows] == [(long,), ("1",)]


class TestCells:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, ""),
            (True, "yes"),
            (False, "no"),
            (1299, "1299"),
            (1299.5, "1299.5"),
            (1.299, "1.2990"),
            (1e3, "1000.0"),
            (1e22, "10000000000000000000000"),
            (0.0000001, "0.0000001"),
            (["a", 1, {"b": 2}], "a, 1"),
            ({"value": "5.00", "currency": "EUR"}, "5.00 EUR"),
            ({"value": 1.5, "unit": "kg"}, "1.5 kg"),
            ("\ud83d A", "A"),
        ],
    )
    def test_a_value_is_a_text_that_means_the_same(self, value: Any, text: str) -> None:
        """A point in a number never parts thousands."""
        assert cell(value) == text

    def test_what_is_nested_is_named_by_its_path(self) -> None:
        """Down to where nobody would look for an attribute."""
        deep: Any = 1
        for _ in range(20):
            deep = {"a": deep}
        read = table(json.dumps([{**ONE, "size": {"w": 1, "h": {"max": 2}}, "deep": deep}]))

        assert read.names == ("title", "price", "size_w", "size_h_max")
