from __future__ import annotations

from pathlib import Path

import pytest

from bot.selection.schema import Overrides, parse_overrides, schema_text
from bot.shop.feed import Feed, read_feed

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared" / "data"
FEEDS = [
    *sorted((ROOT / "data" / "shop" / "products").glob("*.csv")),
    *(REAL / "pc-parts" / f"{name}.csv" for name in ("monitor", "headphones", "keyboard", "mouse")),
    REAL / "contoso" / "Products.csv",
]
SCHEMAS = ROOT / "data" / "shop" / "schema"


def said(key: str, folder: Path) -> Overrides:
    """What the schema file of a category says; nothing when it has none."""
    file = folder / f"{key}.yml"
    return parse_overrides(file.read_text(encoding="utf-8"), str(file)) if file.exists() else Overrides()


def written(feed: Feed, folder: Path, said_in: Path) -> None:
    """Write the schema file of every category of the feed."""
    for category in feed.categories:
        text = schema_text(category, said(category.key, said_in))
        (folder / f"{category.key}.yml").write_text(text, encoding="utf-8")


class TestSchemaText:
    @pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
    @pytest.mark.parametrize("schemas", [SCHEMAS, Path("none")], ids=["as the shop says", "as inferred"])
    def test_gives_the_same_category_when_it_is_read_again(self, path: Path, schemas: Path, tmp_path: Path) -> None:
        """What is printed may be written and changes nothing."""
        if not path.exists():
            pytest.skip(f"{path.name} is not beside this checkout")
        feed = read_feed(path, schema_folder=schemas)
        written(feed, tmp_path, schemas)
        again = read_feed(path, schema_folder=tmp_path)

        assert again.categories == feed.categories
        assert again.products == feed.products

    def test_keeps_what_fits_no_attribute(self, tmp_path: Path) -> None:
        """Advice for a column that is missing today is not lost."""
        (tmp_path / "x.csv").write_text("titel,prijs,geheugen\nA,1,8\nB,2,16\n", encoding="utf-8")
        schema = (
            "parent: model\n"
            "attributes: {ram: {column: geheugen, unit: GB}, kleur: {better: taste}}\n"
            "needs: [{id: a, prefer: [{kleur: {in: [rood]}}]}]\n"
        )
        (feed,) = read_feed(tmp_path / "x.csv").categories
        overrides = parse_overrides(schema, "x.yml")
        again = parse_overrides(schema_text(feed, overrides), "x.yml")

        assert (again.parent, again.needs) == ("model", overrides.needs)
        assert again.attribute("kleur") == overrides.attribute("kleur")
