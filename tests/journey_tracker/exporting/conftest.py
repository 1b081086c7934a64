from __future__ import annotations

import pytest

from journey_tracker.ports import JourneyStore
from tests.journey_tracker.exporting.walk import WALK


@pytest.fixture
def shopped(store: JourneyStore) -> JourneyStore:
    """A store with the walk in it."""
    store.record(WALK)
    return store
