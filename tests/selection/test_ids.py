from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.selection.ids import ids_of


class TestIds:
    @given(st.lists(st.text(), unique=True))
    def test_are_what_they_were_made_of(self, texts: Sequence[str]) -> None:
        """In order, by place, and each found again; also empty ones and other alphabets."""
        ids = ids_of(texts)

        assert list(ids) == texts
        assert [ids[place] for place in range(len(ids))] == texts
        assert [ids.place(text) for text in texts] == list(range(len(texts)))

    @given(st.lists(st.text()), st.text())
    def test_what_is_not_there_has_no_place(self, texts: Sequence[str], other: str) -> None:
        """An id of a product that is gone is simply not found."""
        ids = ids_of(text for text in texts if text != other)

        assert ids.place(other) is None
        assert other not in ids

    def test_of_the_same_id_twice_the_first_is_found(self) -> None:
        """A feed may repeat itself."""
        assert ids_of(["a", "b", "a"]).place("a") == 0

    def test_count_from_the_end_and_in_slices(self) -> None:
        """As any sequence does."""
        ids = ids_of(["a", "b", "c"])

        assert (ids[-1], ids[:2]) == ("c", ["a", "b"])
        with pytest.raises(IndexError):
            ids[3]
