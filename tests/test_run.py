"""The script `run`, in a checkout of stand-ins: no test needs the network or installs anything."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

TOOLS = ("cat", "cksum", "dirname", "env", "grep", "mkdir", "rm", "sh", "tail", "tr")
"""All that the script takes from the system."""
TOOLS_OF_STAND_INS = ("basename", "ln")

NOTES_ARGUMENTS = """\
#!/bin/sh
echo "$(basename "$0") $*" >>"{notes}"
"""

PYTHON_OF = """\
#!/bin/sh
case "$2" in
  *version_info*) {verdict} ;;
  *) echo "<urlopen error [Errno -3] Temporary failure in name resolution>" >&2; exit 1 ;;
esac
"""
"""A Python that answers the question for its version, and cannot reach the network."""

UV = """\
#!/bin/sh
[ "$1" = --version ] && echo "uv {version} (a stand-in)" && exit
echo "uv $*" >>"{notes}"
{outcome}
mkdir -p .venv/bin
for name in python ruff mypy lint-imports; do ln -sf "{tool}" .venv/bin/$name; done
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder with `run`, a lock file and a PATH of stand-ins."""

    folder: Path
    path: Path
    notes: Path

    def program(self, name: str, text: str) -> Path:
        """Put an executable called `name` on PATH."""
        self.path.joinpath(name).write_text(text)
        self.path.joinpath(name).chmod(0o755)
        return self.path / name

    def python(self, name: str, *, fits: bool = True) -> str:
        """Put a Python on PATH that is of a fitting version or not; returns its path."""
        return str(self.program(name, PYTHON_OF.format(verdict='echo "$0"' if fits else "exit 1")))

    def uv(self, *, version: str = "0.13.9", outcome: str = "") -> None:
        """Put a uv on PATH that makes a .venv of programs which only write down how they were called."""
        tool = self.program("tool", NOTES_ARGUMENTS.format(notes=self.notes))
        self.program("uv", UV.format(version=version, notes=self.notes, outcome=outcome, tool=tool))

    def run(self, *arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the script with these arguments and nothing of this machine's environment."""
        return subprocess.run(
            [self.folder / "run", *arguments],
            cwd=cwd or self.folder,
            env={"PATH": str(self.path), "HOME": str(self.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    def called(self) -> list[str]:
        """How uv and the programs of .venv were called since the last look."""
        lines = self.notes.read_text().splitlines() if self.notes.exists() else []
        self.notes.unlink(missing_ok=True)
        return lines


@pytest.fixture
def checkout(tmp_path: Path, root: Path) -> Checkout:
    """A checkout without any Python or uv."""
    made = Checkout(folder=tmp_path / "a shop", path=tmp_path / "bin", notes=tmp_path / "notes")
    made.folder.mkdir()
    made.path.mkdir()
    shutil.copy(root / "run", made.folder)
    for name in ("pyproject.toml", "uv.lock"):
        made.folder.joinpath(name).write_text(name)
    for tool in (*TOOLS, *TOOLS_OF_STAND_INS):
        found = shutil.which(tool)
        assert found, f"{tool} is missing on this machine"
        made.path.joinpath(tool).symlink_to(found)
    return made


@pytest.fixture
def ready(checkout: Checkout) -> Checkout:
    """A checkout with a Python and a uv that work."""
    checkout.python("python3")
    checkout.uv()
    return checkout


class TestScript:
    @pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
    def test_any_posix_shell_can_read_it(self, root: Path, shell: str) -> None:
        """The script has no mistake in its syntax for the shells people have."""
        if not shutil.which(shell):
            pytest.skip(f"no {shell} on this machine")

        assert subprocess.run([shell, "-n", root / "run"], check=False).returncode == 0

    def test_an_unknown_command_names_those_there_are(self, checkout: Checkout) -> None:
        """A typing error costs nobody a look into the documents."""
        result = checkout.run("tset")

        assert result.returncode == 1
        assert result.stderr.startswith("Unknown command 'tset'. There are: up setup test check")
        assert result.stderr.count("\n") == 1

    def test_help_needs_nothing(self, checkout: Checkout) -> None:
        """Help is given before anything is installed."""
        result = checkout.run("help")

        assert result.returncode == 0
        assert "./run test" in result.stdout
        assert not (checkout.folder / ".tools").exists()


class TestPython:
    def test_without_one_it_says_what_to_install(self, checkout: Checkout) -> None:
        """One line tells how to get a Python on the usual systems."""
        checkout.python("python3", fits=False)
        result = checkout.run()

        assert result.returncode == 1
        assert result.stderr.startswith("No Python 3.11, 3.12 or 3.13 found. Install one (Debian")
        assert result.stderr.count("\n") == 1

    def test_a_shim_that_leads_nowhere_is_passed_over(self, ready: Checkout) -> None:
        """A name on PATH counts only when it starts: pyenv leaves names of absent versions there."""
        ready.program("python3", "#!/bin/sh\necho 'command not found' >&2\nexit 127\n")
        ready.python("python3.13", fits=False)
        expected = ready.python("python3.12")
        ready.run("doctor")

        assert ready.called()[0] == f"uv sync --frozen --quiet --inexact --python {expected}"

    def test_one_behind_another_on_the_path_is_found(self, ready: Checkout, tmp_path: Path) -> None:
        """The same name further on PATH is tried as well."""
        ready.python("python3", fits=False)
        behind = Checkout(folder=ready.folder, path=tmp_path / "behind", notes=ready.notes)
        behind.path.mkdir()
        expected = behind.python("python3")
        ready.run("doctor", PATH=f"{ready.path}:{behind.path}")

        assert ready.called()[0].endswith(f"--python {expected}")

    def test_pyenv_is_looked_into(self, ready: Checkout) -> None:
        """A version of pyenv that is not on PATH will do."""
        there = ready.folder / ".pyenv/versions/3.12.1/bin"
        there.mkdir(parents=True)
        ready.path.joinpath("python3").rename(there / "python3")
        ready.run("doctor")

        assert ready.called()[0].endswith(f"--python {there}/python3")

    def test_the_users_choice_is_left_to_uv(self, ready: Checkout) -> None:
        """With UV_PYTHON set uv reads it itself."""
        ready.run("doctor", UV_PYTHON="3.13")

        assert ready.called()[0] == "uv sync --frozen --quiet --inexact"


class TestPackages:
    def test_they_are_installed_once(self, ready: Checkout) -> None:
        """The second start asks uv nothing and says nothing."""
        first, second = ready.run("doctor"), ready.run("doctor")

        assert "Installing the packages" in first.stderr
        assert (second.stdout, second.stderr) == ("", "")
        assert [line for line in ready.called() if line.startswith("uv")] == [
            f"uv sync --frozen --quiet --inexact --python {ready.path}/python3"
        ]

    @pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml"])
    def test_a_changed_lock_brings_them_in_step(self, ready: Checkout, changed: str) -> None:
        """After a pull that changed the lock the next command installs what is new, in the same .venv."""
        ready.run("doctor")
        ready.called()
        ready.folder.joinpath(changed).write_text("another")
        ready.run("doctor")

        assert ready.called()[0] == "uv sync --frozen --quiet --inexact"

    def test_the_test_tools_stay(self, ready: Checkout) -> None:
        """Tests bring their tools; a start after that neither removes nor reinstalls them."""
        ready.run("doctor")
        ready.run("fix")
        ready.run("doctor")

        assert [line for line in ready.called() if line.startswith("uv")] == [
            f"uv sync --frozen --quiet --inexact --python {ready.path}/python3",
            "uv sync --frozen --quiet --group dev",
        ]

    def test_without_network_one_line_says_so(self, ready: Checkout) -> None:
        """What uv said goes to the log; the screen gets one plain line, and the next try begins again."""
        ready.uv(outcome="echo 'cause: dns error' >&2; exit 2")
        ready.folder.joinpath(".venv/bin").mkdir(parents=True)
        ready.folder.joinpath(".venv/bin/python").symlink_to(ready.path / "tool")
        result = ready.run("doctor")

        assert result.returncode == 1
        assert result.stderr.startswith("No network: the packages could not be fetched from PyPI.")
        assert result.stderr.count("\n") == 1
        assert not ready.folder.joinpath(".venv/.in-step").exists()

    def test_another_failure_is_shown(self, ready: Checkout) -> None:
        """What is not about the network is told in uv's own words."""
        ready.uv(outcome="echo 'No space left on device' >&2; exit 2")
        result = ready.run("doctor")

        assert "No space left on device\nInstalling the packages failed" in result.stderr


class TestUv:
    @pytest.mark.parametrize("version", ["0.5.31", "0.4.0", "unknown"])
    def test_one_that_is_too_old_is_not_used(self, checkout: Checkout, version: str) -> None:
        """An old uv that cannot read the lock is passed over; without network that is one line too."""
        checkout.python("python3")
        checkout.uv(version=version)
        result = checkout.run("doctor")

        assert result.returncode == 1
        assert "No network: uv could not be fetched from PyPI." in result.stderr
        assert checkout.called() == []

    @pytest.mark.parametrize("version", ["0.6.0", "0.13.9", "1.0.0"])
    def test_one_that_reads_the_lock_is_used(self, checkout: Checkout, version: str) -> None:
        """Any uv from 0.6 on will do."""
        checkout.python("python3")
        checkout.uv(version=version)

        assert checkout.run("doctor").returncode == 0


class TestCommands:
    @pytest.mark.parametrize(
        ("typed", "called"),
        [
            ([], "python -m bot up"),
            (["catalogue", "import", "my feed.csv"], "python -m bot catalogue import my feed.csv"),
            (["rasa", "data", "validate"], "python -m bot rasa data validate"),
        ],
    )
    def test_it_is_handed_to_the_program(self, ready: Checkout, typed: list[str], called: str) -> None:
        """A command goes to `python -m bot` with its arguments as they are."""
        assert ready.run(*typed).returncode == 0
        assert ready.called()[-1] == called

    def test_it_can_be_typed_in_any_folder(self, ready: Checkout, tmp_path: Path) -> None:
        """The script finds its project by itself."""
        assert ready.run("train", cwd=tmp_path).returncode == 0
        assert ready.folder.joinpath(".venv/.in-step").exists()

    def test_its_exit_code_is_that_of_the_program(self, ready: Checkout) -> None:
        """What fails in Python fails in the shell."""
        ready.run("train")
        ready.program("tool", "#!/bin/sh\nexit 3\n")

        assert ready.run("train").returncode == 3


class TestTests:
    @pytest.mark.parametrize(
        ("typed", "browser"),
        [
            ([], True),
            (["-k", "price"], True),
            (["tests/browser/test_chat.py"], True),
            (["-m", "not browser"], False),
            (["tests/test_run.py", "-q"], False),
        ],
    )
    def test_the_browser_is_looked_for_when_it_is_needed(
        self, ready: Checkout, typed: list[str], browser: bool
    ) -> None:
        """Only tests that may need Chromium look for it."""
        ready.run("test", *typed)
        called = ready.called()

        assert ("python -m tests.browser.chromium" in called) is browser
        assert called[-2:] == ["python -m bot train", " ".join(["python -m pytest", *typed])]


class TestChecks:
    def test_all_are_made_and_every_failure_is_named(self, ready: Checkout) -> None:
        """One failure does not hide the next."""
        ready.run("fix")
        ready.program("tool", '#!/bin/sh\ncase "$0 $1" in *ruff\\ check | *mypy*) echo wrong; exit 1 ;; esac\n')
        result = ready.run("check")

        assert result.returncode == 1
        assert result.stdout.splitlines() == [
            "ok      format",
            *("wrong", "FAILED  lint"),
            *("wrong", "FAILED  types"),
            "ok      imports",
            "ok      documents",
        ]
        assert result.stderr.startswith("Failed: lint types.")

    def test_nothing_wrong_is_success(self, ready: Checkout) -> None:
        """With every check green the exit code is 0."""
        assert ready.run("check").returncode == 0
