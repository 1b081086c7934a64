from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from bench.judging import case, write_for_peers
from bench.peers.selection.installing import PYTHON, SCRIPT, installed


class TestDeciding:
    @pytest.mark.skipif(not installed(), reason="pandas and DuckDB are not installed; ./run bench peers brings them")
    def test_every_peer_makes_every_decision(self, tmp_path: Path) -> None:
        """In their own environment, from files."""
        given = case(500)
        write_for_peers(tmp_path, given, ["een zwarte laptop", "een witte laptop merk03"])

        subprocess.run([PYTHON, SCRIPT, tmp_path], check=True)

        times = json.loads((tmp_path / "times.json").read_text())
        assert set(times) == {"pandas", "DuckDB", "SQLite", "FTS5"}
        assert [len(times[peer]) for peer in ("pandas", "DuckDB", "SQLite")] == [len(given.states)] * 3
