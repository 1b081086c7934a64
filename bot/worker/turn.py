"""One turn: a shopper's message in, everything that follows from it out, as one `Turn` to commit or to drop."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversation.ports import Body, Snapshot, Turn, Waiting
from bot.worker import journey, local_actions, replies, state
from bot.worker.channel import ReplyChannel
from bot.worker.counts import APOLOGY, counts
from bot.worker.ports import Clean, Redact, Warm
from journey_tracker.events import ShopperMessage

REHEARSED = ("hallo", "hello")
logger = structlog.get_logger(__name__)


class TurnAborted(Exception):
    """The turn could not be made now; nothing happened, and it will be made again."""

    def __init__(self, message: Waiting, cause: Exception) -> None:
        """Name the message and what failed."""
        # Not the cause's words: they may be the shopper's.
        failed = type(cause).__name__
        super().__init__(f"turn {message.conversation}:{message.entry.seq} aborted by {failed}; it will be replayed")


@dataclass(frozen=True, slots=True)
class Turns:
    """Makes turns with a loaded agent."""

    agent: Any
    """A `rasa.core.agent.Agent` from `bot.worker.agent.load`."""
    clean: Clean
    warm: Warm
    redact: Redact
    address: str = "je"
    """How shoppers are spoken to in Dutch until one asks otherwise (`bot.language.address.FORMS`)."""

    async def rehearse(self) -> None:
        """Understand a word in each language, so that the first shopper does not wait for lexicons to be read."""
        for word in REHEARSED:
            self.warm(word)
            await self.agent.processor.parse_message(UserMessage(word))

    async def make(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """Answer `message` from the state of `snapshot`; raises `TurnAborted`, in which case nothing changed."""
        text = await self._warmed(message)
        tracker = state.restore(message.conversation, snapshot.state, self.agent.domain)
        _take_chosen_language(tracker, message.entry.body)
        channel = ReplyChannel()
        with local_actions.watching() as failures:
            tracker = await self._handle(message, text, tracker, channel)
        if failures.infrastructure:
            raise TurnAborted(message, failures.infrastructure[0]) from failures.infrastructure[0]
        if failures.business:
            logger.error("action_failed", exc_info=failures.business[0])
            await self._apologise(tracker, channel)
        said = journey.shopper_message(message, tracker.latest_message, self.redact)
        return self._turn(message, snapshot, tracker, channel, said)

    async def silent(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """The turn while a person has the conversation: understood for the journey, not answered, nothing learnt."""
        text = await self._warmed(message)
        metadata = {"language": message.entry.body.get("language")}
        parsed = await self.agent.processor.parse_message(UserMessage(text, metadata=metadata))
        heard = UserUttered(text, parsed["intent"], parsed["entities"], parsed)
        said = journey.shopper_message(message, heard, self.redact)
        return Turn(
            message=message,
            owner_epoch=snapshot.ownership.epoch,
            state=snapshot.state,
            events=journey.events(message, said, (), self.redact),
            counts={**counts(said, (), self.agent.domain.intents), "silent": 1},
        )

    async def apology(self, message: Waiting, snapshot: Snapshot) -> Turn:
        """The turn for a message that fails however often it is tried: says so and offers a person."""
        tracker = self._restored_or_new(message, snapshot)
        _take_chosen_language(tracker, message.entry.body)
        channel = ReplyChannel()
        await self._apologise(tracker, channel)
        said = journey.shopper_message(message, None, self.redact)
        return self._turn(message, snapshot, tracker, channel, said)

    def _restored_or_new(self, message: Waiting, snapshot: Snapshot) -> DialogueStateTracker:
        try:
            return state.restore(message.conversation, snapshot.state, self.agent.domain)
        except Exception as error:  # the state may be what fails; the shopper must hear something all the same
            logger.error("state_lost", exc_info=error)
            return state.restore(message.conversation, "", self.agent.domain)

    async def _warmed(self, message: Waiting) -> str:
        body = message.entry.body
        text = str(body.get("payload") or "") or self.clean(str(body.get("text", "")))
        # Only a chip can be an intent; it needs no vector.
        if not text.startswith("/"):
            await asyncio.get_running_loop().run_in_executor(None, self.warm, text)
        return text

    async def _handle(
        self, message: Waiting, text: str, tracker: DialogueStateTracker, channel: ReplyChannel
    ) -> DialogueStateTracker:
        store = self.agent.tracker_store
        store.lay_in(tracker)
        try:
            await self.agent.handle_message(_user_message(message, text, tracker, channel))
        except Exception as error:
            store.take_out(message.conversation)
            raise TurnAborted(message, error) from error
        return store.take_out(message.conversation)

    async def _apologise(self, tracker: DialogueStateTracker, channel: ReplyChannel) -> None:
        sorry = await self.agent.nlg.generate(APOLOGY, tracker, channel.name())
        channel.replies[:] = [{**sorry, "utter_action": APOLOGY}]

    def _turn(
        self,
        message: Waiting,
        snapshot: Snapshot,
        tracker: DialogueStateTracker,
        channel: ReplyChannel,
        said: ShopperMessage,
    ) -> Turn:
        language = str(tracker.get_slot("language") or "")
        form = str(tracker.get_slot("address") or self.address)
        said_back = [replies.in_form(r, form) if language != "en" else r for r in channel.replies]
        return Turn(
            message=message,
            owner_epoch=snapshot.ownership.epoch,
            state=state.store(tracker),
            replies=[replies.body(reply, language) for reply in replies.shown(said_back)],
            events=journey.events(message, said, said_back, self.redact),
            counts=counts(said, channel.replies, self.agent.domain.intents),
        )


def _take_chosen_language(tracker: DialogueStateTracker, body: Body) -> None:
    chosen = body.get("language")
    if chosen and chosen != tracker.get_slot("chosen_language"):
        tracker.update(SlotSet("chosen_language", chosen))
        tracker.update(SlotSet("language", chosen))


def _user_message(message: Waiting, text: str, tracker: DialogueStateTracker, channel: ReplyChannel) -> UserMessage:
    # Whatever an action changes in the world carries this key, so that a replayed turn changes it once.
    key = f"{message.conversation}:{message.entry.seq}"
    metadata = {
        "language": tracker.get_slot("language"),
        "page": message.entry.body.get("page") or {},
        "key": key,
    }
    return UserMessage(
        text, channel, message.conversation, input_channel=channel.name(), message_id=key, metadata=metadata
    )
