"""Which shards are a worker's: every worker works it out for itself, from the names of all that live."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence

from bot.conversation.ports import SHARDS


def share_of(worker: str, workers: Sequence[str]) -> frozenset[int]:
    """Shards of `worker` among `workers`; none when it is not one of them.

    Rendezvous hashing (Thaler and Ravishankar 1998) with bounded loads (Mirrokni, Thorup and Zadimoghaddam 2018): each
    shard goes to the worker with the highest hash that has room, so nobody has more than the rounded-up mean and few
    shards move when a worker comes or goes. Workers that for a moment know different names may both want a shard: the
    lease decides.
    """
    if worker not in workers:
        return frozenset()
    room = math.ceil(SHARDS / len(workers))
    held: Counter[str] = Counter()
    mine = set()
    for shard in range(SHARDS):
        owner = max((name for name in workers if held[name] < room), key=lambda name: _rank(name, shard))
        held[owner] += 1
        if owner == worker:
            mine.add(shard)
    return frozenset(mine)


def _rank(worker: str, shard: int) -> bytes:
    return hashlib.blake2b(f"{shard} {worker}".encode(), digest_size=8).digest()
