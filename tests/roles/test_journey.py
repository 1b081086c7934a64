from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.roles.journey import open_journey
from bot.settings import read
from journey_tracker.events import OrderPlaced
from journey_tracker.privacy import BadKey
from tests.journey_tracker.shopping import shop


class TestOpenJourney:
    def test_makes_the_key_at_the_first_start(self, tmp_path: Path) -> None:
        """One machine needs no setting."""
        open_journey(read({"KOOPWIJZER_DATA": str(tmp_path)})).close()

        assert (tmp_path / "journey.key").exists()

    def test_refuses_another_key_than_that_of_the_database(self, tmp_path: Path) -> None:
        """A second host with a key of its own would make two people of everybody: it does not start."""
        settings = read({"KOOPWIJZER_DATA": str(tmp_path)})
        with closing(open_journey(settings)) as store:
            store.record([shop(OrderPlaced(customer="anna", order="o1")).to_json()])

        with pytest.raises(BadKey, match="made with another key"):
            open_journey(replace(settings, journey_key_text="0f" * 32))

    def test_takes_the_key_itself(self, tmp_path: Path) -> None:
        """Then no file is made."""
        open_journey(read({"KOOPWIJZER_DATA": str(tmp_path), "JOURNEY_KEY": "0f" * 32})).close()

        assert not (tmp_path / "journey.key").exists()
