from __future__ import annotations

import json

import pytest

from journey_tracker.cli import main
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.talk import bot, chosen, lost, need, shopper


@pytest.fixture
def filled(store: JourneyStore, url: str) -> str:
    """A database with two conversations."""
    said = [shopper(1, "state_need", mood=0.5), bot(1, minute=1.5), need(1), lost(1), chosen(1)]
    later = shopper(1, "order_status", conversation="c2", minute=60)
    store.record([event.to_json() for event in (*said, later)])
    return url


class TestLog:
    def test_prints_a_line_per_touchpoint_for_the_next_program(
        self, filled: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Tab-separated, newest first."""
        assert main(["log"], database_url=filled) == 0

        first, second = capsys.readouterr().out.splitlines()
        assert first.split("\t")[-1] == "c2"
        assert second.split("\t") == [
            "2026-05-01 12:00:00+02:00", "webchat", "selection", "resolved", "+0.50", "2", "1.5", "",
            "explicit", "pluim-14", "price", "c1",
        ]  # fmt: skip

    def test_prints_json(self, filled: str, capsys: pytest.CaptureFixture[str]) -> None:
        """One object a line, in the columns of every export."""
        main(["log", "--json", "--last", "1"], database_url=filled)

        assert json.loads(capsys.readouterr().out)["conversation"] == "c2"

    @pytest.mark.parametrize("asked", [["--phase", "selection"], ["--conversation", "c1"]])
    def test_filters(self, filled: str, capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
        """By phase and by conversation."""
        main(["log", *asked], database_url=filled)

        assert [line.split("\t")[-1] for line in capsys.readouterr().out.splitlines()] == ["c1"]

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (["--phase", "selectie"], "phase is 'selectie'; allowed: orientation, selection"),
            (["--last", "many"], "limit is 'many'; allowed: 1"),
        ],
    )
    def test_says_in_one_line_what_is_wrong(
        self, filled: str, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
    ) -> None:
        """No traceback for a typing error."""
        assert main(["log", *asked], database_url=filled) == 2

        assert said in capsys.readouterr().err
