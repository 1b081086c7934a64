from __future__ import annotations

from pathlib import Path

import pytest

from bot import lock

PROJECT = """\
[project]
dependencies = ["aiohttp>=3.13", "uvloop>=0.21; sys_platform != 'win32'", "Ruff_Like[extra] >= 1, <2"]
[project.optional-dependencies]
analytics = ["pyarrow>=18"]
[dependency-groups]
bot = ["numpy>=2"]
dev = ["types-pyyaml"]
"""
LOCK = """\
[[package]]
name = "koopwijzer"
source = { virtual = "." }
[package.metadata]
requires-dist = [
  { name = "aiohttp", specifier = ">=3.13" },
  { name = "uvloop", marker = "sys_platform != 'win32'", specifier = ">=0.21" },
  { name = "ruff-like", extras = ["extra"], specifier = "<2,>=1" },
  { name = "pyarrow", marker = "extra == 'analytics'", specifier = ">=18" },
]
[package.metadata.requires-dev]
bot = [{ name = "numpy", specifier = ">=2" }]
dev = [{ name = "types-pyyaml" }]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder whose lock file was made for its pyproject.toml."""
    tmp_path.joinpath("pyproject.toml").write_text(PROJECT)
    tmp_path.joinpath("uv.lock").write_text(LOCK)
    return tmp_path


class TestUnlocked:
    def test_the_spelling_of_a_requirement_does_not_matter(self, project: Path) -> None:
        """Spaces, markers, extras and the order of versions are no difference."""
        assert lock.unlocked(project) == []

    @pytest.mark.parametrize(
        ("before", "after", "name"),
        [
            ("aiohttp>=3.13", "aiohttp>=3.14", "aiohttp"),
            ('"numpy>=2"', '"numpy>=2", "pandas"', "pandas"),
            ('"types-pyyaml"', "", "types-pyyaml"),
            ("pyarrow>=18", "pyarrow>=19", "pyarrow"),
        ],
    )
    def test_a_requirement_changed_added_or_taken_out_is_named(
        self, project: Path, before: str, after: str, name: str
    ) -> None:
        """Whoever edits pyproject.toml and forgets the lock is told by package."""
        project.joinpath("pyproject.toml").write_text(PROJECT.replace(before, after))

        assert lock.unlocked(project) == [name]

    def test_this_project_is_in_step(self, root: Path) -> None:
        """The lock that is handed out was made for the pyproject.toml beside it."""
        assert lock.unlocked(root) == []


class TestNotInstalled:
    def test_what_the_tests_run_with_is_as_locked(self, root: Path) -> None:
        """The packages of this environment are those of the lock."""
        assert lock.not_installed(root) == []

    def test_a_package_that_is_absent_is_named(self, project: Path) -> None:
        """The lock of a made-up project names no version that is installed here."""
        assert "ruff-like" in lock.not_installed(project)
