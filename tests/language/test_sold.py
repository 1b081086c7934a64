"""What is sold, in both languages."""

from __future__ import annotations

from bot.language.lexicon import read
from bot.language.sold import names_of_kind, names_of_values


class TestNamesOfKind:
    def test_are_found_by_any_name_in_either_language(self) -> None:
        """A feed calls it as it likes."""
        names = names_of_kind("Mouse")

        assert names is not None
        assert names == names_of_kind("muizen") == names_of_kind("computer mouse")
        assert (names["nl"][:2], names["en"][:2]) == (("muis", "muizen"), ("mouse", "mice"))

    def test_are_not_made_up(self) -> None:
        """What is not known keeps its own name."""
        assert names_of_kind("zeppelin") is None

    def test_have_a_plural_in_both_languages(self) -> None:
        """Every entry of the lexicon."""
        assert all(len(kind[language]) >= 2 for kind in read("kinds") for language in ("nl", "en"))


class TestNamesOfValues:
    def test_are_those_of_their_parts(self) -> None:
        """Said twice is said once."""
        names = names_of_values(["Wired, Wireless, Bluetooth Wireless", "Black / Red"])

        assert [n["nl"] for n in names.values()] == ["bedraad, draadloos, bluetooth", "zwart / rood"]

    def test_are_left_out_where_a_part_is_unknown(self) -> None:
        """Half a translation is worse than none."""
        assert names_of_values(["Black / Glow", "IPS"]) == {}

    def test_tell_values_apart(self) -> None:
        """The second that would be called the same keeps its own name."""
        assert list(names_of_values(["Wired", "Wired, Wired"])) == ["Wired"]
