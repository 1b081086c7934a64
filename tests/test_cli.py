from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from bot import cli
from tests.log_lines import events, restored_logs


@pytest.fixture(autouse=True)
def logs() -> Iterator[None]:
    """A command sets up the logs of its process; the next test gets them as they were."""
    with restored_logs():
        yield


def dict_of_commands() -> dict[str, cli.Command]:
    """The commands, to add one to."""
    assert isinstance(cli.COMMANDS, dict)
    return cli.COMMANDS


class TestMain:
    def test_an_unknown_command_is_answered_with_the_known_ones(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One line, exit code 2."""
        code = cli.main(["dance"])

        assert code == 2
        assert "Unknown command 'dance'. Choose from: up, train" in capsys.readouterr().err

    def test_output_that_nobody_reads_on_ends_quietly(self) -> None:
        """As with `| head`: no traceback, and nothing failed."""
        much = "cli.Command('Says much.', lambda *_: print('a line\\n' * 100_000) or 0)"
        program = f"import sys; from bot import cli; cli.COMMANDS['much'] = {much}; sys.exit(cli.main(['much']))"
        with Popen([sys.executable, "-c", program], stdout=PIPE, stderr=PIPE) as run:
            assert run.stdout is not None
            assert run.stderr is not None
            read = run.stdout.readline()
            run.stdout.close()
            errors = run.stderr.read()

        assert (read, errors, run.returncode) == (b"a line\n", b"", 0)

    def test_a_wrong_setting_is_one_line(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was given, what is allowed, what to do; no traceback."""
        monkeypatch.setenv("PUBLIC_PORT", "eighty")
        code = cli.main(["doctor"])
        said = capsys.readouterr().err

        assert code == 1
        assert said.startswith("doctor: PUBLIC_PORT is 'eighty'; allowed: a whole number")
        assert said.count("\n") == 1

    @pytest.mark.parametrize("discreet", [True, False])
    def test_a_bug_quotes_nobody_where_shoppers_are_served(
        self, discreet: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Elsewhere it keeps its traceback, for whoever mends it."""

        def fail(*_: object) -> int:
            raise KeyError("what was said")

        monkeypatch.setitem(dict_of_commands(), "fail", cli.Command("Fails.", fail, discreet=discreet))
        if not discreet:
            with pytest.raises(KeyError, match="what was said"):
                cli.main(["fail"])
            return
        code = cli.main(["fail"])
        (event,) = events(capsys.readouterr().err)

        assert (code, event["event"], event["command"]) == (1, "crashed", "fail")
        assert event["exception"].startswith("builtins.KeyError\n")
        assert "what was said" not in str(event)

    def test_a_missing_feed_is_one_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The file that is not there is named."""
        monkeypatch.setenv("KOOPWIJZER_DATA", str(tmp_path))
        code = cli.main(["catalogue", "import", "absent.csv"])

        assert code == 1
        assert "absent.csv" in capsys.readouterr().err

    def test_a_password_comes_with_its_hash(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What is printed can be put in the environment as it is."""
        from bot.desk.password import verify

        code = cli.main(["password"])
        shown = capsys.readouterr().out.splitlines()
        password, hashed = shown[0].removeprefix("Password: "), shown[1].removeprefix("STAFF_PASSWORD_HASH=")

        assert code == 0
        assert verify(hashed, password)

    def test_a_journey_without_a_log_says_so(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Before the first start there is nothing to show, and that is said in a line."""
        monkeypatch.setenv("KOOPWIJZER_DATA", str(tmp_path))
        code = cli.main(["journey", "log"])

        assert code == 2
        assert capsys.readouterr().err.count("\n") == 1
