"""Reads a mapping from YAML, and says by line what is wrong with it; `docs/journey-import.md` tells its keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journey_tracker.events import ALLOWED
from journey_tracker.importing.mapping import CENTS, EPOCHS, EUROS, EVENTS, ISO, BadRow, Becomes, Cell, Layout, Time
from journey_tracker.importing.yaml_part import Part

SKIP = "skip"
"""Instead of an event: leave such rows out, on purpose."""
_SORTS = {name: {f.name: str(f.type) for f in fields(kind)} for name, kind in EVENTS.items()}
_OURS = ("seq",)
"""Fields that no mapping fills."""
_WHOSE = ("visitor", "customer", "order")
_POINTS = (".", ",")


def load(path: Path) -> Layout:
    """Read a mapping file; raises `MappingInvalid` of `yaml_part`, or OSError."""
    return parse(path.read_text(encoding="utf-8"), file=str(path))


def parse(text: str, *, file: str) -> Layout:
    """Read a mapping from YAML text; `file` is only named in errors. Raises `MappingInvalid`."""
    root = Part.compose(text, file)
    parts = root.fields(
        required=("source", "time", "event", "events"), optional=("fields", "delimiter", "encoding", "decimal")
    )
    point = parts["decimal"].one_of(_POINTS) if "decimal" in parts else _POINTS[0]
    events = _events(parts["events"], point)
    layout = Layout(
        source=parts["source"].text(),
        time=_time(parts["time"]),
        name=_cell(parts["event"], "str", point),
        events=events,
        cells=_cells(parts["fields"], _shared(events), point) if "fields" in parts else {},
        delimiter=_delimiter(parts["delimiter"]) if "delimiter" in parts else ",",
        encoding=_encoding(parts["encoding"]) if "encoding" in parts else "utf-8",
    )
    _check_whose(root, layout)
    return layout


def _time(part: Part) -> Time:
    if part.is_scalar:
        return Time(part.text())
    parts = part.fields(required=("column",), optional=("format", "zone"))
    form = parts["format"].text() if "format" in parts else ISO
    if form != ISO and form not in EPOCHS and "%" not in form:
        raise parts["format"].refused(f"{ISO}, {', '.join(EPOCHS)}, or a pattern such as '%d-%m-%Y %H:%M'")
    if "%" in form and "%z" not in form and "zone" not in parts:
        raise part.refused("with a zone, such as Europe/Amsterdam: the format tells none")
    return Time(parts["column"].text(), form, _zone(parts["zone"]) if "zone" in parts else None)


def _zone(part: Part) -> ZoneInfo:
    try:
        return ZoneInfo(part.text())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise part.refused("the name of a time zone, such as Europe/Amsterdam or UTC") from error


def _events(part: Part, point: str) -> dict[str, Becomes | None]:
    return {name: _becomes(entry, point) for name, entry in part.entries().items()}


def _becomes(part: Part, point: str) -> Becomes | None:
    if part.is_scalar and part.text() == SKIP:
        return None
    entries = {"event": part} if part.is_scalar else part.entries()
    if "event" not in entries:
        raise part.refused(f"with event, or {SKIP}")
    name = entries["event"].one_of((*EVENTS, SKIP) if part.is_scalar else tuple(EVENTS))
    cells = {field: _field(entry, _SORTS[name], point) for field, entry in entries.items() if field != "event"}
    becomes = Becomes(EVENTS[name], cells)
    _check_constants(becomes, entries)
    return becomes


def _shared(events: Mapping[str, Becomes | None]) -> dict[str, str]:
    """The fields that at least one of the events has, by their sort."""
    found: dict[str, str] = {}
    for becomes in events.values():
        if becomes is not None:
            found |= {f.name: str(f.type) for f in fields(becomes.event)}
    return found


def _cells(part: Part, sorts: Mapping[str, str], point: str) -> dict[str, Cell]:
    return {name: _field(entry, sorts, point) for name, entry in part.entries().items()}


def _field(part: Part, sorts: Mapping[str, str], point: str) -> Cell:
    allowed = [name for name in sorts if name not in _OURS]
    if part.key not in allowed:
        raise replace(part, key=f"the field {part.key!r}").refused(f"only {', '.join(allowed)}")
    cell = _cell(part, sorts[part.key], point, is_money=part.key.endswith("_cents"))
    if not cell.column:
        try:
            cell.value({}, sorts[part.key])
        except BadRow as error:
            raise part.refused("a whole number") from error
    return cell


def _cell(part: Part, sort: str, point: str, *, is_money: bool = False) -> Cell:
    """A constant, or a column with how it is written."""
    if part.is_scalar:
        return Cell(constant=part.text(), money=CENTS if is_money else "")
    optional = ("money",) if is_money else ("split",) if sort.startswith("tuple") else ()
    parts = part.fields(required=("column",), optional=optional)
    if is_money and "money" not in parts:
        raise part.refused(f"with money: {EUROS} or {CENTS}")
    return Cell(
        column=parts["column"].text(),
        money=parts["money"].one_of((EUROS, CENTS)) if "money" in parts else "",
        split=parts["split"].text() if "split" in parts else "",
        point=point,
    )


def _check_constants(becomes: Becomes, entries: Mapping[str, Part]) -> None:
    """A constant is one of the values that its field takes, where those are few."""
    for field, cell in becomes.cells.items():
        allowed = ALLOWED.get((becomes.event.name, field))
        if allowed and not cell.column:
            entries[field].one_of(allowed)


def _check_whose(root: Part, layout: Layout) -> None:
    """Every event can tell whose it is."""
    for name, becomes in layout.events.items():
        if becomes is not None and not any(who in {**layout.cells, **becomes.cells} for who in _WHOSE):
            raise replace(root, key=f"whose {name!r} is").refused(f"a field {', '.join(_WHOSE)}, of it or of every row")


def _delimiter(part: Part) -> str:
    text = str(part.node.value) if part.is_scalar else ""
    text = "\t" if text in ("tab", "\\t") else text
    if len(text) != 1:
        raise part.refused("one character, or tab")
    return text


def _encoding(part: Part) -> str:
    try:
        "".encode(part.text())
    except LookupError as error:
        raise part.refused("an encoding, such as utf-8 or windows-1252") from error
    return part.text()
