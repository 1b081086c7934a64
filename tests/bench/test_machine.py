from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from bench import machine


class TestStamp:
    def test_it_says_which_commit_when_and_where(self) -> None:
        """Enough to tell whether two figures may be compared."""
        stamp = machine.stamp()

        assert re.fullmatch(r"[0-9a-f]{7,}(-dirty)?|unknown", stamp.commit)
        assert datetime.fromisoformat(stamp.date).tzinfo is not None
        assert set(stamp.machine) == {"cpu", "cores", "memory_mb", "kernel", "python", "load"}
        assert stamp.machine["memory_mb"] > 100

    def test_outside_a_checkout_the_commit_is_unknown(self, tmp_path: Path) -> None:
        """A folder that was unpacked can be measured as well."""
        assert machine.commit(tmp_path) == machine.UNKNOWN
