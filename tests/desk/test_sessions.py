"""Logins at the server's side."""

from __future__ import annotations

from bot.desk.sessions import LIFETIME_MS, MemorySessions
from tests.handoff.examples import Clock


class TestMemorySessions:
    async def test_token_finds_who_logged_in(self) -> None:
        """Two people at two browsers are two sessions."""
        sessions = MemorySessions()
        anne, bram = await sessions.begin("Anne"), await sessions.begin("Bram")

        found = [await sessions.find(token) for token in (anne, bram, "guess", "")]

        assert [session and session.who for session in found] == ["Anne", "Bram", None, None]

    async def test_ends_for_one_only(self) -> None:
        """Logging out leaves the others in."""
        sessions = MemorySessions()
        anne, bram = await sessions.begin("Anne"), await sessions.begin("Bram")

        await sessions.end(anne)
        await sessions.end("never was")

        assert await sessions.find(anne) is None
        assert await sessions.find(bram) is not None

    async def test_expires_after_a_working_day(self) -> None:
        """A forgotten browser does not stay open for ever."""
        clock = Clock()
        sessions = MemorySessions(clock=clock)
        token = await sessions.begin("Anne")

        clock.now += LIFETIME_MS - 1
        before = await sessions.find(token)
        clock.now += 1

        assert before is not None
        assert await sessions.find(token) is None

    async def test_keeps_no_token(self) -> None:
        """Whoever reads the server's memory of logins cannot log in with it."""
        sessions = MemorySessions()
        token = await sessions.begin("Anne")

        assert token not in repr(vars(sessions))
