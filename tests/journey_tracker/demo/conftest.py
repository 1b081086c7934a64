"""One year of the demo for all its tests."""

from __future__ import annotations

from datetime import date

import pytest

from journey_tracker.demo.calendar import Year
from journey_tracker.demo.stories import Stories, stories
from journey_tracker.demo.year import events
from tests.journey_tracker.demo.log import Log

LAST = date(2026, 11, 21)


@pytest.fixture(scope="session")
def year() -> Year:
    """A year that begins in the weeks before Sinterklaas."""
    return Year(LAST)


@pytest.fixture(scope="session")
def told(year: Year) -> Stories:
    """What is hidden in it."""
    return stories(year)


@pytest.fixture(scope="session")
def log() -> Log:
    """Everything that happened in it."""
    return Log(tuple(events(LAST)))
