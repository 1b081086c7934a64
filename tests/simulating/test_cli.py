from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.simulating.asked import Misasked, read
from bot.simulating.running import POLICIES

KEYS = {"success", "questions", "violations", "claimed", "ms_p50", "ms_p95"}


def simulate(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command: Sequence[str] = [sys.executable, "-m", "bot", "simulate", "--shoppers", "5", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


class TestOptions:
    def test_all_have_a_default(self) -> None:
        """A thousand shoppers to every policy."""
        given = read([])

        assert (given.shoppers, given.seed, given.noise, given.dont_care) == (1000, 7, 0.1, 0.3)
        assert given.policy == POLICIES

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--noise", "2"], "'2' is not a share from 0 to 1"),
            (["--shoppers", "none"], "'none' is not a whole number from 1"),
            (["--policy", "form,best"], "there is no 'best'; allowed are form_sql, form"),
            (["--persona", "cat"], "'target', 'lay', 'needs'"),
            (["--seed", "-1"], "'-1' is not a whole number of at least 0"),
            (["--colour"], "unrecognized arguments: --colour"),
        ],
    )
    def test_what_is_wrong_is_said_in_one_line(self, arguments: list[str], told: str) -> None:
        """With what was given and what is allowed."""
        with pytest.raises(Misasked) as caught:
            read(arguments)

        assert told in str(caught.value)
        assert "\n" not in str(caught.value)


class TestCommand:
    def test_prints_one_json_object(self, root: Path) -> None:
        """With the figures of every policy, and what was measured."""
        told = json.loads(simulate(root, "--category", "laptop", "--json").stdout)

        assert set(told["policies"]) == set(POLICIES)
        assert all(set(figures) >= KEYS for figures in told["policies"].values())
        assert (told["category"], told["shoppers"], told["seed"], told["via"]) == ("laptop", 5, 7, "engine")
        assert set(told["lead"]["form"]["5"]) == {"mean", "low", "high"}

    def test_prints_a_table_without_it(self, root: Path) -> None:
        """A row for each policy; for a document as Markdown."""
        table = simulate(root, "--policy", "form,adaptive", "--markdown").stdout

        assert "| form |" in table
        assert "| adaptive |" in table
        assert "| oracle |" not in table

    @pytest.mark.parametrize(
        "arguments", [["--category", "zeppelin"], ["--catalogue", "/nowhere"], ["--policy", "none"]]
    )
    def test_what_cannot_be_done_is_one_line(self, arguments: list[str], root: Path) -> None:
        """And an exit code that scripts see."""
        done = simulate(root, *arguments)

        assert done.returncode != 0
        assert done.stdout == ""
        assert done.stderr.startswith("simulate: ")
        assert done.stderr.count("\n") == 1
