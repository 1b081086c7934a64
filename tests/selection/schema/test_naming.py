from __future__ import annotations

import pytest

from bot.selection.schema.naming import forms, label, slug, words


class TestNaming:
    def test_parts_the_words_of_a_column(self) -> None:
        """However a shop joins them."""
        assert words("unitPrice (EUR)") == ["unit", "price", "eur"]
        assert words("weight_kg") == ["weight", "kg"]

    def test_makes_keys_of_plain_letters(self) -> None:
        """Accents and signs leave no trace."""
        assert slug("Câble 2 m – zwart") == "cable-2-m-zwart"

    def test_makes_labels_that_people_can_read(self) -> None:
        """Nobody sees an underscore."""
        assert label("maxLoad_capacity") == "max load capacity"

    @pytest.mark.parametrize(
        ("word", "language", "form"),
        [
            ("monitor", "nl", "monitors"),
            ("monitor", "nl", "monitoren"),
            ("laptop", "nl", "laptops"),
            ("muis", "nl", "muizen"),
            ("tas", "nl", "tassen"),
            ("koelkast", "nl", "koelkasten"),
            ("camera", "nl", "camera's"),
            ("magnetron", "nl", "magnetrons"),
            ("headphones", "nl", "headphone"),
            ("monitors", "en", "monitor"),
            ("battery", "en", "batteries"),
            ("watch", "en", "watches"),
        ],
    )
    def test_gives_the_forms_in_which_a_word_is_said(self, word: str, language: str, form: str) -> None:
        """Plurals, and the singular of a plural."""
        assert form in forms(word, language)
        assert forms(word, language)[0] == word


class TestWords:
    @pytest.mark.parametrize(
        ("name", "parts"), [("unitPrice", ["unit", "price"]), ("Energie kWh", ["energie", "kwh"]), ("dB", ["db"])]
    )
    def test_keep_a_unit_whole(self, name: str, parts: list[str]) -> None:
        """A capital begins a word, but not behind the one letter with which a unit begins."""
        assert words(name) == parts
