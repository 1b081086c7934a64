from __future__ import annotations

import csv
import gzip
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.peers.journeys.installing import COMPARING, PYTHON, READING, installed
from journey_tracker import open_store
from journey_tracker.exporting import paths
from journey_tracker.exporting.exporter import export
from journey_tracker.importing import mapping_file
from journey_tracker.importing.importer import import_file
from journey_tracker.importing.readers import Mapped
from journey_tracker.ports import JourneyStore
from journey_tracker.recorder.contacts import short_name
from tests.journey_tracker.importing.real import DATA, MAPPING, packed_copy

STEPS = (
    "page_viewed:catalog",
    "product_viewed",
    "basket_changed",
    "page_viewed:cart",
    "checkout_started",
    "page_viewed:payment",
    "order_placed",
)
pytestmark = [
    pytest.mark.skipif(
        not installed(), reason="retentioneering and PM4Py are not installed; ./run bench peers brings them"
    ),
    pytest.mark.skipif(not DATA.exists(), reason="the example shop of retentioneering is not beside this project"),
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JourneyStore]:
    """The example shop, imported."""
    folder = tmp_path_factory.mktemp("shop")
    store = open_store(f"sqlite:///{folder / 'journey.db'}")
    import_file(packed_copy(folder), Mapped(mapping_file.load(MAPPING)), store.record)
    yield store
    store.close()


def our_names() -> dict[str, str]:
    """Our step by the file's name of it."""
    names = {}
    for name, becomes in mapping_file.load(MAPPING).events.items():
        assert becomes is not None
        page = becomes.cells["page"].constant if "page" in becomes.cells else ""
        names[name] = short_name(becomes.event.name) + (f":{page}" if page else "")
    return names


def write_events(file: Path) -> None:
    """The original rows, under our names: the peers count what the shop wrote, not what we made of it."""
    names = our_names()
    with gzip.open(DATA, "rt") as given, file.open("w", newline="") as out:
        table = csv.writer(out)
        table.writerow(("person", "event", "timestamp"))
        table.writerows((row["user_id"], names[row["event"]], row["timestamp"]) for row in csv.DictReader(given))


def our_counts(shop: JourneyStore) -> dict[str, Any]:
    """What we count, from the store."""
    walked = list(paths.steps(shop.stream("v_touchpoint", by_person=True)))
    return {
        "funnel": {"steps": STEPS, "people": paths.funnel(walked, STEPS)},
        "transitions": [[a, b, n] for (a, b), n in paths.transitions(walked).items()],
    }


def run(*arguments: Path) -> subprocess.CompletedProcess[str]:
    """A script in the peers' environment."""
    return subprocess.run([PYTHON, *arguments], capture_output=True, text=True, check=False)


class TestPaths:
    def test_are_counted_as_the_peers_count_them(self, shop: JourneyStore, tmp_path: Path) -> None:
        """Funnel and transitions, cell for cell, on the rows as the shop wrote them."""
        write_events(tmp_path / "events.csv")
        (tmp_path / "ours.json").write_text(json.dumps(our_counts(shop)))

        done = run(COMPARING, tmp_path / "events.csv", tmp_path / "ours.json")

        assert done.returncode == 0, done.stdout + done.stderr
        told = json.loads(done.stdout)
        assert (told["events"], told["people"], told["cells"]) == (31_106, 600, 338)
        assert told["retentioneering funnel"] == told["retentioneering transitions"] == {}
        assert told["PM4Py directly-follows graph"] == {}

    def test_that_differ_in_one_cell_are_told(self, shop: JourneyStore, tmp_path: Path) -> None:
        """With that cell, and an exit code."""
        counts = our_counts(shop)
        counts["transitions"][0][2] += 1
        write_events(tmp_path / "events.csv")
        (tmp_path / "ours.json").write_text(json.dumps(counts))

        done = run(COMPARING, tmp_path / "events.csv", tmp_path / "ours.json")

        assert done.returncode == 1, done.stderr
        told = json.loads(done.stdout)
        assert len(told["retentioneering transitions"]) == len(told["PM4Py directly-follows graph"]) == 1


class TestXes:
    def test_is_read_back_by_pm4py(self, shop: JourneyStore, tmp_path: Path) -> None:
        """Every contact once, under its own name, in the trace of its cycle."""
        with (tmp_path / "log.xes").open("wb") as out:
            export(shop, "xes", "touchpoints", out)

        done = run(READING, tmp_path / "log.xes")

        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        cycles = sum(1 for _ in shop.stream("v_cycle"))
        assert (told["events"], told["instances"], told["traces"]) == (31_106, 31_106, cycles)
        assert told["steps"]["product_viewed"] == 6_851
        assert told["first"].startswith("2024-01-04T11:45:38")
