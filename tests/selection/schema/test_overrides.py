from __future__ import annotations

import pytest

from bot.selection.schema.overrides import InvalidSchema, parse_overrides
from bot.shop.ports import Better, Kind, Meaning


class TestParseOverrides:
    def test_reads_all_that_a_shop_may_say(self) -> None:
        """Labels, synonyms, units, kinds, directions, words and names of values."""
        read = parse_overrides(
            "labels: {nl: koptelefoon, en: headphones}\n"
            "plurals: {nl: koptelefoons}\n"
            "synonyms: {nl: [hoofdtelefoon]}\n"
            "attributes:\n"
            "  weight: {unit: g, kind: number, better: lower, words: {nl: {licht: {le: 0.2}}}}\n"
            "  colour: {values: {zwart: {en: black}}}\n",
            "koptelefoon.yml",
        )
        weight = read.attributes["weight"]

        assert read.labels == {"nl": "koptelefoon", "en": "headphones"}
        assert read.plurals == {"nl": "koptelefoons"}
        assert read.synonyms == {"nl": ("hoofdtelefoon",)}
        assert (weight.unit, weight.kind, weight.better) == ("g", Kind.NUMBER, Better.LOWER)
        assert weight.words == (Meaning("licht", "nl", "le", 0.2),)
        assert read.attributes["colour"].values == {"zwart": {"en": "black"}}
        assert list(read.attributes) == ["weight", "colour"]

    def test_takes_an_empty_file_for_nothing_to_say(self) -> None:
        """The file may be there before anybody writes in it."""
        assert parse_overrides("", "muis.yml").attributes == {}

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("label: muis", ["muis.yml", "'label'", "labels, plurals, synonyms, attributes"]),
            ("labels: {de: Maus}", ["labels", "'de'", "nl, en"]),
            ("synonyms: {nl: muisje}", ["synonyms.nl", "'muisje'", "a list of words"]),
            ("attributes: {dpi: {unit: kilootje}}", ["attributes.dpi.unit", "'kilootje'", "kg"]),
            ("attributes: {dpi: {words: {nl: {fijn: {min: 3}}}}}", ["words.nl.fijn", "'min'", "le, ge, eq"]),
            ("attributes: {dpi: {words: {nl: {fijn: {le: veel}}}}}", ["words.nl.fijn.le", "'veel'", "a number"]),
            ("attributes: {dpi: {words: {nl: {fijn: {}}}}}", ["words.nl.fijn", "exactly one of"]),
            ("labels: [muis]", ["labels", "keys with values"]),
            ("labels: {nl: [", ["muis.yml", "YAML"]),
        ],
    )
    def test_says_where_what_and_what_is_allowed(self, text: str, parts: list[str]) -> None:
        """Every mistake is found from its message."""
        with pytest.raises(InvalidSchema) as error:
            parse_overrides(text, "muis.yml")

        for part in ("muis.yml", *parts):
            assert part in str(error.value)
