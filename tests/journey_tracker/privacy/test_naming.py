from __future__ import annotations

import pytest

from journey_tracker.privacy import Refs, SeveralPeople, aliases_for, raw_name

REFS = Refs(b"k" * 32)
ANNA = REFS.ref("customer", "anna")


class TestNaming:
    def test_somebody_may_be_meant_in_four_ways(self) -> None:
        """An id says not what it is an id of."""
        assert aliases_for(REFS, "anna") == (
            f"customer:{ANNA}",
            f"visitor:{REFS.ref('visitor', 'anna')}",
            "conversation:anna",
            "order:anna",
        )

    @pytest.mark.parametrize("named", ["customer:anna", f"customer:{ANNA}"])
    def test_a_kind_or_a_reference_says_which(self, named: str) -> None:
        """Written in front, the kind stands; a reference is not hashed again."""
        assert aliases_for(REFS, named) == (f"customer:{ANNA}",)

    def test_the_id_itself_is_what_follows(self) -> None:
        """It is looked for where nothing could be read."""
        assert [raw_name("order:12"), raw_name("12")] == ["12", "12"]

    def test_several_people_are_told_so_that_one_can_be_chosen(self) -> None:
        """The message names them."""
        assert str(SeveralPeople("7", ["visitor:b", "customer:a"])).endswith("name one of them: customer:a, visitor:b")
