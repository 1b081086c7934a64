"""The page on how it chooses: what it tells others to run, runs, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot import selection


@pytest.fixture
def page(root: Path) -> str:
    """docs/selection.md."""
    return (root / "docs" / "selection.md").read_text(encoding="utf-8")


class TestPage:
    def test_the_example_runs_as_printed(self, page: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It asks something with answers, and shows three that keep to the budget."""
        monkeypatch.chdir(root)
        program = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
        names: dict[str, Any] = {}
        exec(program, names)  # noqa: S102  # our own page
        prices = {p.id: p.price for p in names["feed"].products}

        assert names["first"].endswith("?")
        assert 2 <= len(names["answers"]) <= 7
        assert len([i for i in names["three"] if prices[i] <= 700]) == 3

    def test_every_module_it_names_is_there(self, page: str, root: Path) -> None:
        """Whoever follows a name finds the file, in the judgement or among the actions."""
        named = re.findall(r"`([a-z_/]+(?:\.py|/|\.yml))`", page)
        places = [root, root / "bot" / "selection", root / "actions"]

        assert named
        assert [name for name in named if not any((place / name).exists() for place in places)] == []


class TestMap:
    def test_every_module_has_its_place(self, root: Path) -> None:
        """The docstring of the package leads to each of its modules and rooms."""
        folder = root / "bot" / "selection"
        modules = {f"`{file.stem}`" for file in folder.glob("[a-z]*.py")}
        rooms = {f"`{path.parent.name}/`" for path in folder.glob("*/__init__.py")}

        assert sorted(name for name in modules | rooms if name not in (selection.__doc__ or "")) == []
