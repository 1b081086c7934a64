"""Beside the catalogue: things, brands and the like of any webshop."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.beside import BESIDE, find_beside, makers_in, things_in
from bot.language.recognise import everything, recognise
from tests.language.shop import vocabulary


class TestFindBeside:
    def test_hears_what_this_shop_does_not_sell(self) -> None:
        """Thing, brand, recipient, size and colour, each once."""
        text = "een bordeaux bank van ikea voor mijn oma, 90x200"
        found = find_beside(text, recognise(text, vocabulary()))

        assert {e.kind: text[e.start : e.end] for e in found} == {
            "colour": "bordeaux",
            "thing": "bank",
            "maker": "ikea",
            "recipient": "oma",
            "size": "90x200",
        }

    @pytest.mark.parametrize("text", ["een zwarte laptop van apple", "draadloze koptelefoon", "gaming laptop"])
    def test_leaves_what_the_catalogue_knows(self, text: str) -> None:
        """A category, a value and a brand that are sold are told already."""
        assert find_beside(text, recognise(text, vocabulary())) == []

    def test_leaves_what_a_product_goes_with(self) -> None:
        """Two phones are not what is sought."""
        text = "werkt die koptelefoon met twee telefoons"

        assert things_in(text, recognise(text, vocabulary())) == []

    def test_corrects_where_nothing_is_known(self) -> None:
        """A thing and a brand, misspelt."""
        text = "kofiemachine van samsun of panasonc"
        known = recognise(text, vocabulary())

        assert [e.value for e in things_in(text, known)] == ["koffiemachine"]
        assert [e.value for e in makers_in(text, known)] == ["panasonic"]

    @given(st.text(st.sampled_from("bank van ikea xl 3x voor oma tv's stofzuiger laptop 90x200 maat"), max_size=60))
    def test_never_overlaps_with_what_is_known(self, text: str) -> None:
        """Whatever is typed."""
        found = [e for e in everything(text, vocabulary()) if e.kind not in ("thing", "pointed")]

        assert all(one.end <= other.start for one, other in pairwise(found))


class TestNameOfAnother:
    def test_is_no_category(self) -> None:
        """A "laptop stand" is no laptop; a "gaming laptop" is one."""
        assert [e.kind for e in everything("laptop stand", vocabulary())] == ["thing"]
        assert "category" in [e.kind for e in everything("gaming laptop", vocabulary())]

    def test_choices_are_made_without_these(self) -> None:
        """What is recognised to choose by has none of these kinds."""
        assert not BESIDE & {e.kind for e in recognise("drie stoelen van ikea, maat xl", vocabulary())}
