"""The journey tracker: remembers every contact as a touchpoint, with its phase and its mood. Stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey_tracker.journey import JourneyModel
    from journey_tracker.ports import JourneyStore


def open_store(url: str, *, model: JourneyModel | None = None, create: bool = True) -> JourneyStore:
    """Open the journey database at a SQLAlchemy URL and bring its tables up to date.

    `model` is Bonsing|Mann when left out. With `create` false a database that does not exist is not made.
    Raises `StoreMissing`, `StoreUnavailable` or `UnsupportedDatabase` of `journey_tracker.ports`.
    """
    from journey_tracker.stores.sql import SqlStore

    return SqlStore.open(url, model=model, create=create)
