"""Every role and the server killed without warning, again and again, while shoppers talk: nothing goes wrong."""

from __future__ import annotations

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.conversation.opening import open_log
from bot.conversation.ports import SHARDS, ConversationLog, Entry, Role
from bot.tasks import end
from journey_tracker.events import BotMessage, ShopperMessage
from tests.chaos.shopper import Shopper
from tests.chaos.town import Town, open_town

pytestmark = [pytest.mark.model, pytest.mark.server, pytest.mark.timeout(1800)]

KILLS = 30
SHOPPERS = 12
WORKERS = 3
SETTLE_SECONDS = 120


@asynccontextmanager
async def shopping(town: Town) -> AsyncIterator[list[Shopper]]:
    """Shoppers who talk for the length of the block, and leave once all of them are answered."""
    shoppers = [Shopper(town.url, f"shopper-{number}") for number in range(SHOPPERS)]
    closing = asyncio.Event()
    async with aiohttp.ClientSession() as session:
        talking = [asyncio.create_task(shopper.shop(session, closing)) for shopper in shoppers]
        try:
            yield shoppers
            closing.set()
            async with asyncio.timeout(SETTLE_SECONDS):
                await asyncio.gather(*talking)
        finally:
            await end(talking)


async def kill_everything_in_turn(town: Town) -> None:
    """`KILLS` times each of server, gateway and worker; each time another worker stalls, often past its lease."""
    dice = random.Random(7)  # noqa: S311  # the moments are the same in every run
    for number in range(KILLS):
        await asyncio.to_thread(town.server.kill)
        await asyncio.to_thread(town.server.restart)
        await asyncio.sleep(dice.random())
        town.gateway.kill()
        town.gateway.start()
        worker, stalled = (town.workers[(number + n) % WORKERS] for n in range(2))
        worker.kill()
        worker.start()
        stalled.send(signal.SIGSTOP)
        await town.gateway_answers()
        await asyncio.sleep(2 * dice.random())
        stalled.send(signal.SIGCONT)
        await town.workers_alive(2)


async def journey_of(log: ConversationLog) -> list[dict[str, Any]]:
    """Every journey event that was written."""
    events = []
    for shard in range(SHARDS):
        events += [json.loads(event.event) for event in await log.journey(shard, "", limit=100_000)]
    return events


def turns_of(entries: list[Entry]) -> dict[int, list[str]]:
    """What the bot said in answer to each message, by the seq of the message."""
    asked = [entry.seq for entry in entries if entry.role is Role.SHOPPER]
    return {seq: [e.body["text"] for e in entries if e.re == seq] for seq in asked}


class TestKills:
    async def test_nothing_is_lost_doubled_or_out_of_order(self, tmp_path: Path) -> None:
        """Thirty times each: server, gateway, worker; every message once, in order, with one turn and one answer."""
        async with open_town(tmp_path, workers=WORKERS) as town:
            async with shopping(town) as shoppers:
                await kill_everything_in_turn(town)
            async with open_log(town.server.url) as log:
                kept = {shopper.name: await log.read(shopper.conversation, limit=100_000) for shopper in shoppers}
                counters, journey = await log.counters(), await journey_of(log)

        for shopper in shoppers:
            entries = kept[shopper.name]
            said = [entry.client_id for entry in entries if entry.role is Role.SHOPPER]
            heard = Counter(
                (event["data"]["seq"], event["type"])
                for event in journey
                if event["data"]["conversation"] == shopper.conversation
            )

            assert (shopper.resets, shopper.refused) == (0, [])
            assert said == shopper.acknowledged
            assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
            assert [message["seq"] for message in shopper.seen] == [entry.seq for entry in entries]
            for seq, replies in turns_of(entries).items():
                assert replies
                assert heard[seq, ShopperMessage.name] == 1
                assert heard[seq, BotMessage.name] == len(replies)
        messages = sum(len(shopper.acknowledged) for shopper in shoppers)
        assert messages > SHOPPERS * KILLS / 2
        assert (counters["messages"], counters["turns"]) == (messages, messages)
