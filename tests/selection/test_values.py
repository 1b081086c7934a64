from __future__ import annotations

from bot.selection.values import is_any_of, parts


class TestParts:
    def test_of_a_value_are_it_and_each_of_them(self) -> None:
        """Black / Red is black and is red."""
        assert parts("Black / Red") == {"black / red", "black", "red"}
        assert parts("Wired, Wireless") == {"wired, wireless", "wired", "wireless"}
        assert parts("over-ear") == {"over-ear"}


class TestIsAnyOf:
    def test_compares_without_case(self) -> None:
        """The shopper's spelling does not matter."""
        assert is_any_of("Black / Red", ["RED", "blue"])
        assert not is_any_of("Black", ["red"])
