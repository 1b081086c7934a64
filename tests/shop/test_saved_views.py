from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.selection.views import Offer
from bot.shop import saved_views
from bot.shop.feed import Feed
from bot.shop.ports import Attribute, Better, Category, Kind, Product
from bot.shop.report import ImportReport
from bot.shop.sqlite import SqliteCatalogue

PRICE = Attribute("price", Kind.NUMBER, better=Better.LOWER)


def feed(*ids: str, kind: str = "laptop", price: float = 10.0) -> Feed:
    """A feed of one category."""
    products = tuple(Product(i, kind, {"nl": f"Toestel {i}"}, price, {}) for i in ids)
    return Feed((Category(kind, {"nl": kind}, {}, (PRICE,)),), products, ImportReport(0, 0, (), (), (), ()))


def folders(path: Path) -> list[str]:
    """The versions of which there are views."""
    return sorted(p.name for p in path.with_name("c.db.views").iterdir())


def view_of(catalogue: SqliteCatalogue, key: str = "laptop") -> dict[str, float]:
    """Price by id, as the view says it."""
    category = next(c for c in catalogue.categories() if c.key == key)
    view = catalogue.view(category)
    return dict(zip(view.ids, view.prices.tolist(), strict=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The catalogue's file."""
    return tmp_path / "c.db"


@pytest.fixture
def catalogue(path: Path) -> Iterator[SqliteCatalogue]:
    """A catalogue of two categories."""
    with closing(SqliteCatalogue(path)) as opened:
        opened.replace(feed("a", "b"))
        opened.replace(feed("x", kind="muis"))
        yield opened


class TestImports:
    def test_leave_the_views_of_the_present_version_only(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """They are there before anybody asks, and old ones do not fill the disk."""
        assert folders(path) == [catalogue.version()]
        assert {p.name for p in (path.with_name("c.db.views") / catalogue.version()).iterdir()} == {"laptop", "muis"}

    def test_give_columns_and_words_of_the_new_products(self, catalogue: SqliteCatalogue) -> None:
        """Both in the order of the products."""
        catalogue.replace(feed("b", "c", price=20.0))
        category = catalogue.categories()[0]

        assert view_of(catalogue) == {"b": 20.0, "c": 20.0}
        assert len(catalogue.words(category)) == 2
        assert view_of(catalogue, "muis") == {"x": 10.0}

    def test_that_move_a_product_change_the_view_it_left(self, catalogue: SqliteCatalogue) -> None:
        """A category loses what another feed claims."""
        catalogue.replace(feed("a", "x", kind="muis"))

        assert view_of(catalogue) == {"b": 10.0}
        assert view_of(catalogue, "muis") == {"a": 10.0, "x": 10.0}

    def test_do_not_disturb_who_reads_the_old_view(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """What is open stays whole, though its folder is gone."""
        old = catalogue.view(catalogue.categories()[0])
        with closing(SqliteCatalogue(path)) as other:
            other.replace(feed("c", price=99.0))

        assert list(zip(old.ids, old.prices.tolist(), strict=True)) == [("a", 10.0), ("b", 10.0)]
        assert view_of(catalogue) == {"c": 99.0}


class TestDamage:
    def test_a_lost_folder_is_made_again(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """Views can always be made from the products."""
        shutil.rmtree(path.with_name("c.db.views"))
        with closing(SqliteCatalogue(path)) as other:
            assert view_of(other) == {"a": 10.0, "b": 10.0}

        assert folders(path) == [catalogue.version()]

    @pytest.mark.parametrize("name", ["facts.view", "offers.view", "words/terms.json"])
    def test_a_damaged_file_is_made_again_and_told(self, catalogue: SqliteCatalogue, path: Path, name: str) -> None:
        """Nobody is shown what a broken disk made of it."""
        folder = path.with_name("c.db.views") / catalogue.version() / "laptop"
        (folder / name).write_bytes(b"{")
        with capture_logs() as logs, closing(SqliteCatalogue(path)) as other:
            category = other.categories()[0]
            other.words(category)
            assert view_of(other) == {"a": 10.0, "b": 10.0}

        assert [(one["event"], one["category"]) for one in logs] == [("view_made_again", "laptop")]
        with closing(SqliteCatalogue(path)) as again, capture_logs() as silence:
            assert view_of(again) == {"a": 10.0, "b": 10.0}
        assert silence == []

    def test_a_full_disk_costs_time_and_no_answer(
        self, catalogue: SqliteCatalogue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The import counts, and each process makes its own views."""
        monkeypatch.setattr(saved_views.SavedViews, "_of", lambda *_: Path("/proc/nowhere"))
        with capture_logs() as logs:
            catalogue.replace(feed("c", price=30.0))
            assert view_of(catalogue) == {"c": 30.0}

        assert "view_not_kept" in [one["event"] for one in logs]


class TestOffers:
    def test_change_row_view_and_version_together(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """Another process sees the new price everywhere; what nobody has is told."""
        before = catalogue.version()
        with closing(SqliteCatalogue(path)) as other:
            unknown = other.change_offers([Offer("b", price=7.5), Offer("x", in_stock=False), Offer("weg", price=1.0)])
        product = catalogue.product("b")
        mouse = catalogue.categories()[1]

        assert unknown == ["weg"]
        assert catalogue.version() != before
        assert folders(path) == [catalogue.version()]
        assert product is not None
        assert (product.price, view_of(catalogue)["b"]) == (7.5, 7.5)
        assert catalogue.view(mouse).in_stock.tolist() == [False]

    def test_that_change_nothing_leave_the_version(self, catalogue: SqliteCatalogue) -> None:
        """The same price again is no news; nor is what the shop does not sell."""
        before = catalogue.version()

        assert catalogue.change_offers([Offer("b", price=10.0), Offer("weg", price=1.0)]) == ["weg"]
        assert catalogue.version() == before

    def test_without_a_saved_view_it_is_made(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """A damaged folder is no reason to refuse a price."""
        shutil.rmtree(path.with_name("c.db.views"))

        catalogue.change_offers([Offer("b", price=7.5)])
        assert view_of(catalogue) == {"a": 10.0, "b": 7.5}


class TestAViewFolderThatIsNone:
    def test_costs_time_and_no_answer(self, catalogue: SqliteCatalogue, path: Path) -> None:
        """A file stands where views should be: offers and imports go on, and views are made for the process."""
        views = path.with_name("c.db.views")
        shutil.rmtree(views)
        views.write_text("no folder")

        with capture_logs() as logs:
            assert catalogue.change_offers([Offer("a", price=12.5)]) == []

        assert view_of(catalogue) == {"a": 12.5, "b": 10.0}
        assert {log["event"] for log in logs} == {"view_not_kept"}
