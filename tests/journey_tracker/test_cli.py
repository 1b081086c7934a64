from __future__ import annotations

import json
import subprocess
import sys

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
            "2026-05-01 12:00:00+02:00", "webchat", "selection", "progress", "+0.50", "2", "1.5", "",
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

    def test_says_when_nothing_was_recorded_yet(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A database that is not there is not made."""
        assert main(["log"], database_url=url) == 2

        assert "no database at" in capsys.readouterr().err

    def test_runs_as_a_module(self, filled: str) -> None:
        """The tracker has its commands without the bot."""
        command = [sys.executable, "-m", "journey_tracker", "--database", filled, "log", "--last", "1"]

        done = subprocess.run(command, capture_output=True, text=True, check=True)

        assert done.stdout.endswith("\tc2\n")


class TestMisunderstood:
    @pytest.fixture
    def doubted(self, store: JourneyStore, url: str) -> str:
        """A database with a message that was understood, one that was doubtful and one that was not understood."""
        said = [
            shopper(1, "state_need", text="ik zoek een fiets"),
            shopper(2, "compare_products", minute=1, text="welke zoude gij pakken", sure=0.4),
            shopper(3, "nlu_fallback", minute=2, text="brrrt [b]", sure=0.6),
            bot(3, minute=2, text="Dat begreep ik niet."),
        ]
        store.record([event.to_json() for event in said])
        return url

    def test_prints_what_was_not_understood_newest_first(
        self, doubted: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """With what it was taken for and how surely, for whoever adds training lines."""
        assert main(["misunderstood"], database_url=doubted) == 0

        rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
        assert [row[1:5] for row in rows] == [
            ["nlu_fallback", "0.6", "nl", "brrrt [b]"],
            ["compare_products", "0.4", "nl", "welke zoude gij pakken"],
        ]

    def test_the_share_and_the_number_can_be_asked_for(self, doubted: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A stricter look finds more, a shorter list the newest."""
        main(["misunderstood", "--below", "0.95", "--json"], database_url=doubted)
        assert len(capsys.readouterr().out.splitlines()) == 3

        main(["misunderstood", "--below", "0", "--last", "1", "--json"], database_url=doubted)
        assert json.loads(capsys.readouterr().out)["text"] == "brrrt [b]"

    @pytest.mark.parametrize("asked", [["--below", "2"], ["--below", "half"], ["--last", "0"], ["--last", "x"]])
    def test_says_what_is_allowed(self, doubted: str, capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
        """No traceback for a typing error."""
        with pytest.raises(SystemExit, match="2"):
            main(["misunderstood", *asked], database_url=doubted)

        assert "is no" in capsys.readouterr().err
