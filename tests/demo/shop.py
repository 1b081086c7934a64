"""A small shop in memory, and a gateway that shows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aiohttp.test_utils import TestServer

from bot.demo.facets import facets_of
from bot.demo.listing import Section
from bot.gateway.app import build_app
from bot.selection.columns import columns
from bot.selection.views import ViewedCatalogue
from bot.shop.feed import Feed, read_feed
from bot.shop.memory import MemoryCatalogue
from tests.conversation.memory import MemoryLog
from tests.gateway.visits import WITHOUT_LIMITS, services

HEAD = "id,title_nl,title_en,brand,price,rating,stock,description_nl,weight_kg,ports,wireless,colour,energy_label"
ROWS = (
    "air,Lucht,Air,Noor,649,4.8,3,Licht en snel.,1.1,2,yes,zwart,A",
    "slim,Slank,Slim,Noor,500,4.5,3,Dun.,1.3,2,no,wit,B",
    "plus,Plus,Plus,Zuid,899,4.1,0,Groot.,1.9,4,yes,Zwart,C",
    "oer,Oer,Stone,Zuid,250,3.2,9,Oud.,2.6,4,no,grijs,",
    "kern,Kern,Core,West,720,4.0,1,Stevig.,2.2,3,yes,zwart / rood,B",
)


def feed_of(folder: Path, *rows: str, head: str = HEAD, name: str = "laptop") -> Feed:
    """A feed with one category, of lines as in a CSV file."""
    file = folder / f"{name}.csv"
    file.write_text("\n".join((head, *(rows or ROWS))), encoding="utf-8")
    return read_feed(file)


def section_of(feed: Feed) -> Section:
    """The category of a feed, ready to be asked."""
    category = feed.categories[0]
    read = columns(feed.products, category)
    return Section(category, read, facets_of(category, read))


def shop(folder: Path, *feeds: Feed) -> MemoryCatalogue:
    """A catalogue of feeds; of five laptops when none is given."""
    catalogue = MemoryCatalogue()
    for feed in feeds or (feed_of(folder),):
        catalogue.replace(feed)
    return catalogue


def gateway(folder: Path, catalogue: ViewedCatalogue, **given: str) -> TestServer:
    """A gateway that shows a catalogue; `given` are settings."""
    made = services(MemoryLog(), folder, **WITHOUT_LIMITS | given)
    return TestServer(build_app(replace(made, catalogue=catalogue)))
