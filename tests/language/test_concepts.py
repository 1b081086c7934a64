"""Concepts: what columns mean and what adjectives ask for."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.language.concepts import DEGREES, concept_of, concepts


class TestConcepts:
    def test_covers_the_common_attributes_of_consumer_goods(self) -> None:
        """Enough concepts for electronics, white goods and bicycles."""
        assert len(concepts()) >= 45

    def test_names_each_concept_in_dutch_and_english(self) -> None:
        """Whatever is recognised can be said back in both languages."""
        assert all({"nl", "en"} <= set(c.labels) for c in concepts().values())

    def test_is_unambiguous(self) -> None:
        """A name, and an adjective of a language, stands under one concept and one direction."""
        names = Counter(name for c in concepts().values() for name in c.names)
        words = Counter(
            (language, word)
            for c in concepts().values()
            for side in (c.lower_words, c.higher_words)
            for language, forms in side.items()
            for word in forms
        )

        assert [k for k, n in (names + words).items() if n > 1] == []

    def test_tells_the_degree_of_every_form(self) -> None:
        """Light, lighter and lightest ask for different things."""
        light = concepts()["weight"].lower_words["nl"]

        assert [light["lichte"], light["lichter"], light["lichtste"]] == list(DEGREES)

    def test_general_words_stand_for_known_concepts(self) -> None:
        """What "groot" may mean exists."""
        assert all(m in concepts() for c in concepts().values() for m in c.means)


class TestConceptOf:
    @pytest.mark.parametrize(
        ("column", "key"),
        [
            ("screen_size", "screen_size"),
            ("screensize_inch", "screen_size"),
            ("schermdiagonaal", "screen_size"),
            ("inches", "screen_size"),
            ("Unit Price", "price"),
            ("price_euro", "price"),
            ("Gewicht (kg)", "weight"),
            ("gewicht_zonder_accu", "weight"),
            ("batteryLifeHours", "battery"),
            ("load_kg", "load"),
            ("max_dpi", "max_dpi"),
            ("number_of_reviews", "reviews"),
            ("screen_width", "width"),
            ("response_time(ms)", "response_time"),
        ],
    )
    def test_knows_a_column_by_its_head(self, column: str, key: str) -> None:
        """Units, fillers and what follows a preposition do not hide the meaning."""
        found = concept_of(column)

        assert found is not None
        assert found.key == key

    @pytest.mark.parametrize(
        "column",
        ["operating_system", "storage_type", "panel_type", "weight_unit_measure", ""],
    )
    def test_leaves_other_columns_alone(self, column: str) -> None:
        """`operating` holds "rating" and `storage_type` speaks of storage, yet neither is one."""
        assert concept_of(column) is None
