"""The journey tracker: remembers every contact as a touchpoint, with its phase and its mood. Stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journey_tracker.actions import ActionStore
    from journey_tracker.journey import JourneyModel
    from journey_tracker.ports import JourneyStore
    from journey_tracker.privacy import Redact, Refs, Retention
    from journey_tracker.reading import Day


def open_store(
    url: str,
    *,
    model: JourneyModel | None = None,
    create: bool = True,
    refs: Refs | None = None,
    redact: Redact | None = None,
    retention: Retention | None = None,
) -> JourneyStore:
    """Open the journey database at a SQLAlchemy URL and bring its tables up to date.

    `model` is the one that the database was made under when left out, Bonsing|Mann for a new one. `refs` make
    references of visitors and customers; left out, their key lies beside the SQLite file. `redact` takes personal
    data out of comments; without it comments are not kept. `retention` says how long what is kept. With `create` false
    a database that does not exist is not made.

    Raises `StoreMissing`, `StoreUnavailable` or `UnsupportedDatabase` of `journey_tracker.ports`.
    """
    from journey_tracker.stores.sql import SqlStore

    kept = {} if retention is None else {"retention": retention}
    return SqlStore.open(url, model=model, create=create, refs=refs, redact=redact, **kept)


def read(
    url: str,
    what: str = "touchpoints",
    *,
    since: Day | None = None,
    until: Day | None = None,
    model: str | None = None,
    as_: str = "pandas",
) -> Any:
    """The journey as a pandas or polars data frame, an Arrow table, or (``as_="rows"``) a list of dicts.

    `what` is `touchpoints`, `stays`, `cycles`, `phases`, `surveys`, `phase_days`, `transition_days` or `events`;
    `since` and `until` are Dutch days (dates, or text such as ``2026-05-01``), both included; `model` is the journey
    model that the log must stand under. All but rows need the extra `analytics`.

    Raises `reading.ReadRefused`, `exporting.contents.UnknownContents`, `exporting.columnar.ExtraMissing`, and what
    `open_store` does.
    """
    from journey_tracker import reading

    return reading.read(url, what, since=since, until=until, model=model, as_=as_)


def to_eventstream(url: str, *, since: Day | None = None, until: Day | None = None) -> Any:
    """Contacts as the frame that retentioneering takes, with the schema `reading.SCHEMA`. Raises what `read` does."""
    from journey_tracker import reading

    return reading.to_eventstream(url, since=since, until=until)


def open_actions(url: str, *, create: bool = True) -> ActionStore:
    """Open what analysts decided to do, in the journey database at a SQLAlchemy URL; raises what `open_store` does."""
    from journey_tracker.stores import actions

    return actions.open_actions(url, create=create)
