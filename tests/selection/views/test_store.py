from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.selection.columns import Columns, columns
from bot.selection.views import (
    UNREADABLE,
    Offer,
    load_view,
    load_words,
    make_words,
    save_offers,
    save_view,
    share_view,
    with_offers,
)
from bot.selection.views.store import FACTS, OFFERS
from tests.selection.laptops import CATEGORY, laptop

PRODUCTS = [laptop(f"l{n}", 100.0 + n, weight=n / 100, colour="zwart", touchscreen=n % 2 == 0) for n in range(300)]


def saved(folder: Path, count: int = len(PRODUCTS)) -> Columns:
    """The view of some laptops, and written in a folder."""
    view = columns(PRODUCTS[:count], CATEGORY)
    save_view(view, make_words(PRODUCTS[:count], CATEGORY), folder)
    return view


def same(one: Columns, other: Columns) -> bool:
    """Whether two views say the same."""
    pairs = [(one.parents, other.parents), (one.in_stock, other.in_stock), (one.base, other.base)]
    pairs += [(one.numbers[key], other.numbers[key]) for key in other.numbers]
    pairs += [(one.codes[key], other.codes[key]) for key in other.codes]
    alike = all(np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in pairs)
    return alike and list(one.ids) == list(other.ids) and one.values == other.values


class TestStore:
    @pytest.mark.parametrize("count", [0, 1, 300])
    def test_a_view_comes_back_as_it_was(self, tmp_path: Path, count: int) -> None:
        """Also an empty one; places are found by id."""
        view = saved(tmp_path / "v", count)

        read = load_view(tmp_path / "v")
        assert same(read, view)
        assert read.place("l7") == view.place("l7")
        assert len(load_words(tmp_path / "v")) == count

    def test_cannot_be_written_through(self, tmp_path: Path) -> None:
        """Other processes read the same bytes."""
        saved(tmp_path / "v")

        with pytest.raises(ValueError, match="read-only"):
            load_view(tmp_path / "v").prices[0] = 0.0

    def test_new_offers_share_every_other_file(self, tmp_path: Path) -> None:
        """The facts of a million products are not written again for one price."""
        view = saved(tmp_path / "old")
        new = with_offers(view, [Offer("l7", price=1.0, in_stock=False)])

        save_offers(new, tmp_path / "new", tmp_path / "old")

        assert same(load_view(tmp_path / "new"), new)
        assert same(load_view(tmp_path / "old"), view)
        assert (tmp_path / "new" / FACTS).samefile(tmp_path / "old" / FACTS)
        assert len(load_words(tmp_path / "new")) == len(PRODUCTS)

    def test_a_shared_view_outlives_the_folder_it_came_from(self, tmp_path: Path) -> None:
        """A category that an import leaves alone goes along to the new version."""
        view = saved(tmp_path / "old")
        share_view(tmp_path / "new", tmp_path / "old")
        for file in (FACTS, OFFERS):
            (tmp_path / "old" / file).unlink()

        assert same(load_view(tmp_path / "new"), view)

    @pytest.mark.parametrize("name", [FACTS, OFFERS])
    @pytest.mark.parametrize("harm", ["gone", "empty", "cut", "changed", "other"])
    def test_a_damaged_file_is_never_taken_for_a_view(self, tmp_path: Path, name: str, harm: str) -> None:
        """Missing, empty, cut off, one byte changed, something else: each is noticed when it is opened."""
        saved(tmp_path / "v")
        file = tmp_path / "v" / name
        raw = file.read_bytes()
        file.unlink()
        left = {"empty": b"", "cut": raw[: len(raw) // 2], "other": b"something else" * 99}
        middle = len(raw) // 2
        left["changed"] = raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]
        if harm in left:
            file.write_bytes(left[harm])

        with pytest.raises(UNREADABLE):
            load_view(tmp_path / "v")
