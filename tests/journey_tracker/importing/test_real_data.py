from __future__ import annotations

from pathlib import Path

import pytest

from journey_tracker.exporting import paths
from journey_tracker.importing import mapping_file
from journey_tracker.importing.importer import import_file
from journey_tracker.importing.readers import Mapped
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.importing.real import DATA, MAPPING, packed_copy

EVENTS, PEOPLE = 31_106, 600
REACHED = (598, 517, 290)
"""People who look at a product, then fill the basket, then buy."""


@pytest.mark.skipif(not DATA.exists(), reason="the example shop of retentioneering is not beside this project")
class TestTheExampleShop:
    def test_is_imported_whole_and_once(self, tmp_path: Path, store: JourneyStore) -> None:
        """Every row is a touchpoint of its visitor; a second time changes nothing."""
        file = packed_copy(tmp_path)
        reader = Mapped(mapping_file.load(MAPPING))

        first, again = (import_file(file, reader, store.record) for _ in range(2))
        walked = list(paths.steps(store.stream("v_touchpoint", by_person=True)))

        assert (first.new, first.bad, first.unknown.total()) == (EVENTS, 0, 0)
        assert (again.new, again.duplicates) == (0, EVENTS)
        assert len(walked) == EVENTS
        assert sum(paths.transitions(walked).values()) == EVENTS - PEOPLE
        assert paths.funnel(walked, ("product_viewed", "basket_changed", "order_placed")) == REACHED
