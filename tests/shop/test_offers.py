from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.selection.views import Offer
from bot.shop import cli
from bot.shop.offers import read_offers
from bot.shop.opening import open_catalogue
from bot.shop.table import UnreadableFeed


def file_of(folder: Path, text: str) -> Path:
    """A file of offers."""
    file = folder / "offers.csv"
    file.write_text(text, encoding="utf-8")
    return file


class TestReadOffers:
    def test_reads_price_and_stock_as_feeds_write_them(self, tmp_path: Path) -> None:
        """In either language; an empty cell leaves things as they are."""
        read = read_offers(file_of(tmp_path, 'artikelnummer,prijs,voorraad\na,"12,50",3\nb,,uitverkocht\nc,7,\n'))

        assert read.offers == (Offer("a", 12.5, True), Offer("b", None, False), Offer("c", 7.0, None))
        assert read.rejected == ()

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            (",12,yes", "no id"),
            ("a,gratis,yes", "price is 'gratis'"),
            ("a,0,yes", "price is '0'"),
            ("a,12,misschien", "stock is 'misschien'"),
            ("a,,", "no price or stock"),
            ("a,12", "2 cells"),
        ],
    )
    def test_a_bad_row_is_left_out_with_its_line(self, tmp_path: Path, row: str, reason: str) -> None:
        """The good ones are kept."""
        read = read_offers(file_of(tmp_path, f"id,price,stock\n{row}\nz,9,yes\n"))

        assert read.offers == (Offer("z", 9.0, True),)
        assert [bad.line for bad in read.rejected] == [2]
        assert reason in read.rejected[0].reason

    def test_one_product_with_two_prices_keeps_the_first(self, tmp_path: Path) -> None:
        """Which one holds is not for us to guess; the same one twice is harmless."""
        read = read_offers(file_of(tmp_path, "id,price\na,9\na,9\na,8\n"))

        assert read.offers == (Offer("a", 9.0),)
        assert [(bad.line, bad.reason) for bad in read.rejected] == [(4, "id is 'a', not new: line 2 has it too")]

    @pytest.mark.parametrize("head", ["price,stock", "id,colour"])
    def test_a_file_without_the_columns_is_refused(self, tmp_path: Path, head: str) -> None:
        """The error says which there are and which are needed."""
        with pytest.raises(UnreadableFeed, match=f"its columns are {head.replace(',', ', ')}; it needs an id"):
            read_offers(file_of(tmp_path, f"{head}\n1,2\n"))


class TestCommand:
    def test_takes_over_what_it_can_and_tells_the_rest(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Unknown ids are told with their line, as bad rows are."""
        feed = tmp_path / "lamp.csv"
        feed.write_text("id,title,price,stock\na,Alfa,10,1\nb,Beta,20,1\n", encoding="utf-8")
        cli.main(["import", str(feed)], tmp_path / "c.db", schema_folder=tmp_path)
        capsys.readouterr()

        code = cli.main(
            ["offers", str(file_of(tmp_path, "id,price\na,8\nweg,9\nb,niets\n"))],
            tmp_path / "c.db",
            schema_folder=tmp_path,
        )

        assert code == 0
        assert capsys.readouterr().out.splitlines() == [
            "1 offer taken over, 2 rows left out.",
            "  line 3: no product has the id 'weg'; import the feed that has it first",
            "  line 4: price is 'niets', not an amount in euro above zero and below 10,000,000",
        ]
        with closing(open_catalogue(tmp_path / "c.db")) as catalogue:
            assert [p.price for p in catalogue.products("lamp")] == [8.0, 20.0]
