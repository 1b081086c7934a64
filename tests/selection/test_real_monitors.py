"""The judgement on a real feed, which is no part of the project."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.language.entities import Entity
from bot.selection.asking.stopping import NEVER
from bot.selection.asking.wording import option_text
from bot.selection.columns import columns
from bot.selection.engine import Engine
from bot.selection.shortlist import shortlist
from bot.selection.state import State
from bot.selection.wishes import wishes
from bot.shop.feed import Feed, read_feed

LIMIT_SECONDS = 3


@pytest.fixture(scope="module")
def monitors(root: Path) -> Feed:
    """Five thousand monitors, a quarter of them with a price."""
    path = root.parent / "shared" / "data" / "pc-parts" / "monitor.csv"
    if not path.exists():
        pytest.skip(f"real data is not here: {path}")
    begin = time.process_time()
    feed = read_feed(path)
    assert time.process_time() - begin < LIMIT_SECONDS
    return feed


class TestRealMonitors:
    def test_are_imported_as_far_as_they_have_a_price(self, monitors: Feed) -> None:
        """Every priced row is imported, identical ones once, and every other row is told."""
        report = monitors.report

        assert (report.rows, report.imported, len(report.rejected)) == (5074, 1367, 3707)
        assert len(monitors.products) == 1367 - len(report.collapsed)
        assert {bad.reason for bad in report.rejected} == {"no price"}

    def test_have_units_that_no_cell_states(self, monitors: Feed) -> None:
        """Inches, hertz and milliseconds follow from the names of the columns."""
        units = {a.key: a.unit for a in monitors.categories[0].attributes}

        assert (units["screen_size"], units["refresh_rate"], units["response_time"]) == ("inch", "Hz", "ms")

    def test_give_three_that_meet_every_wish(self, monitors: Feed) -> None:
        """'27 inch, minstens 144 hz, onder 300'."""
        said = [
            Entity("measure", {"low": None, "high": None, "about": 27.0, "unit": "inch"}, 0, 7),
            Entity("measure", {"low": 144.0, "high": None, "about": None, "unit": "Hz"}, 9, 24),
            Entity("price_max", 300.0, 26, 35),
        ]
        category = monitors.categories[0]
        view = columns(monitors.products, category)
        found = shortlist(view, category, State("monitor").with_wishes(wishes(said, category)))
        shown = [p for p in monitors.products if p.id in found.ids]

        assert (len(found.ids), found.fits_all) == (3, True)
        assert len({p.title("nl") for p in shown}) == 3
        for product in shown:
            assert 26.5 <= float(product.facts["screen_size"]) <= 27.5
            assert float(product.facts["refresh_rate"]) >= 144
            assert product.price <= 300

    def test_are_asked_about_as_people_would(self, monitors: Feed) -> None:
        """What it may cost first, in round amounts; never more than seven answers, each put differently."""
        category = monitors.categories[0]
        asker = Engine(columns(monitors.products, category), category, NEVER)
        state, asked = State("monitor"), list[str]()
        while question := asker.decide(state).question:
            said = [option_text(option, category, "nl") for option in question.options]
            asked.append(question.about)
            state = asker.answer(state, question, 1)

            assert 2 <= len(said) == len(set(said)) <= 7
        assert asked[0] == "price"
        assert {"brand", "screen_size", "resolution", "refresh_rate", "panel_type"} <= set(asked)
