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

    def test_reads_how_an_attribute_is_asked_and_told(self) -> None:
        """Its column, buckets, who can answer, how near a miss may be, why it matters and what says the same."""
        read = parse_overrides(
            "parent: model_id\n"
            "attributes:\n"
            "  ram: {column: ram_gb, buckets: [8, 16], answerable: 0.4, tolerance: 0.1, explain: {nl: veel}}\n"
            "  ssd_gb: {same_as: storage}\n"
            "  hdd_gb: {same_as: ''}\n",
            "laptop.yml",
        )
        ram = read.attribute("ram")

        assert (ram.column, ram.buckets, ram.answerable, ram.tolerance) == ("ram_gb", (8.0, 16.0), 0.4, 0.1)
        assert (dict(ram.explain), read.parent) == ({"nl": "veel"}, "model_id")
        assert [read.attribute(key).same_as for key in ("ssd_gb", "hdd_gb", "ram")] == ["storage", "", None]

    def test_takes_an_empty_file_for_nothing_to_say(self) -> None:
        """The file may be there before anybody writes in it."""
        assert parse_overrides("", "muis.yml").attributes == {}

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("label: muis", ["muis.yml", "'label'", "labels, plurals, synonyms, parent, attributes"]),
            ("labels: {de: Maus}", ["labels", "'de'", "nl, en"]),
            ("synonyms: {nl: muisje}", ["synonyms.nl", "'muisje'", "a list of words"]),
            ("attributes: {dpi: {unit: kilootje}}", ["attributes.dpi.unit", "'kilootje'", "kg"]),
            ("attributes: {dpi: {words: {nl: {fijn: {min: 3}}}}}", ["words.nl.fijn", "'min'", "le, ge, eq"]),
            ("attributes: {dpi: {words: {nl: {fijn: {le: veel}}}}}", ["words.nl.fijn.le", "'veel'", "a number"]),
            ("attributes: {dpi: {words: {nl: {fijn: {}}}}}", ["words.nl.fijn", "exactly one of"]),
            ("attributes: {dpi: {buckets: [800, 400]}}", ["attributes.dpi.buckets", "[800, 400]", "rising"]),
            ("attributes: {dpi: {buckets: 800}}", ["attributes.dpi.buckets", "800", "a list of rising numbers"]),
            ("attributes: {dpi: {answerable: 40}}", ["attributes.dpi.answerable", "40", "from 0 to 1"]),
            ("attributes: {dpi: {tolerance: veel}}", ["attributes.dpi.tolerance", "'veel'", "from 0 to 1"]),
            ("attributes: {dpi: {column: []}}", ["attributes.dpi.column", "[]", "a column"]),
            ("attributes: {dpi: {same_as: [x]}}", ["attributes.dpi.same_as", "['x']", "an attribute"]),
            ("attributes: {dpi: {explain: {nl: ''}}}", ["attributes.dpi.explain.nl", "''", "text"]),
            ("parent: ''", ["parent", "''", "a column"]),
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


class TestTraps:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("attributes: {no: {kind: number}}", "attributes is False; allowed: a name"),
            ("attributes: {ram: {values: {yes: {nl: ja}}}}", "attributes.ram.values is True; allowed: a name"),
            ("attributes: {ram: {words: {nl: {veel: {eq: }}}}}", "veel.eq is None; allowed: true, false"),
            ("attributes: {ram: {words: {nl: {veel: {eq: 2024-01-01}}}}}", "veel.eq is datetime.date"),
            ("attributes: {ram: {buckets: [.nan, 1, .inf]}}", "buckets is nan; allowed: a list of rising numbers"),
            ("attributes: {ram: {buckets: [" + "9" * 400 + "]}}", "allowed: a list of rising numbers"),
            ("questions: [{ask: ram, priority: .inf}]", "priority is inf; allowed: a number"),
            ("labels: {nl: 2024-13-45}", "allowed: YAML"),
            ("[" * 5000, "allowed: YAML"),
            ("needs: &a [*a]", "allowed: keys with values"),
            ("#" * 1_000_001, "at most 1000000"),
        ],
    )
    def test_of_yaml_are_told_in_one_sentence(self, text: str, told: str) -> None:
        """Bare yes and no, dates, numbers without end, what refers to itself, and what is far too long."""
        with pytest.raises(InvalidSchema) as caught:
            parse_overrides(text, "laptop.yml")

        assert told in str(caught.value)
        assert len(str(caught.value)) < 800
