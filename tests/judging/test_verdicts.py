"""Verdicts: which expectations are met, in figures and to be read."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

from rich.console import Console

from bot.judging.expected import Expected
from bot.judging.verdicts import Bench, judge, missed, misunderstandings, share, summary


def turn(user: str, text: str, intent: str = "greet") -> dict[str, Any]:
    """A turn as play writes it, with what is looked at here."""
    return {"user": user, "replies": [{"role": "bot", "text": text}], "intent": intent}


EXPECTED = Expected("a", ({"intent": "greet", "says": "hoi"}, {"says": "dag"}), {"says_not": "nee", "different": True})
TURNS = (turn("hallo", "Hoi"), turn("[b]tot ziens[/b]", "Nee"))


class TestJudge:
    def test_of_every_turn_and_of_all(self) -> None:
        """What is expected of every turn counts once, and says which turn missed it."""
        verdicts = judge(EXPECTED, TURNS, [])

        assert [(v.turn, v.name, v.met) for v in verdicts] == [
            (1, "intent", True),
            (1, "says", True),
            (2, "says", False),
            (0, "says_not", False),
            (0, "different", True),
        ]
        assert verdicts[3].said == "[b]tot ziens[/b]"
        assert (verdicts[2].wanted, verdicts[2].found) == ("dag", "Nee")


class TestFigures:
    def test_share_and_summary(self) -> None:
        """A dialogue with a miss is not whole; of nothing expected everything is met."""
        verdicts = judge(EXPECTED, TURNS, [])

        assert share(verdicts) == 0.6
        assert summary(verdicts) == "3 of 5 expectations met (60.0%), 0 of 1 dialogues without a miss"
        assert share([]) == 1

    def test_the_table_shows_what_was_said_as_it_is(self) -> None:
        """Brackets of a shopper are no markup."""
        console = Console(file=StringIO(), width=160)
        console.print(missed(judge(EXPECTED, TURNS, [])))
        table = console.file.getvalue()  # type: ignore[attr-defined]  # it is the one given

        assert "[b]tot ziens[/b]" in table
        assert 'says: "dag"' in table
        assert "intent" not in table


class TestBench:
    def test_judges_in_the_order_of_the_file(self) -> None:
        """And keeps every verdict for the figures."""
        bench = Bench([EXPECTED, Expected("b", ({"says": "ja"},), {})], [])
        bench.judge(TURNS)
        rows = bench.judge([turn("ja?", "Ja!")])

        assert rows == [{"turn": 1, "name": "says", "met": True, "wanted": "ja", "found": ""}]
        assert [v.dialogue for v in bench.verdicts] == ["a"] * 5 + ["b"]
        assert share(bench.verdicts) == 4 / 6


class TestMisunderstandings:
    def test_reads_the_responses(self) -> None:
        """In both languages, with their other words; an answer is none."""
        patterns = misunderstandings()

        def is_one(text: str) -> bool:
            return any(re.search(pattern, text) for pattern in patterns)

        assert is_one("Sorry, ik begrijp je nog steeds niet. Wil je liever een medewerker spreken?")
        assert is_one(
            "Sorry, I'm not sure what you mean. Try other words, such as “what does the first one cost?” or "
            "“something smaller, under 200 euros”."
        )
        assert not is_one("Graag gedaan! Zoek je nog iets, dan hoor ik het wel.")
