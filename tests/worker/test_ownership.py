"""A person takes the conversation between any two steps of a turn in flight: the bot does not speak after that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.conversation.ports import ConversationLog, Owner, Role
from tests.conversation.stores import MemoryStore, Store, ValkeyStore
from tests.servers import Server
from tests.worker.mortal import ANNA, CALLING, LINES, Body, Life, Shop, Talk, line

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("quiet", "same_steps_every_time")]

NEED, _, PERSON, NUMBER = LINES[:4]
TALKS: Mapping[str, Sequence[Body]] = {"a need": (NEED,), "a call-back": (PERSON, NUMBER), "a person": CALLING[:1]}
"""Lines of which the last is in flight when the person comes."""
COMMIT = "before complete"
AWAY = 99
"""A step that is never taken."""


@dataclass
class Staff:
    """Somebody at the desk who changes the owner just before the steps told, counted from 0."""

    log: ConversationLog
    acts: Mapping[int, Owner]
    passed: list[str] = field(default_factory=list)
    heard: int = 0
    """The last seq when the conversation was taken."""
    bot_may: bool = True
    """Whether, when a turn was offered for the last time, nobody of staff had or had had the message."""

    async def __call__(self, step: str) -> None:
        """Act, if it is time."""
        owner = self.acts.get(len(self.passed))
        self.passed.append(step)
        position = await self.log.position(ANNA)
        if owner:
            await self.log.set_owner(ANNA, owner, position.ownership.epoch)
        if owner is Owner.HUMAN:
            self.heard = position.last_seq
        if step.startswith(COMMIT):
            self.bot_may = not self.heard

    def took(self, step: str) -> bool:
        """Whether the worker took a step while it was watched."""
        return step in self.passed


async def talked(store: Store, shop: Shop, lines: Sequence[Body], acts: Mapping[int, Owner]) -> tuple[Talk, Staff]:
    """A talk in whose last line staff interfere."""
    shop.forget_callbacks()
    talk = Talk(store, shop, Life)
    await talk.say(*lines[:-1])
    await talk.deploy()
    staff = Staff(talk.log, acts)
    talk.lives = lambda: Life(hook=staff)
    await talk.say(lines[-1])
    return talk, staff


def of(account: Mapping[str, Any], kind: str, seq: int) -> list[Any]:
    """Journey events of a kind about a message."""
    journey = [event for event in account["journey"] if event["type"] == f"koopwijzer.{kind}.v1"]
    return [event for event in journey if event["data"]["seq"] == seq]


async def seen(talk: Talk, staff: Staff) -> None:
    """What holds whenever and however often the owner changed."""
    account = await talk.account()
    asked = [entry for entry in account["conversation"] if entry.role is Role.SHOPPER]
    seq = asked[-1].seq
    replies = [entry for entry in account["conversation"] if entry.re == seq]
    noted = staff.took("after writing a call-back 1")

    assert len({entry.client_id for entry in asked}) == len(asked)
    assert (account["waiting"], account["done"][0]) == (0, seq)
    assert len(of(account, "shopper_message", seq)) == 1
    assert len(of(account, "bot_message", seq)) == len(replies)
    assert len(replies) == staff.bot_may
    assert len(account["callbacks"]) == len(of(account, "callback_requested", seq)) == noted
    called = staff.took("after calling a colleague 1")
    assert len(account["handoffs"]) == len(of(account, "handoff_requested", seq)) == called
    if (await talk.log.position(ANNA)).ownership.owner is Owner.HUMAN:
        assert all(entry.seq <= staff.heard for entry in replies)


async def goes_on(talk: Talk) -> None:
    """While a person has it the bot is silent; given back, it answers from a state that makes sense."""
    position = await talk.log.position(ANNA)
    await talk.log.set_owner(ANNA, Owner.HUMAN, position.ownership.epoch)
    before = await talk.log.snapshot(ANNA)
    await talk.say(line("kunt u mij helpen met een laptop?"))
    after = await talk.log.snapshot(ANNA)
    spoken = [entry.role for entry in await talk.log.read(ANNA, position.last_seq)]
    await talk.log.set_owner(ANNA, Owner.BOT, after.ownership.epoch)
    await talk.say(line("ik zoek een lichte laptop tot 650 euro"))
    answers = [e.body["response"] for e in await talk.log.read(ANNA, position.last_seq) if e.role is Role.BOT]

    assert spoken == [Role.SHOPPER]
    assert before.state == after.state
    assert answers[0] in ("utter_shortlist", "utter_still")
    assert {"utter_not_understood", "utter_apology"}.isdisjoint(answers)


async def steps_of(shop: Shop, lines: Sequence[Body]) -> int:
    """How many steps the last line takes when nobody interferes."""
    return len((await talked(MemoryStore(), shop, lines, {}))[1].passed)


@pytest.mark.parametrize("about", TALKS)
class TestTakenOver:
    async def test_between_any_two_steps(self, shop: Shop, about: str) -> None:
        """From then on the bot is silent; the message is there, understood and counted once."""
        lines = TALKS[about]
        for step in range(await steps_of(shop, lines)):
            talk, staff = await talked(MemoryStore(), shop, lines, {step: Owner.HUMAN})
            await seen(talk, staff)
            await goes_on(talk)
            await talk.deploy()

    async def test_twice(self, shop: Shop, about: str) -> None:
        """Who takes what a colleague took changes nothing."""
        lines = TALKS[about]
        for step in range(await steps_of(shop, lines)):
            talk, staff = await talked(MemoryStore(), shop, lines, {step: Owner.HUMAN, step + 2: Owner.HUMAN})
            await seen(talk, staff)
            await talk.deploy()

    @pytest.mark.parametrize("steps", [1, 2, 5, 9])
    async def test_and_given_back_some_steps_later(self, shop: Shop, about: str, steps: int) -> None:
        """A person saw the message, so the bot never answers it afterwards, unless it had answered before."""
        lines = TALKS[about]
        undisturbed, _ = await talked(MemoryStore(), shop, lines, {})
        expected = (await undisturbed.account())["conversation"]
        await undisturbed.deploy()
        for step in range(await steps_of(shop, lines)):
            talk, staff = await talked(MemoryStore(), shop, lines, {step: Owner.HUMAN, step + steps: Owner.BOT})
            await seen(talk, staff)
            shown = (await talk.account())["conversation"]
            await talk.deploy()

            assert shown == (expected if staff.bot_may else expected[:-1])

    async def test_and_given_back_it_answers_what_is_said_next(self, shop: Shop, about: str) -> None:
        """Only what was said before the conversation was given back stays without the bot."""
        talk, staff = await talked(MemoryStore(), shop, TALKS[about], {0: Owner.HUMAN, 2: Owner.BOT})
        before = (await talk.account())["conversation"]
        await talk.say(line("hoi"))
        said, *answers = (await talk.account())["conversation"][len(before) :]
        await talk.deploy()

        assert (before[-1].role, staff.bot_may) == (Role.SHOPPER, False)
        assert {(answer.role, answer.re) for answer in answers} == {(Role.BOT, said.seq)}


class TestTakenOverAfterAnEffect:
    async def test_the_call_back_stays_noted_once(self, shop: Shop) -> None:
        """The bot had written it down when the person came: the desk's list has it, and the bot no longer says so."""
        lines = TALKS["a call-back"]
        _, undisturbed = await talked(MemoryStore(), shop, lines, {})
        written = undisturbed.passed.index("after writing a call-back 1")
        talk, staff = await talked(MemoryStore(), shop, lines, {written: Owner.HUMAN})
        account = await talk.account()
        await talk.deploy()

        assert [request["contact"] for request in account["callbacks"]] == ["+31612345678"]
        assert account["conversation"][-1].role is Role.SHOPPER
        assert staff.took("after complete 2")

    async def test_a_crash_between_both_changes_nothing(self, shop: Shop) -> None:
        """The call-back was written, the person came, the worker died: another worker is silent, once."""
        shop.forget_callbacks()
        talk = Talk(MemoryStore(), shop, Life)
        await talk.say(PERSON)
        await talk.deploy()
        written = "after writing a call-back 1"

        async def take(step: str) -> None:
            if step == "before writing a call-back 1":
                await talk.log.set_owner(ANNA, Owner.HUMAN, 0)

        lives = iter([Life(ends_at=written, hook=take), Life()])
        talk.lives = lambda: next(lives)
        await talk.say(NUMBER)
        account = await talk.account()
        await talk.deploy()

        assert [request["contact"] for request in account["callbacks"]] == ["+31612345678"]
        assert account["conversation"][-1].role is Role.SHOPPER
        assert len(of(account, "shopper_message", 3)) == 1
        assert of(account, "bot_message", 3) == []


@pytest.mark.server
class TestTakenOverInValkey:
    @pytest.mark.parametrize("back", [AWAY, 4])
    async def test_between_two_steps(self, shop: Shop, server: Server, back: int) -> None:
        """The same over a real server, at every third step."""
        lines = TALKS["a call-back"]
        for step in range(0, await steps_of(shop, lines), 3):
            async with AsyncExitStack() as stack:
                store = ValkeyStore(server)
                stack.push_async_callback(store.close)
                talk, staff = await talked(store, shop, lines, {step: Owner.HUMAN, step + back: Owner.BOT})
                stack.push_async_callback(talk.deploy)
                await seen(talk, staff)
