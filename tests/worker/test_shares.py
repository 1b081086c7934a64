"""How workers share the shards without asking one another."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.ports import SHARDS
from bot.worker.shares import share_of

names = st.text("abcdefghij0123456789.-", min_size=1, max_size=20)
companies = st.lists(names, min_size=1, max_size=9, unique=True)
MOVED_AMONG_OTHERS = 20
"""Shards that at most change hands between workers that stay, with up to nine; in 3,200 draws it was at most 13."""


def owners(workers: list[str]) -> dict[int, str]:
    """The owner of every shard, as each worker sees it for itself."""
    return {shard: worker for worker in workers for shard in share_of(worker, workers)}


class TestShareOf:
    @given(companies)
    def test_every_shard_is_one_workers(self, workers: list[str]) -> None:
        """No two workers want the same shard, and none is left over."""
        shares = [share_of(worker, workers) for worker in workers]

        assert sum(map(len, shares)) == SHARDS
        assert frozenset().union(*shares) == frozenset(range(SHARDS))

    @given(companies)
    def test_nobody_has_more_than_the_mean(self, workers: list[str]) -> None:
        """Rounded up: the load is even whatever the names are."""
        assert max(len(share_of(worker, workers)) for worker in workers) <= math.ceil(SHARDS / len(workers))

    @settings(max_examples=30)
    @given(companies, st.randoms())
    def test_the_order_of_the_names_does_not_matter(self, workers: list[str], chance: random.Random) -> None:
        """All workers come to the same answer from the same set."""
        shuffled = chance.sample(workers, len(workers))

        assert owners(shuffled) == owners(workers)

    @settings(max_examples=60)
    @given(st.lists(names, min_size=2, max_size=9, unique=True))
    def test_few_shards_move_when_one_comes_or_goes(self, workers: list[str]) -> None:
        """The one who comes gets its share; beside that few change hands, as everybody's room shrinks.

        Without bounded loads none would, but some workers would have twice what others have.
        """
        *others, newcomer = workers
        before, after = owners(others), owners(workers)
        moved = {shard for shard in before if before[shard] != after[shard]}
        among_others = {shard for shard in moved if after[shard] != newcomer}

        assert moved - among_others == share_of(newcomer, workers)
        assert len(among_others) <= MOVED_AMONG_OTHERS

    def test_a_worker_that_is_not_heard_of_has_nothing(self) -> None:
        """Whoever is not among the living takes no shard, and an empty company shares nothing."""
        assert share_of("c", ["a", "b"]) == share_of("c", []) == frozenset()

    @pytest.mark.parametrize("workers", [64, 65, 100])
    def test_more_workers_than_shards_is_no_harm(self, workers: int) -> None:
        """Each shard has one owner; some workers have nothing to do."""
        shares = [share_of(f"w{n}", [f"w{m}" for m in range(workers)]) for n in range(workers)]

        assert sorted(len(share) for share in shares) == [0] * (workers - SHARDS) + [1] * SHARDS
