from __future__ import annotations

import pytest

from bot.selection.schema.units import Quantity, quantity, unit


class TestQuantity:
    @pytest.mark.parametrize(
        ("cell", "value", "name"),
        [
            ("1.3 kg", 1.3, "kg"),
            ("1300 g", 1.3, "kg"),
            ("2.2lb", 0.9979, "kg"),
            ('15,6"', 15.6, "inch"),
            ("27 inch", 27.0, "inch"),
            ("27-inch", 27.0, "inch"),
            ("144 Hz", 144.0, "Hz"),
            ("512GB SSD", 512.0, "GB"),
            ("SSD 1 TB", 1000.0, "GB"),
            ("3200 MHz", 3.2, "GHz"),
            ("4-Cell: 63 Wh", 63.0, "Wh"),
            ("550 nits (Peak)", 550.0, "nit"),
            ("45 mm", 4.5, "cm"),
            ("90 min", 1.5, "hour"),
            ("16", 16.0, ""),
        ],
    )
    def test_is_read_in_the_canonical_unit(self, cell: str, value: float, name: str) -> None:
        """The first number with a unit counts, whatever stands round it."""
        found = quantity(cell)

        assert found is not None
        assert found.number == pytest.approx(value)
        assert found.unit == name

    @pytest.mark.parametrize("cell", ["30 x 20 x 5 cm", "10-12 uur", "16:9", "5G", "USB 3.2 Gen 1", "zwart", "1080p"])
    def test_is_not_guessed(self, cell: str) -> None:
        """Sizes, ranges, names and codes hold no one quantity."""
        assert quantity(cell) is None

    def test_remembers_what_a_bare_number_would_be(self) -> None:
        """In a column of grams "350" is grams too."""
        assert quantity("350 g") == Quantity(0.35, "kg", 0.001)


class TestUnit:
    def test_knows_a_single_letter_by_its_case(self) -> None:
        """5G is a network, 5 g a weight."""
        assert unit("g") is not None
        assert unit("G") is None
