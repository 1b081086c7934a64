"""Staff with a shopper: queue and conversation go together, whatever ends between two of their steps."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from bot.conversation.errors import LogUnavailable
from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog, Entry, Owner, Role
from bot.handoff.attending import Attending
from bot.handoff.memory import MemoryHandoffQueue
from bot.handoff.queue import Handoff, NotYours, Stage
from journey_tracker.envelopes import from_json
from journey_tracker.events import AgentMessage, HandoffAccepted, HandoffEnded
from tests.conversation.memory import MemoryLog
from tests.handoff.examples import Clock
from tests.handoff.waiting import waiting

ASKED_MS = 1_777_629_600_000
"""1 May 2026, 12:00 in Amsterdam."""


def texts(event: str, handoff: Handoff) -> str:
    """What the shopper reads."""
    return f"{event} {handoff.stage.value} {handoff.agent}"


class Falling:
    """A log or queue that is away at the call of a given number, before it or after its effect."""

    def __init__(self, real: Any, steps: Steps) -> None:
        self._real, self._steps = real, steps

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._real, name)

        async def mortal(*given: Any, **more: Any) -> Any:
            self._steps.take()
            answer = await call(*given, **more)
            self._steps.take()
            return answer

        return mortal


@dataclass
class Steps:
    """Counts, and ends at one."""

    ends_at: int = 0
    taken: int = 0

    def take(self) -> None:
        """One more."""
        self.taken += 1
        if self.taken == self.ends_at:
            raise LogUnavailable("gone")


@dataclass
class Floor:
    """A shopper in the queue, and staff."""

    clock: Clock = field(default_factory=Clock)
    log: MemoryLog = field(default_factory=MemoryLog)
    queue: MemoryHandoffQueue = field(init=False)
    handoff: Handoff = field(default_factory=lambda: waiting(asked_ms=ASKED_MS))

    def __post_init__(self) -> None:
        self.clock.now = ASKED_MS
        self.queue = MemoryHandoffQueue(clock=self.clock)

    def staff(self, steps: Steps | None = None) -> Attending:
        """Somebody's hands; they fall off at a step."""
        log: Any = Falling(self.log, steps) if steps else self.log
        queue: Any = Falling(self.queue, steps) if steps else self.queue
        return Attending(
            queue=queue, log=cast(ConversationLog, log), texts=texts, redact=lambda text: text.replace("Jan", "[name]"),
            clock=self.clock,
        )  # fmt: skip

    async def open(self) -> Floor:
        """The shopper asks."""
        await self.log.append("c1", "m1", {"text": "een mens graag"})
        self.handoff = await self.queue.request(self.handoff, key="m1")
        return self

    async def said(self) -> list[tuple[Role, str]]:
        """What the conversation shows after the shopper's question."""
        return [(e.role, e.body["text"]) for e in await self.log.read("c1", 1)]

    async def owner(self) -> Owner:
        """Who answers."""
        return (await self.log.position("c1")).ownership.owner

    async def told(self) -> list[Any]:
        """The journey's events."""
        return [from_json(e.event).event for e in await self.log.journey(shard_of("c1"), "")]


@pytest.fixture
async def floor() -> Floor:
    """A shopper waits."""
    return await Floor().open()


class TestClaim:
    async def test_takes_the_conversation_and_tells_everybody(self, floor: Floor) -> None:
        """The queue, the owner, the shopper and the journey know it."""
        floor.clock.now += 60_000
        taken = await floor.staff().claim(floor.handoff.id, by="Sanne")
        entries: list[Entry] = await floor.log.read("c1")

        assert (taken.stage, await floor.owner()) == (Stage.HUMAN, Owner.HUMAN)
        assert entries[-1].body == {"text": "agent_joined human Sanne", "event": "agent_joined", "name": "Sanne"}
        assert await floor.told() == [HandoffAccepted("c1", 2, "request_human", waited_ms=60_000)]

    async def test_of_twenty_at_once_one_is_seen(self, floor: Floor) -> None:
        """The shopper meets one colleague, and the others hear who."""
        claims = (floor.staff().claim(floor.handoff.id, by=f"agent {n}") for n in range(20))
        outcomes = await asyncio.gather(*claims, return_exceptions=True)

        assert sum(isinstance(o, NotYours) for o in outcomes) == 19
        assert len(await floor.said()) == len(await floor.told()) == 1

    async def test_again_is_harmless(self, floor: Floor) -> None:
        """A button that was pressed twice."""
        for _ in range(2):
            await floor.staff().claim(floor.handoff.id, by="Sanne")

        assert len(await floor.said()) == len(await floor.told()) == 1


