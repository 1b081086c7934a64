from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.selection.schema.advice import CROSS_SELL_KEYS, NEED_KEYS, PREFERENCE_OPS, QUESTION_KEYS
from bot.selection.schema.overrides import ATTRIBUTE_KEYS, CATEGORY_KEYS, parse_overrides
from bot.shop import cli
from bot.shop.schema_file import SchemaExists, main
from bot.shop.showing import NoCategory

DOCS = Path(__file__).parents[2] / "docs" / "schema.md"
FEED = "titel,prijs,gewicht_g,kleur\nA,10,100,rood\nB,20,200,blauw\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue of lamps."""
    (tmp_path / "lamp.csv").write_text(FEED, encoding="utf-8")
    cli.main(["import", str(tmp_path / "lamp.csv")], tmp_path / "c.db", schema_folder=tmp_path)
    return tmp_path / "c.db"


class TestSchemaCommand:
    def test_shows_what_is_inferred(self, catalogue: Path, tmp_path: Path) -> None:
        """As a file that can be read, and nothing is written."""
        text = main(["lamp"], catalogue, schema_folder=tmp_path)

        assert list(parse_overrides(text, "x").attributes) == ["price", "gewicht", "kleur"]
        assert "gewicht:  # number in kg, 0.1 to 0.2, of 100%" in text
        assert not (tmp_path / "lamp.yml").exists()

    def test_writes_it_where_the_import_reads_it(self, catalogue: Path, tmp_path: Path) -> None:
        """The same text, in the folder of schemas."""
        told = main(["lamp", "--write"], catalogue, schema_folder=tmp_path)

        assert str(tmp_path / "lamp.yml") in told
        assert parse_overrides((tmp_path / "lamp.yml").read_text(encoding="utf-8"), "x").labels["nl"] == "lamp"

    def test_never_writes_over_a_file_by_itself(self, catalogue: Path, tmp_path: Path) -> None:
        """With --force what the file says is kept."""
        (tmp_path / "lamp.yml").write_text("synonyms: {nl: [schemerlamp]}", encoding="utf-8")
        with pytest.raises(SchemaExists, match=r"lamp\.yml is there already.*--force"):
            main(["lamp", "--write"], catalogue, schema_folder=tmp_path)
        main(["lamp", "--write", "--force"], catalogue, schema_folder=tmp_path)

        written = parse_overrides((tmp_path / "lamp.yml").read_text(encoding="utf-8"), "x")
        assert (written.synonyms, len(written.attributes)) == ({"nl": ("schemerlamp",)}, 3)

    def test_reads_a_feed_as_well(self, catalogue: Path, tmp_path: Path) -> None:
        """Before it is imported."""
        (tmp_path / "muis.csv").write_text("titel,prijs,dpi\nA,1,800\nB,2,1600\n", encoding="utf-8")
        text = main(["muis", "--catalogue", str(tmp_path / "muis.csv")], catalogue, schema_folder=tmp_path)

        assert "  dpi:  # number in dpi" in text

    def test_says_which_categories_there_are(self, catalogue: Path, tmp_path: Path) -> None:
        """When it has not the one that is asked for."""
        with pytest.raises(NoCategory, match="'lmap'; allowed: lamp"):
            main(["lmap"], catalogue, schema_folder=tmp_path)


class TestDocumentation:
    @pytest.mark.parametrize(
        "keys",
        [CATEGORY_KEYS, ATTRIBUTE_KEYS, NEED_KEYS, QUESTION_KEYS, CROSS_SELL_KEYS, (*PREFERENCE_OPS, "weight")],
        ids=["category", "attribute", "need", "question", "cross_sell", "preference"],
    )
    def test_tells_of_every_key(self, keys: tuple[str, ...]) -> None:
        """What the parser takes is in docs/schema.md."""
        told = set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))

        assert set(keys) <= told

    def test_gives_an_example_that_is_right(self) -> None:
        """The file in the page is read without an error."""
        (example,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
        read = parse_overrides(example, "docs/schema.md")

        assert read.needs
        assert read.questions
        assert read.accessories
