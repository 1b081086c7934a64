from __future__ import annotations

import re
from pathlib import Path

import pytest

from journey_tracker.stores.views import VIEWS


class TestEveryView:
    @pytest.mark.parametrize("name", VIEWS)
    def test_is_told_column_by_column(self, root: Path, name: str) -> None:
        """It is public, so its page says what each column means."""
        page = (root / "docs" / "journey-data.md").read_text()
        part = page.split(f"### {name}\n")[1].split("\n### ")[0]

        assert set(VIEWS[name].columns) <= set(re.findall(r"`(\w+)`", part))
