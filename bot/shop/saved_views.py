"""The views of a catalogue on disk, beside its database: a folder per version, and in it one per category."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TypeVar
from urllib.parse import quote
from uuid import uuid4

import structlog

from bot.selection.views import UNREADABLE, Columns, save_offers, share_view

logger = structlog.get_logger(__name__)
_Read = TypeVar("_Read")
Write = Callable[[Path], None]
"""Writes a category's view in a new folder of this name."""


class SavedViews:
    """Views by version and category. What cannot be read or written is said in the log, and made again when needed."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made with the first view."""
        self._folder = folder

    def load(self, version: str, category: str, read: Callable[[Path], _Read]) -> _Read | None:
        """What `read` reads of a category's view in a version; None when there is none, or it is damaged."""
        folder = self._of(version, category)
        if not _is_there(folder):
            return None
        try:
            return read(folder)
        except UNREADABLE as error:
            logger.warning("view_made_again", category=category, error=str(error))
            rmtree(folder, ignore_errors=True)
            return None

    def save(self, version: str, category: str, write: Write) -> None:
        """Keep a view that had to be made again."""
        if _is_there(target := self._of(version, category)):
            return  # another process was as quick
        with _forgiven(), self._whole(target) as folder:
            write(folder)

    def publish(self, version: str, writes: Mapping[str, Write]) -> None:
        """Make the folder of a new version in one step, each category written by its function."""
        with _forgiven(), self._whole(self._folder / version) as folder:
            folder.mkdir(parents=True)
            for category, write in writes.items():
                write(folder / _name(category))

    def shared(self, before: str, category: str) -> Write | None:
        """A function that keeps a category as it was in an earlier version; None when that has no view of it."""
        old = self._of(before, category)
        return (lambda new: share_view(new, old)) if _is_there(old) else None

    def offered(self, before: str, category: str, view: Columns) -> Write:
        """A function that writes a view which differs from that of an earlier version by its offers only."""
        return lambda new: save_offers(view, new, self._of(before, category))

    def keep_only(self, version: str) -> None:
        """Remove the folders of all other versions; who still reads one keeps what it has opened."""
        if not _is_there(self._folder):
            return
        with _forgiven():
            for other in self._folder.iterdir():
                if other.name != version:
                    rmtree(other, ignore_errors=True)

    def _of(self, version: str, category: str) -> Path:
        return self._folder / version / _name(category)

    @contextmanager
    def _whole(self, target: Path) -> Iterator[Path]:
        """A folder to fill, which gets its name when all is written."""
        unfinished = self._folder / f".unfinished-{uuid4().hex}"
        try:
            yield unfinished
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.rename(target)
        finally:
            rmtree(unfinished, ignore_errors=True)


def _is_there(folder: Path) -> bool:
    """Whether it can be looked into; what may not be is as good as absent."""
    return os.access(folder, os.R_OK | os.X_OK)


def _name(category: str) -> str:
    return quote(category, safe="")


@contextmanager
def _forgiven() -> Iterator[None]:
    # A full disk or a folder that may not be written costs time at the start of a process, never an answer.
    try:
        yield
    except OSError as error:
        logger.warning("view_not_kept", error=str(error))
