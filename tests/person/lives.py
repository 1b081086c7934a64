"""A shop in which two people were helped: what is left of them in every store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog, Turn
from bot.conversation.redis import RedisLog
from bot.handoff.opening import open_handoffs, open_queue
from bot.handoff.summary import Summary
from bot.settings import Settings, read
from bot.shop.orders.stores import SqlAttempts
from journey_tracker import open_store
from journey_tracker.envelopes import Envelope
from journey_tracker.events import Identified, OrderPlaced, PageViewed, ShopperMessage
from journey_tracker.privacy import open_refs
from tests.handoff.examples import asking
from tests.handoff.waiting import waiting
from tests.journey_tracker.talk import START_MS


@dataclass(frozen=True)
class Person:
    """Somebody with all that a shop may get to know."""

    customer: str
    conversation: str
    name: str
    mail: str
    order: str
    says: tuple[str, ...]

    @property
    def bytes(self) -> tuple[bytes, ...]:
        """What no file may have of them when they are forgotten."""
        told = (self.customer, self.conversation, self.name, self.mail, self.order, *self.says)
        return tuple(text.encode() for text in told)


ANNA = Person(
    customer="klant-4711",
    conversation="gesprek-van-anna",
    name="Annabel Winterkoning",
    mail="annabel@winterkoning.example",
    order="KW-2026-10417",
    says=("Ik zoek een fiets voor tante Sjaantje uit Lutjebroek", "Mijn oude fiets is in de sloot beland"),
)


def _same_shard(conversation: str) -> str:
    """Another conversation beside it: what is erased there stands between what stays."""
    shard = shard_of(conversation)
    return next(name for n in count() if shard_of(name := f"gesprek-van-bo-{n}") == shard)


BO = Person(
    customer="klant-12",
    conversation=_same_shard(ANNA.conversation),
    name="Bo Boterbloem",
    mail="bo@boterbloem.example",
    order="KW-2026-10999",
    says=("Ik zoek een laptop om mijn memoires op te tikken", "Het mag best een zware zijn"),
)


def settings_of(folder: Path, *, database_url: str = "") -> Settings:
    """A shop whose data are in `folder`."""
    return read({"KOOPWIJZER_DATA": str(folder), "DATABASE_URL": database_url, "DEFAULT_LANGUAGE": "en"})


async def live(settings: Settings, log_url: str, *people: Person) -> None:
    """All of them talk, ask for a call and for a person, and buy; the tracker has seen all but the last message."""
    log = RedisLog(log_url)
    open_refs(settings.journey_key)
    for person in people:
        await _talk(log, person)
        await _ask(settings, person)
    await log.close()
    with closing(open_store(settings.journey_url, refs=open_refs(settings.journey_key))) as store:
        store.record([event.to_json() for person in people for event in _contacts(person)])


def said(person: Person, n: int) -> Envelope:
    """A message as the tracker gets it."""
    event = ShopperMessage(
        person.conversation, n + 1, person.says[n], "state_need", 0.9, "nl", 0.0, "neutral", 0.8, "lex"
    )
    return Envelope("/bot/webchat", START_MS + n * 1000, event)


def _contacts(person: Person) -> Iterator[Envelope]:
    browser = f"browser-{person.customer}"
    yield Envelope("/shop", START_MS - 5000, PageViewed(visitor=browser, page="home"))
    yield said(person, 0)
    yield Envelope("/bot/webchat", START_MS + 500, Identified(conversation=person.conversation, order=person.order))
    bought = OrderPlaced(visitor=browser, customer=person.customer, order=person.order, value_cents=9900)
    yield Envelope("/shop", START_MS + 9000, bought)


async def _talk(log: ConversationLog, person: Person) -> None:
    conversation = person.conversation
    await log.append(conversation, "m1", {"text": f"{person.says[0]}. {person.name}, {person.mail}"})
    lease = await log.claim(f"worker-{person.customer}", shard_of(conversation))
    assert lease
    message = next(one for one in lease.messages if one.conversation == conversation)
    state = json.dumps({"v": 1, "slots": {"contact": person.mail, "order": person.order}, "loop": None, "tail": []})
    reply = {"text": f"Dag {person.name}!"}
    await log.complete(lease, Turn(message, 0, state, [reply], [said(person, 0).to_json()]))
    await log.release(lease)
    await log.append(conversation, "m2", {"text": person.says[1]}, events=[said(person, 1).to_json()])


async def _ask(settings: Settings, person: Person) -> None:
    handoffs, queue = open_handoffs(settings.desk_url), open_queue(settings.desk_url)
    await handoffs.request_callback(
        asking(person.conversation, contact=person.mail, last_words=person.says[0]), key=f"{person.conversation}:1"
    )
    told = Summary(order_number=person.order, last_words=person.says[1])
    await queue.request(waiting(person.conversation, summary=told), key=f"{person.conversation}:2")
    await handoffs.disconnect()
    await queue.disconnect()
    attempts = SqlAttempts(settings.desk_url)
    tried = (f"conversation:{person.conversation}", f"order:{person.order}")
    await attempts.take(f"{person.conversation}:3", tried, at_ms=START_MS)
    await attempts.disconnect()


def found_in(folder: Path, words: tuple[bytes, ...]) -> set[tuple[str, bytes]]:
    """Which of the words are in which files of a folder, read byte by byte."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    contents = {file.name: file.read_bytes() for file in files}
    return {(name, word) for name, content in contents.items() for word in words if word in content}
