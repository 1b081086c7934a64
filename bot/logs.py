"""Logs: events with keys; JSON lines for machines, readable lines on a terminal. Never what a shopper said.

What an error or a library says may quote a shopper, and so may a library's own log. So where shoppers are served, of an
error only its type and places are logged, and of a library only where it warned: the words can be read in its source.
docs/logs.md lists the events.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import structlog
from structlog.processors import CallsiteParameter, CallsiteParameterAdder
from structlog.stdlib import ProcessorFormatter
from structlog.types import EventDict, ExcInfo, Processor, WrappedLogger

OURS = ("bot", "actions", "journey_tracker")
LIBRARY = "library"
"""The event that stands for whatever a library logged."""
KEPT = ("level", "logger", "timestamp", "pid", "exc_info", "_record", "_from_structlog")
"""What is kept of a library's event."""
MESSAGE = re.compile(r"([\w.:-]{1,128}):\d+")
"""The name of a message: its conversation and seq."""
PLACE_PARTS = 3
"""So many last parts of a path tell which file it is."""


def configure_logs(level: str, *, discreet: bool = True) -> None:
    """Set up all logs of this process on stderr, from `level` up, and of libraries from `warning` up.

    Without `discreet` errors and libraries are logged with their words: for commands that no shopper speaks to.
    """
    told = [*_said_by_all(), *(_discreet() if discreet else [structlog.processors.format_exc_info])]
    renderer = _renderer(sys.stderr)
    structlog.configure(
        processors=[*told, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=_Named.factory(sys.stderr),
    )
    _take_over_standard_logging(told, renderer)
    # A log line that cannot be made would be shown with its arguments.
    logging.raiseExceptions = not discreet
    # Rasa's libraries warn of their own age at every import; the tests still see it, a shop's log need not.
    logging.captureWarnings(True)
    wanted = level == "debug" and not discreet
    logging.getLogger("py.warnings").setLevel(logging.DEBUG if wanted else logging.ERROR)


class _Named(structlog.WriteLogger):
    """Writes lines, and knows which module asked for it; a library's may not say."""

    name = ""

    @classmethod
    def factory(cls, file: TextIO) -> Any:
        """What structlog calls to make one."""

        def make(*names: str) -> _Named:
            made = cls(file)
            made.name = names[0] if names else ""
            return made

        return make


class _Handler(logging.StreamHandler[TextIO]):
    """The handler of the standard library's logging, told apart from those that tests put there."""


def _said_by_all() -> Iterator[Processor]:
    pid = os.getpid()

    def name_process(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {**event, "pid": pid}

    yield structlog.contextvars.merge_contextvars
    yield structlog.stdlib.add_log_level
    yield structlog.stdlib.add_logger_name
    yield structlog.processors.TimeStamper(fmt="iso", utc=True)
    yield name_process


def _discreet() -> Iterator[Processor]:
    yield _without_words_of_libraries
    yield structlog.processors.ExceptionRenderer(lambda caught: "\n".join(_places(caught)))
    yield _with_name_of_message


def _renderer(file: TextIO) -> Processor:
    # Plain tracebacks: the pretty ones print local variables, and one of those may be a password.
    if file.isatty():
        return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return structlog.processors.JSONRenderer()


def _take_over_standard_logging(told: Sequence[Processor], renderer: Processor) -> None:
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, _Handler)]:
        root.removeHandler(handler)
    handler = _Handler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(
        ProcessorFormatter(foreign_pre_chain=told, processors=[ProcessorFormatter.remove_processors_meta, renderer])
    )
    root.addHandler(handler)
    root.setLevel(logging.WARNING)


_place_of_call = CallsiteParameterAdder({CallsiteParameter.PATHNAME, CallsiteParameter.LINENO}, [__name__])


def _without_words_of_libraries(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Our own events as they are; of a library's only that it warned, where, and in which turn."""
    if event["logger"].partition(".")[0] in OURS:
        return event
    if method in ("debug", "info"):
        raise structlog.DropEvent
    place = _place_of_call(logger, method, dict(event))
    kept = {name: event[name] for name in KEPT if name in event}
    at = _short(place["pathname"], place["lineno"])
    return {**structlog.contextvars.get_contextvars(), **kept, "event": LIBRARY, "at": at}


def _with_name_of_message(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """`message` is `<conversation>:<seq>` where both are known, never an id that a client chose: that may be a text."""
    conversation = event.get("conversation")
    if conversation and event.get("seq"):
        event["message"] = f"{conversation}:{event['seq']}"
    named = MESSAGE.fullmatch(str(event.get("message", "")))
    if named is None or conversation not in (None, named[1]):
        event.pop("message", None)
    else:
        event["conversation"] = named[1]
    return event


def _places(caught: ExcInfo) -> Iterator[str]:
    """An error and what led to it: types and places, and of the system's errors what the system calls them."""
    error: BaseException | None = caught[1]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield ("caused by " if len(seen) > 1 else "") + _kind(error)
        for frame, line in traceback.walk_tb(error.__traceback__):
            yield f"  {_short(frame.f_code.co_filename, line)} {frame.f_code.co_name}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    number = getattr(error, "errno", None)
    system = f" ({os.strerror(number)})" if isinstance(error, OSError) and isinstance(number, int) else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{system}"


def _short(path: str, line: int) -> str:
    return f"{'/'.join(Path(path).parts[-PLACE_PARTS:])}:{line}"
