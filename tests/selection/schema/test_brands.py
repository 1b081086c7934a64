from __future__ import annotations

from bot.selection.schema.brands import brands_of


class TestBrandsOf:
    def test_takes_the_first_word_that_keeps_coming_back(self) -> None:
        """Three titles make a brand, in its commonest spelling; one or two do not."""
        titles = ["ASUS A1", "Asus A2 Pro", "Asus A3 Max", "Losse Kabel"]

        assert brands_of(titles) == ["Asus", "Asus", "Asus", ""]

    def test_takes_two_words_that_always_go_together(self) -> None:
        """'Creative Labs' is one brand."""
        titles = [*(f"Creative Labs Pebble {i}" for i in range(4)), "Losse Kabel"]

        assert brands_of(titles) == [*["Creative Labs"] * 4, ""]

    def test_skips_what_the_product_is(self) -> None:
        """'Laptop' is no brand of laptops."""
        assert brands_of([f"Laptop nr {i}" for i in range(4)], skip=["laptop"]) == [""] * 4

    def test_takes_no_word_with_which_all_titles_begin(self) -> None:
        """That is what the products are, and no fact that sets one apart."""
        assert brands_of([f"Lamp {name}" for name in ("Anna", "Bert", "Carla")]) == ["", "", ""]

    def test_skips_numbers(self) -> None:
        """A brand has letters."""
        assert brands_of(["27 A", "27 B", "27 C"]) == ["", "", ""]
