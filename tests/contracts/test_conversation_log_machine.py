"""Whatever shoppers, staff and workers do, in whatever order: nothing lost or doubled, in order, one owner, counted."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from bot.conversation.errors import OutOfOrder, TooManyWaiting
from bot.conversation.identity import shard_of
from bot.conversation.ports import SEQ, Lease, Outcome, Owner, Ownership, Position, Role, Turn, Waiting
from tests.conversation.stores import BATCH, MemoryStore, Store, ValkeyStore
from tests.servers import running_server

ANNA = "anna"
NEIGHBOUR = next(name for n in range(10_000) if shard_of(name := f"bram-{n}") == shard_of(ANNA))
ELSEWHERE = "chris"
CONVERSATIONS = (ANNA, NEIGHBOUR, ELSEWHERE)
SHARDS_IN_USE = tuple({shard_of(name) for name in CONVERSATIONS})
MOST = 4
"""Messages of a conversation that may wait: few, so that the limit is met."""
VANISHES = ("having claimed", "having read", "having offered")
"""What a worker was doing when it was seen for the last time."""

conversations = st.sampled_from(CONVERSATIONS)
client_ids = st.sampled_from([f"id-{n}" for n in range(12)])
workers = st.sampled_from(["w1", "w2"])
shards = st.sampled_from(SHARDS_IN_USE)
sometimes = st.sampled_from([False, False, True])


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the model expects to read it."""

    role: Role
    client_id: str
    text: str
    re: int = 0

    @property
    def side(self) -> bool:
        """Whether a shopper said it."""
        return self.role is Role.SHOPPER


@dataclass(slots=True)
class Expected:
    """What the model knows of one conversation."""

    said: list[Said] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    """Seqs of the messages whose journey event was written with them."""
    done: int = 0
    owner: Owner = Owner.BOT
    epoch: int = 0

    def seq_of(self, client_id: str, *, by_shopper: bool) -> int:
        """The seq of a client id of a shopper, or of staff, 0 when it was never used."""
        known = (n for n, said in enumerate(self.said, 1) if said.client_id == client_id and said.side == by_shopper)
        return next(known, 0)


