from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.errors import InvalidId
from bot.conversation.identity import NAME, shard_of
from bot.conversation.ports import SHARDS


class TestShardOf:
    @pytest.mark.parametrize(("conversation", "shard"), [("anna", 55), ("chris", 58), ("0", 33)])
    def test_never_changes(self, conversation: str, shard: int) -> None:
        """Where a conversation lies is the same in every version: stored data depend on it."""
        assert shard_of(conversation) == shard

    @given(st.from_regex(NAME, fullmatch=True))
    def test_is_one_of_the_shards(self, conversation: str) -> None:
        """Every allowed name has a shard."""
        assert 0 <= shard_of(conversation) < SHARDS

    def test_spreads_conversations(self) -> None:
        """A thousand conversations leave no shard empty."""
        assert {shard_of(f"conversation-{n}") for n in range(1000)} == set(range(SHARDS))


class TestInvalidId:
    def test_says_what_is_allowed(self) -> None:
        """The message holds what was given, what is allowed and what to do."""
        with pytest.raises(InvalidId) as refused:
            shard_of("twee woorden")

        assert str(refused.value) == (
            "conversation is 'twee woorden'; allowed: 1 to 128 letters, digits and ._:-. Give it in that form."
        )
