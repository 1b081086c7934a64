from __future__ import annotations

from pathlib import Path

import pytest

from journey_tracker import model_file, open_store
from journey_tracker.cli import main
from journey_tracker.envelopes import Envelope
from journey_tracker.events import OrderDelivered, OrderPlaced, ShopEvent
from journey_tracker.ports import Filter, JourneyStore, Question
from tests.journey_tracker.conftest import BOTH, REFS
from tests.journey_tracker.talk import at, bot, callback, chosen, shopper

TABLES = {
    "phase_day": ("stays", "entered", "onward", "resolved", "messages"),
    "transition_day": ("n",),
    "histogram_day": ("n",),
    "cycle": ("n",),
    "touchpoint": ("n",),
}
OWN = """\
model: bike_shop
version: 2
phases:
  - key: looking
    labels: {nl: Rondkijken, en: Looking round}
    intents: [state_need]
  - key: riding
    labels: {nl: Fietsen, en: Riding}
    intents: [order_status]
    events: [order_placed, order_delivered]
"""


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """What a rebuild gives is the same on each."""
    return str(request.param)


def in_the_shop(minute: float, event: ShopEvent) -> Envelope:
    """Something that happened outside the chat."""
    return Envelope("/shop", at(minute), event)


@pytest.fixture
def filled(store: JourneyStore, url: str) -> str:
    """A database with two conversations, an order and its delivery."""
    said = [shopper(1, "state_need", mood=0.5), bot(1), chosen(1), shopper(2, "choose_product", minute=2)]
    later = [shopper(1, "order_status", conversation="c2", minute=60), callback(1, conversation="c2", minute=61)]
    bought = [
        in_the_shop(5, OrderPlaced(visitor="v", order="1", value_cents=39_900)),
        in_the_shop(3000, OrderDelivered(order="1")),
    ]
    store.record([event.to_json() for event in (*said, *later, *bought)])
    return url


def counts(url: str) -> dict[str, object]:
    """What the reports would be made of, under the model of the database."""
    store = open_store(url)
    by = {"phase_day": ("day", "phase"), "transition_day": ("phase", "next_phase"), "histogram_day": ("kind", "phase")}
    try:
        return {
            table: [dict(row) for row in store.ask(Question(table, by=by.get(table, ()), sums=sums))]
            for table, sums in TABLES.items()
        }
    finally:
        store.close()


def phases(url: str) -> set[str | None]:
    """The phases in the log, under the model of the database."""
    store = open_store(url)
    try:
        return {stay.phase for t in store.touchpoints(Filter()).touchpoints for stay in t.stays}
    finally:
        store.close()


class TestRebuild:
    def test_gives_what_was_there(self, filled: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Making everything anew equals having counted event by event."""
        before = counts(filled)

        assert main(["rebuild"], database_url=filled) == 0

        assert counts(filled) == before
        assert capsys.readouterr().out == "8 events read again under bonsing_mann, version 3.\n"

    def test_needs_a_database(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A typing error in the address makes no empty one."""
        assert main(["rebuild"], database_url=f"sqlite:///{tmp_path}/nowhere.db") == 2

        assert "no database at" in capsys.readouterr().err


class TestRemap:
    def test_reads_the_whole_log_under_the_other_model(self, filled: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Every stay is in a phase of that model, and whoever opens the database finds that model."""
        assert phases(filled) == {"selection", "transaction", "customer_care", "delivery"}

        assert main(["remap", "--model", "eight_stage"], database_url=filled) == 0

        assert phases(filled) == {"need", "purchase", "service", "use"}
        assert "under eight_stage, version 1" in capsys.readouterr().out

    def test_takes_a_file_and_keeps_what_it_says(self, filled: str, tmp_path: Path) -> None:
        """A shop's own model stays with its database when the file is gone."""
        file = tmp_path / "bikes.yml"
        file.write_text(OWN, encoding="utf-8")

        assert main(["remap", "--model", str(file)], database_url=filled) == 0

        file.unlink()
        store = open_store(filled)
        assert store.model == model_file.parse(OWN, file="bikes.yml")
        store.close()
        assert phases(filled) == {"looking", "riding"}

    def test_can_be_taken_back(self, filled: str) -> None:
        """There and back again changes nothing."""
        before = counts(filled)

        main(["remap", "--model", "eight_stage"], database_url=filled)
        assert counts(filled) != before

        main(["remap", "--model", "bonsing_mann"], database_url=filled)
        assert counts(filled) == before

    def test_goes_on_under_the_new_model(self, filled: str) -> None:
        """What comes in later is counted as if it had been there, whoever opens the database."""
        main(["remap", "--model", "eight_stage"], database_url=filled)
        store = open_store(filled, refs=REFS)
        store.record([shopper(1, "dispose_old", conversation="c3", minute=5000).to_json()])
        store.close()
        after = counts(filled)

        assert "disposal" in phases(filled)
        main(["rebuild"], database_url=filled)
        assert counts(filled) == after

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (["--model", "nine_stage"], "Choose bonsing_mann, eight_stage, or name a YAML file"),
            ([], "required: --model"),
        ],
    )
    def test_says_what_there_is(
        self, filled: str, capsys: pytest.CaptureFixture[str], given: list[str], said: str
    ) -> None:
        """A typing error changes nothing."""
        with pytest.raises(SystemExit, match="2"):
            main(["remap", *given], database_url=filled)

        assert said in capsys.readouterr().err

    def test_says_what_is_wrong_with_a_file(
        self, filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """File and line, and nothing is rebuilt."""
        file = tmp_path / "bikes.yml"
        file.write_text(OWN.replace("version: 2", "version: two"), encoding="utf-8")

        with pytest.raises(SystemExit, match="2"):
            main(["remap", "--model", str(file)], database_url=filled)

        assert "bikes.yml, line 2: version is 'two'" in capsys.readouterr().err
        assert phases(filled) == {"selection", "transaction", "customer_care", "delivery"}
