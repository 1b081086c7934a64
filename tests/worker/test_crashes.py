"""A worker that is killed between any two steps: the conversation goes on as if nothing had happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.conversation.stores import MemoryStore, Store, ValkeyStore
from tests.servers import Server
from tests.worker.mortal import CALLING, LINES, Life, Shop, Talk

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("quiet", "same_steps_every_time")]


@dataclass
class Fate:
    """The lives of the processes of one conversation, one after the other."""

    doomed: int = -1
    """Which process ends before its time, from 0."""
    ends_at: str = ""
    ends_after: int = 0
    """When not 0, every process ends after so many steps."""
    lives: list[Life] = field(default_factory=list)

    def __call__(self) -> Life:
        """The next life."""
        ends_at = self.ends_at if len(self.lives) == self.doomed else ""
        self.lives.append(Life(ends_at=ends_at, ends_after=self.ends_after))
        return self.lives[-1]

    def deaths(self) -> int:
        """Processes that ended before their time."""
        return sum(life.dead for life in self.lives)


async def whole(store: Store, shop: Shop, fate: Fate) -> dict[str, Any]:
    """The account of a talk from beginning to end, with another worker deployed in the middle."""
    shop.forget_callbacks()
    talk = Talk(store, shop, fate)
    await talk.say(*LINES[:4])
    await talk.deploy()
    await talk.say(*LINES[4:])
    await talk.deploy()
    return await talk.account()


async def undisturbed(shop: Shop) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """The account of a talk in which nobody dies, and every step that was taken, each with the process that took it."""
    fate = Fate()
    account = await whole(MemoryStore(), shop, fate)
    return account, [(number, step) for number, life in enumerate(fate.lives) for step in life.steps]


class TestUndisturbed:
    async def test_a_talk_goes_through_every_kind_of_step(self, shop: Shop) -> None:
        """What the tests below cut through: a need, a chip, two call-backs, in two languages, by two workers."""
        account, steps = await undisturbed(shop)
        kinds = {step.rsplit(" ", 1)[0] for _, step in steps}
        calls = ("join", "claim", "snapshot", "warming", "handling", "complete", "leave", "release")
        actions = ("action_find_products", "action_choose_product", "action_request_callback", "writing a call-back")

        assert kinds >= {f"{when} {call}" for when in ("before", "after") for call in (*calls, *actions)}
        assert [request["contact"] for request in account["callbacks"]] == ["+31612345678", "+31687654321"]
        assert (account["counters"]["turns"], account["waiting"]) == (len(LINES), 0)
        assert sum(event["type"] == "koopwijzer.callback_requested.v1" for event in account["journey"]) == 2
        assert len({event["id"] for event in account["journey"]}) == len(account["journey"])

    async def test_a_talk_is_the_same_every_time(self, shop: Shop) -> None:
        """Nothing in it is left to chance, the ids of journey events neither: a replay can be compared."""
        first, again = await undisturbed(shop), await undisturbed(shop)

        assert first == again


async def calling(store: Store, shop: Shop, fate: Fate) -> dict[str, Any]:
    """The account of a talk in which a colleague is called, called off and called again."""
    shop.forget_callbacks()
    talk = Talk(store, shop, fate)
    await talk.say(*CALLING)
    await talk.deploy()
    return await talk.account()


class TestCrashWhileCalling:
    async def test_at_every_step_leaves_no_trace(self, shop: Shop) -> None:
        """One place in the queue, one event of each step in the journey, and the answers of a whole life."""
        whole_life = Fate()
        expected = await calling(MemoryStore(), shop, whole_life)
        steps = [(number, step) for number, life in enumerate(whole_life.lives) for step in life.steps]
        kinds = [event["type"].split(".")[1] for event in expected["journey"] if "handoff" in event["type"]]
        differ = []
        for number, step in steps:
            account = await calling(MemoryStore(), shop, Fate(doomed=number, ends_at=step))
            if account != expected:
                differ.append((number, step, [name for name in expected if account[name] != expected[name]]))

        assert kinds == ["handoff_requested", "handoff_ended", "handoff_requested"]
        assert [stage.value for _, stage in expected["handoffs"]] == ["queued", "called_off"]
        assert {"before calling a colleague 1", "after calling it off 1"} <= {step for _, step in steps}
        assert differ == []


class TestCrash:
    async def test_at_every_step_leaves_no_trace(self, shop: Shop) -> None:
        """Before and after each call: what the shopper sees, the state, the journey, the counters and the desk's list.

        Among the steps: a turn that was written but whose answer never came, and a call-back that was noted by a turn
        that was not.
        """
        expected, steps = await undisturbed(shop)
        differ = []
        for number, step in steps:
            fate = Fate(doomed=number, ends_at=step)
            account = await whole(MemoryStore(), shop, fate)
            if account != expected or fate.deaths() != 1:
                differ.append((number, step, [name for name in expected if account[name] != expected[name]]))

        assert len(steps) > 100
        assert differ == []

    @pytest.mark.parametrize("steps", [29, 32, 37])
    async def test_time_and_again_leaves_no_trace(self, shop: Shop, steps: int) -> None:
        """Each process lives just long enough for a turn or two."""
        expected, _ = await undisturbed(shop)
        fate = Fate(ends_after=steps)

        assert await whole(MemoryStore(), shop, fate) == expected
        assert fate.deaths() >= 3


@pytest.mark.server
class TestCrashOverValkey:
    async def test_at_any_step_leaves_no_trace(self, shop: Shop, server: Server) -> None:
        """The same over a real server, at every eighth step."""
        expected, steps = await undisturbed(shop)
        differ = []
        for number, step in steps[3::8]:
            store = ValkeyStore(server)
            account = await whole(store, shop, Fate(doomed=number, ends_at=step))
            await store.close()
            if account != expected:
                differ.append((number, step, [name for name in expected if account[name] != expected[name]]))

        assert differ == []

    @pytest.mark.parametrize("steps", [29, 33])
    async def test_time_and_again_leaves_no_trace(self, shop: Shop, server: Server, steps: int) -> None:
        """Each process lives just long enough for a turn or two."""
        expected, _ = await undisturbed(shop)
        store, fate = ValkeyStore(server), Fate(ends_after=steps)
        account = await whole(store, shop, fate)
        await store.close()

        assert account == expected
        assert fate.deaths() >= 3
