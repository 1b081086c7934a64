"""Writes cycles as XES 1.0, the standard of process mining (IEEE 1849-2016): a trace is a cycle, an event a contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import IO
from xml.sax.saxutils import quoteattr

from journey_tracker.exporting.steps import step
from journey_tracker.journey import CHAT
from journey_tracker.ports import Record

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/></global>
<classifier name="Step" keys="concept:name"/>
"""
_TOLD = ("phase", "channel", "position", "language", "category", "outcome", "sentiment_mean", "value_cents")
"""Columns that an event carries beside the standard ones, where they hold something."""
_BY_SHOP = ("order_shipped", "order_delivered", "delivery_failed", "mail_sent", "survey_asked")


def write(rows: Iterable[Record], out: IO[str]) -> int:
    """Write rows of `v_touchpoint` or `v_stay` that come person by person; returns how many those were.

    `concept:name` is the kind of contact (of stays the phase), `concept:instance` the id of the touchpoint,
    `org:resource` who began it: customer, bot, staff or shop. Cycles of one person may overlap, so the contacts of a
    person are held while they are written.
    """
    out.write(_HEAD)
    n = 0
    for _, contacts in groupby(rows, key=lambda row: row["person"]):
        n += _person(list(contacts), out)
    out.write("</log>\n")
    return n


def _person(contacts: list[Record], out: IO[str]) -> int:
    for (person, cycle), trace in groupby(sorted(contacts, key=_cycle), key=lambda row: (row["person"], row["cycle"])):
        out.write("<trace>" + _string("concept:name", f"{person}#{cycle or 0}") + _string("person", str(person)) + "\n")
        out.writelines(_event(row) for row in trace)
        out.write("</trace>\n")
    return len(contacts)


def _cycle(row: Record) -> int:
    return int(row["cycle"] or 0)


def _event(row: Record) -> str:
    return f"<event>{''.join(_attributes(row))}</event>\n"


def _attributes(row: Record) -> Iterator[str]:
    yield _string("concept:name", str(row["phase"] or "none") if "number" in row else step(row))
    yield _string("concept:instance", str(row["id"]))
    yield f'<date key="time:timestamp" value="{_moment(int(row["started_ms"] or 0))}"/>'
    yield _string("org:resource", _who(row))
    for name in _TOLD:
        value = row.get(name)
        if isinstance(value, str) and value:
            yield _string(name, value)
        elif isinstance(value, int | float) and (value or name != "value_cents"):
            yield f'<{"int" if isinstance(value, int) else "float"} key="{name}" value="{value}"/>'


def _who(row: Record) -> str:
    if row["kind"] == CHAT:
        return "staff" if row.get("agent_messages") else "bot"
    return "shop" if row["kind"] in _BY_SHOP else "customer"


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(_printable(value))}/>'


def _printable(value: str) -> str:
    """Without the control characters that XML cannot hold."""
    return value if value.isprintable() else "".join(c for c in value if c >= " ")
