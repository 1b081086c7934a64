"""A person instead of the assistant: at once when somebody is there, else a call-back.

Whoever wants a person for the shopper hands over by `Reply(handed_to=REQUEST_HUMAN)`, with `reason` when it is not the
intent of the message; what was to be said first goes along in `says`.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from actions.base import SalesAction
from actions.pending import CALLBACK_FORM, CALLBACK_NOTED, CALLBACK_TOLD, HUMAN_CALLED, OFFER_HUMAN
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import Shopper
from bot.handoff.contact import contact_in
from bot.handoff.ports import CallbackRequest
from bot.handoff.queue import LIVE, Handoff, NotYours, Stage, UnknownHandoff
from bot.handoff.summary import named_in, summary_of
from bot.handoff.wording import asks_after_wait, calls_off, wants_callback
from bot.language.care import is_no

REQUEST_HUMAN = "action_request_human"
CALL_OFF_HUMAN = "action_call_off_human"
ASKED_FOR = "asked_for_person"
MOST_COUNTED = 50
"""Shoppers who wait that are counted; behind more of them nobody needs the number."""
SURELY_WANTED = 0.6
"""Confidence from which a person is called at once."""
NO_CONTACT = {"callback_contact": None, "strayed": None}
"""The slot of the call-back form when it asks nothing."""
_NAMESPACE = uuid.UUID("0f6a4a2e-52f4-5d0b-8f10-7c64f0a1d6c2")
_SAYS_NOTHING = frozenset({"affirm", "deny", "greet", "goodbye", "thank", "smalltalk"})
"""Intents that do not tell why a person is wanted; the one before them may."""


class RequestHuman(SalesAction):
    """A colleague is called, once, and the shopper is told how it stands; nobody there means a call-back."""

    action_name = REQUEST_HUMAN

    async def sell(self, shopper: Shopper) -> Reply:
        """Call a colleague, say how it stands, or ask where the shopper can be reached."""
        if wants_callback(shopper.text):
            return replace(await self._called_off(shopper), followup=CALLBACK_FORM)
        if not CALLBACK_TOLD.isdisjoint(shopper.answered) and calls_off(shopper.text):
            return Reply((Say("utter_callback_stays"),), pending=OFFER_HUMAN)
        if shopper.handoff and calls_off(shopper.text):
            return Reply(handed_to=CALL_OFF_HUMAN)
        current = await self._current(shopper)
        if current and current.stage in LIVE:
            return await self._standing(current, shopper)
        if is_doubtful(shopper):
            return Reply((Say("utter_person_wanted"),), pending=OFFER_HUMAN)
        now = self.services.clock()
        if not self.services.hours.is_open(now):
            return self._closed(shopper, now)
        return await self._call(shopper, now)

    async def _current(self, shopper: Shopper) -> Handoff | None:
        try:
            return await self.services.queue.get(shopper.handoff) if shopper.handoff else None
        except UnknownHandoff:
            return None

    async def _called_off(self, shopper: Shopper) -> Reply:
        current = await self._current(shopper)
        ended = await called_off(self, current, shopper) if current else None
        said = (Say("utter_callback_instead", handoff=told(ended)),) if ended else ()
        return Reply(said, slots={"handoff": None})

    async def _standing(self, handoff: Handoff, shopper: Shopper) -> Reply:
        ahead = await self._ahead(handoff)
        if asks_after_wait(shopper.text):
            return Reply((Say("utter_human_wait", {"ahead": str(ahead)}),), pending=HUMAN_CALLED, slots=NO_CONTACT)
        said = Say("utter_human_waiting_behind", {"ahead": str(ahead)}) if ahead else Say("utter_human_waiting")
        return Reply((said,), pending=HUMAN_CALLED, slots=NO_CONTACT)

    def _closed(self, shopper: Shopper, now_ms: int) -> Reply:
        opens = self.services.hours.opens_in_words(now_ms, shopper.language)
        said = Say("utter_desk_closed", {"opens": opens}) if opens else Say("utter_only_callback")
        return Reply((said,), slots={"handoff": None}, followup=CALLBACK_FORM)

    async def _call(self, shopper: Shopper, now_ms: int) -> Reply:
        asked = self._handoff(shopper, now_ms)
        handoff = await self.services.queue.request(asked, key=shopper.key)
        kept = {"handoff": handoff.id, **NO_CONTACT}
        if handoff.stage not in LIVE:
            return Reply(slots={"handoff": None, **NO_CONTACT})  # a replay, after somebody came and went
        if handoff.id != asked.id:
            return replace(await self._standing(handoff, shopper), slots=kept)
        ahead, event = await self._ahead(handoff), {"reason": handoff.reason}
        behind = Say("utter_human_called_behind", {"ahead": str(ahead)}, handoff=event)
        said = behind if ahead else Say("utter_human_called", handoff=event)
        return Reply((said,), pending=HUMAN_CALLED, slots=kept)

    async def _ahead(self, handoff: Handoff) -> int:
        """How many have waited longer."""
        queued = await self.services.queue.list({Stage.QUEUED}, MOST_COUNTED)
        return sum((h.asked_ms, h.id) < (handoff.asked_ms, handoff.id) for h in queued)

    def _handoff(self, shopper: Shopper, now_ms: int) -> Handoff:
        """What is asked, under an id of the message's own: a replayed turn knows it again."""
        state, shelf = shopper.selection, self.services.shelf
        found = (shelf.catalogue.product(i) for i in named_in(state, shopper.page))
        order = shopper.entity("order_number")
        return Handoff(
            id=uuid.uuid5(_NAMESPACE, f"{shopper.conversation}|{shopper.key}").hex,
            conversation=shopper.conversation,
            asked_ms=now_ms,
            reason=reason_of(shopper),
            language=shopper.language,
            summary=summary_of(
                state,
                shelf.category(state.category),
                {p.id: p for p in found if p},
                language=shopper.language,
                page=shopper.page,
                intents=shopper.intents,
                misunderstood=shopper.misunderstood,
                order_number=str(order.value) if order else shopper.order_number,
                last_words=shopper.text if not shopper.text.startswith("/") else shopper.text_before,
            ),
        )


