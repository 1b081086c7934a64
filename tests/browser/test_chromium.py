from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import chromium


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Each test looks for itself, and so do the tests after it."""
    chromium.find.cache_clear()
    yield
    chromium.find.cache_clear()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH of one empty folder."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str) -> str:
    """Put a program called `name` in `folder`."""
    folder.joinpath(name).touch(0o755)
    return str(folder / name)


class TestFind:
    def test_the_named_one_comes_first(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """CHROMIUM beats what is on PATH."""
        program(path, "chromium")
        monkeypatch.setenv("CHROMIUM", program(path, "mine"))

        assert chromium.find() == str(path / "mine")

    def test_a_named_one_that_is_not_there_is_not_replaced(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Who names a browser does not get another one unasked."""
        program(path, "chromium")
        monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

        assert chromium.find() is None

    def test_chrome_will_do(self, path: Path) -> None:
        """Google's build is found when there is no Chromium."""
        expected = program(path, "google-chrome")

        assert chromium.find() == expected

    async def test_playwrights_own_is_asked_for_inside_an_event_loop_too(self, path: Path) -> None:
        """Looking from a coroutine, where Playwright itself refuses, gives a path or None."""
        found = chromium.find()

        assert found is None or found.startswith("/")
