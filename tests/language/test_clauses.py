from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.language.clauses import clauses, wanted


class TestClauses:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("bedankt! en hebben jullie ook koptelefoons?", ["bedankt", "hebben jullie ook koptelefoons?"]),
            ("hoi, waar blijft mijn pakket?", ["hoi", "waar blijft mijn pakket?"]),
            ("mijn laptop is stuk en ik wil een nieuwe", ["mijn laptop is stuk", "ik wil een nieuwe"]),
            ("thanks, and where is my order?", ["thanks", "where is my order?"]),
        ],
    )
    def test_part_where_something_new_is_opened(self, text: str, parts: list[str]) -> None:
        """At a sign, or at an "en" before a verb, a question word or a person."""
        assert [clause.text for clause in clauses(text)] == parts

    @pytest.mark.parametrize(
        "text", ["zwart en wit", "een laptop en een koptelefoon", "licht, snel, tot 700", "ja", ""]
    )
    def test_a_list_is_no_row_of_requests(self, text: str) -> None:
        """What is wished in one breath stays together."""
        assert clauses(text) == ()

    def test_say_where_they_stand(self) -> None:
        """So that what was recognised in them is still theirs."""
        text = "hoi, waar blijft mijn pakket?"

        assert all(text[c.start :].startswith(c.text) for c in clauses(text))


class TestWanted:
    def test_counts_what_is_sure(self) -> None:
        """A clause that may mean anything wants nothing."""
        found = wanted("waar is mijn pakket? en hoe is het?", ranked)

        assert [(w.intent, w.clause.text) for w in found] == [("order_status", "waar is mijn pakket")]


def ranked(text: str) -> Sequence[tuple[str, float]]:
    """A head that knows parcels only."""
    return [("order_status", 0.9)] if "pakket" in text else [("smalltalk", 0.4)]
