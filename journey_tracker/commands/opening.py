"""The store of a command: open for as long as that takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journey_tracker import open_store
from journey_tracker.journey import JourneyModel
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import open_refs


@contextmanager
def opened(
    url: str, *, key: Path | None = None, model: JourneyModel | None = None, create: bool = False
) -> Iterator[JourneyStore]:
    """The store at a SQLAlchemy URL, closed at the end; takes and raises what `open_store` does.

    `key` is the file of the key of the references; None: it lies beside the SQLite file.
    """
    store = open_store(url, model=model, create=create, refs=open_refs(key) if key else None)
    try:
        yield store
    finally:
        store.close()
