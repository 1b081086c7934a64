from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.documentation import SETTINGS_PAGE, settings_page
from bot.settings import TABLE

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
DECISIONS = sorted(ROOT.glob("docs/decisions/*.md"))
LINK = re.compile(r"\[[^\]]+\]\((?!https?://|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)|<img [^>]*src=\"(?!https?://)([^\"]+)\"")


def run_help() -> list[str]:
    """The commands that `./run help` names, `up` for the bare one."""
    told = subprocess.run([ROOT / "run", "help"], capture_output=True, text=True, check=True).stdout
    return [match or "up" for match in re.findall(r"^  \./run ?([a-z]*)", told, re.MULTILINE)]


def named(page: Path) -> set[str]:
    """The commands that start a row of a page's table."""
    return set(re.findall(r"^\| `\./run ([a-z]+)`", page.read_text(encoding="utf-8"), re.MULTILINE))


class TestSettingsPage:
    def test_the_page_is_what_the_table_says(self) -> None:
        """docs/settings.md is the generated text; `./run fix` writes it."""
        assert SETTINGS_PAGE.read_text(encoding="utf-8") == settings_page()

    def test_every_setting_has_its_row(self) -> None:
        """A reader finds each setting by its name."""
        page = SETTINGS_PAGE.read_text(encoding="utf-8")

        assert [s.name for s in TABLE if f"| `{s.name}` |" not in page] == []


class TestCommandsPage:
    def test_every_command_of_run_is_described(self) -> None:
        """What `./run help` names stands in docs/commands.md, and nothing else does."""
        assert named(ROOT / "docs" / "commands.md") == set(run_help())

    def test_run_knows_every_command_of_the_program(self) -> None:
        """A command of `python -m bot` can be reached through `./run`."""
        assert set(COMMANDS) - set(run_help()) == set()

    def test_every_command_says_what_it_does(self) -> None:
        """The help of a command is a sentence."""
        assert [name for name, command in COMMANDS.items() if not command.help.endswith((".", ")"))] == []


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
    def test_links_lead_somewhere(self, page: Path) -> None:
        """Each relative link and picture of a page exists."""
        targets = [first or second for first, second in LINK.findall(page.read_text(encoding="utf-8"))]

        assert [target for target in targets if not (page.parent / target).exists()] == []

    @pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"])
    def test_what_any_project_needs_is_there(self, name: str) -> None:
        """Readers and tools look for these names."""
        assert (ROOT / name).stat().st_size > 0

    def test_the_changelog_has_room_for_the_next_release(self) -> None:
        """Changes are written under Unreleased, at the top."""
        headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

        assert headings[0] == "Unreleased"

    def test_the_readme_gives_the_two_commands(self) -> None:
        """Whoever opens the README sees how to run and how to test."""
        readme = (ROOT / "README.md").read_text(encoding="utf-8")

        assert re.search(r"^\./run( |$)", readme, re.MULTILINE)
        assert re.search(r"^\./run test( |$)", readme, re.MULTILINE)


class TestDecisions:
    def test_they_are_numbered_without_gaps(self) -> None:
        """A decision keeps its number, and two never share one."""
        numbers = [int(page.name[:3]) for page in DECISIONS]

        assert numbers == list(range(1, len(numbers) + 1))

    @pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
    def test_each_says_why_what_and_what_follows(self, page: Path) -> None:
        """A decision has Context, Choice and Consequence, in that order."""
        headings = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)

        assert headings == ["Context", "Choice", "Consequence"]
