"""Staff claim a shopper at the desk between any two steps of a turn: the bot is silent until they give back."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot.conversation.ports import Entry, Role
from bot.handoff.attending import Attending
from bot.handoff.queue import Handoff, Stage
from tests.conversation.stores import MemoryStore, Store, ValkeyStore
from tests.servers import Server
from tests.worker.mortal import ANNA, CALLING, Life, Shop, Talk, line

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("quiet", "same_steps_every_time")]

SILENT = (line("ik zoek een lichte laptop onder de 700 euro"), line("ben je er nog?"))


def texts(event: str, handoff: Handoff) -> str:
    """What the shopper reads."""
    return f"{event} {handoff.agent}"


@dataclass
class Desk:
    """Somebody who claims just before the step told, counted from 0."""

    attending: Attending
    at: int
    passed: list[str] = field(default_factory=list)

    async def __call__(self, step: str) -> None:
        """Claim, if it is time."""
        if len(self.passed) == self.at:
            await self.claim()
        self.passed.append(step)

    async def claim(self) -> Handoff:
        """Take the one who waits, unless that was done."""
        queued = await self.attending.queue.list({Stage.QUEUED})
        return await self.attending.claim(queued[0].id, by="Sanne") if queued else await self.held()

    async def held(self) -> Handoff:
        """The one that was taken."""
        (held,) = await self.attending.queue.list({Stage.HUMAN})
        return held


async def in_flight(store: Store, shop: Shop, at: int, *, dies_at: str = "") -> tuple[Talk, Desk]:
    """A shopper who waits says more; staff come at a step, and the worker may die at another."""
    shop.forget_callbacks()
    talk = Talk(store, shop, Life)
    await talk.say(CALLING[0])
    await talk.deploy()
    attending = Attending(queue=shop.queue, log=talk.log, texts=texts, redact=str)
    desk, lives = Desk(attending, at), iter((Life(hook=None, ends_at=dies_at),) if dies_at else ())
    talk.lives = lambda: next(lives, Life(hook=desk))
    if dies_at:
        await desk.claim()
    await talk.say(SILENT[0])
    return talk, desk


async def after_the_claim(talk: Talk) -> list[Entry]:
    """What the conversation shows after the shopper was told who is there."""
    entries = await talk.log.read(ANNA)
    (joined,) = (e.seq for e in entries if e.role is Role.SYSTEM and e.body["event"] == "agent_joined")
    return entries[joined:]


async def is_silent_until_given_back(talk: Talk, desk: Desk) -> None:
    """Nothing of the bot after the claim; everything again after it was given back."""
    held = await desk.claim()
    await talk.say(SILENT[1])
    await desk.attending.say(held.id, by="Sanne", client_id="a1", text="Ja hoor")
    spoken = await after_the_claim(talk)
    state = (await talk.log.snapshot(ANNA)).state
    await desk.attending.give_back(held.id, by="Sanne")
    await talk.say(line("ik zoek een lichte laptop tot 650 euro"))

    assert Role.BOT not in {entry.role for entry in spoken}
    assert [entry.role for entry in spoken][-2:] == [Role.SHOPPER, Role.AGENT]
    answers = [e.body["response"] for e in (await after_the_claim(talk))[len(spoken) :] if e.role is Role.BOT]
    assert answers[0] in ("utter_shortlist", "utter_still")
    assert state


class TestClaimed:
    async def test_between_any_two_steps_of_a_turn(self, shop: Shop) -> None:
        """Either the answer came before the colleague, or it never comes."""
        talk, desk = await in_flight(MemoryStore(), shop, 999)
        await talk.deploy()
        for step in range(len(desk.passed)):
            talk, desk = await in_flight(MemoryStore(), shop, step)
            await is_silent_until_given_back(talk, desk)
            await talk.deploy()

        assert step > 10

    @pytest.mark.parametrize("dies_at", ["after claim 1", "after snapshot 1", "before complete 1", "after complete 1"])
    async def test_a_worker_that_is_killed_while_a_person_speaks(self, shop: Shop, dies_at: str) -> None:
        """The next worker is as silent as it was."""
        talk, desk = await in_flight(MemoryStore(), shop, 999, dies_at=dies_at)
        await is_silent_until_given_back(talk, desk)
        await talk.deploy()

        assert talk.begun >= 3

    async def test_what_a_person_saw_is_never_answered_by_the_bot_afterwards(self, shop: Shop) -> None:
        """Claimed and given back while no worker lived: the bot neither answers nor apologises for it."""
        shop.forget_callbacks()
        talk = Talk(MemoryStore(), shop, Life)
        await talk.say(CALLING[0])
        await talk.deploy()
        seen = await talk.log.append(ANNA, "seen", SILENT[0])
        attending = Attending(queue=shop.queue, log=talk.log, texts=texts, redact=str)
        held = await Desk(attending, 0).claim()
        await attending.give_back(held.id, by="Sanne")
        await talk.say(SILENT[1])
        answered = {entry.re for entry in await talk.log.read(ANNA, seen.seq) if entry.role is Role.BOT}
        last = [entry.seq for entry in await talk.log.read(ANNA) if entry.role is Role.SHOPPER][-1]
        await talk.deploy()

        assert answered == {last}

    async def test_the_whole_is_told_to_the_journey_in_order(self, shop: Shop) -> None:
        """Asked for, taken, what staff said, given back: each once."""
        talk, desk = await in_flight(MemoryStore(), shop, 0)
        await is_silent_until_given_back(talk, desk)
        await talk.deploy()
        told = [event["type"].split(".")[1] for event in (await talk.account())["journey"]]

        asked = [name for name in told if name.startswith(("handoff", "agent"))]
        assert asked == ["handoff_requested", "handoff_accepted", "agent_message", "handoff_ended"]


@pytest.mark.server
class TestClaimedInValkey:
    async def test_between_two_steps_of_a_turn(self, shop: Shop, server: Server) -> None:
        """The same over a real server, at every fourth step."""
        for step in range(0, 24, 4):
            store = ValkeyStore(server)
            talk, desk = await in_flight(store, shop, step)
            await is_silent_until_given_back(talk, desk)
            await talk.deploy()
            await store.close()
