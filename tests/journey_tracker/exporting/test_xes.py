from __future__ import annotations

import io
import time
from collections.abc import Iterator
from xml.etree import ElementTree

from journey_tracker.exporting import xes
from journey_tracker.exporting.exporter import export
from journey_tracker.ports import JourneyStore, Record

NAMES = {"x": "http://www.xes-standard.org/"}


def log(text: str) -> ElementTree.Element:
    """The file as an XML tree; it is our own."""
    return ElementTree.fromstring(text)  # noqa: S314


def exported(store: JourneyStore, what: str = "touchpoints") -> ElementTree.Element:
    """The store's journeys."""
    out = io.BytesIO()
    export(store, "xes", what, out)
    return log(out.getvalue().decode())


def told(element: ElementTree.Element) -> dict[str, str]:
    """The attributes of a trace or event by their key."""
    return {one.attrib["key"]: one.attrib["value"] for one in element if "key" in one.attrib}


class TestALog:
    def test_has_a_trace_for_each_cycle(self, shopped: JourneyStore) -> None:
        """Named after its person and number."""
        traces = [told(trace)["concept:name"] for trace in exported(shopped).findall("x:trace", NAMES)]

        assert len(traces) == len(set(traces)) == 3
        assert all(name.endswith("#1") for name in traces)

    def test_has_the_standard_keys_on_every_event(self, shopped: JourneyStore) -> None:
        """What happened, when, to whom it is owed, and which contact it is."""
        events = [told(event) for event in exported(shopped).findall(".//x:event", NAMES)]

        wanted = {"concept:name", "concept:instance", "time:timestamp", "org:resource"}
        assert len(events) == 7
        assert all(wanted <= set(event) for event in events)

    def test_tells_who_began_each_contact(self, shopped: JourneyStore) -> None:
        """Customer, bot or shop; in the words of people, special signs and all."""
        events = [told(event) for event in exported(shopped).findall(".//x:event", NAMES)]

        who = {event["concept:name"]: event["org:resource"] for event in events}
        assert who["order_placed"] == "customer"
        assert who["mail_sent"] == "shop"
        assert who["chat"] == "bot"
        assert "page_viewed:home & <garden>" in who

    def test_of_stays_tells_phases(self, shopped: JourneyStore) -> None:
        """An event is then a stay."""
        names = {told(event)["concept:name"] for event in exported(shopped, "stays").findall(".//x:event", NAMES)}

        assert {"orientation", "transaction"} <= names

    def test_survives_signs_that_xml_cannot_hold(self) -> None:
        """They are left out."""
        row: Record = {**_row(1), "detail": 'a"b\x07c'}
        out = io.StringIO()

        xes.write([row], out)

        assert told(next(log(out.getvalue()).iter(f"{{{NAMES['x']}}}event")))["concept:name"] == 'page_viewed:a"bc'


class TestCycles:
    def test_that_overlap_are_parted(self) -> None:
        """Each trace once, its contacts in the order of time."""
        rows = [{**_row(n), "cycle": 1 + n % 2} for n in range(4)]
        out = io.StringIO()

        xes.write(rows, out)

        traces = log(out.getvalue()).findall("x:trace", NAMES)
        assert [[told(e)["concept:instance"] for e in t.findall("x:event", NAMES)] for t in traces] == [
            ["t0", "t2"],
            ["t1", "t3"],
        ]


class TestSpeed:
    def test_is_a_file_of_a_hundred_thousand_contacts_in_seconds(self) -> None:
        """PM4Py's own writer takes eleven for as many; measured in CPU time of this process."""

        def rows() -> Iterator[Record]:
            return ({**_row(n), "person": f"p{n // 10}"} for n in range(100_000))

        start = time.process_time()
        assert xes.write(rows(), io.StringIO()) == 100_000
        assert time.process_time() - start < 11


def _row(n: int) -> Record:
    return {
        "id": f"t{n}",
        "person": "p",
        "cycle": 1,
        "started_ms": 1_777_629_600_000 + n,
        "kind": "page_viewed",
        "detail": "home",
        "phase": None,
        "channel": "webshop",
    }
