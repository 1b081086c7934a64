from __future__ import annotations

from pathlib import Path

import pytest

from bot.shop.reading import read_table
from bot.shop.table import BadRow, Row, UnreadableFeed


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file with this text."""
    path = folder / "feed.csv"
    path.write_bytes(text.encode(encoding))
    return path


class TestReadCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    def test_finds_the_encoding(self, tmp_path: Path, encoding: str) -> None:
        """Accents and euro signs survive whatever a spreadsheet wrote."""
        table = read_table(written(tmp_path, "naam,prijs\nCafé,€ 5\n", encoding))

        assert table.names == ("naam", "prijs")
        assert table.rows[0].cells == ("Café", "€ 5")

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_finds_the_delimiter(self, tmp_path: Path, delimiter: str) -> None:
        """A quoted cell may hold the delimiter."""
        lines = [["a", "b", "c"], ["1", f'"2{delimiter}5"', "3"]]
        table = read_table(written(tmp_path, "\n".join(delimiter.join(line) for line in lines)))

        assert table.rows[0].cells == ("1", f"2{delimiter}5", "3")

    def test_numbers_rows_by_the_line_on_which_they_begin(self, tmp_path: Path) -> None:
        """Cells of several lines and empty lines do not shift the numbers."""
        table = read_table(written(tmp_path, 'a,b\n"x\ny",1\n\nz,2\n'))

        assert table.rows == (Row(2, ("x\ny", "1")), Row(5, ("z", "2")))

    def test_tells_columns_of_one_name_apart(self, tmp_path: Path) -> None:
        """Every column keeps its own cells."""
        assert read_table(written(tmp_path, "a,b,a,\n1,2,3,4\n")).names == ("a", "b", "a 3", "column 4")

    def test_keeps_rows_with_too_many_or_too_few_cells_apart(self, tmp_path: Path) -> None:
        """Good rows are kept, the others told with their line."""
        table = read_table(written(tmp_path, "a,b\n1,2\n1\n1,2,3\n3,4\n"))

        assert [row.line for row in table.rows] == [2, 5]
        assert table.bad == (
            BadRow(3, "1 cells, but the first line names 2 columns"),
            BadRow(4, "3 cells, but the first line names 2 columns"),
        )

    def test_a_delimiter_at_the_end_of_rows_says_nothing(self, tmp_path: Path) -> None:
        """Some exports close every row with one."""
        table = read_table(written(tmp_path, 'a,b\n1,2,\n"3\n3",4,,\n5,6,x\n'))

        assert [row.cells for row in table.rows] == [("1", "2"), ("3\n3", "4")]
        assert [bad.line for bad in table.bad] == [5]

    def test_the_line_in_which_a_spreadsheet_says_its_delimiter_is_no_header(self, tmp_path: Path) -> None:
        """It says which one, and the rows keep their lines."""
        table = read_table(written(tmp_path, "sep=;\r\na,x;b\r\n1;2\r\n"))

        assert (table.names, table.rows) == (("a,x", "b"), (Row(3, ("1", "2")),))

    def test_what_has_no_width_is_left_out(self, tmp_path: Path) -> None:
        """Of names and of cells."""
        table = read_table(written(tmp_path, "\u200ba,b\n1\u200b,\ufeff2\x01\n\u200b,\u200b\n"))

        assert (table.names, table.rows) == (("a", "b"), (Row(2, ("1", "2")),))

    @pytest.mark.parametrize("text", ["", "\n\n", "a,b\n\0\0"])
    def test_refuses_what_is_no_table(self, tmp_path: Path, text: str) -> None:
        """Empty and binary files are named in the error."""
        with pytest.raises(UnreadableFeed, match=r"feed\.csv"):
            read_table(written(tmp_path, text))

    def test_refuses_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        """The error says that nothing was imported."""
        with pytest.raises(UnreadableFeed, match="Nothing was imported"):
            read_table(tmp_path / "absent.csv")