class CallOffHuman(SalesAction):
    """No colleague is needed any more, and whoever waits behind moves up."""

    action_name = CALL_OFF_HUMAN

    async def sell(self, shopper: Shopper) -> Reply:
        """Call it off, once; when nobody was called there is nothing to call off."""
        try:
            current = await self.services.queue.get(shopper.handoff)
        except UnknownHandoff:
            return Reply((Say("utter_human_not_needed"),), slots={"handoff": None})
        ended = await called_off(self, current, shopper)
        said = Say("utter_human_not_needed", handoff=told(ended) if ended else {})
        return Reply((said,), slots={"handoff": None})


class AnswerWaiting(SalesAction):
    """A yes or no to "a colleague was called"."""

    action_name = "action_answer_waiting"

    async def sell(self, shopper: Shopper) -> Reply:
        """A no calls it off; a yes hears how it stands."""
        if CALLBACK_NOTED in shopper.answered:
            return Reply((Say("utter_callback_when"),))
        if shopper.names_a_wish() and not asks_after_wait(shopper.text):
            return Reply(handed_to=FIND_PRODUCTS)
        refused = shopper.intent == "deny" or is_no(shopper.text) or calls_off(shopper.text)
        return Reply(handed_to=CALL_OFF_HUMAN if refused and not wants_callback(shopper.text) else REQUEST_HUMAN)


class RequestCallback(SalesAction):
    """The call-back is noted for the desk, once, and confirmed to the shopper."""

    action_name = "action_request_callback"

    async def sell(self, shopper: Shopper) -> Reply:
        """Note the request under the message's key, so that a replayed turn notes it once."""
        contact = contact_in(shopper.text)
        if contact is None:
            return Reply((Say("utter_callback_cancelled"),), slots=NO_CONTACT)
        request = CallbackRequest(
            conversation=shopper.conversation,
            asked_ms=self.services.clock(),
            contact=contact.value,
            contact_kind=contact.kind,
            reason=ASKED_FOR,
            language=shopper.language,
            last_words=shopper.text_before,
        )
        noted = await self.services.handoffs.request_callback(request, key=shopper.key)
        said = Say("utter_callback_confirmed", {"contact": noted.contact}, callback=ASKED_FOR)
        return Reply((said,), slots=NO_CONTACT)


def is_doubtful(shopper: Shopper) -> bool:
    """Whether it only sounds as if a person is wanted: then it is asked first, for somebody would be called."""
    return shopper.intent == "request_human" and shopper.confidence < SURELY_WANTED and not shopper.pending


async def is_awaited(action: SalesAction, shopper: Shopper) -> bool:
    """Whether a colleague was called already and is still to come."""
    try:
        return bool(shopper.handoff) and (await action.services.queue.get(shopper.handoff)).stage in LIVE
    except UnknownHandoff:
        return False


def contact_missed(shopper: Shopper) -> Reply:
    """The reply to what is no contact while one is asked for: said once how to give it, then it is let go."""
    response = "utter_callback_given_up" if shopper.strayed else "utter_callback_contact_invalid"
    return Reply((Say(response),))


def reason_of(shopper: Shopper) -> str:
    """Why a person is wanted: what was given, else the last intent that tells something."""
    if shopper.reason:
        return shopper.reason
    telling = [intent for intent in shopper.intents if intent not in _SAYS_NOTHING]
    return telling[-1] if telling else shopper.intent or ASKED_FOR


async def called_off(action: SalesAction, handoff: Handoff, shopper: Shopper) -> Handoff | None:
    """The handoff, called off now or in a turn that was lost; None when staff took it or it ended otherwise."""
    try:
        return await action.services.queue.end(handoff.id, by=shopper.conversation, stage=Stage.CALLED_OFF)
    except NotYours as refused:
        return refused.handoff if refused.handoff.stage is Stage.CALLED_OFF else None


def told(handoff: Handoff | None) -> dict[str, str | int]:
    """What the journey hears of a handoff that was called off."""
    if handoff is None:
        return {}
    return {"how": handoff.stage.value, "waited_ms": max(0, handoff.ended_ms - handoff.asked_ms)}
