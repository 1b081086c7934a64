"""The trained model over the demo shop: loaded once, talked to by many tests."""

from __future__ import annotations

import json
import logging
import os
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.worker import rasa_lean

rasa_lean.install()

from actions import wiring  # noqa: E402  # after the stand-ins, like everything that may import Rasa
from actions.base import Services  # noqa: E402
from bot import settings  # noqa: E402
from bot.components import supplies  # noqa: E402
from bot.conversation.ports import Entry, Owner, Ownership, Role, Snapshot, Turn, Waiting  # noqa: E402
from bot.handoff.memory import MemoryHandoffQueue, MemoryHandoffs  # noqa: E402
from bot.handoff.queue import Stage  # noqa: E402
from bot.handoff.queue_store import SqlHandoffQueue  # noqa: E402
from bot.handoff.stores import SqlHandoffs  # noqa: E402
from bot.language.clean import clean  # noqa: E402
from bot.language.pii import redact  # noqa: E402
from bot.selection.glossary import read_glossary  # noqa: E402
from bot.selection.mood import read_mood  # noqa: E402
from bot.shop import cli as shop_cli  # noqa: E402
from bot.shop.opening import open_catalogue  # noqa: E402
from bot.shop.orders.opening import open_order_desk  # noqa: E402
from bot.shop.terms import Privacy, read_terms  # noqa: E402
from bot.supplying import supplies as supplies_of  # noqa: E402
from bot.supplying import warm  # noqa: E402
from bot.worker import agent, training  # noqa: E402
from bot.worker.turn import Turns  # noqa: E402
from tests.conversation import memory  # noqa: E402
from tests.servers import Server, running_server  # noqa: E402
from tests.worker.mortal import Shop  # noqa: E402


@dataclass
class Bot:
    """The loaded model with its shop and its desk."""

    turns: Turns
    catalogue_path: Path
    handoffs: MemoryHandoffs
    queue: MemoryHandoffQueue

    async def nobody_waits(self) -> None:
        """Call off whoever other tests left waiting for a person."""
        for handoff in await self.queue.list({Stage.QUEUED}):
            await self.queue.end(handoff.id, by=handoff.conversation, stage=Stage.CALLED_OFF)


@dataclass
class Conversation:
    """One conversation with the bot, turn by turn, as the worker would make them."""

    bot: Bot
    language: str = "nl"
    owner: Owner = Owner.BOT
    state: str = ""
    seq: int = 0
    turn: Turn | None = None
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Its id: what one test asked the desk for is not waiting in another."""
    page: dict[str, str] = field(default_factory=dict)

    async def say(self, text: str, **body: Any) -> list[dict[str, Any]]:
        """Say something; the replies."""
        self.seq += 1
        entry = Entry(self.seq, Role.SHOPPER, {"text": text, "language": self.language, "page": self.page} | body, 1000)
        message = Waiting(str(self.seq), self.name, entry)
        self.turn = await self.bot.turns.make(message, Snapshot(self.state, Ownership(self.owner, 0), self.seq - 1))
        self.state = self.turn.state
        return [dict(reply) for reply in self.turn.replies]

    async def answered(self, text: str, **body: Any) -> list[str]:
        """Say something; the names of the responses."""
        return [reply["response"] for reply in await self.say(text, **body)]

    def events(self) -> list[dict[str, Any]]:
        """Journey events of the last turn."""
        return [json.loads(event) for event in self.turn.events] if self.turn else []

    def understood(self) -> str:
        """The intent of the last message."""
        return str(self.events()[0]["data"]["intent"])


def data_of(root: Path) -> dict[str, str]:
    """The setting of the folder with the model to test."""
    return {"KOOPWIJZER_DATA": os.environ.get("KOOPWIJZER_DATA", str(root / "var"))}


@pytest.fixture(scope="session")
def bot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """The model that `./run train` made, over a catalogue of its own."""
    given = settings.read(data_of(root))
    model = training.model_path(root, given.model_folder, given.encoder)
    assert model.exists(), f"{model} is absent: run `./run train` first (`./run test` does)"
    path = tmp_path_factory.mktemp("shop") / "catalogue.db"
    shop_cli.fill_with_demo(path, root / "data" / "shop")
    catalogue, handoffs, queue = open_catalogue(path), MemoryHandoffs(), MemoryHandoffQueue()
    made = supplies_of(given, catalogue)
    supplies.use(made)
    services = Services(
        catalogue,
        handoffs,
        "De demo",
        queue,
        orders=open_order_desk(root / "data" / "shop" / "orders.yml", "memory:"),
        terms=replace(read_terms(root / "data" / "shop" / "terms.yml"), privacy=Privacy(90, 90)),
        cart_url="/basket?add={id}",
        glossary=read_glossary(root / "data" / "shop" / "glossary"),
        mood=read_mood(root / "data" / "mood.yml"),
    )
    execute = wiring.executor(services)
    loaded = agent.load(model, execute=execute, config=root / "config.yml")
    return Bot(Turns(loaded, partial(clean, max_chars=2000), partial(warm, made), redact), path, handoffs, queue)


@pytest.fixture
async def conversation(bot: Bot) -> Conversation:
    """A new conversation, and nobody else who waits for a person."""
    await bot.nobody_waits()
    return Conversation(bot)


@pytest.fixture
async def shop(bot: Bot, tmp_path: Path) -> AsyncIterator[Shop]:
    """The shop with a real desk."""
    desk = tmp_path / "desk.db"
    handoffs = SqlHandoffs(f"sqlite:///{desk}")
    catalogue = open_catalogue(bot.catalogue_path)
    endpoint = bot.turns.agent.processor.action_endpoint
    held = endpoint._execute
    queue = SqlHandoffQueue(f"sqlite:///{desk}")
    yield Shop(bot.turns, catalogue, handoffs, desk, queue)
    endpoint._execute = held
    catalogue.close()
    await queue.disconnect()
    await handoffs.disconnect()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server for this file."""
    with running_server(tmp_path_factory.mktemp("valkey")) as server:
        yield server


@pytest.fixture
def same_steps_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log in memory is not looked through by the clock, so that every run takes the same steps."""
    monkeypatch.setattr(memory, "LOOK_EVERY_S", 3600.0)


@pytest.fixture
def quiet() -> Iterator[None]:
    """A hundred conversations are not written to the log, which takes longer than holding them."""
    held = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(**held)
