from __future__ import annotations

from itertools import cycle

from bench.dialogues import Dialogue
from bench.load import crowd, one_shopper, warm_up
from tests.bench.standing_in import Answering

TALK = Dialogue("nl", ("hoi", "ik zoek een laptop", "bedankt"))


def nothing() -> None:
    """A progress that nobody looks at."""


class TestOneShopper:
    async def test_a_slow_answer_makes_the_next_message_late_and_that_counts(self) -> None:
        """Time runs from the moment a message was meant to be sent, not from when it could be."""
        subject = Answering(lambda turn: 0.3 if turn == 0 else 0.0)

        took = await one_shopper(subject, cycle([TALK]), [0.0, 0.1, 0.5], nothing)

        assert took[0] >= 300
        assert 190 <= took[1] < 300
        assert took[2] < 100

    async def test_every_message_of_the_schedule_is_sent(self) -> None:
        """Conversations follow one another until the schedule is done."""
        subject, ticks = Answering(lambda turn: 0.0), []

        took = await one_shopper(subject, cycle([TALK]), [0.0] * 7, lambda: ticks.append(1))

        assert len(took) == len(ticks) == 7
        assert subject.conversations == [list(TALK.lines), list(TALK.lines), ["hoi"]]


class TestCrowd:
    async def test_sixteen_talk_at_once(self) -> None:
        """Sixteen shoppers of a bot that answers each in 20 ms are served at sixteen times its pace."""
        seen = await crowd(Answering(lambda turn: 0.02), cycle([TALK]), 16, 0.3, nothing)

        assert seen.turns_per_s > 100
        assert min(seen.latencies_ms) >= 20

    async def test_each_has_conversations_of_their_own(self) -> None:
        """Nobody talks in another's conversation, and a conversation begins at its beginning."""
        subject = Answering(lambda turn: 0.01)
        await crowd(subject, cycle([TALK]), 4, 0.1, nothing)

        assert len(subject.conversations) >= 4
        assert all(said == list(TALK.lines)[: len(said)] for said in subject.conversations)


class TestWarmUp:
    async def test_so_many_turns_are_made(self) -> None:
        """As many as asked, none measured."""
        subject = Answering(lambda turn: 0.0)
        await warm_up(subject, cycle([TALK]), 5)

        assert subject.turns == 5
