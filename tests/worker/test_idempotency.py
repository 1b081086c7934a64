"""Actions that change the world: all are known, each carries the key of its message, and a replay changes it once."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from actions.base import Services
from bot.conversation.ports import Entry, Owner, Ownership, Role, Snapshot, Waiting
from tests.worker.conftest import Bot
from tests.worker.mortal import LINES, Body, Life, Shop, line
from tests.worker.mortal import execute as executing

READS = {
    "catalogue.product", "catalogue.products", "catalogue.categories", "catalogue.version", "shelf.category",
    "glossary.find", "glossary.of", "terms.take_back.covers", "hours.is_open", "hours.opens_in_words", "clock",
    "orders.proven", "queue.get", "queue.list", "terms.faq.find",
}  # fmt: skip
"""Calls of the services that change nothing."""
WRITES = {
    "orders.AboutOrder": "orders.prove",
    "people.RequestCallback": "handoffs.request_callback",
    "people.RequestHuman": "queue.request",
    "people.called_off": "queue.end",
}
"""Who changes the world, and the one call by which it does."""
SEES_A_REPLAY = {
    "orders.prove": "Claim(number, postcode, shopper.conversation, shopper.key)",
    "handoffs.request_callback": "key=shopper.key",
    "queue.request": "key=shopper.key",
    "queue.end": "handoff.id",
}
"""By what each of those is told which message it writes for; a handoff is called off once, whoever says it again."""
STORES = {"catalogue", "handoffs", "queue", "orders"}
"""Services that keep something outside the conversation."""
PURE = {
    "bot.handoff.contact", "bot.handoff.hours", "bot.handoff.queue", "bot.handoff.summary", "bot.handoff.wording",
    "bot.shop.dates", "bot.shop.faq", "bot.shop.orders", "bot.shop.orders.numbers", "bot.shop.orders.proof",
    "bot.shop.orders.telling", "bot.shop.terms", "bot.shop.wording",
}  # fmt: skip
"""What actions know of desk and shop beside their ports: values and words, no store."""
NO_STORES = {"shop_name", "hours", "glossary", "terms", "cart_url", "clock", "mood", "near", "policy"}
"""What the services hold beside stores."""


def calls_of_services(root: Path) -> list[tuple[str, str, ast.Call]]:
    """Every call `….services.STORE.METHOD(…)` in `actions/`: who makes it, what it calls, the call itself."""
    found = []
    for file in sorted((root / "actions").glob("*.py")):
        for made in [node for node in ast.parse(file.read_text(encoding="utf-8")).body if hasattr(node, "name")]:
            who = f"{file.stem}.{made.name}"
            calls = [node for node in ast.walk(made) if isinstance(node, ast.Call)]
            found += [(who, called, call) for call in calls if (called := _called(call))]
    return found


def _called(call: ast.Call) -> str:
    """`STORE.METHOD` of a call of the services, else nothing."""
    name = ast.unparse(call.func)
    return name.rpartition("services.")[2] if "services." in name else ""


class TestEveryAction:
    def test_that_changes_the_world_is_known(self, root: Path) -> None:
        """A new write, or a new store, fails here until it was thought about: list it, with its key."""
        calls = [(who, called) for who, called, _ in calls_of_services(root) if called not in READS]

        assert dict(calls) == WRITES
        assert len(calls) == len(WRITES)
        assert {field.name for field in fields(Services)} == STORES | NO_STORES

    def test_that_changes_the_world_names_its_store(self, root: Path) -> None:
        """A store under another name, or handed on, would be written to unseen: it is only called, or looked for."""
        texts = [file.read_text(encoding="utf-8") for file in (root / "actions").glob("*.py")]
        named = [found for text in texts for found in re.findall(r"services\.(?:handoffs|queue|orders)\b.*", text)]

        assert named
        assert [n for n in named if not re.match(r"services\.\w+(\.\w+\(| is None:| else |$)", n)] == []

    def test_writes_under_the_key_of_its_message(self, root: Path) -> None:
        """The store is told which message it writes for, so that it can see a replay."""
        written = {called: ast.unparse(call) for _, called, call in calls_of_services(root) if called not in READS}

        assert written.keys() == SEES_A_REPLAY.keys()
        assert [called for called, call in written.items() if SEES_A_REPLAY[called] not in call] == []

    def test_reaches_its_stores_through_the_services_alone(self, root: Path) -> None:
        """No action opens, imports or keeps a store of its own."""
        imported = {
            alias
            for file in (root / "actions").glob("*.py")
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
            for alias in [node.module or ""]
        }
        stores = {name for name in imported if name.startswith(("bot.handoff", "bot.shop", "bot.conversation"))}

        assert {name for name in stores if not name.endswith("ports")} <= PURE


@pytest.mark.model
class TestReplay:
    async def _made(self, bot: Bot, state: str, seq: int, body: Body) -> str:
        """Make a turn and drop everything but its state, as a worker does that dies or is fenced."""
        message = Waiting(f"{seq}-0", "anna", Entry(seq, Role.SHOPPER, body, 1000))
        turn = await bot.turns.make(message, Snapshot(state, Ownership(Owner.BOT, 0), seq - 1))
        return turn.state

    async def test_of_a_call_back_notes_it_once(self, bot: Bot, shop: Shop) -> None:
        """However often the turn is made again, the desk calls once; another message is another request."""
        bot.turns.agent.processor.action_endpoint._execute = executing(shop, Life())
        asked = await self._made(bot, "", 1, LINES[2])
        noted, *_ = [await self._made(bot, asked, 3, LINES[3]) for _ in range(3)]
        once = await shop.handoffs.callbacks()
        await self._made(bot, noted, 5, line("bel me terug op 0687654321"))

        assert [request.contact for request in once] == ["+31612345678"]
        assert [request.contact for request in await shop.handoffs.callbacks()] == ["+31612345678", "+31687654321"]

    async def test_of_one_that_staff_closed_does_not_open_it_again(self, bot: Bot, shop: Shop) -> None:
        """A worker may come back after the desk has called already."""
        bot.turns.agent.processor.action_endpoint._execute = executing(shop, Life())
        asked = await self._made(bot, "", 1, LINES[2])
        await self._made(bot, asked, 3, LINES[3])
        (request,) = await shop.handoffs.callbacks()
        done = await shop.handoffs.close(request.id, by="Anne")
        await self._made(bot, asked, 3, LINES[3])

        assert await shop.handoffs.callbacks() == [done]
