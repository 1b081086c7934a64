from __future__ import annotations

import pytest

from bot.selection.schema.inference import infer_columns
from bot.selection.schema.overrides import Overrides


def flags(name: str, cells: list[str], *more: tuple[str, list[str]]) -> list[str]:
    """Keys of the attributes that a list of this column made."""
    names, columns = zip((name, cells), *more, strict=True)
    found = infer_columns(names, columns, Overrides())
    return [c.attribute.key for c in found[len(names) :]]


class TestListed:
    def test_makes_an_attribute_of_each_thing_that_is_listed(self) -> None:
        """A radio with Bluetooth and one without."""
        assert flags("connectivity", ["Bluetooth, NFC", "Wireless", "USB"]) == ["bluetooth", "wireless"]

    @pytest.mark.parametrize(
        "cells",
        [["Wireless", "No Wireless"], ["Wireless", "Wireless"], ["USB", "HDMI"]],
        ids=["denied", "everywhere", "nothing"],
    )
    def test_makes_none_where_a_list_tells_nothing(self, cells: list[str]) -> None:
        """What is denied, what is everywhere and what is not known."""
        assert flags("connectivity", cells) == []

    def test_makes_none_where_a_column_says_it(self) -> None:
        """The column of its own goes before."""
        assert flags("connection", ["Wired", "Wireless"], ("wireless", ["no", "yes"])) == []
