"""The page on simulations: what it tells others to run, runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.simulating.asked import read


def page(root: Path) -> str:
    """docs/simulate.md."""
    return (root / "docs" / "simulate.md").read_text(encoding="utf-8")


class TestPage:
    def test_the_shopper_of_ones_own_runs_as_printed(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """And finds most of the laptops."""
        monkeypatch.chdir(root)
        program = re.findall(r"```python\n(.*?)```", page(root), re.DOTALL)[0]
        names: dict[str, Any] = {}
        exec(program, names)  # noqa: S102  # our own page

        assert names["found"] > len(names["feed"].products) / 2

    def test_every_option_is_described(self, root: Path) -> None:
        """What the command takes stands on the page."""
        assert [name for name in vars(read([])) if f"--{name.replace('_', '-')}" not in page(root)] == []
