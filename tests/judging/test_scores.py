"""Figures: each against a sum done by hand."""

from __future__ import annotations

import pytest

from bot.judging import scores


class TestClasses:
    def test_counts_what_is_right(self) -> None:
        """Three of four; macro-F1 is the mean of .8 (a), and .6667 (b)."""
        found = scores.classes(["a", "a", "b", "b"], ["a", "a", "b", "a"])

        assert found == {"accuracy": 0.75, "macro_f1": pytest.approx((0.8 + 2 / 3) / 2, abs=1e-4)}

    def test_weighs_only_labels_that_occur(self) -> None:
        """A wrong answer that is no label of the file costs its line, and no label of its own."""
        assert scores.classes(["a", "a"], ["a", "z"]) == {"accuracy": 0.5, "macro_f1": 0.6667}

    def test_says_nothing_about_nothing(self) -> None:
        """No labels, no figure."""
        assert scores.classes([], []) is None


class TestConfusions:
    def test_the_most_frequent_pair_stands_first(self) -> None:
        """What is right is no confusion."""
        found = scores.confusions(["a", "b", "b", "b"], ["a", "a", "a", "c"])

        assert found == [{"is": "b", "taken_for": "a", "n": 2}, {"is": "b", "taken_for": "c", "n": 1}]


class TestScope:
    def test_counts_refusals_on_both_sides(self) -> None:
        """One of two strange lines was refused, and one of three of our own."""
        gold = ["out_of_scope", "out_of_scope", "greet", "thank", "thank"]
        found = scores.scope(gold, [True, False, False, True, False], outside="out_of_scope")

        assert found == {"recall": 0.5, "n": 2, "in_scope_refused": 0.3333}

    def test_says_nothing_about_nothing(self) -> None:
        """A share of no lines is no figure."""
        found = scores.scope([], [], outside="out_of_scope")

        assert found == {"recall": None, "n": 0, "in_scope_refused": None}


class TestEntities:
    def test_counts_each_value_once(self) -> None:
        """Two were labelled, three found, one of them right."""
        found = scores.entities([{"brand": ["Noordik", "Tesselar"]}], [{"brand": ["noordik", "noordik", "x"]}])

        assert found == {"brand": {"precision": 0.3333, "recall": 0.5, "n": 2}}

    def test_a_price_is_a_number(self) -> None:
        """However it is written, to the cent."""
        found = scores.entities([{"price_max": [700]}], [{"price_max": [700.0]}])

        assert found["price_max"] == {"precision": 1.0, "recall": 1.0, "n": 1}

    @pytest.mark.parametrize("name", ["Infinity", "NaN"])
    def test_a_name_that_reads_as_a_number_is_a_name(self, name: str) -> None:
        """Infinity makes headphones."""
        assert scores.entities([{"brand": [name]}], [{"brand": [name.lower()]}])["brand"]["recall"] == 1.0

    def test_what_was_never_labelled_has_no_recall(self) -> None:
        """It is wrong wherever it was found."""
        assert scores.entities([{}], [{"weight": ["licht"]}]) == {"weight": {"precision": 0.0, "recall": None, "n": 0}}


class TestMilliseconds:
    def test_gives_a_quantile(self) -> None:
        """Seconds in, milliseconds out."""
        assert scores.milliseconds([0.001, 0.002, 0.003], 0.5) == 2.0
        assert scores.milliseconds([], 0.5) is None
