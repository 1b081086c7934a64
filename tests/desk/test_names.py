from __future__ import annotations

import pytest

from bot.desk.names import staff_name


class TestStaffName:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("Anna", "Anna"),
            ("  Anna   de  Vries ", "Anna de Vries"),
            ("Zoë\u202e\u200b", "Zoë"),
            ("\uff21\uff4e\uff4e\uff41", "Anna"),
            ("An\nna", "An na"),
            ("x" * 30, "x" * 30),
        ],
    )
    def test_is_cleaned(self, given: str, kept: str) -> None:
        """Nothing invisible reaches the shopper, and no line is broken by a name."""
        assert staff_name(given) == kept

    @pytest.mark.parametrize("given", ["", " ", "A", "1234", "--", "x" * 31, "\u200b\u200bA"])
    def test_has_two_to_thirty_characters_and_a_letter(self, given: str) -> None:
        """What is no name counts as none."""
        assert staff_name(given) == ""
