from __future__ import annotations

import json

import pytest

from journey_tracker.cli import main
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.talk import bot, shopper


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
