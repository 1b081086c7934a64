"""Importing a feed: read whole, judged, and only then put in the place of what there was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.selection.views import Offer
from bot.shop.feed import Feed, Progress, read_feed
from bot.shop.ports import Catalogue

DEMO_SOURCE = "demo: "
"""Begins the names of the demo shop's feeds."""
LEAST_SHARE = 0.8
"""A feed with a smaller share of the products it had the last time is refused until that is confirmed."""


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that was imported."""

    name: str
    products: int
    """How many it had when it was imported last."""
    at_ms: int
    """When that was, epoch milliseconds UTC."""
    tag: str
    """What the server said of its version, so that it need not be fetched again."""


class Feeds(Catalogue, Protocol):
    """A catalogue that is made of feeds. All methods raise `ShopUnavailable`."""

    def sources(self) -> Sequence[Source]:
        """The feeds that were imported by name, the latest last."""

    def replace(self, feed: Feed, *, source: str = "", tag: str = "", only: bool = False) -> None:
        """Put the feed in the place of what came from `source` before, and of its categories, in one step.

        The others stay, unless the feed is the `only` one; a feed that has no product left is forgotten. `tag` is kept
        for `sources`.
        """

    def change_offers(self, offers: Sequence[Offer]) -> list[str]:
        """Put new prices and stock in, in one step; gives the ids that no product has."""


class EmptyFeed(Exception):
    """No row of a feed could be imported; `feed` says why of each."""

    def __init__(self, source: str, feed: Feed) -> None:
        """Keep what was read."""
        what = f"none of its {feed.report.rows} rows could be imported" if feed.report.rows else "it has no rows"
        super().__init__(f"{source}: {what}; the catalogue is as it was")
        self.feed = feed


class FeedShrunk(Exception):
    """A feed lost more products than a shop does in one go."""

    def __init__(self, source: str, before: int, now: int) -> None:
        """Say how many there were, how many there are and how to go on."""
        super().__init__(
            f"{source} has {now} products, and had {before}: more than a fifth is gone. The catalogue is as it was. "
            "Is the feed whole? Then import it with `./run catalogue import ... --confirm`"
        )


@dataclass(frozen=True, slots=True)
class Import:
    """Which feed, under which name, and how."""

    file: Path
    source: str
    """Name under which the next import of the same feed finds this one: its path or address."""
    category: str | None = None
    """Of rows that name none; None takes the name of the file."""
    only: bool = False
    """Whether the feed is the whole catalogue: what came from elsewhere goes."""
    confirmed: bool = False
    """Whether it may have lost more than a fifth."""
    tag: str = ""


def import_feed(wanted: Import, catalogue: Feeds, schema_folder: Path, progress: Progress | None = None) -> Feed:
    """Import a feed and give what was read.

    Raises `EmptyFeed`, `FeedShrunk` and what `read_feed` raises: the catalogue is then as it was.
    """
    feed = read_feed(wanted.file, category=wanted.category, schema_folder=schema_folder, progress=progress)
    if not feed.products:
        raise EmptyFeed(wanted.source, feed)
    before = next((s.products for s in catalogue.sources() if s.name == wanted.source), 0)
    if len(feed.products) < LEAST_SHARE * before and not wanted.confirmed:
        raise FeedShrunk(wanted.source, before, len(feed.products))
    catalogue.replace(feed, source=wanted.source, tag=wanted.tag, only=wanted.only)
    return feed
