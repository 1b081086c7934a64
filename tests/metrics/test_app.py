from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation.ports import ConversationLog, Turn
from bot.conversation.redis import RedisLog
from bot.meters import GatewayMeters, open_registry
from tests.conversation.memory import MemoryLog
from tests.metrics.scraping import port, scrape, value
from tests.servers import running_server


async def answer_all(log: ConversationLog, conversation: str, **counts: int) -> None:
    """Complete every waiting turn of one conversation with one reply."""
    async for shard in log.arrivals():
        lease = await log.claim("w", shard)
        assert lease is not None
        for message in lease.messages:
            state = await log.snapshot(conversation)
            replies = [{"text": "Hoi!"}]
            await log.complete(lease, Turn(message, state.ownership.epoch, "", replies, counts=counts))
        return


class TestLogFigures:
    async def test_they_are_the_log_s_own(self) -> None:
        """Messages, resends, turns and replies are read from the log at the moment of the scrape."""
        log = MemoryLog()
        await log.append("c", "1", {"text": "hoi"})
        await log.append("c", "1", {"text": "hoi"})
        await answer_all(log, "c")
        await log.append("c", "2", {"text": "dag"})
        await log.join("worker-1")
        async with port(log) as client:
            seen = await scrape(client)

        assert value(seen, "koopwijzer_log_up") == 1
        assert value(seen, "koopwijzer_messages_total") == 2
        assert value(seen, "koopwijzer_resends_total") == 1
        assert value(seen, "koopwijzer_turns_total") == 1
        assert value(seen, "koopwijzer_replies_total") == 1
        assert value(seen, "koopwijzer_waiting_messages") == 1
        assert value(seen, "koopwijzer_workers") == 1

    async def test_what_turns_count_gets_its_label(self) -> None:
        """A counter of the log with a value behind the colon is one figure with that label."""
        log = MemoryLog()
        await log.append("c", "1", {"text": "hoi"})
        await answer_all(log, "c", **{"intent:greet": 1, "sentiment:positive": 1, "language:nl": 1, "fallbacks": 1})
        async with port(log) as client:
            seen = await scrape(client)

        assert value(seen, "koopwijzer_intents_total", intent="greet") == 1
        assert value(seen, "koopwijzer_sentiments_total", sentiment="positive") == 1
        assert value(seen, "koopwijzer_languages_total", language="nl") == 1
        assert value(seen, "koopwijzer_fallbacks_total") == 1

    async def test_the_oldest_message_tells_how_far_behind_the_workers_are(self) -> None:
        """In seconds, as figures have their units."""
        now = 1_700_000_000_000
        log = MemoryLog(clock=lambda: now)
        await log.append("c", "1", {"text": "hoi"})
        now += 2500
        async with port(log) as client:
            seen = await scrape(client)

        assert value(seen, "koopwijzer_oldest_waiting_seconds") == 2.5


class TestProcessFigures:
    async def test_meters_and_log_are_one_page(self) -> None:
        """What the process counts stands beside what the log counts."""
        registry = open_registry()
        GatewayMeters(registry).opened()
        async with port(MemoryLog(), registry=registry) as client:
            seen = await scrape(client)

        assert value(seen, "koopwijzer_gateway_connections") == 1
        assert value(seen, "koopwijzer_messages_total") == 0


@pytest.mark.server
class TestWithoutTheLog:
    async def test_a_scrape_says_so_and_shows_what_the_process_knows(self, tmp_path: Path) -> None:
        """Killed: 200, `koopwijzer_log_up` 0 and no total that looks like a true one. Back again: all of it."""
        registry = open_registry()
        GatewayMeters(registry).opened()
        with running_server(tmp_path) as server:
            log = RedisLog(server.url)
            await log.append("c", "1", {"text": "hoi"})
            async with port(log, registry=registry) as client:
                server.kill()
                away = await scrape(client)
                server.restart()
                back = await scrape(client)
            await log.close()

        assert value(away, "koopwijzer_log_up") == 0
        assert value(away, "koopwijzer_gateway_connections") == 1
        assert value(away, "koopwijzer_messages_total") is None
        assert value(back, "koopwijzer_log_up") == 1
        assert value(back, "koopwijzer_messages_total") == 1

    async def test_a_log_that_hangs_does_not_hold_up_the_scrape(self, tmp_path: Path) -> None:
        """A server that takes connections and never answers counts as away, within the patience of a scraper."""
        with running_server(tmp_path) as server:
            log = RedisLog(server.url)
            await log.ping()
            async with port(log) as client:
                server.freeze()
                seen = await scrape(client)
                server.thaw()
            await log.close()

        assert value(seen, "koopwijzer_log_up") == 0


class TestHealth:
    async def test_a_process_that_answers_is_alive(self) -> None:
        """Also while it is not ready: that is no reason to restart it."""
        async with port(MemoryLog(), ready=False) as client, client.get("/healthz") as answer:
            assert answer.status == 200

    @pytest.mark.parametrize(("ready", "status", "missing"), [(True, 200, []), (False, 503, ["roles"])])
    async def test_it_is_ready_when_its_roles_are(self, ready: bool, status: int, missing: list[str]) -> None:
        """A load balancer waits until the model is loaded."""
        async with port(MemoryLog(), ready=ready) as client, client.get("/readyz") as answer:
            assert answer.status == status
            assert (await answer.json())["missing"] == missing

    @pytest.mark.server
    async def test_it_is_not_ready_without_the_log(self, tmp_path: Path) -> None:
        """Whoever asks is told that the log is missing."""
        with running_server(tmp_path) as server:
            log = RedisLog(server.url)
            async with port(log) as client:
                server.kill()
                async with client.get("/readyz") as answer:
                    status, told = answer.status, await answer.json()
            await log.close()

        assert (status, told["missing"]) == (503, ["log"])
