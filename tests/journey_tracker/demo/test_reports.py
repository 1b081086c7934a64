"""What is hidden in the year of the demo is to be seen in the reports, with the figures that the pages show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from journey_tracker import open_actions, open_store
from journey_tracker.demo import planning, writer
from journey_tracker.demo.speaking import MODELS
from journey_tracker.demo.stories import Stories, Story
from journey_tracker.ports import JourneyStore
from journey_tracker.reports import run, slice_from
from journey_tracker.reports.table import Row
from tests.journey_tracker.demo.conftest import LAST

PEOPLE = 2000
TODAY = 20261122


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the demo."""
    return f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}"


@pytest.fixture(scope="module")
def store(url: str) -> Iterator[JourneyStore]:
    """The demo, written once."""
    store = open_store(url)
    writer.write(store, LAST, people=PEOPLE, seed=1, force=False)
    yield store
    store.close()


def figure(store: JourneyStore, report: str, column: str, row: Row, **part: str) -> float:
    """A figure of a report; there must be one."""
    table = run(store, report, slice_from(part), TODAY)
    found = next(r[column] for r in table.rows if all(r[key] == value for key, value in row.items()))
    assert isinstance(found, int | float), f"{report}: {column} of {row} is {found!r}"
    return found


def days(story: Story) -> dict[str, str]:
    """The days of a story as a URL says them."""
    return {"from": story.first.isoformat(), "to": story.last.isoformat()}


def after(day: date, n: int = 1) -> dict[str, str]:
    """From so many days after a day on."""
    return {"from": (day + timedelta(days=n)).isoformat()}


class TestFunnel:
    def test_shows_where_english_shoppers_were_lost(self, store: JourneyStore, told: Stories) -> None:
        """Before the day it was mended, and no longer after it."""
        english, transaction = told["english"], {"position": "new", "phase": "transaction"}
        before = figure(store, "funnel", "doorstroom", transaction, language="en", **days(english))
        since = figure(store, "funnel", "doorstroom", transaction, language="en", **after(english.last))

        assert before < 0.5
        assert since > before + 0.2

    def test_shows_what_the_order_of_questions_did(self, store: JourneyStore, told: Stories) -> None:
        """From selection to transaction, before the weeks of the discount and after the release."""
        first, selection = told["questions"].first, {"position": "new", "phase": "selection"}
        earlier = {**after(told["sinterklaas"].last, 14), "to": told["welcome"].first.isoformat()}

        before = figure(store, "funnel", "doorstroom", selection, **earlier)
        since = figure(store, "funnel", "doorstroom", selection, **after(first, 0))

        assert since > before + 0.06

    def test_shows_that_few_go_on_from_a_failed_delivery(self, store: JourneyStore, told: Stories) -> None:
        """From delivery to in between, in the weeks of the carrier and after."""
        delivery: Row = {"position": "new", "phase": "delivery"}
        during = figure(store, "funnel", "doorstroom", delivery, **days(told["carrier"]))
        since = figure(store, "funnel", "doorstroom", delivery, **after(told["carrier"].last, 7))

        assert during < since - 0.15


class TestEmotion:
    def test_is_low_in_delivery_when_parcels_fail(self, store: JourneyStore, told: Stories) -> None:
        """Far below the rest of the year."""
        during = figure(store, "emotion", "sentiment", {"phase": "delivery"}, **days(told["carrier"]))
        since = figure(store, "emotion", "sentiment", {"phase": "delivery"}, **after(told["carrier"].last, 14))

        assert during < since - 0.2

    def test_falls_in_selection_when_product_facts_are_wrong(self, store: JourneyStore, told: Stories) -> None:
        """That week, against the weeks after it."""
        during = figure(store, "emotion", "sentiment", {"phase": "selection"}, **days(told["feed"]))
        since = figure(store, "emotion", "sentiment", {"phase": "selection"}, **after(told["feed"].last))

        assert during < since - 0.15

    def test_tells_that_the_model_changed(self, store: JourneyStore) -> None:
        """So that a jump is not taken for a change of mood."""
        table = run(store, "sentiment_models", slice_from({}), TODAY)

        assert [row["sentiment_model"] for row in table.rows] == list(MODELS)


def test_prices_show_for_whom_the_discount_works(store: JourneyStore, told: Stories) -> None:
    """New customers buy more at the lower price; for existing ones the difference is far smaller."""
    part = days(told["welcome"])
    lift = {
        position: figure(store, "price", "conversion", {"position": position, "price_position": "discount"}, **part)
        - figure(store, "price", "conversion", {"position": position, "price_position": "list"}, **part)
        for position in ("new", "repeat")
    }

    assert lift["new"] > 0.06
    assert lift["repeat"] < lift["new"] - 0.04


def test_handoffs_show_how_long_people_wait_before_sinterklaas(store: JourneyStore, told: Stories) -> None:
    """Minutes, against seconds after it."""
    chats: Row = {"phase": "selection"}
    rush = figure(store, "handoffs", "wait_p50", chats, **days(told["sinterklaas"]))
    since = figure(store, "handoffs", "wait_p50", chats, **after(told["sinterklaas"].last))

    assert rush > 2.5 * since


def test_actions_hold_the_figure_they_are_about(store: JourneyStore, url: str, told: Stories) -> None:
    """Each is owned and dated; those that are done were measured before. Again adds none."""
    actions = open_actions(url)

    made = planning.plan(store, actions, told, "nl")
    again = planning.plan(store, actions, told, "nl")
    kept = actions.all()
    actions.close()

    assert (made, again, len(kept)) == (4, 0, 4)
    assert all(action.figure is not None and "fictief" in action.owner for action in kept)
    assert sum(action.done_day is not None for action in kept) == 3