class LogMachine(RuleBasedStateMachine):
    """A log beside a model of what it promises."""

    leases: Bundle[Lease] = Bundle("leases")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.store = self.make_store()
        self.log = self.store.connect()
        self.expected: dict[str, Expected] = {name: Expected() for name in CONVERSATIONS}
        self.queue: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        self.holder: dict[int, tuple[str, int]] = {}
        self.highest: defaultdict[int, int] = defaultdict(int)
        self.living: set[str] = set()
        self.counted: Counter[str] = Counter()
        self.born = 0

    def make_store(self) -> Store:
        """An empty store; another one for every example."""
        raise NotImplementedError

    def run(self, call: Any) -> Any:
        """Await one call of the log."""
        return self.runner.run(call)

    @rule(conversation=conversations, client_id=client_ids)
    def shopper_says(self, conversation: str, client_id: str) -> None:
        """A shopper speaks, often with an id that was used before."""
        self._append(conversation, client_id, Role.SHOPPER)

    @rule(conversation=conversations, client_id=client_ids)
    def staff_says(self, conversation: str, client_id: str) -> None:
        """Staff speak, in between."""
        self._append(conversation, client_id, Role.AGENT)

    def _append(self, conversation: str, client_id: str, role: Role) -> None:
        expected = self.expected[conversation]
        known = expected.seq_of(client_id, by_shopper=role is Role.SHOPPER)
        events = () if role is Role.SHOPPER else (f"told {conversation} {SEQ}",)
        call = self.log.append(conversation, client_id, {"text": client_id}, role, events=events)
        if not known and role is Role.SHOPPER and self._waiting(conversation) >= MOST:
            self.counted["refused"] += 1
            with pytest.raises(TooManyWaiting):
                self.run(call)
            return

        landed = self.run(call)

        assert (landed.seq, landed.duplicate) == (known or len(expected.said) + 1, known > 0)
        if known:
            self.counted["resends"] += 1
        else:
            self._expect(conversation, Said(role, client_id, client_id))

    def _waiting(self, conversation: str) -> int:
        return sum(name == conversation for name, _ in self.queue[shard_of(conversation)])

    def _expect(self, conversation: str, said: Said) -> None:
        expected = self.expected[conversation]
        expected.said.append(said)
        if said.role in (Role.AGENT, Role.SYSTEM):
            expected.told.append(len(expected.said))
        if said.role is Role.SHOPPER:
            expected.asked.append(len(expected.said))
            self.counted["messages"] += 1
            self.queue[shard_of(conversation)].append((conversation, len(expected.said)))

    @rule(target=leases, worker=workers, shard=shards)
    def claim(self, worker: str, shard: int) -> Any:
        """A worker reaches for a shard and keeps the lease for later, when it may have lost it."""
        return self._claim(worker, shard) or multiple()

    @rule(worker=workers, shard=shards, at=st.integers(0, 2), replies=st.integers(0, 2), stale=sometimes)
    def work(self, worker: str, shard: int, at: int, replies: int, stale: bool) -> None:
        """A worker reaches for a shard and offers a turn at once, perhaps not of the oldest message."""
        lease = self._claim(worker, shard)
        if lease is not None:
            self._complete(lease, at, replies, behind=stale)

    @rule(worker=workers, shard=shards)
    def work_twice(self, worker: str, shard: int) -> None:
        """A worker did not hear what became of its turn, and offers it again."""
        lease = self._claim(worker, shard)
        for _ in range(2):
            if lease is not None:
                self._complete(lease, at=0, replies=1)

    @rule(
        worker=workers,
        shard=shards,
        owner=st.sampled_from(list(Owner)),
        and_back=sometimes,
        after_reading=st.booleans(),
    )
    def handoff_amid_a_turn(self, worker: str, shard: int, owner: Owner, and_back: bool, after_reading: bool) -> None:
        """The owner changes between any two steps of a turn: it is made again from what holds then."""
        lease = self._claim(worker, shard)
        if lease is None or not lease.messages:
            return
        conversation = lease.messages[0].conversation
        read = self.run(self.log.snapshot(conversation)).ownership.epoch
        self._set_owner(conversation, owner)
        if and_back:
            self._set_owner(conversation, Owner.BOT)
        if not after_reading:
            read = self.run(self.log.snapshot(conversation)).ownership.epoch
        moved = self.expected[conversation].epoch - read
        self._complete(lease, at=0, replies=1, behind=moved)
        if moved:
            self._complete(lease, at=0, replies=1)

    @rule(shard=shards, doing=st.sampled_from(VANISHES))
    def crash(self, shard: int, doing: str) -> None:
        """A worker vanishes between any two calls: it gives nothing back, and its name never comes again."""
        self.born += 1
        worker = f"mortal-{self.born}"
        self._join(worker)
        lease = self._claim(worker, shard)
        if lease is None or not lease.messages or doing == "having claimed":
            return
        self.run(self.log.snapshot(lease.messages[0].conversation))
        if doing == "having offered":
            self._complete(lease, at=0, replies=1)
            # Nobody heard the answer; the next owner must not do it again.
            self._expire()
            self._offer_again_by_another(lease)

    def _offer_again_by_another(self, lost: Lease) -> None:
        heir = self._claim("w1", lost.shard)
        assert heir is not None
        self._offer(heir, lost.messages[0], replies=1)

    @rule(shard=shards, another_works=st.booleans())
    def sleep_past_the_lease(self, shard: int, another_works: bool) -> None:
        """A worker stalls amid a turn, wakes up after another took over, and offers what it made."""
        asleep = self._claim("w1", shard)
        if asleep is None or not asleep.messages:
            return
        self._expire()
        other = self._claim("w2", shard)
        assert other is not None
        if another_works:
            self._complete(other, at=0, replies=1)
        self._complete(asleep, at=0, replies=2)

    @rule(lease=leases, at=st.integers(0, 2), replies=st.integers(0, 2), stale=sometimes)
    def work_late(self, lease: Lease, at: int, replies: int, stale: bool) -> None:
        """A worker comes back to a lease it got earlier: it may be lost, and the turn may have been done."""
        self._complete(lease, at, replies, behind=stale)

    def _claim(self, worker: str, shard: int) -> Lease | None:
        lease: Lease | None = self.run(self.log.claim(worker, shard))

        holder, fence = self.holder.get(shard, (worker, 0))
        assert (lease is not None) == (holder == worker)
        if lease is not None:
            assert lease.fence == fence or (not fence and lease.fence > self.highest[shard])
            assert [(m.conversation, m.entry.seq) for m in lease.messages] == self.queue[shard][:BATCH]
            self.highest[shard] = lease.fence
            self.holder[shard] = (worker, lease.fence)
        return lease

    @rule()
    def expire(self) -> None:
        """Every worker stalls for longer than its lease."""
        self._expire()

    def _expire(self) -> None:
        self.run(self.store.expire_leases())
        self.holder.clear()
        self.living.clear()

    @rule(worker=workers)
    def join(self, worker: str) -> None:
        """A worker says that it lives, perhaps after all thought it dead."""
        self._join(worker)

    def _join(self, worker: str) -> None:
        self.living.add(worker)
        assert self.run(self.log.join(worker)) == tuple(sorted(self.living))

    @rule(worker=workers)
    def leave(self, worker: str) -> None:
        """A worker says that it takes no more; what it holds, it still holds."""
        self.run(self.log.leave(worker))
        self.living.discard(worker)

    @rule(lease=consumes(leases))
    def release(self, lease: Lease) -> None:
        """A worker gives a shard back, perhaps one it lost long ago."""
        self.run(self.log.release(lease))
        if self._holds(lease):
            del self.holder[lease.shard]

    def _complete(self, lease: Lease, at: int, replies: int, behind: int = 0) -> None:
        if lease.messages:
            self._offer(lease, lease.messages[at % len(lease.messages)], replies, behind)

    def _offer(self, lease: Lease, message: Waiting, replies: int, behind: int = 0) -> None:
        """Offer a turn made `behind` changes of owner ago, and see that what is promised becomes of it."""
        conversation, seq = message.conversation, message.entry.seq
        bodies = [{"text": f"reply to {seq}"}] * replies
        epoch = self.expected[conversation].epoch - behind
        events, counts = [f"{conversation} {seq}"], {"silent": int(not replies)}
        turn = Turn(message, epoch, f"after {seq}", bodies, events, counts)
        promised = self._promised(lease, conversation, seq, stale=behind > 0)
        if promised is None:
            with pytest.raises(OutOfOrder):
                self.run(self.log.complete(lease, turn))
            return

        assert self.run(self.log.complete(lease, turn)) is promised

        if promised is Outcome.DONE:
            self.expected[conversation].done = seq
            self.queue[lease.shard].remove((conversation, seq))
            self.expected[conversation].said += [Said(Role.BOT, "", f"reply to {seq}", seq)] * replies
            self.counted.update({"turns": 1, "replies": replies, **counts})

    def _promised(self, lease: Lease, conversation: str, seq: int, stale: bool) -> Outcome | None:
        if not self._holds(lease):
            return Outcome.FENCED
        if self.expected[conversation].done >= seq:
            return Outcome.DUPLICATE
        if any(name == conversation and other < seq for name, other in self.queue[lease.shard]):
            return None
        return Outcome.STALE if stale else Outcome.DONE

    def _holds(self, lease: Lease) -> bool:
        return self.holder.get(lease.shard) == (lease.worker, lease.fence)

    @rule(conversation=conversations, owner=st.sampled_from(list(Owner)), stale=sometimes)
    def set_owner(self, conversation: str, owner: Owner, stale: bool) -> None:
        """Staff take over or give back, perhaps a moment too late."""
        self._set_owner(conversation, owner, stale=stale)

    def _set_owner(self, conversation: str, owner: Owner, *, stale: bool = False) -> None:
        expected = self.expected[conversation]
        holds = self.run(self.log.set_owner(conversation, owner, expected.epoch - stale))

        if not stale and owner is not expected.owner:
            expected.owner, expected.epoch = owner, expected.epoch + 1
        assert holds == Ownership(expected.owner, expected.epoch)

    @rule(conversation=conversations, owner=st.sampled_from(list(Owner)), client_id=client_ids, stale=sometimes)
    def announce_owner(self, conversation: str, owner: Owner, client_id: str, stale: bool) -> None:
        """Staff take over or give back and say so, perhaps for the second time or a moment too late."""
        expected = self.expected[conversation]
        say, events = (client_id, {"text": client_id}), (f"told {conversation} {SEQ}",)
        call = self.log.set_owner(conversation, owner, expected.epoch - stale, say=say, events=events)
        holds = self.run(call)

        known = expected.seq_of(client_id, by_shopper=False)
        if not stale and not known and owner is not expected.owner:
            expected.owner, expected.epoch = owner, expected.epoch + 1
            self._expect(conversation, Said(Role.SYSTEM, client_id, client_id))
        assert holds == Ownership(expected.owner, expected.epoch)

    @rule()
    def reconnect(self) -> None:
        """Every process but the store is another one from here on."""
        self.log = self.store.connect()

    @rule(conversation=conversations, seen=st.integers(0, 20), limit=st.integers(1, 5))
    def shopper_comes_back(self, conversation: str, seen: int, limit: int) -> None:
        """A widget reconnects and asks for what it missed, in parts: nothing is skipped, nothing shown twice."""
        missed = self.expected[conversation].said[seen:]
        read: list[str] = []
        while part := self.run(self.log.read(conversation, seen + len(read), limit)):
            read += [entry.body["text"] for entry in part]

        assert read == [said.text for said in missed]

    @invariant()
    def shows_what_was_said(self) -> None:
        """Every message once, in order, with a seq without gaps."""
        for conversation, expected in self.expected.items():
            entries = self.run(self.log.read(conversation))
            read = [Said(entry.role, entry.client_id, entry.body["text"], entry.re) for entry in entries]

            assert read == expected.said
            assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))

    @invariant()
    def knows_where_it_is(self) -> None:
        """Position and snapshot follow the turns that were done."""
        for conversation, expected in self.expected.items():
            ownership = Ownership(expected.owner, expected.epoch)
            snapshot = self.run(self.log.snapshot(conversation))

            assert self.run(self.log.position(conversation)) == Position(len(expected.said), expected.done, ownership)
            assert snapshot.ownership == ownership
            assert snapshot.state == (f"after {expected.done}" if expected.done else "")

    @rule()
    def read_the_meters(self) -> None:
        """The counters, the living and the lag are what happened, no more and no less."""
        counted = {name: times for name, times in self.run(self.log.counters()).items() if times}

        assert counted == {name: times for name, times in self.counted.items() if times}
        assert self.run(self.log.workers()) == tuple(sorted(self.living))
        assert self.run(self.log.lag()).waiting == sum(map(len, self.queue.values()))

    def teardown(self) -> None:
        """Answer what is left: then every shopper's message had one turn, in its order."""
        try:
            self.read_the_meters()
            self.run(self._drain())
            turns = [event.event for shard in SHARDS_IN_USE for event in self.run(self.log.journey(shard, ""))]
            for conversation, expected in self.expected.items():
                had = [turn for turn in turns if turn.split()[0] == conversation]
                told = [turn for turn in turns if turn.startswith(f"told {conversation} ")]

                assert had == [f"{conversation} {seq}" for seq in expected.asked]
                assert told == [f"told {conversation} {seq}" for seq in expected.told]
        finally:
            self.run(self.store.close())
            self.runner.close()

    async def _drain(self) -> None:
        await self.store.expire_leases()
        for shard in SHARDS_IN_USE:
            while (lease := await self.log.claim("last", shard)) and lease.messages:
                for message in lease.messages:
                    event = f"{message.conversation} {message.entry.seq}"
                    epoch = self.expected[message.conversation].epoch
                    await self.log.complete(lease, Turn(message, epoch, "", events=[event]))


class TestEveryOrderOfThings:
    def test_in_memory(self) -> None:
        """The log in memory keeps its promises; what breaks them is made as short as can be."""

        class InMemory(LogMachine):
            def make_store(self) -> Store:
                return MemoryStore(most_waiting=MOST)

        run_state_machine_as_test(InMemory, settings=thorough(examples=60, phases=tuple(Phase)))

    @pytest.mark.server
    def test_in_valkey(self, tmp_path: Path) -> None:
        """The log in a real Valkey keeps the same ones."""
        with running_server(tmp_path) as server:

            class InValkey(LogMachine):
                def make_store(self) -> Store:
                    return ValkeyStore(server, most_waiting=MOST)

            run_state_machine_as_test(InValkey, settings=thorough(examples=40, phases=(Phase.generate,)))


def thorough(*, examples: int, phases: tuple[Phase, ...]) -> settings:
    """Forty steps each. Shortening a failure takes minutes over a real server, so only memory does it."""
    return settings(
        max_examples=examples,
        phases=phases,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
