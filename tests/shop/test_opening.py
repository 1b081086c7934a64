from __future__ import annotations

from pathlib import Path

from bot.shop.opening import open_catalogue


class TestOpenCatalogue:
    def test_makes_an_empty_catalogue_where_there_is_none(self, tmp_path: Path) -> None:
        """The first start needs no set-up."""
        catalogue = open_catalogue(tmp_path / "catalogue.db")

        assert list(catalogue.categories()) == []
        catalogue.close()
