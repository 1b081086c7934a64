"""A person instead of the assistant: called at once, called off, or asked to call back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.people import CallOffHuman, RequestCallback, RequestHuman, contact_missed
from actions.reply import Reply
from bot.handoff.hours import NEVER, parse
from bot.handoff.queue import Handoff, Stage
from tests.actions.conftest import Talk


class Caller:
    """A shopper who asks for a person, message after message, and remembers what the slots would."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.handoff, self.said = talk, "", 0

    async def say(self, text: str, intent: str = "request_human", *, again: bool = False, reason: str = "") -> Reply:
        """Say something that leads to the action; `again` replays the same message."""
        self.said += not again
        shopper = replace(
            self.talk.shopper(text),
            intent=intent,
            intents=(intent,),
            key=f"c:{self.said}",
            handoff=self.handoff,
            reason=reason,
        )
        actions = self.actions()
        reply = await actions[RequestHuman.action_name].answer(shopper)
        self.last = reply
        return reply

    def actions(self) -> dict[str, RequestHuman | CallOffHuman]:
        """The two actions, which know each other."""
        made: dict[str, RequestHuman | CallOffHuman] = {
            a.action_name: a(self.talk.services) for a in (RequestHuman, CallOffHuman)
        }
        for action in made.values():
            action.colleagues = made
        return made

    def remember(self) -> None:
        """The turn was written."""
        self.handoff = self.last.slots.get("handoff", self.handoff) or ""

    async def queued(self) -> list[Handoff]:
        """Who waits."""
        return list(await self.talk.services.queue.list({Stage.QUEUED}))


@pytest.fixture
def caller(talk: Talk) -> Caller:
    """A shopper who has not asked yet."""
    return Caller(talk)


def at_hours(caller: Caller, text: str) -> None:
    """The desk has these hours."""
    hours = NEVER if text == "never" else parse(text)
    caller.talk.services = replace(caller.talk.services, hours=hours)


class TestRequestHuman:
    async def test_a_bare_word_calls_a_colleague_in_one_turn(self, caller: Caller) -> None:
        """The shopper stands in the queue and hears what happens."""
        reply = await caller.say("medewerker")

        (said,) = reply.says
        (waits,) = await caller.queued()
        assert (said.response, said.handoff) == ("utter_human_called", {"reason": "request_human"})
        assert (waits.conversation, waits.language, waits.summary.last_words) == ("c", "nl", "medewerker")
        assert reply.slots["handoff"] == waits.id

    async def test_a_replayed_turn_calls_once_and_answers_alike(self, caller: Caller) -> None:
        """The worker died after the queue was written: the next one says the same, and tells the journey."""
        first = await caller.say("medewerker")
        again = await caller.say("medewerker", again=True)

        assert again == first
        assert len(await caller.queued()) == 1

    async def test_who_waits_before_is_counted(self, caller: Caller) -> None:
        """What is known is said; how long it takes is not promised."""
        waits = Handoff(
            conversation="other", asked_ms=1, reason="x", language="nl", summary=(await self._told(caller)).summary
        )
        await caller.talk.services.queue.request(waits, key="1")

        reply = await caller.say("medewerker")

        assert (reply.says[0].response, reply.says[0].fields) == ("utter_human_called_behind", {"ahead": "1"})

    async def _told(self, caller: Caller) -> Handoff:
        return caller.actions()[RequestHuman.action_name]._handoff(caller.talk.shopper("hoi"), 1)

    async def test_asking_again_says_how_it_stands(self, caller: Caller) -> None:
        """No second place in the queue, and no second event."""
        await caller.say("medewerker")
        caller.remember()
        reply = await caller.say("duurt het nog lang?")

        assert (reply.says[0].response, reply.says[0].handoff) == ("utter_human_wait", {})
        assert len(await caller.queued()) == 1

    async def test_the_summary_has_the_choice(self, caller: Caller) -> None:
        """What was wished and shown is not asked again."""
        await caller.talk.need("laptop onder de 700 euro")
        await caller.say("medewerker")

        (waits,) = await caller.queued()
        assert waits.summary.wishes["nl"] == ("prijs tot € 700",)
        assert len(waits.summary.shown) == len(caller.talk.selection.shown) > 0

    @pytest.mark.parametrize(("given", "expected"), [("", "complaint"), ("delivery_problem", "delivery_problem")])
    async def test_who_hands_over_may_say_why(self, caller: Caller, given: str, expected: str) -> None:
        """Else it is the intent of the message."""
        await caller.say("dit is schandalig", "complaint", reason=given)

        assert [h.reason for h in await caller.queued()] == [expected]


