"""Commands on one catalogue that are killed, or that run at the same time: real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.shop.sqlite import SqliteCatalogue

PRODUCTS = 3000
MOST_SECONDS = 60.0


def lamps(folder: Path, name: str, price: int) -> Path:
    """A feed of a category called `name`."""
    file = folder / f"{name}.csv"
    lines = (f"{name}{i},Ding {i},{price},{i % 90}" for i in range(PRODUCTS))
    file.write_text("\n".join(("id,title,price,watt", *lines)))
    return file


def offers(folder: Path, name: str, price: int) -> Path:
    """New prices of that category."""
    file = folder / "offers.csv"
    file.write_text("\n".join(("id,price", *(f"{name}{i},{price}" for i in range(PRODUCTS)))))
    return file


def started(data: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    """The command `catalogue` in a process of its own."""
    command = [sys.executable, "-m", "bot", "catalogue", *map(str, arguments)]
    return subprocess.Popen(
        command,
        env={**os.environ, "KOOPWIJZER_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )


def done(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Exit code and complaints of a command."""
    told = process.communicate(timeout=MOST_SECONDS)[1].decode()
    return process.returncode, told


def killed_while_writing(process: subprocess.Popen[bytes], views: Path) -> int:
    """Kill the command when views of a new version are being written; its exit code."""
    before, until = {*views.iterdir()}, time.monotonic() + MOST_SECONDS
    while process.poll() is None and time.monotonic() < until and {*views.iterdir()} <= before:
        time.sleep(0.002)
    process.kill()
    return done(process)[0]


def prices(data: Path, kinds: Sequence[str]) -> dict[str, set[float]]:
    """Every price of each category, of which rows and view say the same."""
    found = {}
    with closing(SqliteCatalogue(data / "catalogue.db")) as catalogue:
        for kind in catalogue.categories():
            rows, view = [p.price for p in catalogue.products(kind.key)], catalogue.view(kind)
            assert view.prices.tolist() == rows
            assert len(rows) == PRODUCTS
            found[kind.key] = set(rows)
    assert set(found) == set(kinds)
    return found


class TestKilled:
    @pytest.mark.parametrize("command", ["import", "offers"])
    def test_a_command_leaves_the_catalogue_as_it_was(self, tmp_path: Path, command: str) -> None:
        """Killed while it writes: all is as before, and the same command can be run again."""
        assert done(started(tmp_path, "import", lamps(tmp_path, "lamp", 10)))[0] == 0
        file = lamps(tmp_path, "lamp", 20) if command == "import" else offers(tmp_path, "lamp", 20)

        code = killed_while_writing(started(tmp_path, command, file), tmp_path / "catalogue.db.views")

        assert code == -signal.SIGKILL
        assert prices(tmp_path, ["lamp"]) == {"lamp": {10.0}}
        assert done(started(tmp_path, command, file)) == (0, "")
        assert prices(tmp_path, ["lamp"]) == {"lamp": {20.0}}


class TestTogether:
    def test_two_imports_are_both_there(self, tmp_path: Path) -> None:
        """One waits for the other, and neither takes the other's views away."""
        both = [started(tmp_path, "import", lamps(tmp_path, kind, 10)) for kind in ("lamp", "stoel")]

        assert [done(process) for process in both] == [(0, ""), (0, "")]
        assert prices(tmp_path, ["lamp", "stoel"]) == {"lamp": {10.0}, "stoel": {10.0}}
        assert [{p.name for p in version.iterdir()} for version in (tmp_path / "catalogue.db.views").iterdir()] == [
            {"lamp", "stoel"}
        ]