class TestSay:
    async def test_is_shown_with_the_name_and_kept_without_it(self, floor: Floor) -> None:
        """The shopper sees who speaks; the journey has the redacted words and no name of staff."""
        staff = floor.staff()
        await staff.claim(floor.handoff.id, by="Sanne")
        for _ in range(2):
            await staff.say(floor.handoff.id, by="Sanne", client_id="a1", text="Dag Jan")

        entries = await floor.log.read("c1")
        assert [(e.role, e.body) for e in entries[2:]] == [(Role.AGENT, {"text": "Dag Jan", "name": "Sanne"})]
        assert (await floor.told())[1:] == [AgentMessage("c1", 3, "Dag [name]")]
        journey = await floor.log.journey(shard_of("c1"), "")
        assert not any("Sanne" in event.event for event in journey)

    async def test_words_that_look_like_our_own_marks_stay_words(self, floor: Floor) -> None:
        """Whatever is typed, only the event's own seq is filled in."""
        staff = floor.staff()
        await staff.claim(floor.handoff.id, by="Sanne")
        typed = '"seq":0 \x1a {"seq":0}'
        await staff.say(floor.handoff.id, by="Sanne", client_id="a1", text=typed)

        assert (await floor.told())[-1] == AgentMessage("c1", 3, typed)

    async def test_not_by_who_does_not_hold_it(self, floor: Floor) -> None:
        """Neither before the claim nor by a colleague nor after the end."""
        staff = floor.staff()
        with pytest.raises(NotYours):
            await staff.say(floor.handoff.id, by="Sanne", client_id="a1", text="hoi")
        await staff.claim(floor.handoff.id, by="Sanne")
        with pytest.raises(NotYours, match="Sanne"):
            await staff.say(floor.handoff.id, by="Bram", client_id="a1", text="hoi")
        await staff.give_back(floor.handoff.id, by="Sanne")
        with pytest.raises(NotYours, match="returned"):
            await staff.say(floor.handoff.id, by="Sanne", client_id="a1", text="hoi")

        assert not [entry for entry in await floor.log.read("c1") if entry.role is Role.AGENT]


class TestEnd:
    @pytest.mark.parametrize(("step", "how"), [("give_back", "returned"), ("complete", "completed")])
    async def test_gives_the_conversation_to_the_assistant(self, floor: Floor, step: str, how: str) -> None:
        """The shopper is told once, however often the button is pressed."""
        staff = floor.staff()
        floor.clock.now += 1_000
        await staff.claim(floor.handoff.id, by="Sanne")
        floor.clock.now += 7_000
        for _ in range(2):
            await getattr(staff, step)(floor.handoff.id, by="Sanne")

        assert await floor.owner() is Owner.BOT
        assert (await floor.said())[1:] == [(Role.SYSTEM, f"agent_left {how} Sanne")]
        assert (await floor.told())[1:] == [HandoffEnded("c1", 3, how, waited_ms=1_000, held_ms=7_000)]

    async def test_not_by_a_colleague(self, floor: Floor) -> None:
        """Who holds it ends it."""
        staff = floor.staff()
        await staff.claim(floor.handoff.id, by="Sanne")

        with pytest.raises(NotYours, match="Sanne"):
            await staff.give_back(floor.handoff.id, by="Bram")
        assert await floor.owner() is Owner.HUMAN


async def whole(staff: Attending, handoff_id: str) -> None:
    """A talk with a person from beginning to end."""
    await staff.claim(handoff_id, by="Sanne")
    await staff.say(handoff_id, by="Sanne", client_id="a1", text="Hoi")
    await staff.give_back(handoff_id, by="Sanne")


class TestCrash:
    async def test_at_any_step_is_mended_by_trying_again(self) -> None:
        """Before and after every call to queue and log: doing it all again ends where it would have ended."""
        steps = Steps()
        floor = await Floor().open()
        await whole(floor.staff(steps), floor.handoff.id)
        expected = (await floor.said(), await floor.told())
        assert steps.taken > 15

        for ends_at in range(1, steps.taken + 1):
            floor = await Floor().open()
            doing = floor.staff(Steps(ends_at))
            with pytest.raises(LogUnavailable):
                await whole(doing, floor.handoff.id)
            again = floor.staff()
            if (await floor.queue.get(floor.handoff.id)).stage is not Stage.RETURNED:
                await again.claim(floor.handoff.id, by="Sanne")
                await again.say(floor.handoff.id, by="Sanne", client_id="a1", text="Hoi")
            await again.give_back(floor.handoff.id, by="Sanne")

            assert (await floor.said(), await floor.told()) == expected, f"step {ends_at}"

    async def test_at_any_step_is_mended_by_a_repair(self) -> None:
        """Afterwards the conversation is whose the queue says, and a second repair finds nothing."""
        for ends_at in range(1, 40):
            floor = await Floor().open()
            try:
                await whole(floor.staff(Steps(ends_at)), floor.handoff.id)
            except LogUnavailable:
                await floor.staff().repair()
            handoff = await floor.queue.get(floor.handoff.id)

            expected = Owner.HUMAN if handoff.stage is Stage.HUMAN else Owner.BOT
            assert await floor.owner() is expected, f"step {ends_at}"
            assert await floor.staff().repair() == 0

    async def test_a_claim_that_was_slow_takes_nothing_afterwards(self, floor: Floor) -> None:
        """It stood still after the queue, and went on when all was over."""
        slow = await floor.queue.claim(floor.handoff.id, by="Sanne")
        await floor.staff().give_back(floor.handoff.id, by="Sanne")
        before = await floor.said()

        await floor.staff()._join(slow)

        assert (await floor.owner(), await floor.said()) == (Owner.BOT, before)

    async def test_repair_leaves_a_later_talk_alone(self, floor: Floor) -> None:
        """The same shopper, taken a second time: the end of the first talk is not repeated."""
        staff = floor.staff()
        await whole(staff, floor.handoff.id)
        second = await floor.queue.request(waiting(), key="m2")
        await staff.claim(second.id, by="Bram")

        assert await staff.repair() == 0
        assert await floor.owner() is Owner.HUMAN

    async def test_events_are_json_of_the_journey(self, floor: Floor) -> None:
        """Each has an id of its own, the same whenever it is made."""
        await whole(floor.staff(), floor.handoff.id)
        told = [json.loads(e.event) for e in await floor.log.journey(shard_of("c1"), "")]

        assert [event["data"]["seq"] for event in told] == [2, 3, 4]
        assert len({event["id"] for event in told}) == 3
