"""What a contact is called as a step of a path."""

from __future__ import annotations

from journey_tracker.events import PageViewed
from journey_tracker.ports import Record
from journey_tracker.recorder.contacts import short_name

PAGE = short_name(PageViewed.name)


def step(row: Record) -> str:
    """The kind of a touchpoint, of pages with which: ``order_placed``, ``page_viewed:home``."""
    kind, detail = str(row["kind"]), row["detail"]
    return f"{kind}:{detail}" if kind == PAGE and detail else kind
