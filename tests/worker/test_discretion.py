"""The whole of a worker's log while shoppers are answered, and while everything fails: not a word of theirs in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import pytest

from bot.logs import configure_logs
from bot.worker import handling
from tests.conversation.memory import MemoryLog
from tests.log_lines import events, restored_logs
from tests.worker.conftest import Bot
from tests.worker.echo import Echo, until_done, working

pytestmark = pytest.mark.model

SECRET = "xyzzygeheim"
NUMBER = "0612345678"
Execute = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Failed turns are tried again at once; the next test gets the logs as they were."""
    monkeypatch.setattr(handling, "PAUSE_SECONDS", 0.001)
    with restored_logs():
        yield


@contextmanager
def failing_actions(bot: Bot, error: Callable[[str], Exception]) -> Iterator[None]:
    """The greeting fails with an error that quotes what the shopper said."""
    endpoint = bot.turns.agent.processor.action_endpoint
    held: Execute = endpoint._execute

    async def fail(call: Mapping[str, Any]) -> Mapping[str, Any]:
        if call["next_action"] == "action_greet":
            raise error(str(call["tracker"]["latest_message"]["text"]))
        return await held(call)

    endpoint._execute = fail
    try:
        yield
    finally:
        endpoint._execute = held


async def said(bot: Bot, *texts: str, state: str = "", discreet: bool = True) -> None:
    """A conversation of these messages, answered by a worker that logs all there is to log."""
    configure_logs("debug", discreet=discreet)
    log = MemoryLog()
    for n, text in enumerate(texts):
        await log.append("c", f"id{n}", {"text": text, "language": "nl"})
    if state:
        log._conversations["c"].state = state
    async with working(log, cast(Echo, bot.turns)):
        await until_done(log, "c", len(texts))


def outcomes(lines: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Events of the path with the message they are about."""
    return [(line["event"], line["message"]) for line in lines if "message" in line and line["event"] != "library"]


class TestSuccess:
    async def test_a_conversation_can_be_followed_and_not_be_read(
        self, bot: Bot, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each turn is a line with the name of its message; neither words nor contacts are anywhere."""
        await said(bot, f"hallo {SECRET}", f"ik zoek een laptop {SECRET}", f"bel me terug op {NUMBER} over {SECRET}")
        log = capsys.readouterr().err

        assert outcomes(events(log)) == [("turn", "c:1"), ("turn", "c:2"), ("turn", "c:3")]
        assert SECRET not in log
        assert NUMBER[1:] not in log


class TestFailures:
    async def test_a_bug_that_quotes_the_shopper(self, bot: Bot, capsys: pytest.CaptureFixture[str]) -> None:
        """The log has the kind of the error and its place, in ours and in Rasa's line, and none of its words."""
        with failing_actions(bot, KeyError):
            await said(bot, f"hallo {SECRET}")
        log = capsys.readouterr().err
        lines = events(log)

        assert outcomes(lines) == [("action_failed", "c:1"), ("turn", "c:1")]
        assert SECRET not in log
        (failed,) = [line for line in lines if line["event"] == "action_failed"]
        assert failed["exception"].startswith("builtins.KeyError")
        assert "tests/worker/test_discretion.py" in failed["exception"]

    async def test_a_store_that_is_away_until_an_apology(self, bot: Bot, capsys: pytest.CaptureFixture[str]) -> None:
        """Each try is a line with the system's reason, and the last turn is done."""
        with failing_actions(bot, lambda text: ConnectionRefusedError(111, text)):
            await said(bot, f"hallo {SECRET}")
        log = capsys.readouterr().err
        lines = events(log)

        assert outcomes(lines) == [*[("turn_failed", "c:1")] * handling.TRIES, ("turn", "c:1")]
        assert SECRET not in log
        assert "(Connection refused)" in log

    async def test_a_state_that_cannot_be_read(self, bot: Bot, capsys: pytest.CaptureFixture[str]) -> None:
        """What was stored of a conversation holds its words too."""
        await said(bot, f"hallo {SECRET}", state=f'{{"v": "{SECRET}"}}')
        log = capsys.readouterr().err

        assert "state_lost" in [event for event, _ in outcomes(events(log))]
        assert SECRET not in log


class TestTheProof:
    async def test_without_discretion_the_words_would_be_there(
        self, bot: Bot, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The tests above look where something is to be seen: the same failure, told with its words."""
        with failing_actions(bot, KeyError):
            await said(bot, f"hallo {SECRET}", discreet=False)

        assert SECRET in capsys.readouterr().err
