"""What every store of call-backs promises, run against each of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.handoff.memory import MemoryHandoffs
from bot.handoff.opening import open_handoffs
from bot.handoff.ports import AlreadyDone, Handoffs, Status, UnknownCallback
from tests.handoff.examples import Clock, asking


@pytest.fixture
def clock() -> Clock:
    """The clock of the store under test."""
    return Clock()


@pytest.fixture(params=["memory", "sqlite"])
async def handoffs(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[Handoffs]:
    """An empty store of each sort."""
    stores: dict[str, Callable[[], Handoffs]] = {
        "memory": lambda: MemoryHandoffs(clock=clock),
        "sqlite": lambda: open_handoffs(f"sqlite:///{tmp_path / 'desk.db'}", clock=clock),
    }
    store = await asyncio.to_thread(stores[request.param])
    yield store
    await store.disconnect()


class TestRequestCallback:
    async def test_is_kept_as_it_was_asked(self, handoffs: Handoffs) -> None:
        """What comes out of the list is what went in, to the last character."""
        request = asking()

        assert await handoffs.request_callback(request, key="m1") == request
        assert await handoffs.callbacks() == [request]

    async def test_same_key_gives_the_first_request_again(self, handoffs: Handoffs) -> None:
        """A turn that is replayed asks nobody to call twice."""
        first = await handoffs.request_callback(asking(), key="m1")

        again = await handoffs.request_callback(asking(asked_ms=2_000), key="m1")

        assert again == first
        assert await handoffs.callbacks() == [first]

    async def test_same_key_gives_it_even_when_it_is_done(self, handoffs: Handoffs) -> None:
        """A late replay does not open a request that staff closed."""
        first = await handoffs.request_callback(asking(), key="m1")
        done = await handoffs.close(first.id, by="Anne")

        assert await handoffs.request_callback(asking(), key="m1") == done

    async def test_keys_belong_to_their_conversation(self, handoffs: Handoffs) -> None:
        """Message ids are chosen by clients: two shoppers with the same one get a request each."""
        mine = await handoffs.request_callback(asking("c1"), key="1")
        yours = await handoffs.request_callback(asking("c2", contact="+31687654321"), key="1")

        assert (mine.conversation, yours.conversation) == ("c1", "c2")
        assert len(await handoffs.callbacks()) == 2

    async def test_at_the_same_moment_is_one_request(self, handoffs: Handoffs) -> None:
        """Twenty at once with one key are one."""
        given = await asyncio.gather(*(handoffs.request_callback(asking(), key="m1") for _ in range(20)))

        assert len({request.id for request in given}) == 1


class TestCallbacks:
    async def test_longest_waiting_comes_first_and_done_comes_last(self, handoffs: Handoffs, clock: Clock) -> None:
        """The list begins where staff should begin."""
        asked = {"late": 3_000, "early": 1_000, "first_done": 500, "then_done": 400}
        ids = {n: (await handoffs.request_callback(asking(n, asked_ms=t), key="m")).id for n, t in asked.items()}
        for name in ("first_done", "then_done"):
            clock.now += 1_000
            await handoffs.close(ids[name], by="Anne")

        order = [request.conversation for request in await handoffs.callbacks()]

        assert order == ["early", "late", "then_done", "first_done"]

    async def test_can_be_one_status_and_a_few(self, handoffs: Handoffs) -> None:
        """The list is bounded and can be of one status."""
        for n in range(3):
            await handoffs.request_callback(asking(f"c{n}", asked_ms=n), key="m")
        closed = await handoffs.close((await handoffs.callbacks())[0].id, by="Anne")

        assert await handoffs.callbacks(Status.DONE) == [closed]
        assert [r.conversation for r in await handoffs.callbacks(Status.OPEN, limit=1)] == ["c1"]


class TestClose:
    async def test_tells_who_when_and_what(self, handoffs: Handoffs, clock: Clock) -> None:
        """A closed request carries who did it, when, and the note."""
        request = await handoffs.request_callback(asking(), key="m1")

        done = await handoffs.close(request.id, by="Anne", note="belt morgen terug")

        assert (done.status, done.done_by, done.note) == (Status.DONE, "Anne", "belt morgen terug")
        assert done.done_ms == clock.now

    async def test_happens_only_once(self, handoffs: Handoffs) -> None:
        """The second to close it hears who was first, and changes nothing."""
        request = await handoffs.request_callback(asking(), key="m1")
        done = await handoffs.close(request.id, by="Anne")

        with pytest.raises(AlreadyDone) as told:
            await handoffs.close(request.id, by="Bram", note="nee, ik")

        assert told.value.request == done
        assert await handoffs.callbacks() == [done]

    async def test_at_the_same_moment_is_won_by_one(self, handoffs: Handoffs) -> None:
        """Of ten who close it at once, one did it and nine hear that."""
        request = await handoffs.request_callback(asking(), key="m1")

        closing = (handoffs.close(request.id, by=f"agent {n}") for n in range(10))
        results = await asyncio.gather(*closing, return_exceptions=True)

        assert sorted(type(r).__name__ for r in results) == ["AlreadyDone"] * 9 + ["CallbackRequest"]

    async def test_of_an_unknown_request_says_so(self, handoffs: Handoffs) -> None:
        """There is no closing of what was never asked."""
        with pytest.raises(UnknownCallback, match="nobody"):
            await handoffs.close("nobody", by="Anne")
