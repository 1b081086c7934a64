from __future__ import annotations

import ast
import asyncio
import logging
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.logs import configure_logs
from tests.log_lines import events, restored_logs

SECRET = "zeer-persoonlijk-0612345678"
PACKAGES = ("bot", "actions", "journey_tracker")
LOGGED = ("debug", "info", "warning", "error", "exception", "critical")
CALL = re.compile(rf"^log(ger)?\.({'|'.join(LOGGED)})$")
ROW = re.compile(r"^\| `([a-z_]+)` \| ([a-z]+) \| `([a-z_.]+)` \|([^|]*)\|", re.MULTILINE)
BOUND = {"exc_info", "conversation", "message", "shard"}
"""Keys that the document tells of once, for all events."""


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """The next test gets the logs as they were."""
    with restored_logs():
        yield


def raised(error: Exception) -> Exception:
    """The error as it looks after it was raised and caught."""
    try:
        raise error
    except Exception as caught:
        return caught


class TestOurEvents:
    def test_an_event_is_one_json_object_with_its_keys(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A machine reads what, when, how bad, from which module and process, and the keys."""
        configure_logs("info")
        with structlog.contextvars.bound_contextvars(message="c:1"):
            structlog.get_logger("bot.worker.handling").info("turn", outcome="done")
        (event,) = events(capsys.readouterr().err)

        assert {k: event[k] for k in ("event", "level", "logger", "message", "outcome")} == {
            "event": "turn",
            "level": "info",
            "logger": "bot.worker.handling",
            "message": "c:1",
            "outcome": "done",
        }
        assert event["pid"] > 0
        assert event["timestamp"].endswith("Z")

    def test_what_is_below_the_level_is_not_written(self, capsys: pytest.CaptureFixture[str]) -> None:
        """LOG_LEVEL is the least bad that is told."""
        configure_logs("warning")
        structlog.get_logger("bot.x").info("turn")

        assert capsys.readouterr().err == ""

    def test_configuring_twice_writes_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A line of a library comes once, however often the logs were set up."""
        configure_logs("info")
        configure_logs("info")
        logging.getLogger("asyncio").error("x")

        assert len(events(capsys.readouterr().err)) == 1


class TestNamesOfMessages:
    @pytest.mark.parametrize(
        "keys",
        [
            {"message": "c:7"},
            {"conversation": "c", "seq": 7},
            {"conversation": "c", "seq": 7, "message": "an id that a client chose"},
        ],
    )
    def test_a_message_has_one_name_in_every_process(
        self, keys: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Gateway and worker name it the same, so one search finds all of its path."""
        configure_logs("info")
        structlog.get_logger("bot.x").info("heard", **keys)
        (event,) = events(capsys.readouterr().err)

        assert (event["conversation"], event["message"]) == ("c", "c:7")

    @pytest.mark.parametrize("chosen", [SECRET, f"{SECRET}:1", "", "c:"])
    def test_an_id_that_a_client_chose_is_not_written(self, chosen: str, capsys: pytest.CaptureFixture[str]) -> None:
        """It may be any text."""
        configure_logs("info")
        structlog.get_logger("bot.x").info("refused", conversation="c", message=chosen)
        (event,) = events(capsys.readouterr().err)

        assert event["conversation"] == "c"
        assert "message" not in event


class TestErrors:
    def test_an_error_is_its_type_and_places_without_its_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The words of an error may be the shopper's: `KeyError: 'what was typed'`."""
        configure_logs("debug")
        error = RuntimeError(SECRET)
        error.__cause__ = raised(KeyError(SECRET))
        structlog.get_logger("bot.x").error("turn_failed", exc_info=raised(error))
        said = capsys.readouterr().err
        (event,) = events(said)

        assert SECRET not in said
        assert event["exception"].splitlines()[0] == "builtins.RuntimeError"
        assert "caused by builtins.KeyError" in event["exception"]
        assert re.search(r"tests/test_logs\.py:\d+ raised", event["exception"])

    def test_an_error_being_handled_is_found_by_itself(self, capsys: pytest.CaptureFixture[str]) -> None:
        """`logger.exception` needs no argument."""
        configure_logs("info")
        try:
            raise ValueError(SECRET)
        except ValueError:
            structlog.get_logger("bot.x").exception("showing_failed")
        said = capsys.readouterr().err

        assert events(said)[0]["exception"].startswith("builtins.ValueError")
        assert SECRET not in said

    def test_the_system_may_say_what_is_wrong(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The number of an error of the system is nobody's secret and says what to do."""
        configure_logs("info")
        structlog.get_logger("bot.x").error("x", exc_info=raised(ConnectionRefusedError(111, SECRET)))
        said = capsys.readouterr().err

        assert events(said)[0]["exception"].startswith("builtins.ConnectionRefusedError (Connection refused)")
        assert SECRET not in said

    def test_a_ring_of_causes_ends(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Errors that name each other as their cause are told once each."""
        configure_logs("info")
        one, other = raised(ValueError()), raised(KeyError())
        one.__cause__, other.__cause__ = other, one
        structlog.get_logger("bot.x").error("x", exc_info=one)

        assert events(capsys.readouterr().err)[0]["exception"].count("Error") == 2


class TestLibraries:
    def test_a_library_s_warning_is_where_it_warned(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Rasa warns with the message in its sentence; the line of its source says as much without it."""
        configure_logs("debug")
        with structlog.contextvars.bound_contextvars(message="c:1"):
            logging.getLogger("rasa.core.processor").warning(f"Failed to parse {SECRET}")
        said = capsys.readouterr().err
        (event,) = events(said)

        assert SECRET not in said
        assert (event["event"], event["logger"], event["message"]) == ("library", "rasa.core.processor", "c:1")
        assert re.fullmatch(r".*tests/test_logs\.py:\d+", event["at"])

    def test_a_library_s_structured_event_too(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Rasa logs through the same structlog as we do, with the text as a key."""
        configure_logs("debug")
        structlog.get_logger().debug("processor.message.parse", parse_data_text=SECRET)
        structlog.get_logger().warning(f"about {SECRET}", user_text=SECRET)
        said = capsys.readouterr().err
        (event,) = events(said)

        assert SECRET not in said
        assert re.fullmatch(r".*tests/test_logs\.py:\d+", event["at"])

    @pytest.mark.parametrize("level", ["debug", "info"])
    def test_what_is_no_warning_is_not_written(self, level: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Whatever level a library sets for itself."""
        configure_logs(level)
        library = logging.getLogger("a_library")
        library.setLevel(logging.DEBUG)
        library.info(SECRET)
        library.debug(SECRET)

        assert capsys.readouterr().err == ""

    def test_a_line_that_cannot_be_made_is_not_shown_with_its_arguments(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Python would print the arguments of a wrong format string."""
        configure_logs("debug")
        logging.getLogger("a_library").error("%d", SECRET)

        assert SECRET not in capsys.readouterr().err

    async def test_a_task_that_nobody_waited_for_is_told_without_its_words(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The event loop writes the error into its sentence."""
        configure_logs("debug")

        async def fail() -> None:
            raise KeyError(SECRET)

        task = asyncio.create_task(fail())
        await asyncio.wait([task])
        del task
        said = capsys.readouterr().err
        (event,) = events(said)

        assert SECRET not in said
        assert event["logger"] == "asyncio"
        assert event["exception"].startswith("builtins.KeyError")

    def test_warnings_of_python_are_not_written(self, capsys: pytest.CaptureFixture[str]) -> None:
        """They are for the tests, where each is an error."""
        configure_logs("debug")
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(False)
            logging.captureWarnings(True)
            warnings.warn(SECRET, stacklevel=1)

        assert capsys.readouterr().err == ""


class TestOnesOwnMachine:
    def test_a_command_that_no_shopper_speaks_to_keeps_the_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Whoever trains must read what Rasa has to say about the data."""
        configure_logs("info", discreet=False)
        logging.getLogger("rasa.shared").warning("Intent greet has too few examples")
        structlog.get_logger("bot.x").error("x", exc_info=raised(ValueError("column 3 is no number")))
        said = capsys.readouterr().err

        assert "too few examples" in said
        assert "column 3 is no number" in said


Call = tuple[str, ast.Call]


def logging_calls(root: Path) -> list[Call]:
    """Every call in our code that writes an event, with the module it is in."""
    found = []
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            module = ".".join(file.relative_to(root).with_suffix("").parts)
            tree = ast.parse(file.read_text(encoding="utf-8"))
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
            found += [(module, call) for call in calls if CALL.match(ast.unparse(call.func))]
    return found


def names_of(call: ast.Call) -> list[str]:
    """Names of the events that a call may write."""
    return [n.value for n in ast.walk(call.args[0]) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def keys_of(call: ast.Call) -> set[str]:
    """Its keys, without those that every event may have."""
    return {keyword.arg for keyword in call.keywords if keyword.arg} - BOUND


class TestDocument:
    def test_it_names_every_event_with_its_level_module_and_keys(self, root: Path) -> None:
        """Who searches the logs finds in docs/logs.md what there is to search for."""
        page = (root / "docs" / "logs.md").read_text(encoding="utf-8")
        told = {
            (e, level, module, frozenset(re.findall(r"`(\w+)`", keys))) for e, level, module, keys in ROW.findall(page)
        }
        written = {
            (name, _level(call), module, frozenset(keys_of(call)))
            for module, call in logging_calls(root)
            for name in names_of(call)
        }

        assert told == written

    def test_every_logger_has_the_name_of_its_module(self, root: Path) -> None:
        """A logger without a name cannot be told from a library's, which may not say a word."""
        nameless = [
            str(file.relative_to(root))
            for package in PACKAGES
            for file in sorted((root / package).rglob("*.py"))
            if "get_logger()" in file.read_text(encoding="utf-8")
        ]

        assert nameless == []

    def test_no_event_is_a_sentence(self, root: Path) -> None:
        """An event has a fixed name; what differs stands in its keys."""
        made = [(m, ast.unparse(c)) for m, c in logging_calls(root) if any(_is_made(a) for a in c.args)]

        assert made == []


def _level(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Attribute)
    return {"exception": "error"}.get(call.func.attr, call.func.attr)


def _is_made(argument: ast.expr) -> bool:
    allowed: tuple[Any, ...] = (ast.Constant, ast.IfExp)
    return not isinstance(argument, allowed) or any(isinstance(n, ast.JoinedStr) for n in ast.walk(argument))
