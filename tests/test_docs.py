from __future__ import annotations

import json
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.cli import COMMANDS
from bot.documentation import SETTINGS_PAGE, settings_page
from bot.gateway import frames
from bot.gateway.errors import STATUSES
from bot.setting_table import TABLE
from tests.browser.application import environment, free_port, lend_model
from tests.browser.screenshots import FOLDER as PICTURES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PROTOCOL = ROOT / "docs" / "protocol.md"
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


def section(page: Path, heading: str) -> str:
    """What stands under a heading of the second rank."""
    return page.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]


def examples() -> list[tuple[str, str]]:
    """What a shopper says in each phase and what it answers, by the table of the README."""
    rows = [line.strip("|").split("|") for line in section(README, "What it does").splitlines() if line.count("|") == 4]
    phases = rows[2 : rows.index(next(row for row in rows if row[0].startswith(" Compare")))]
    return [(said.strip(), answer.strip()) for _, said, answer in phases]


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


class TestReadme:
    def test_every_command_it_names_is_there(self) -> None:
        """Nobody types a command of the README in vain, nor one of the page on running it."""
        pages = README.read_text(encoding="utf-8") + (ROOT / "docs" / "running.md").read_text(encoding="utf-8")

        assert set(re.findall(r"\./run ([a-z]+)", pages)) - set(run_help()) == set()

    def test_every_setting_it_gives_is_there(self) -> None:
        """What is set in an example is a setting."""
        pages = README.read_text(encoding="utf-8") + (ROOT / "docs" / "running.md").read_text(encoding="utf-8")

        assert set(re.findall(r"\b([A-Z][A-Z_]+)=", pages)) - {setting.name for setting in TABLE} == set()

    def test_it_counts_the_intents_that_there_are(self) -> None:
        """The number in the README is that of domain.yml."""
        intents = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]

        assert f"{len(intents)} [intents](docs/intents.md)" in README.read_text(encoding="utf-8")

    @pytest.mark.model
    @pytest.mark.server
    def test_what_it_lets_shoppers_say_is_answered_so(self, tmp_path: Path) -> None:
        """Each line of the table, said to the demo shop, gets the answer beside it."""
        given, out = tmp_path / "given.jsonl", tmp_path / "out.jsonl"
        dialogues = [{"id": said, "lang": "nl", "turns": [{"user": said}]} for said, _ in examples()]
        given.write_text("\n".join(json.dumps(d) for d in dialogues), encoding="utf-8")
        lend_model(tmp_path)
        command = [sys.executable, "-m", "bot", "play", str(given), "--json", str(out)]
        subprocess.run(command, cwd=ROOT, env=environment(tmp_path, free_port(), free_port()), check=True)
        turns = [json.loads(row)["turns"][0] for row in out.read_text(encoding="utf-8").splitlines()]
        heard = [" ".join(" ".join(reply["text"] for reply in turn["replies"]).split()) for turn in turns]

        assert len(heard) == 6
        assert [answer for (_, answer), text in zip(examples(), heard, strict=True) if answer not in text] == []


class TestPictures:
    def test_every_picture_is_small(self) -> None:
        """At most 150 kB each and 900 kB in all, so that a clone stays small."""
        sizes = {picture.name: picture.stat().st_size for picture in PICTURES.iterdir()}

        assert {name: size for name, size in sizes.items() if size > 150_000} == {}
        assert sum(sizes.values()) <= 900_000

    def test_each_is_a_png_that_the_readme_shows_and_describes(self) -> None:
        """Nothing lies there unseen, and who cannot see it reads what it shows."""
        shown = dict(re.findall(r"!\[([^\]]+)\]\(docs/img/([^)]+)\)", README.read_text(encoding="utf-8")))
        heads = {picture.name: picture.read_bytes()[:16] for picture in PICTURES.iterdir()}

        assert set(shown.values()) == set(heads)
        assert {struct.unpack(">8s4x4s", head) for head in heads.values()} == {(b"\x89PNG\r\n\x1a\n", b"IHDR")}


class TestProtocolPage:
    def test_it_has_every_frame_that_is_read(self) -> None:
        """The types a client may send, and no other."""
        rows = re.findall(r"^\| `([a-z]+)` \|", section(PROTOCOL, "From the shopper"), re.MULTILINE)

        assert set(rows) == set(frames.READERS)

    def test_it_has_every_refusal_of_the_socket(self) -> None:
        """Each code has its row; what only HTTP says stands in rest.md."""
        rows = set(re.findall(r"^\| `([a-z_]+)` \|", section(PROTOCOL, "Error codes"), re.MULTILINE))
        rest = (ROOT / "docs" / "rest.md").read_text(encoding="utf-8")

        assert rows - set(STATUSES) == {"no_hello"}
        assert [code for code in set(STATUSES) - rows if f"`{code}`" not in rest] == []

    def test_it_has_every_block_that_is_passed_on(self) -> None:
        """A field of a message that a client may get stands in the row of `message`."""
        row = next(line for line in section(PROTOCOL, "From the server").splitlines() if line.startswith("| `message`"))

        assert [name for name in (*frames.SHOWN_FIELDS, "chips") if f"`{name}?`" not in row] == []


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