class TestNobodyThere:
    async def test_out_of_hours_it_says_when_and_asks_for_a_contact(self, caller: Caller) -> None:
        """Nobody waits for nobody."""
        caller.talk.services = replace(caller.talk.services, clock=lambda: 1_777_629_600_000)
        at_hours(caller, "sa 10:00-11:00")
        reply = await caller.say("medewerker")

        assert (reply.says[0].response, reply.says[0].fields) == ("utter_desk_closed", {"opens": "morgen om 10:00"})
        assert (reply.followup, await caller.queued()) == ("callback_form", [])

    async def test_a_shop_that_only_calls_back_promises_no_time(self, caller: Caller) -> None:
        """`never` has no opening to name."""
        at_hours(caller, "never")
        reply = await caller.say("medewerker")

        assert (reply.says[0].response, reply.followup) == ("utter_only_callback", "callback_form")


class TestCallOff:
    @pytest.mark.parametrize("text", ["laat maar", "never mind"])
    async def test_who_waits_no_longer_leaves_the_queue(self, caller: Caller, text: str) -> None:
        """Staff do not find an empty chair, and the journey hears how it ended."""
        await caller.say("medewerker")
        caller.remember()
        reply = await caller.say(text)

        (said,) = reply.says
        assert (said.response, said.handoff["how"]) == ("utter_human_not_needed", "called_off")
        assert (await caller.queued(), reply.slots["handoff"]) == ([], None)

    async def test_a_replayed_turn_says_and_tells_the_same(self, caller: Caller) -> None:
        """The worker died after it was called off."""
        await caller.say("medewerker")
        caller.remember()
        first = await caller.say("laat maar")

        assert await caller.say("laat maar", again=True) == first

    async def test_a_call_back_instead_frees_the_place(self, caller: Caller) -> None:
        """The chip, or the same words typed."""
        await caller.say("medewerker")
        caller.remember()
        reply = await caller.say("Liever teruggebeld")

        assert (reply.followup, reply.says[0].handoff["how"]) == ("callback_form", "called_off")
        assert await caller.queued() == []

    async def test_what_a_colleague_took_is_not_called_off(self, caller: Caller) -> None:
        """Too late: somebody is there."""
        await caller.say("medewerker")
        caller.remember()
        await caller.talk.services.queue.claim(caller.handoff, by="Sanne")
        reply = await caller.say("laat maar")

        assert reply.says[0].handoff == {}
        assert (await caller.talk.services.queue.get(caller.handoff)).stage is Stage.HUMAN


class TestCallBack:
    async def test_is_asked_for_without_waiting_first(self, caller: Caller) -> None:
        """Who wants to be called is not put in the queue."""
        reply = await caller.say("kan iemand me terugbellen")

        assert (reply.followup, reply.says, await caller.queued()) == ("callback_form", (), [])

    async def test_the_request_stands_on_the_desk(self, talk: Talk) -> None:
        """With the contact and with what was asked before it."""
        talk.before = "mijn laptop is stuk"
        reply = await talk.say("06 12345678", RequestCallback)
        noted = await talk.services.handoffs.callbacks()

        assert reply.says[0].response == "utter_callback_confirmed"
        assert [(c.contact, c.last_words) for c in noted] == [("+31612345678", "mijn laptop is stuk")]

    async def test_a_replayed_turn_notes_it_once(self, talk: Talk) -> None:
        """The message's key makes it one request however often the turn is made."""
        for _ in range(3):
            await talk.say("06 12345678", RequestCallback)

        assert len(await talk.services.handoffs.callbacks()) == 1

    async def test_without_a_contact_nothing_is_noted(self, talk: Talk) -> None:
        """Who stopped the form is not called."""
        reply = await talk.say("stop maar", RequestCallback)

        assert reply.says[0].response == "utter_callback_cancelled"
        assert await talk.services.handoffs.callbacks() == []

    def test_is_let_go_after_two_other_answers(self, talk: Talk) -> None:
        """Once it is said how to give a contact; then nobody insists."""
        shopper = talk.shopper("qsdf")

        assert contact_missed(shopper).says[0].response == "utter_callback_contact_invalid"
        assert contact_missed(replace(shopper, strayed=True)).says[0].response == "utter_callback_given_up"


class TestNotedAlready:
    async def test_a_call_back_that_is_noted_cannot_be_withdrawn_here(self, caller: Caller) -> None:
        """That is said, and nobody is called."""
        seen = replace(caller.talk.shopper("liever niet meer bellen"), answered=frozenset({"utter_callback_confirmed"}))
        reply = await caller.actions()[RequestHuman.action_name].answer(seen)

        assert [said.response for said in reply.says] == ["utter_callback_stays"]
        assert await caller.queued() == []


class TestDoubtful:
    async def test_nobody_is_called_on_a_doubt(self, talk: Talk) -> None:
        """It is asked first, and a yes calls."""
        await talk.reply("leest er iemand mee?", "request_human", confidence=0.5)

        assert talk.answered == {"utter_person_wanted"}
        assert talk.pending == "offer_human"
