from __future__ import annotations

from itertools import islice
from pathlib import Path

from bench.laptops import category, laptops, write_csv
from bot.selection.columns import columns
from bot.shop.feed import read_feed


class TestLaptops:
    def test_are_the_same_each_time(self) -> None:
        """Runs of different days are about the same products; a larger catalogue begins with the smaller one."""
        assert list(laptops(50)) == list(islice(laptops(20_000), 50))

    def test_state_eighteen_attributes_with_gaps(self) -> None:
        """As feeds do: most of it known, never all."""
        view = columns(laptops(2000), category())

        assert len(category().attributes) == 18
        assert len(view.numbers) + len(view.codes) == 18
        assert len(set(view.ids)) == 2000
        assert view.nbytes / len(view) < 100

    def test_are_read_back_from_their_file(self, tmp_path: Path) -> None:
        """The feed that is timed is one that the importer takes whole."""
        write_csv(tmp_path / "laptop.csv", 300)

        feed = read_feed(tmp_path / "laptop.csv")
        assert len(feed.products) == 300
        assert feed.report.rejected == ()
        assert {a.key for a in category().attributes} <= {a.key for a in feed.categories[0].attributes}
