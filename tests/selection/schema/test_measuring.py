from __future__ import annotations

import pytest

from bot.selection.schema.measuring import named_unit


class TestNamedUnit:
    @pytest.mark.parametrize(
        ("name", "rest", "unit"),
        [
            ("Energieverbruik kWh/jaar", "energieverbruik", "kWh"),
            ("Energieverbruik (kWh per jaar)", "energieverbruik", "kWh"),
            ("Geluidsniveau dB", "geluidsniveau", "dB"),
            ("Breedte in cm", "breedte", "cm"),
            ("hoogte_ft", "hoogte", "cm"),
        ],
    )
    def test_is_what_the_column_is_measured_in(self, name: str, rest: str, unit: str) -> None:
        """Not the time that it is measured over, and not the word before it."""
        stripped, found = named_unit(name)

        assert stripped == rest
        assert found is not None
        assert found.name == unit
