"""What every store of handoffs promises, run against each of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.handoff.opening import open_queue
from bot.handoff.queue import ENDED, LIVE, Handoff, HandoffQueue, NotYours, Stage, UnknownHandoff
from tests.handoff.examples import Clock
from tests.handoff.waiting import waiting


@pytest.fixture
def clock() -> Clock:
    """The clock of the store under test."""
    return Clock()


@pytest.fixture(params=["memory", "sqlite"])
async def queue(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[HandoffQueue]:
    """An empty store of each sort."""
    urls: dict[str, Callable[[], str]] = {
        "memory": lambda: "memory:",
        "sqlite": lambda: f"sqlite:///{tmp_path / 'desk.db'}",
    }
    store = await asyncio.to_thread(open_queue, urls[request.param](), clock=clock)
    yield store
    await store.disconnect()


async def held(queue: HandoffQueue, conversation: str = "c1", by: str = "Sanne") -> Handoff:
    """A handoff that somebody took."""
    asked = await queue.request(waiting(conversation), key="m1")
    return await queue.claim(asked.id, by=by)


class TestRequest:
    async def test_is_kept_as_it_was_asked(self, queue: HandoffQueue) -> None:
        """What comes out is what went in, the summary to its last word."""
        asked = waiting()

        assert await queue.request(asked, key="m1") == asked
        assert await queue.get(asked.id) == asked
        assert await queue.live("c1") == asked

    async def test_same_key_gives_the_first_again(self, queue: HandoffQueue) -> None:
        """A turn that is replayed calls nobody twice, not even after the first was ended."""
        first = await queue.request(waiting(), key="m1")
        assert await queue.request(waiting(), key="m1") == first
        ended = await queue.end(first.id, by="c1", stage=Stage.CALLED_OFF)

        assert await queue.request(waiting(), key="m1") == ended

    async def test_who_waits_already_waits_once(self, queue: HandoffQueue) -> None:
        """Asking again, with another message, gives the live one; so it is while somebody holds it."""
        first = await queue.request(waiting(), key="m1")
        assert await queue.request(waiting(), key="m2") == first
        taken = await queue.claim(first.id, by="Sanne")

        assert await queue.request(waiting(), key="m3") == taken

    async def test_may_be_asked_anew_afterwards(self, queue: HandoffQueue) -> None:
        """A shopper who was helped can wait again."""
        first = await held(queue)
        await queue.end(first.id, by="Sanne", stage=Stage.COMPLETED)

        again = await queue.request(waiting(), key="m9")

        assert again.id != first.id
        assert await queue.live("c1") == again

    async def test_keys_belong_to_their_conversation(self, queue: HandoffQueue) -> None:
        """Two shoppers with the same key both wait."""
        await queue.request(waiting("c1"), key="1")
        await queue.request(waiting("c2"), key="1")

        assert len(await queue.list(LIVE)) == 2

    async def test_at_the_same_moment_is_one(self, queue: HandoffQueue) -> None:
        """Twenty messages of one shopper at once make one handoff."""
        given = await asyncio.gather(*(queue.request(waiting(), key=f"m{n}") for n in range(20)))

        assert len({handoff.id for handoff in given}) == 1


class TestList:
    async def test_longest_waiting_first_and_ended_from_the_latest(self, queue: HandoffQueue, clock: Clock) -> None:
        """The list begins where staff should begin."""
        asked = {"late": 3_000, "early": 1_000, "then_done": 500, "done_last": 400}
        ids = {c: (await queue.request(waiting(c, asked_ms=t), key="m")).id for c, t in asked.items()}
        for conversation in ("then_done", "done_last"):
            clock.now += 1_000
            await queue.end(ids[conversation], by="x", stage=Stage.CALLED_OFF)

        assert [h.conversation for h in await queue.list(set(Stage))] == ["early", "late", "done_last", "then_done"]
        assert [h.conversation for h in await queue.list({Stage.QUEUED}, limit=1)] == ["early"]
        assert [h.conversation for h in await queue.list(ENDED)] == ["done_last", "then_done"]
        assert list(await queue.list(())) == []


class TestClaim:
    async def test_tells_who_and_when(self, queue: HandoffQueue, clock: Clock) -> None:
        """Who took it stands in it."""
        taken = await held(queue)

        assert (taken.stage, taken.agent, taken.taken_ms) == (Stage.HUMAN, "Sanne", clock.now)
        assert await queue.get(taken.id) == taken

    async def test_of_twenty_at_once_exactly_one_has_it(self, queue: HandoffQueue) -> None:
        """The nineteen others hear who it is."""
        asked = await queue.request(waiting(), key="m1")

        tries = (queue.claim(asked.id, by=f"agent {n}") for n in range(20))
        outcomes = await asyncio.gather(*tries, return_exceptions=True)

        (won,) = (o for o in outcomes if isinstance(o, Handoff))
        refused = [o for o in outcomes if isinstance(o, NotYours)]
        assert len(refused) == 19
        assert {r.handoff.agent for r in refused} == {won.agent}
        assert await queue.get(asked.id) == won

    async def test_what_was_called_off_cannot_be_taken(self, queue: HandoffQueue) -> None:
        """Nobody writes to a shopper who no longer waits."""
        asked = await queue.request(waiting(), key="m1")
        await queue.end(asked.id, by="c1", stage=Stage.CALLED_OFF)

        with pytest.raises(NotYours, match="called_off"):
            await queue.claim(asked.id, by="Sanne")


class TestEnd:
    @pytest.mark.parametrize("stage", [Stage.RETURNED, Stage.COMPLETED])
    async def test_by_whoever_holds_it(self, queue: HandoffQueue, clock: Clock, stage: Stage) -> None:
        """Given back or completed, once, with its time."""
        taken = await held(queue)
        clock.now += 5_000

        ended = await queue.end(taken.id, by="Sanne", stage=stage)

        assert (ended.stage, ended.ended_ms - ended.taken_ms) == (stage, 5_000)
        assert await queue.live("c1") is None
        with pytest.raises(NotYours):
            await queue.end(taken.id, by="Sanne", stage=stage)

    async def test_not_by_somebody_else(self, queue: HandoffQueue) -> None:
        """A colleague cannot end what another holds, and hears who does."""
        taken = await held(queue)

        with pytest.raises(NotYours, match="Sanne") as refused:
            await queue.end(taken.id, by="Bram", stage=Stage.RETURNED)
        assert refused.value.handoff == taken

    async def test_called_off_only_while_it_is_queued(self, queue: HandoffQueue) -> None:
        """Once somebody is there it is for them to end."""
        taken = await held(queue)

        with pytest.raises(NotYours):
            await queue.end(taken.id, by="c1", stage=Stage.CALLED_OFF)

    @pytest.mark.parametrize("stage", [Stage.RETURNED, Stage.COMPLETED])
    async def test_what_nobody_took_cannot_be_given_back(self, queue: HandoffQueue, stage: Stage) -> None:
        """It must be claimed first."""
        asked = await queue.request(waiting(), key="m1")

        with pytest.raises(NotYours):
            await queue.end(asked.id, by="Sanne", stage=stage)

    async def test_claim_and_calling_off_at_once_have_one_winner(self, queue: HandoffQueue) -> None:
        """Either the shopper is taken or gone, never both."""
        asked = await queue.request(waiting(), key="m1")
        steps = (queue.claim(asked.id, by="Sanne"), queue.end(asked.id, by="c1", stage=Stage.CALLED_OFF))

        outcomes = await asyncio.gather(*steps, return_exceptions=True)

        assert sum(isinstance(o, Handoff) for o in outcomes) == 1


class TestReview:
    async def test_of_what_ended_is_kept_and_replaced(self, queue: HandoffQueue, clock: Clock) -> None:
        """The last note stands."""
        taken = await held(queue)
        await queue.end(taken.id, by="Sanne", stage=Stage.COMPLETED)
        await queue.review(taken.id, by="Bram", note="nog mailen")

        reviewed = await queue.review(taken.id, by="Anne", note="gemaild")

        assert (reviewed.reviewed_by, reviewed.reviewed_ms, reviewed.note) == ("Anne", clock.now, "gemaild")
        assert await queue.get(taken.id) == reviewed

    async def test_not_before_it_ended(self, queue: HandoffQueue) -> None:
        """A live talk is not over yet."""
        taken = await held(queue)

        with pytest.raises(NotYours, match="ended"):
            await queue.review(taken.id, by="Bram")


class TestUnknown:
    async def test_is_said_to_be_unknown(self, queue: HandoffQueue) -> None:
        """Every step names the id that was asked for."""
        for step in (
            queue.get("nobody"),
            queue.claim("nobody", by="x"),
            queue.end("nobody", by="x", stage=Stage.RETURNED),
            queue.review("nobody", by="x"),
        ):
            with pytest.raises(UnknownHandoff, match="nobody"):
                await step
        assert await queue.live("nobody") is None
