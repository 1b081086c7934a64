"""Logs under test: set up as a process does, read as a machine does, and left as they were."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog


@contextmanager
def restored_logs() -> Iterator[None]:
    """Whatever the block sets up, the next test gets the logs as they were."""
    root, warnings = logging.getLogger(), logging.getLogger("py.warnings")
    before = list(root.handlers), root.level, warnings.level, logging.raiseExceptions
    try:
        yield
    finally:
        root.handlers[:], level, warned, logging.raiseExceptions = before
        root.setLevel(level)
        warnings.setLevel(warned)
        logging.captureWarnings(False)
        structlog.reset_defaults()


def events(said: str) -> list[dict[str, Any]]:
    """The events of a log, one JSON object a line."""
    return [json.loads(line) for line in said.splitlines()]
