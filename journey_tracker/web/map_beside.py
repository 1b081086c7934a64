"""The journey map of two parts beside one another: both curves, and of each figure both sides and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journey_tracker.journey import Phase
from journey_tracker.ports import Slice
from journey_tracker.recorder.tallies import ANSWERED
from journey_tracker.reports import Column, Part, Table
from journey_tracker.reports.comparing import beside
from journey_tracker.reports.funnel import POSITIONS
from journey_tracker.reports.table import SMALL, Row
from journey_tracker.web.asking import params_of
from journey_tracker.web.charts.curve import curve, reach
from journey_tracker.web.drilling import Drill, narrowed
from journey_tracker.web.figures import HARD
from journey_tracker.web.journey_map import WIDTH, Tables, ends, euros, said
from journey_tracker.web.map_cells import Cell, Fact, Lane
from journey_tracker.web.pages.feelings import feel_of
from journey_tracker.web.pages.setting import Setting, known, number
from journey_tracker.web.telling_apart import alone

FIGURES: Mapping[str, str] = {
    "mood": "sentiment",
    "flow": "doorstroom",
    "success": "success",
    "time": "onward_p50",
}
"""Column of the map by row; of who is handed over tells care."""
CARED: Mapping[str, str] = {
    "care_rate": "care_rate",
    "mood": "sentiment",
    "success": "success",
    "handoffs": "handoff_share",
}
"""Column of the care of each phase by row."""
ROWS = (*FIGURES, "surveys", "euros")


def lanes_beside(a: Tables, b: Tables, parts: tuple[Slice, Slice], at: Setting) -> list[Lane]:
    """The bands of both parts, B after A; one band when A and B are first and repeat purchases."""
    sides = [params_of(part) for part in parts]
    pairs = [(p, (p, p)) for p in POSITIONS]
    positions = (parts[0].position, parts[1].position)
    if positions[0] and positions[1]:
        pairs = [(positions[1] if positions[0] == positions[1] else "both", (positions[0], positions[1]))]
    found = [_lane(key, (a, b), both, sides, at) for key, both in pairs]
    return [*(lane for lane in found if lane), *_care(a["care", ""], b["care", ""], sides, at)]


def _lane(
    key: str, tables: tuple[Tables, Tables], both: tuple[str, str], sides: list[Drill], at: Setting
) -> Lane | None:
    maps = [_ordered(alone(told["map", ""], "position", p), at) for told, p in zip(tables, both, strict=True)]
    if not any(number(row["entered"]) or number(row["contacts"]) for one in maps for row in one.rows):
        return None
    feels = [[feel_of(row, at) for row in one.rows] for one in maps]
    places = [{**side, "position": p} for side, p in zip(sides, both, strict=True)]
    edge = reach(feel for one in feels for feel in one)
    told = f"A: {said(maps[0].rows, feels[0], at)}. B: {said(maps[1].rows, feels[1], at)}"
    drawn = curve(feels[1], label=told, width=WIDTH, height=170, edge=edge, ends=ends(at), other=feels[0])
    cells = [_cell(column, maps, tables, places, at) for column in at.model.ordered]
    note = " · ".join(f"{name}: {_came_to(t, p, at)}" for name, t, p in zip("AB", tables, both, strict=True))
    return Lane(key, at.say(f"lane_{key}"), note, ROWS, cells, curve=drawn)


def _ordered(table: Table, at: Setting) -> Table:
    """The rows of the phases that are columns of the map."""
    keys = {phase.key for phase in at.model.ordered}
    kept = [i for i, row in enumerate(table.rows) if row["phase"] in keys]
    left_out = frozenset((kept.index(i), key) for i, key in table.left_out if i in kept)
    return Table(table.columns, tuple(table.rows[i] for i in kept), table.n, table.notes, left_out)


def _came_to(tables: Tables, position: str, at: Setting) -> str:
    (row,) = alone(tables["totals", ""], "position", position).rows
    return at.say("journeys", n=at.figures.count(number(row["cycles"])))


def _cell(column: Phase, maps: list[Table], tables: tuple[Tables, Tables], places: list[Drill], at: Setting) -> Cell:
    here = [{**place, "phase": column.key} for place in places]
    together = beside(*maps)
    at_row = next((i for i, row in enumerate(together.rows) if row["phase"] == column.key), None)
    facts = {row: _facts(together, at_row, key, here, at) for row, key in FIGURES.items()}
    surveys = [told["surveys", place["position"]] for told, place in zip(tables, places, strict=True)]
    facts["surveys"] = _surveys(beside(*surveys), column.key, here, at)
    facts["euros"] = tuple(
        fact
        for name, one, told, place in reversed(list(zip("AB", maps, tables, here, strict=True)))
        for row in one.rows
        if row["phase"] == column.key
        for fact in euros(row, told["totals", ""], place, at, f", {name}")
    )
    return Cell(column, facts)


def _facts(table: Table, i: int | None, key: str, here: list[Drill], at: Setting) -> tuple[Fact, ...]:
    """B, A, and B minus A with the interval of that."""
    if i is None:
        return ()
    row = table.rows[i]
    columns = {column.part: column for column in table.columns if column.of == key}
    kind = columns[Part.A].kind
    facts = []
    for name, part, n, place in (("B", Part.B, Part.N_B, here[1]), ("A", Part.A, Part.N_A, here[0])):
        value = known(row[columns[part].key])
        of = f"{name}, {at.n(row[columns[n].key])}"
        if value is not None:
            facts.append(Fact(at.figures(kind, value), of, drill=narrowed(place, key) or place))
        elif table.small(i, columns[part].key):
            facts.append(Fact(at.say("few", n=SMALL), of))
    return (*facts, *_difference(row, columns, at))


def _difference(row: Row, columns: Mapping[Part, Column], at: Setting) -> tuple[Fact, ...]:
    """B minus A; in bold when its interval leaves out zero."""
    apart, low, high = (known(row[columns[part].key]) for part in (Part.DIFFERENCE, Part.LOW, Part.HIGH))
    if apart is None:
        return ()
    kind = columns[Part.A].kind
    told, unit = at.figures.signed(kind, apart), f"{HARD}{at.say('points')}"
    if low is None or high is None:
        return (Fact("", told),)
    first, last = (at.figures.signed(kind, end).removesuffix(unit) for end in (low, high))
    interval = at.say("interval", low=first, high=last)
    return (Fact(told, interval),) if low > 0 or high < 0 else (Fact("", f"{told} ({interval})"),)


def _surveys(table: Table, phase: str, here: list[Drill], at: Setting) -> tuple[Fact, ...]:
    """Each instrument that was answered in the phase, with both scores."""
    facts: list[Fact] = []
    for i, row in enumerate(table.rows):
        if row["phase"] == phase:
            key = "nps" if row["instrument"] == "nps" else "mean"
            answers = {"kind": ANSWERED, "detail": str(row["instrument"])}
            told = _facts(table, i, key, [place | answers for place in here], at)
            facts += [replace(fact, note=f"{at.word('instrument', row['instrument'])} {fact.note}") for fact in told]
    return tuple(facts)


def _care(a: Table, b: Table, sides: list[Drill], at: Setting) -> list[Lane]:
    """A lane for each transversal phase that anybody was in, in either part."""
    found = []
    for phase in at.model.phases:
        counts = [sum(number(row["stays"]) for row in table.rows if row["phase"] == phase.key) for table in (a, b)]
        if not phase.transversal or not any(counts):
            continue
        together = beside(*(alone(table, "phase", phase.key) for table in (a, b)))
        note = " · ".join(
            f"{name}: {at.say('contacts_n', n=at.figures.count(n))}" for name, n in zip("AB", counts, strict=True)
        )
        cells = [_cared(column, phase.key, together, sides, at) for column in at.model.ordered]
        found.append(Lane("care", at.say("lane_care", phase=phase.labels[at.say.language]), note, tuple(CARED), cells))
    return found


def _cared(column: Phase, care: str, together: Table, sides: list[Drill], at: Setting) -> Cell:
    here = [{**side, "phase": care, "during": column.key} for side in sides]
    i = next((i for i, row in enumerate(together.rows) if row["during"] == column.key), None)
    return Cell(column, {row: _facts(together, i, key, here, at) for row, key in CARED.items()})
