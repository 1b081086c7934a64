"""The promises of `ConversationLog`, kept by every implementation."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from bot.conversation.errors import InvalidId, OutOfOrder, TooManyWaiting
from bot.conversation.identity import shard_of
from bot.conversation.ports import (
    RESYNC,
    SEQ,
    SHARDS,
    Appended,
    Body,
    Change,
    ConversationLog,
    Entry,
    Lag,
    Lease,
    Outcome,
    Owner,
    Ownership,
    Position,
    Role,
    Snapshot,
    Turn,
    Waiting,
)
from tests.conversation.stores import BATCH, MOST, MemoryStore, Store, ValkeyStore
from tests.servers import Server, running_server

ANNA = "anna"
SHARD = shard_of(ANNA)
NEIGHBOUR = next(name for n in range(10_000) if shard_of(name := f"bram-{n}") == SHARD)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server for this file."""
    with running_server(tmp_path_factory.mktemp("valkey")) as server:
        yield server


@pytest.fixture(params=["memory", pytest.param("valkey", marks=pytest.mark.server)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    """An empty log of each implementation in turn."""
    store = MemoryStore() if request.param == "memory" else ValkeyStore(request.getfixturevalue("server"))
    yield store
    await store.close()


@pytest.fixture
def log(store: Store) -> ConversationLog:
    """One client of the log."""
    return store.connect()


async def say(log: ConversationLog, *texts: str, conversation: str = ANNA) -> None:
    """The shopper says each text, which is its client id as well."""
    for text in texts:
        await log.append(conversation, text, {"text": text})


async def claimed(log: ConversationLog, worker: str = "w1", shard: int = SHARD) -> Lease:
    """A lease that is known to be free."""
    lease = await log.claim(worker, shard)
    assert lease is not None
    return lease


def turn(message: Waiting, *replies: str, epoch: int = 0, events: tuple[str, ...] = ()) -> Turn:
    """A turn for `message`."""
    bodies: list[Body] = [{"text": reply} for reply in replies]
    return Turn(message, epoch, state=f"after {message.entry.seq}", replies=bodies, events=events)


async def counted(log: ConversationLog) -> dict[str, int]:
    """The counters that are not zero."""
    return {name: times for name, times in (await log.counters()).items() if times}


def texts(entries: list[Entry]) -> list[str]:
    """What was said."""
    return [entry.body["text"] for entry in entries]


class TestAppend:
    async def test_numbers_messages_from_one(self, log: ConversationLog) -> None:
        """Every conversation counts its own messages."""
        first = await log.append(ANNA, "a", {"text": "hoi"})
        second = await log.append(ANNA, "b", {"text": "ik zoek een laptop"})
        other = await log.append(NEIGHBOUR, "a", {"text": "hallo"})

        assert [Appended(1, False), Appended(2, False), Appended(1, False)] == [first, second, other]

    async def test_counts_a_client_id_once(self, log: ConversationLog) -> None:
        """A message sent again keeps its first seq and text, and waits once."""
        await say(log, "hoi", "laptop")

        again = await log.append(ANNA, "hoi", {"text": "iets anders"})

        assert Appended(1, duplicate=True) == again
        assert texts(await log.read(ANNA)) == ["hoi", "laptop"]
        assert len((await claimed(log)).messages) == 2

    async def test_counts_simultaneous_resends_once(self, log: ConversationLog) -> None:
        """Two hundred tabs that resend the same message at the same moment make one message."""
        landed = await asyncio.gather(*(log.append(ANNA, "a", {"text": "hoi"}) for _ in range(200)))

        assert sum(not one.duplicate for one in landed) == 1
        assert {1} == {one.seq for one in landed}

    async def test_takes_many_conversations_at_once(self, log: ConversationLog) -> None:
        """Two hundred simultaneous shoppers do not run out of connections."""
        await asyncio.gather(*(log.append(f"c{n}", "a", {"text": "hoi"}) for n in range(200)))

        assert [(await log.position(f"c{n}")).last_seq for n in range(200)] == [1] * 200

    @pytest.mark.parametrize("role", [Role.AGENT, Role.SYSTEM, Role.BOT])
    async def test_only_shoppers_wait_for_a_turn(self, log: ConversationLog, role: Role) -> None:
        """What others say is shown and never answered by the bot."""
        await log.append(ANNA, "a", {"text": "Sanne neemt het over"}, role)

        assert [role] == [entry.role for entry in await log.read(ANNA)]
        assert (await claimed(log)).messages == ()

    async def test_keeps_a_body_as_it_was(self, log: ConversationLog) -> None:
        """Nested JSON, every script and half an emoji come back unchanged."""
        body = {"text": "Crème brûlée 🍮 \ud83d", "chips": [{"id": "1", "n": 1.5, "on": True, "no": None}]}
        await log.append(ANNA, "a", body)

        assert [body] == [entry.body for entry in await log.read(ANNA)]
        assert [body] == [message.entry.body for message in (await claimed(log)).messages]

    async def test_refuses_a_body_that_is_no_json(self, log: ConversationLog) -> None:
        """Nothing is stored of what could not be read back."""
        with pytest.raises(ValueError, match="JSON compliant"):
            await log.append(ANNA, "a", {"text": "prijs", "price": math.nan})

        assert Position(0, 0) == await log.position(ANNA)


class TestMostWaiting:
    async def test_one_too_many_is_refused_and_written_nowhere(self, log: ConversationLog) -> None:
        """Who types faster than the bot answers is told so, with how many may wait; it is as if nothing was sent."""
        await say(log, *(str(n) for n in range(MOST)))
        before = await log.read(ANNA)

        with pytest.raises(TooManyWaiting, match=f"{MOST} messages of conversation 'anna' wait") as told:
            await say(log, "een te veel")

        assert told.value.most == MOST
        assert await log.read(ANNA) == before
        assert await log.position(ANNA) == Position(MOST, 0)
        assert (await log.lag()).waiting == MOST

    async def test_a_refused_message_is_taken_after_a_turn(self, log: ConversationLog) -> None:
        """Sent again under the same client id it is new, not a duplicate; then the conversation is full again."""
        await say(log, *(str(n) for n in range(MOST)))
        with pytest.raises(TooManyWaiting):
            await say(log, "later")
        lease = await claimed(log)
        await log.complete(lease, turn(lease.messages[0], "ja"))

        taken = await log.append(ANNA, "later", {"text": "later"})

        assert taken == Appended(MOST + 2, duplicate=False)
        with pytest.raises(TooManyWaiting):
            await say(log, "nog een")

    async def test_a_resend_of_a_waiting_message_is_not_refused(self, log: ConversationLog) -> None:
        """A widget that lost its connection hears where its message landed, however full the conversation is."""
        await say(log, *(str(n) for n in range(MOST)))

        assert await log.append(ANNA, "3", {"text": "3"}) == Appended(4, duplicate=True)

    @pytest.mark.parametrize("role", [Role.AGENT, Role.SYSTEM, Role.BOT])
    async def test_others_are_never_refused(self, log: ConversationLog, role: Role) -> None:
        """Staff can speak in a conversation that is full, and what they say takes no room in it."""
        for n in range(MOST + 1):
            await log.append(ANNA, f"staff {n}", {"text": "ik kijk mee"}, role)
        await say(log, *(str(n) for n in range(MOST)))

        landed = await log.append(ANNA, "more", {"text": "ik kijk mee"}, role)

        assert landed == Appended(2 * MOST + 2, duplicate=False)

    async def test_another_conversation_of_the_shard_has_its_own_room(self, log: ConversationLog) -> None:
        """One who floods closes the door for nobody else."""
        await say(log, *(str(n) for n in range(MOST)))

        assert await log.append(NEIGHBOUR, "a", {"text": "hoi"}) == Appended(1, duplicate=False)

    async def test_a_turn_that_is_not_written_makes_no_room(self, log: ConversationLog) -> None:
        """Only an answered message waits no more."""
        await say(log, *(str(n) for n in range(MOST)))
        lease = await claimed(log)
        await log.complete(lease, turn(lease.messages[0], epoch=7))

        with pytest.raises(TooManyWaiting):
            await say(log, "een te veel")

    async def test_room_is_kept_among_simultaneous_messages(self, log: ConversationLog) -> None:
        """Fifty at the same moment fill the conversation and no more."""
        landed = await asyncio.gather(
            *(log.append(ANNA, f"{n}", {"text": "hoi"}) for n in range(50)), return_exceptions=True
        )

        assert sum(isinstance(one, Appended) for one in landed) == MOST
        assert {type(one) for one in landed} == {Appended, TooManyWaiting}
        assert (await log.position(ANNA)).last_seq == MOST


class TestWorkers:
    async def test_nobody_lives_at_first(self, log: ConversationLog) -> None:
        """Asking who lives makes nobody live."""
        assert (await log.workers(), await log.workers()) == ((), ())

    async def test_who_joined_is_known_to_all_by_name(self, store: Store) -> None:
        """Every worker hears the same names in the same order, itself among them."""
        first, second = store.connect(), store.connect()
        alone = await first.join("w2")
        both = await second.join("w1")

        assert (alone, both) == (("w2",), ("w1", "w2"))
        assert await first.workers() == both
        assert await first.join("w2") == both

    async def test_who_left_is_gone_at_once(self, log: ConversationLog) -> None:
        """A worker that stops in good order leaves; leaving twice, or without having been there, is harmless."""
        await log.join("w1")
        await log.join("w2")
        for worker in ("w1", "w1", "never-there"):
            await log.leave(worker)

        assert await log.workers() == ("w2",)

    async def test_who_is_silent_for_a_lease_is_gone(self, store: Store, log: ConversationLog) -> None:
        """A worker that died is known to be dead as soon as its leases are free."""
        await log.join("w1")
        await log.join("w2")
        await store.expire_leases()

        assert await log.workers() == ()
        assert await log.join("w1") == ("w1",)

    async def test_a_sign_of_life_counts_from_its_own_moment(self, store: Store, log: ConversationLog) -> None:
        """Joining again keeps a worker among the living; it may come back after it was gone."""
        await log.join("w1")
        await store.expire_leases()
        back = await log.join("w1")
        await log.join("w2")
        await store.pass_time(5)

        assert back == ("w1",)
        assert await log.join("w1") == ("w1", "w2")

    async def test_leaving_gives_no_lease_away(self, log: ConversationLog) -> None:
        """Who lives and who owns are two things: only the lease decides who may write."""
        await log.join("w1")
        lease = await claimed(log, "w1")
        await say(log, "hoi")
        await log.leave("w1")

        assert await log.claim("w2", SHARD) is None
        message = (await claimed(log, "w1")).messages[0]
        assert await log.complete(lease, turn(message, "Hallo!")) is Outcome.DONE

    @pytest.mark.parametrize("worker", ["", "w 1", "w\n", "x" * 129])
    async def test_a_worker_has_a_name(self, log: ConversationLog, worker: str) -> None:
        """What could not be claimed with cannot join."""
        with pytest.raises(InvalidId, match="worker is"):
            await log.join(worker)
        with pytest.raises(InvalidId, match="worker is"):
            await log.leave(worker)


class TestLag:
    async def test_is_nothing_when_nobody_waits(self, log: ConversationLog) -> None:
        """An empty log, staff who speak and an answered message leave no lag."""
        empty = await log.lag()
        await log.append(ANNA, "staff", {"text": "hoi"}, Role.AGENT)
        await say(log, "hoi")
        lease = await claimed(log)
        await log.complete(lease, turn(lease.messages[0], "Hallo!"))

        assert (empty, await log.lag()) == (Lag(0, 0), Lag(0, 0))

    async def test_counts_every_shard_and_the_oldest_message(self, store: Store, log: ConversationLog) -> None:
        """A message that waits in any shard is seen, and so is how long the first of them waits."""
        await say(log, "hoi")
        await store.pass_time(30)
        await say(log, "hallo", conversation=NEIGHBOUR)
        await say(log, "dag", conversation="chris")
        lag = await log.lag()

        assert lag.waiting == 3
        assert 30 <= lag.oldest_ms < 5_000

    async def test_becomes_younger_when_the_oldest_is_answered(self, store: Store, log: ConversationLog) -> None:
        """The age is that of what still waits."""
        await say(log, "hoi")
        await store.pass_time(400)
        await say(log, "laptop")
        lease = await claimed(log)
        before = await log.lag()
        await log.complete(lease, turn(lease.messages[0], "Hallo!"))
        after = await log.lag()

        assert (before.waiting, after.waiting) == (2, 1)
        assert before.oldest_ms >= 400 > after.oldest_ms


class TestCounters:
    async def test_start_at_nothing(self, log: ConversationLog) -> None:
        """A new log has counted nothing."""
        assert await counted(log) == {}

    async def test_tell_what_happened_in_every_shard(self, store: Store, log: ConversationLog) -> None:
        """Messages of shoppers, resends, refusals, turns and replies, over all shards and clients."""
        await say(log, *(str(n) for n in range(MOST)), "3")
        with pytest.raises(TooManyWaiting):
            await say(log, "een te veel")
        await log.append(ANNA, "staff", {"text": "hoi"}, Role.AGENT)
        await say(log, "dag", conversation="chris")
        for shard in (SHARD, shard_of("chris")):
            lease = await claimed(log, shard=shard)
            await log.complete(lease, turn(lease.messages[0], "een", "twee"))

        expected = {"messages": MOST + 1, "resends": 1, "refused": 1, "turns": 2, "replies": 4}
        assert await counted(log) == expected
        assert await counted(store.connect()) == expected

    async def test_add_what_turns_count_themselves(self, log: ConversationLog) -> None:
        """A turn counts whatever it names, in the step that writes it."""
        await say(log, "a", "b")
        lease = await claimed(log)
        for message, counts in zip(lease.messages, ({"apologies": 1}, {"apologies": 2, "silent": 1}), strict=True):
            await log.complete(lease, replace(turn(message), counts=counts))

        assert await counted(log) == {"messages": 2, "turns": 2, "apologies": 3, "silent": 1}

    async def test_a_turn_that_is_not_written_counts_nothing(self, store: Store, log: ConversationLog) -> None:
        """Stale, out of order, a second time, or under a lost lease: whatever was to be counted is not."""
        await say(log, "a", "b")
        lease = await claimed(log)
        first, second = (replace(turn(message, "ja"), counts={"mine": 1}) for message in lease.messages)
        stale = await log.complete(lease, replace(first, owner_epoch=7))
        with pytest.raises(OutOfOrder):
            await log.complete(lease, second)
        nothing_yet = await counted(log)
        done, duplicate = await log.complete(lease, first), await log.complete(lease, first)
        await store.expire_leases()
        fenced = await log.complete(lease, second)

        assert [stale, done, duplicate, fenced] == [Outcome.STALE, Outcome.DONE, Outcome.DUPLICATE, Outcome.FENCED]
        assert nothing_yet == {"messages": 2}
        assert await counted(log) == {"messages": 2, "turns": 1, "replies": 1, "mine": 1}

    async def test_parts_of_a_number_are_refused_before_anything_is_written(self, log: ConversationLog) -> None:
        """What cannot be counted must not leave half a turn behind."""
        await say(log, "hoi")
        lease = await claimed(log)
        half: dict[str, int] = {"halves": 0.5}  # type: ignore[dict-item]  # what is refused

        with pytest.raises(TypeError):
            await log.complete(lease, replace(turn(lease.messages[0], "Hallo!", events=("1",)), counts=half))

        assert texts(await log.read(ANNA)) == ["hoi"]
        assert await counted(log) == {"messages": 1}
        assert await log.complete(lease, turn(lease.messages[0], "Hallo!")) is Outcome.DONE


class TestIds:
    @pytest.mark.parametrize("conversation", ["", "a b", "a}b", "é", "a\n", "x" * 129])
    async def test_refuses_a_conversation(self, log: ConversationLog, conversation: str) -> None:
        """Names that could break a key are refused wherever they come in, with what is allowed."""
        with pytest.raises(InvalidId, match="1 to 128 letters, digits"):
            await log.append(conversation, "a", {"text": "hoi"})
        with pytest.raises(InvalidId, match="conversation is"):
            await log.read(conversation)
        with pytest.raises(InvalidId, match="conversation is"):
            await log.set_owner(conversation, Owner.HUMAN, 0)

    @pytest.mark.parametrize("client_id", ["", "x" * 65, "a\x00b", "a\nb"])
    async def test_refuses_a_client_id(self, log: ConversationLog, client_id: str) -> None:
        """An id of a client is short and printable."""
        with pytest.raises(InvalidId, match=r"client id is .*allowed: 1 to 64 printable"):
            await log.append(ANNA, client_id, {"text": "hoi"})

    async def test_refuses_a_shard_and_a_worker(self, log: ConversationLog) -> None:
        """There are 64 shards, and a worker has a name."""
        with pytest.raises(InvalidId, match="shard is 64; allowed: 0 to 63"):
            await log.claim("w1", SHARDS)
        with pytest.raises(InvalidId, match="worker is"):
            await log.claim("w 1", 0)

    async def test_refuses_a_key_of_another_kind(self, log: ConversationLog) -> None:
        """A journey is resumed after a key it gave."""
        with pytest.raises(InvalidId, match="key of a journey event"):
            await log.journey(SHARD, "yesterday")


class TestClaim:
    async def test_gives_messages_in_the_order_of_arrival(self, log: ConversationLog) -> None:
        """Conversations of one shard stand in one queue."""
        await say(log, "hoi")
        await say(log, "hallo", conversation=NEIGHBOUR)
        await say(log, "laptop")

        messages = (await claimed(log)).messages

        assert [(m.conversation, m.entry.seq) for m in messages] == [(ANNA, 1), (NEIGHBOUR, 1), (ANNA, 2)]

    async def test_gives_the_message_as_it_is_read(self, log: ConversationLog) -> None:
        """A worker needs nothing but what it was given."""
        await say(log, "hoi")

        (message,) = (await claimed(log)).messages

        assert await log.entry(ANNA, 1) == message.entry

    async def test_gives_the_oldest_of_a_long_queue(self, log: ConversationLog) -> None:
        """A lease holds a bounded number of messages."""
        await say(log, *(str(n) for n in range(BATCH + 3)))

        messages = (await claimed(log)).messages

        assert list(range(1, BATCH + 1)) == [message.entry.seq for message in messages]

    async def test_one_worker_owns_a_shard(self, store: Store) -> None:
        """Whoever comes second gets nothing, whichever process it is in."""
        first, second = store.connect(), store.connect()
        await claimed(first, "w1")

        assert await second.claim("w2", SHARD) is None
        assert await second.claim("w2", (SHARD + 1) % SHARDS) is not None

    async def test_one_of_many_simultaneous_workers_wins(self, log: ConversationLog) -> None:
        """Fifty workers that reach for one shard leave one owner."""
        leases = await asyncio.gather(*(log.claim(f"w{n}", SHARD) for n in range(50)))

        assert sum(lease is not None for lease in leases) == 1

    async def test_renewal_keeps_the_fence_and_sees_new_messages(self, log: ConversationLog) -> None:
        """The owner goes on under the same fence."""
        lease = await claimed(log)
        await say(log, "hoi")

        renewed = await claimed(log)

        assert lease.fence == renewed.fence
        assert [message.entry.client_id for message in renewed.messages] == ["hoi"]

    async def test_an_expired_lease_is_free_under_a_higher_fence(self, store: Store, log: ConversationLog) -> None:
        """What the old owner did not finish is given to the next one."""
        await say(log, "hoi")
        old = await claimed(log, "w1")
        await store.expire_leases()

        new = await claimed(log, "w2")

        assert new.fence > old.fence
        assert old.messages == new.messages

    async def test_release_frees_the_shard_at_once(self, log: ConversationLog) -> None:
        """A worker that stops in good order leaves nobody waiting."""
        await log.release(await claimed(log, "w1"))

        assert await log.claim("w2", SHARD) is not None

    async def test_release_of_a_lost_lease_is_harmless(self, store: Store, log: ConversationLog) -> None:
        """A stalled worker cannot give away what another owns."""
        stalled = await claimed(log, "w1")
        await store.expire_leases()
        await claimed(log, "w2")

        await log.release(stalled)

        assert await log.claim("w3", SHARD) is None


class TestComplete:
    async def test_writes_the_whole_turn(self, log: ConversationLog) -> None:
        """Replies, state, done-mark and journey events are there, and the message waits no more."""
        await say(log, "hoi")
        lease = await claimed(log)
        (message,) = lease.messages

        outcome = await log.complete(lease, turn(message, "Hallo!", "Waar zoek je naar?", events=("1", "2")))

        assert outcome is Outcome.DONE
        assert [(entry.seq, entry.re, entry.role) for entry in await log.read(ANNA)] == [
            (1, 0, Role.SHOPPER),
            (2, 1, Role.BOT),
            (3, 1, Role.BOT),
        ]
        assert texts(await log.read(ANNA)) == ["hoi", "Hallo!", "Waar zoek je naar?"]
        assert Snapshot("after 1", Ownership(Owner.BOT, 0), 1) == await log.snapshot(ANNA)
        assert [event.event for event in await log.journey(SHARD, "")] == ["1", "2"]
        assert (await claimed(log)).messages == ()

    async def test_a_message_has_one_turn(self, log: ConversationLog) -> None:
        """Offered again, a turn writes nothing."""
        await say(log, "hoi")
        lease = await claimed(log)
        await log.complete(lease, turn(lease.messages[0], "Hallo!", events=("1",)))

        outcome = await log.complete(lease, turn(lease.messages[0], "Nog eens hallo!", events=("2",)))

        assert outcome is Outcome.DUPLICATE
        assert texts(await log.read(ANNA)) == ["hoi", "Hallo!"]
        assert [event.event for event in await log.journey(SHARD, "")] == ["1"]

    async def test_a_lost_lease_writes_nothing(self, store: Store, log: ConversationLog) -> None:
        """A worker that stalled while another took over is turned away, and the other goes on."""
        await say(log, "hoi")
        stalled = await claimed(log, "w1")
        await store.expire_leases()
        owner = await claimed(log, "w2")

        fenced = await log.complete(stalled, turn(stalled.messages[0], "te laat"))
        done = await log.complete(owner, turn(owner.messages[0], "Hallo!"))

        assert [fenced, done] == [Outcome.FENCED, Outcome.DONE]
        assert texts(await log.read(ANNA)) == ["hoi", "Hallo!"]

    async def test_a_lost_lease_stays_lost(self, store: Store, log: ConversationLog) -> None:
        """It does not revive when the other's lease expires as well, nor when its worker claims anew."""
        await say(log, "hoi")
        stalled = await claimed(log, "w1")
        await store.expire_leases()
        await claimed(log, "w2")
        await store.expire_leases()

        after_expiry = await log.complete(stalled, turn(stalled.messages[0], "te laat"))
        await claimed(log, "w1")
        after_claim = await log.complete(stalled, turn(stalled.messages[0], "te laat"))

        assert [after_expiry, after_claim] == [Outcome.FENCED] * 2
        assert Position(1, 0) == await log.position(ANNA)

    async def test_an_invented_fence_is_refused(self, log: ConversationLog) -> None:
        """Only the fence that was given out opens the shard."""
        await say(log, "hoi")
        lease = await claimed(log)

        outcome = await log.complete(replace(lease, fence=lease.fence + 1), turn(lease.messages[0]))

        assert outcome is Outcome.FENCED

    async def test_a_message_the_log_does_not_know_writes_nothing(self, log: ConversationLog) -> None:
        """A worker that remembers more than a restored server must claim again."""
        await say(log, "hoi")
        lease = await claimed(log)
        unknown = replace(lease.messages[0], key="999-9")

        assert await log.complete(lease, turn(unknown, "Hallo!")) is Outcome.FENCED
        assert lease.messages == (await claimed(log)).messages

    async def test_turns_of_a_conversation_keep_their_order(self, log: ConversationLog) -> None:
        """A later message cannot overtake, so that none is left behind."""
        await say(log, "hoi", "laptop")
        lease = await claimed(log)

        with pytest.raises(OutOfOrder, match="message 2 of conversation 'anna'"):
            await log.complete(lease, turn(lease.messages[1]))
        outcomes = [await log.complete(lease, turn(message)) for message in lease.messages]

        assert outcomes == [Outcome.DONE] * 2

    async def test_staff_between_two_messages_does_not_hold_up_the_second(self, log: ConversationLog) -> None:
        """Only messages that wait for a turn count for the order."""
        await say(log, "hoi")
        await log.append(ANNA, "staff", {"text": "Ik kijk mee"}, Role.AGENT)
        await say(log, "laptop")
        lease = await claimed(log)

        outcomes = [await log.complete(lease, turn(message, "ja")) for message in lease.messages]

        assert outcomes == [Outcome.DONE] * 2
        assert [entry.re for entry in await log.read(ANNA)] == [0, 0, 0, 1, 3]

    async def test_a_turn_made_under_another_owner_writes_nothing(self, log: ConversationLog) -> None:
        """Whoever took the conversation meanwhile is not interrupted by the bot; the message waits for another turn."""
        await say(log, "ik wil een mens spreken")
        lease = await claimed(log)
        await log.set_owner(ANNA, Owner.HUMAN, 0)

        stale = await log.complete(lease, turn(lease.messages[0], "Kan ik helpen?", epoch=0, events=("1",)))
        again = await log.complete(lease, turn(lease.messages[0], epoch=1, events=("2",)))

        assert [stale, again] == [Outcome.STALE, Outcome.DONE]
        assert texts(await log.read(ANNA)) == ["ik wil een mens spreken"]
        assert [event.event for event in await log.journey(SHARD, "")] == ["2"]
        assert (await claimed(log)).messages == ()

    async def test_replies_under_the_epoch_that_holds_are_kept(self, log: ConversationLog) -> None:
        """A turn made after the change of owner speaks."""
        await log.set_owner(ANNA, Owner.HUMAN, 0)
        await say(log, "hoi")
        lease = await claimed(log)

        assert await log.complete(lease, turn(lease.messages[0], "Hallo!", epoch=1)) is Outcome.DONE

    async def test_a_stale_turn_keeps_the_order(self, log: ConversationLog) -> None:
        """While its message waits for another turn, the next one still cannot overtake."""
        await say(log, "een", "twee")
        lease = await claimed(log)
        await log.set_owner(ANNA, Owner.HUMAN, 0)
        stale = await log.complete(lease, turn(lease.messages[0], epoch=0))

        with pytest.raises(OutOfOrder):
            await log.complete(lease, turn(lease.messages[1], epoch=1))
        assert stale is Outcome.STALE
        assert lease.messages == (await claimed(log)).messages

    async def test_who_took_over_and_gave_back_left_a_trace(self, log: ConversationLog) -> None:
        """A turn made before both is stale too: the person may have said what makes it wrong."""
        await say(log, "hoi")
        lease = await claimed(log)
        await log.set_owner(ANNA, Owner.HUMAN, 0)
        await log.set_owner(ANNA, Owner.BOT, 1)

        stale = await log.complete(lease, turn(lease.messages[0], "Kan ik helpen?", epoch=0))

        assert stale is Outcome.STALE
        assert await log.complete(lease, turn(lease.messages[0], "Kan ik helpen?", epoch=2)) is Outcome.DONE

    async def test_a_reply_that_is_no_json_writes_nothing(self, log: ConversationLog) -> None:
        """Not even the replies before it: the turn is whole or not there."""
        await say(log, "hoi")
        lease = await claimed(log)
        replies: list[Body] = [{"text": "Hallo!"}, {"text": "prijs", "price": math.nan}]

        with pytest.raises(ValueError, match="JSON compliant"):
            await log.complete(lease, replace(turn(lease.messages[0], events=("1",)), replies=replies))

        assert texts(await log.read(ANNA)) == ["hoi"]
        assert await log.journey(SHARD, "") == []
        assert lease.messages == (await claimed(log)).messages

    async def test_keeps_a_large_state(self, log: ConversationLog) -> None:
        """Half a megabyte of state comes back whole."""
        await say(log, "hoi")
        lease = await claimed(log)
        state = "€" * 500_000
        await log.complete(lease, replace(turn(lease.messages[0]), state=state))

        assert state == (await log.snapshot(ANNA)).state


class TestReading:
    async def test_an_unknown_conversation_is_empty(self, log: ConversationLog) -> None:
        """Asking creates nothing."""
        assert await log.read(ANNA) == []
        assert await log.entry(ANNA, 1) is None
        assert Position(0, 0, Ownership(Owner.BOT, 0)) == await log.position(ANNA)
        assert Snapshot("", Ownership(Owner.BOT, 0), 0) == await log.snapshot(ANNA)

    async def test_resumes_after_the_last_seen(self, log: ConversationLog) -> None:
        """A widget that reconnects gets what it missed, in parts if need be."""
        await say(log, "a", "b", "c", "d")

        assert texts(await log.read(ANNA, after_seq=1)) == ["b", "c", "d"]
        assert texts(await log.read(ANNA, after_seq=1, limit=2)) == ["b", "c"]
        assert await log.read(ANNA, after_seq=4) == []

    async def test_finds_one_message(self, log: ConversationLog) -> None:
        """By its seq, or None."""
        await say(log, "a", "b")
        found = await log.entry(ANNA, 2)

        assert found is not None
        assert (found.seq, found.client_id, found.body["text"]) == (2, "b", "b")
        assert await log.entry(ANNA, 3) is None
        assert await log.entry(ANNA, 0) is None

    async def test_position_follows_messages_and_turns(self, log: ConversationLog) -> None:
        """The last seq grows with replies, the done-mark with turns."""
        await say(log, "a", "b")
        lease = await claimed(log)
        await log.complete(lease, turn(lease.messages[0], "ja"))

        assert Position(3, 1, Ownership(Owner.BOT, 0)) == await log.position(ANNA)

    async def test_another_client_reads_the_same(self, store: Store, log: ConversationLog) -> None:
        """Gateways share one log."""
        await say(log, "a")

        assert await log.read(ANNA) == await store.connect().read(ANNA)


class TestOwner:
    async def test_changes_under_the_epoch_that_holds(self, log: ConversationLog) -> None:
        """Each change counts the epoch up by one."""
        taken = await log.set_owner(ANNA, Owner.HUMAN, 0)
        returned = await log.set_owner(ANNA, Owner.BOT, 1)

        assert [Ownership(Owner.HUMAN, 1), Ownership(Owner.BOT, 2)] == [taken, returned]
        assert Ownership(Owner.BOT, 2) == (await log.position(ANNA)).ownership

    async def test_a_stale_epoch_changes_nothing(self, log: ConversationLog) -> None:
        """Whoever did not see the last change is told what holds."""
        await log.set_owner(ANNA, Owner.HUMAN, 0)

        assert Ownership(Owner.HUMAN, 1) == await log.set_owner(ANNA, Owner.BOT, 0)

    async def test_the_same_owner_is_no_change(self, log: ConversationLog) -> None:
        """The epoch stays, so that a turn in flight is not muted."""
        assert Ownership(Owner.BOT, 0) == await log.set_owner(ANNA, Owner.BOT, 0)


class TestHumanUntil:
    """Up to where a person read along: what was said until then is not the bot's to answer."""

    async def test_is_nothing_when_no_person_ever_came(self, log: ConversationLog) -> None:
        """Nor while one is there: it is theirs until they give it back."""
        await log.append(ANNA, "a", {"text": "a"})
        alone = (await log.snapshot(ANNA)).human_until
        await log.set_owner(ANNA, Owner.HUMAN, 0)

        assert (alone, (await log.snapshot(ANNA)).human_until) == (0, 0)

    async def test_is_the_last_message_when_it_was_given_back(self, log: ConversationLog) -> None:
        """What comes after it is the bot's again."""
        await log.set_owner(ANNA, Owner.HUMAN, 0)
        heard = await log.append(ANNA, "a", {"text": "a"})
        await log.set_owner(ANNA, Owner.BOT, 1)
        await log.append(ANNA, "b", {"text": "b"})

        assert (await log.snapshot(ANNA)).human_until == heard.seq

    async def test_takes_in_the_goodbye_that_goes_with_it(self, log: ConversationLog) -> None:
        """The line that a colleague has left is one step with the giving back."""
        await log.append(ANNA, "a", {"text": "a"})
        await log.set_owner(ANNA, Owner.HUMAN, 0)
        await log.set_owner(ANNA, Owner.BOT, 1, say=("left", {"text": "Sanne is weg"}))

        assert (await log.snapshot(ANNA)).human_until == (await log.position(ANNA)).last_seq == 2

    async def test_moves_only_when_it_is_given_back_again(self, log: ConversationLog) -> None:
        """A stale or repeated step, or another person who comes, leaves it where it was."""
        await log.set_owner(ANNA, Owner.HUMAN, 0)
        await log.append(ANNA, "a", {"text": "a"})
        await log.set_owner(ANNA, Owner.BOT, 1)
        await log.append(ANNA, "b", {"text": "b"})
        await log.set_owner(ANNA, Owner.BOT, 1)
        await log.set_owner(ANNA, Owner.BOT, 2)
        await log.set_owner(ANNA, Owner.HUMAN, 2)
        before = (await log.snapshot(ANNA)).human_until
        await log.set_owner(ANNA, Owner.BOT, 3)

        assert (before, (await log.snapshot(ANNA)).human_until) == (1, 2)

    async def test_another_conversation_has_its_own(self, log: ConversationLog) -> None:
        """Who sits in the same shard is answered by the bot."""
        await log.append(ANNA, "a", {"text": "a"})
        await log.set_owner(ANNA, Owner.HUMAN, 0)
        await log.set_owner(ANNA, Owner.BOT, 1)

        assert (await log.snapshot("bert")).human_until == 0


class TestOwnerAnnounced:
    async def test_owner_message_and_event_are_one_step(self, log: ConversationLog) -> None:
        """Who takes over is told to the shopper and to the journey, under the seq of the message."""
        await log.append(ANNA, "1", {"text": "een mens graag"})
        said = ("h1-joined", {"text": "Sanne is erbij", "event": "agent_joined", "name": "Sanne"})

        taken = await log.set_owner(ANNA, Owner.HUMAN, 0, say=said, events=(f'{{"seq":{SEQ}}}',))

        (_, entry) = await log.read(ANNA)
        assert taken == Ownership(Owner.HUMAN, 1)
        assert (entry.seq, entry.role, entry.body, entry.client_id) == (2, Role.SYSTEM, said[1], said[0])
        assert [e.event for e in await log.journey(shard_of(ANNA), "")] == ['{"seq":2}']

    async def test_a_client_id_seen_before_changes_nothing(self, log: ConversationLog) -> None:
        """A step that was taken is not taken again, even after the owner changed back."""
        said = ("h1-joined", {"text": "Sanne is erbij"})
        await log.set_owner(ANNA, Owner.HUMAN, 0, say=said, events=("e",))
        await log.set_owner(ANNA, Owner.BOT, 1)

        again = await log.set_owner(ANNA, Owner.HUMAN, 2, say=said, events=("e",))

        assert again == Ownership(Owner.BOT, 2)
        assert len(await log.read(ANNA)) == 1
        assert len(await log.journey(shard_of(ANNA), "")) == 1

    @pytest.mark.parametrize(("owner", "epoch"), [(Owner.HUMAN, 7), (Owner.BOT, 0)])
    async def test_no_change_says_nothing(self, log: ConversationLog, owner: Owner, epoch: int) -> None:
        """Neither under an epoch that has passed nor when the owner is who it was."""
        await log.set_owner(ANNA, owner, epoch, say=("x", {"text": "x"}), events=("e",))

        assert await log.read(ANNA) == []
        assert await log.journey(shard_of(ANNA), "") == []

    async def test_twenty_at_once_are_one(self, log: ConversationLog) -> None:
        """Whoever repairs at the same moment says it once."""
        said = ("h1-joined", {"text": "Sanne is erbij"})
        steps = (log.set_owner(ANNA, Owner.HUMAN, 0, say=said, events=("e",)) for _ in range(20))

        assert {o.epoch for o in await asyncio.gather(*steps)} == {1}
        assert len(await log.read(ANNA)) == len(await log.journey(shard_of(ANNA), "")) == 1

    async def test_a_message_of_staff_brings_its_event(self, log: ConversationLog) -> None:
        """Written with the message, under its seq, once."""
        for _ in range(2):
            await log.append(ANNA, "a1", {"text": "Hoi"}, Role.AGENT, events=(f"said {SEQ}", f"and {SEQ}"))

        assert [e.event for e in await log.journey(shard_of(ANNA), "")] == ["said 1", "and 1"]

    async def test_no_shopper_can_use_up_an_id_of_staff(self, log: ConversationLog) -> None:
        """Ids of shoppers count apart: what a shopper sends never keeps staff from coming or going."""
        await log.append(ANNA, "h1-left", {"text": "hihi"})
        await log.set_owner(ANNA, Owner.HUMAN, 0)

        left = await log.set_owner(ANNA, Owner.BOT, 1, say=("h1-left", {"text": "Sanne is weg"}))

        assert left == Ownership(Owner.BOT, 2)
        assert (await log.append(ANNA, "h1-left", {"text": "Dag"}, Role.AGENT)).duplicate


class TestNudges:
    async def test_watch_begins_with_a_resync_then_tells_changes(self, store: Store) -> None:
        """Message, turn and owner: each tells where the conversation stands."""
        log, watcher = store.connect(), store.connect()
        async with asyncio.timeout(5):
            changes = watcher.watch()
            first = await anext(changes)
            await say(log, "hoi")
            lease = await claimed(log)
            await log.complete(lease, turn(lease.messages[0], "Hallo!"))
            await log.set_owner(ANNA, Owner.HUMAN, 0)
            then = [await anext(changes) for _ in range(3)]

        assert first == RESYNC
        assert [Change(ANNA, 1, 0), Change(ANNA, 2, 1), Change(ANNA, 2, 1)] == then

    async def test_every_watcher_is_told(self, store: Store) -> None:
        """Two gateways, or two tabs' tasks in one, both hear of a message."""
        log, watcher = store.connect(), store.connect()
        async with asyncio.timeout(5):
            both = [watcher.watch(), watcher.watch()]
            for changes in both:
                await anext(changes)
            await say(log, "hoi")
            heard = [await anext(changes) for changes in both]

        assert [Change(ANNA, 1, 0)] * 2 == heard

    async def test_a_duplicate_nudges_nobody(self, store: Store) -> None:
        """What changes nothing is not told."""
        log, watcher = store.connect(), store.connect()
        async with asyncio.timeout(5):
            changes = watcher.watch()
            await anext(changes)
            await say(log, "hoi", "hoi", "laptop")
            heard = [await anext(changes) for _ in range(2)]

        assert [change.last_seq for change in heard] == [1, 2]

    async def test_arrivals_tell_what_waited_before_and_what_comes(self, store: Store) -> None:
        """A worker that starts finds old messages at once, and new ones without delay."""
        log, worker = store.connect(), store.connect()
        await say(log, "hoi")
        later = "chris"
        async with asyncio.timeout(5):
            arrivals = worker.arrivals()
            old = await anext(arrivals)
            await say(log, "hallo", conversation=later)
            new = await anext(arrivals)

        assert [SHARD, shard_of(later)] == [old, new]

    async def test_arrivals_repeat_what_still_waits(self, store: Store) -> None:
        """A nudge that led to nothing is followed by another within about a second."""
        log, worker = store.connect(), store.connect()
        await say(log, "hoi")
        async with asyncio.timeout(5):
            arrivals = worker.arrivals()
            told = [await anext(arrivals) for _ in range(2)]

        assert told == [SHARD, SHARD]


class TestJourney:
    async def test_resumes_after_a_key(self, log: ConversationLog) -> None:
        """Events of a shard come oldest first, each once, in parts if need be."""
        await say(log, "a", "b")
        lease = await claimed(log)
        for number, message in enumerate(lease.messages):
            await log.complete(lease, turn(message, events=(f"{number}-x", f"{number}-y")))

        first = await log.journey(SHARD, "", limit=3)
        rest = await log.journey(SHARD, first[-1].key)

        assert [event.event for event in first] == ["0-x", "0-y", "1-x"]
        assert [event.event for event in rest] == ["1-y"]
        assert await log.journey(SHARD, rest[-1].key) == []

    async def test_a_shard_has_its_own(self, log: ConversationLog) -> None:
        """Nothing of one shard is read in another."""
        await say(log, "a")
        lease = await claimed(log)
        await log.complete(lease, turn(lease.messages[0], events=("1",)))

        assert await log.journey((SHARD + 1) % SHARDS, "") == []


class TestEpoch:
    async def test_stays_as_long_as_the_log(self, store: Store) -> None:
        """Every client sees the same identity."""
        first, second = store.connect(), store.connect()
        epochs = await asyncio.gather(first.epoch(), second.epoch(), first.epoch())

        assert len(set(epochs)) == 1
        assert epochs[0]

    async def test_ping_answers(self, log: ConversationLog) -> None:
        """A log that answers raises nothing."""
        assert await log.ping() is None  # type: ignore[func-returns-value]  # that it returns is the promise
