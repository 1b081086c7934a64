from __future__ import annotations

from typing import Any

import pytest

from bot.worker import rasa_lean

rasa_lean.install()

from rasa.core.actions.action import RemoteAction  # noqa: E402  # after the stand-ins
from rasa.shared.core import events  # noqa: E402
from rasa.shared.utils.common import all_subclasses  # noqa: E402

from bot.worker import shortcuts  # noqa: E402
from bot.worker.shortcuts import BadActionResult, run_graph  # noqa: E402

REMOTE: Any = RemoteAction.__new__(RemoteAction)


@pytest.fixture(autouse=True)
def taken() -> None:
    """The shortcuts are in place."""
    shortcuts.take()


class TestRunGraph:
    def test_each_task_runs_once_with_what_it_needs(self) -> None:
        """However many others need it."""
        ran: list[str] = []

        def task(name: str) -> Any:
            def run(*needs: tuple[str, Any]) -> tuple[str, Any]:
                ran.append(name)
                return name, [value for _, value in needs]

            return run

        graph = {
            "text": ("text", "hoi"),
            "words": (task("words"), "text"),
            "intent": (task("intent"), "words", "text"),
            "mood": (task("mood"), "words"),
            "answer": (task("answer"), "intent", "mood"),
        }

        results = run_graph(graph, ["answer", "words"])

        assert results == [("answer", [[["hoi"], "hoi"], [["hoi"]]]), ("words", ["hoi"])]
        assert sorted(ran) == ["answer", "intent", "mood", "words"]

    def test_a_need_that_nobody_provides_is_handed_on_as_its_name(self) -> None:
        """Rasa's node then says which input is missing."""
        assert run_graph({"node": (lambda need: ("node", need), "__absent__")}, ["node"]) == [("node", "__absent__")]

    def test_an_error_of_a_task_is_its_own(self) -> None:
        """It is not wrapped on the way."""

        def fail() -> None:
            raise KeyError("broken")

        with pytest.raises(KeyError, match="broken"):
            run_graph({"node": (fail,)}, ["node"])


class TestEventsByName:
    @pytest.mark.parametrize("cls", sorted(all_subclasses(events.Event), key=str))
    def test_every_event_is_found(self, cls: Any) -> None:
        """By the name under which it is stored."""
        found: Any = events.Event.resolve_by_type(cls.type_name)

        assert found.type_name == cls.type_name

    def test_an_unknown_one_is_refused_as_before(self) -> None:
        """With Rasa's own error."""
        with pytest.raises(ValueError, match="Unknown event name 'unheard of'"):
            events.Event.resolve_by_type("unheard of")


class TestResultsByShape:
    def test_what_the_protocol_has_passes(self) -> None:
        """Lists, empty or not."""
        assert REMOTE._validate_action_result({"events": [], "responses": [{"text": "hoi"}]})

    @pytest.mark.parametrize("result", [None, [], {}, {"events": []}, {"events": None, "responses": []}])
    def test_anything_else_is_refused(self, result: object) -> None:
        """A bug in an action does not pass for an answer."""
        with pytest.raises(BadActionResult, match="lists `events` and `responses`"):
            REMOTE._validate_action_result(result)
