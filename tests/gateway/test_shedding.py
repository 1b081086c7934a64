from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.conversation.errors import LogUnavailable
from bot.gateway.refusal import Refused
from bot.gateway.shedding import COME_BACK_SECONDS, Shedding
from tests.conversation.memory import MemoryLog


class Clock:
    """Time in the test's hand."""

    def __init__(self) -> None:
        self.ms = 1_700_000_000_000

    def __call__(self) -> int:
        """Epoch milliseconds."""
        return self.ms


@pytest.fixture
def clock() -> Clock:
    """The clock of the log."""
    return Clock()


@pytest.fixture
def log(clock: Clock) -> MemoryLog:
    """A log whose worker does nothing."""
    return MemoryLog(clock=clock, lease_ms=10**9)


async def measured(log: MemoryLog, *, seconds: int = 10, waiting: int = 4) -> Shedding:
    """The load of a log now."""
    shedding = Shedding(log, seconds, waiting)
    await shedding.look()
    return shedding


def lets_in(shedding: Shedding) -> tuple[bool, bool]:
    """Whether new conversations, and messages of known ones, are taken."""
    return _passes(shedding.check_conversation), _passes(shedding.check_message)


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refused:
        return False
    return True


class TestByAge:
    @pytest.mark.parametrize(
        ("seconds", "allowed"), [(0, (True, True)), (9, (True, True)), (11, (False, True)), (21, (False, False))]
    )
    async def test_the_later_the_answers_the_fewer_come_in(
        self, log: MemoryLog, clock: Clock, seconds: int, allowed: tuple[bool, bool]
    ) -> None:
        """First new conversations wait outside, at twice the limit everybody does."""
        await log.join("w")
        await log.append("a", "1", {"text": "hoi"})
        clock.ms += seconds * 1000

        assert lets_in(await measured(log)) == allowed

    async def test_it_is_over_when_the_workers_are_back(self, log: MemoryLog, clock: Clock) -> None:
        """The next look lets everybody in again."""
        await log.join("w")
        await log.append("a", "1", {"text": "hoi"})
        clock.ms += 30_000
        shedding = await measured(log)
        assert lets_in(shedding) == (False, False)

        shedding.log = MemoryLog()
        await shedding.look()

        assert lets_in(shedding) == (True, True)

    async def test_each_is_told_another_moment(self, log: MemoryLog, clock: Clock) -> None:
        """Those who were sent away do not all come back at once."""
        await log.join("w")
        await log.append("a", "1", {"text": "hoi"})
        clock.ms += 30_000
        shedding = await measured(log)
        moments = set()
        for _ in range(50):
            with pytest.raises(Refused, match="busy") as caught:
                shedding.check_conversation()
            moments.add(caught.value.values["retry_after"])

        assert moments <= set(range(COME_BACK_SECONDS[0], COME_BACK_SECONDS[1] + 1))
        assert len(moments) > 3


class TestByNumber:
    @pytest.mark.parametrize(("waiting", "allowed"), [(4, (True, True)), (5, (False, True)), (9, (False, False))])
    async def test_the_more_wait_the_fewer_come_in(
        self, log: MemoryLog, waiting: int, allowed: tuple[bool, bool]
    ) -> None:
        """The number counts as the age does."""
        await log.join("w")
        for n in range(waiting):
            await log.append(f"c{n}", "1", {"text": "hoi"})

        assert lets_in(await measured(log)) == allowed


class TestNever:
    async def test_without_workers_messages_wait(self, log: MemoryLog, clock: Clock) -> None:
        """A restart of the workers sends nobody away: what is said meanwhile is answered after it."""
        await log.append("a", "1", {"text": "hoi"})
        clock.ms += 60_000

        assert lets_in(await measured(log)) == (True, True)

    async def test_it_can_be_switched_off(self, log: MemoryLog, clock: Clock) -> None:
        """With both limits 0 nobody is sent away."""
        await log.join("w")
        await log.append("a", "1", {"text": "hoi"})
        clock.ms += 60_000

        assert lets_in(await measured(log, seconds=0, waiting=0)) == (True, True)

    async def test_without_the_log_nobody_is_busy(self) -> None:
        """What cannot be measured is not guessed: the log itself refuses."""

        class Away(MemoryLog):
            async def workers(self) -> tuple[str, ...]:
                raise LogUnavailable("away")

        assert lets_in(await measured(Away())) == (True, True)
