"""The store of a command: open for as long as that takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journey_tracker import open_store
from journey_tracker.journey import JourneyModel
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Refs, open_refs


@contextmanager
def opened(
    url: str, *, key: Path | str | None = None, model: JourneyModel | None = None, create: bool = False
) -> Iterator[JourneyStore]:
    """The store at a SQLAlchemy URL, closed at the end; takes and raises what `open_store` does.

    `key` is the key of the references or its file; None: it lies beside the SQLite file.
    """
    store = open_store(url, model=model, create=create, refs=_refs(key, create=create))
    try:
        yield store
    finally:
        store.close()


def _refs(key: Path | str | None, *, create: bool) -> Refs | None:
    """Whoever only reads makes no key: it would be another than that of the database."""
    if key is None or (isinstance(key, Path) and not create and not key.exists()):
        return None
    return open_refs(key, create=create)
