"""The journey map: two lanes of phases, and care as a band under all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from journey_tracker.events import OrderPlaced
from journey_tracker.journey import CHAT, Outcome, Phase
from journey_tracker.ports import Slice
from journey_tracker.recorder.tallies import ANSWERED
from journey_tracker.reports import Table
from journey_tracker.reports.funnel import POSITIONS
from journey_tracker.reports.table import SMALL, Row
from journey_tracker.web.charts.curve import Feel, curve, reach
from journey_tracker.web.charts.flow import Step
from journey_tracker.web.drilling import Drill
from journey_tracker.web.map_cells import Cell, Fact, Lane
from journey_tracker.web.pages.feelings import feel_of
from journey_tracker.web.pages.setting import Setting, known, number
from journey_tracker.web.pages.steps import scaled, step_of

ROWS = ("contacts", "euros", "success", "time", "channels", "handoffs", "pains", "surveys")
RESOLVED, HELPED = {"outcome": Outcome.RESOLVED.value}, {"outcome": Outcome.HANDOFF.value}
CARE_ROWS = ("contacts", "mood", "success", "handoffs")
ONCE = ("map", "totals", "care")
"""Reports of the whole."""
EACH = ("channels", "pains", "surveys")
"""Reports of each position of the customer."""
WIDTH = 1000.0
Tables = Mapping[tuple[str, str], Table]
"""By key of the report and position; of `ONCE` the position is empty."""


def asked_for(part: Slice) -> Mapping[tuple[str, str], Slice]:
    """Which reports the map needs, and of what part of the journey."""
    positions = (part.position,) if part.position else POSITIONS
    each = {(key, p): replace(part, position=p) for key in EACH for p in positions}
    return {**{(key, ""): part for key in ONCE}, **each}


def lanes(tables: Tables, at: Setting) -> list[Lane]:
    """The bands in which anything happened; care last."""
    rows = [row for row in tables["map", ""].rows if not at.model.phase(str(row["phase"])).transversal]
    scale = reach(feel_of(row, at) for row in rows)
    most = int(max((number(row["entered"]) for row in rows), default=0))
    drawn = [
        _lane(position, [row for row in rows if row["position"] == position], tables, at, scale, most)
        for position in POSITIONS
        if any(number(row["entered"]) or number(row["contacts"]) for row in rows if row["position"] == position)
    ]
    return [*drawn, *_care(tables["care", ""], at)]


def _lane(position: str, rows: list[Row], tables: Tables, at: Setting, edge: float, most: int) -> Lane:
    feels, steps = [feel_of(row, at) for row in rows], [step_of(row, at) for row in rows]
    return Lane(
        key=position,
        name=at.say(f"lane_{position}"),
        note=_came_to(tables["totals", ""], position, at),
        # Where care is a phase, who is handed over is in it: the rows of the others would all say nothing.
        rows=tuple(row for row in ROWS if row != "handoffs" or any(number(one["handoffs"]) for one in rows)),
        cells=[_cell(row, position, tables, at) for row in rows],
        curve=_curve(rows, feels, edge, at),
        flow=_flow(rows, steps, most, at),
    )


def _curve(rows: list[Row], feels: list[Feel], edge: float, at: Setting) -> Markup:
    return curve(feels, label=said(rows, feels, at), width=WIDTH, height=170, edge=edge, ends=ends(at))


def said(rows: Sequence[Row], feels: Sequence[Feel], at: Setting) -> str:
    """The curve in words."""
    told = "; ".join(f"{at.phase(r['phase'])} {f.label or '–'} {f.note}" for r, f in zip(rows, feels, strict=True))
    return f"{at.say('row_mood')}: {told}"


def ends(at: Setting) -> tuple[str, str]:
    """What the ends of the scale of moods mean."""
    return at.say("good"), at.say("bad")


def _flow(rows: list[Row], steps: list[Step], most: int, at: Setting) -> Markup:
    told = "; ".join(f"{at.phase(r['phase'])} {s.label}, {s.share or '–'}" for r, s in zip(rows, steps, strict=True))
    return scaled(steps, most, label=f"{at.say('row_flow')}: {told}", tallest=64)


def _came_to(totals: Table, position: str, at: Setting) -> str:
    """What the lane came to as a whole."""
    row = next(row for row in totals.rows if row["position"] == position)
    words = [at.say("journeys", n=at.figures.count(number(row["cycles"])))]
    if orders := number(row["orders"]):
        words.append(at.say("orders", n=at.figures.count(orders)))
        words.append(f"{at.figures.euros(number(row['value_cents']))} {at.say('revenue')}")
    if cost := number(row["cost_cents"]):
        words.append(f"{at.figures.euros(cost)} {at.say('cost')}")
    return " · ".join(words)


def _cell(row: Row, position: str, tables: Tables, at: Setting) -> Cell:
    key = str(row["phase"])
    here = {"phase": key, "position": position}
    of_phase = {name: [r for r in tables[name, position].rows if r["phase"] == key] for name in EACH}
    facts = {
        "contacts": _contacts(row, here, at),
        "success": share_of(row, "success", "ended", here | RESOLVED, at),
        "time": _time(row, at),
        "channels": _channels(of_phase["channels"], here, at),
        "handoffs": share_of(row, "handoff_share", "stays", here | HELPED, at),
        "pains": _pains(of_phase["pains"], here, at),
        "surveys": _surveys(of_phase["surveys"], here, at),
        "euros": euros(row, tables["totals", ""], here, at),
    }
    return Cell(at.model.phase(key), facts)


def _contacts(row: Row, here: Drill, at: Setting) -> tuple[Fact, ...]:
    """How many there were, and in how many of them something was said."""
    stays, felt = number(row["stays"]), number(row["felt"])
    facts = [Fact(at.figures.count(stays), drill=here)] if stays else []
    if felt:
        facts.append(Fact(at.figures.count(felt), at.say("talks"), drill=here | {"kind": CHAT}))
    return tuple(facts)


def share_of(row: Row, key: str, n: str, drill: Drill, at: Setting) -> tuple[Fact, ...]:
    """A share with its bar, and of how many."""
    value, of = known(row[key]), number(row[n])
    if value is None:
        return (Fact(at.say("few", n=SMALL)),) if of else ()
    bar = ((f"part {at.tone(row['phase'])}", value),)
    return (Fact(at.figures.share(value), at.n(of), bar, drill if value else None),)


def _time(row: Row, at: Setting) -> tuple[Fact, ...]:
    """How long until the next phase, and how long one contact is in this one."""
    onward, stay = known(row["onward_p50"]), known(row["stay_p50"])
    facts = [Fact(at.figures.took(onward), at.say("until_next"))] if onward is not None else []
    if stay:
        facts.append(Fact(at.figures.took(stay), at.say("a_contact")))
    return tuple(facts)


def _channels(rows: Sequence[Row], here: Drill, at: Setting) -> tuple[Fact, ...]:
    """The three channels with most contacts, as one bar."""
    whole = sum(number(row["stays"]) for row in rows)
    top = sorted(rows, key=lambda row: -number(row["stays"]))[:3]
    if not whole:
        return ()
    shares = [number(row["stays"]) / whole for row in top]
    tone = at.tone(top[0]["phase"])
    bar = tuple((f"part {tone} {shade}", share) for share, shade in zip(shares, "abc", strict=False))
    return tuple(
        Fact(
            at.say.of("channels", str(row["channel"])),
            at.figures.share(share),
            () if i else bar,
            here | {"channel": str(row["channel"])},
        )
        for i, (row, share) in enumerate(zip(top, shares, strict=True))
    )


def _pains(rows: Sequence[Row], here: Drill, at: Setting) -> tuple[Fact, ...]:
    """The two errands that were most often negative."""
    worst = [row for row in rows if number(row["negative"])][:2]
    return tuple(
        Fact(
            at.word("errand", row["errand"]),
            f"{at.figures.count(number(row['negative']))}×",
            drill=here | {"errand": str(row["errand"])},
        )
        for row in worst
    )


def _surveys(rows: Sequence[Row], here: Drill, at: Setting) -> tuple[Fact, ...]:
    facts = []
    for row in rows:
        score = known(row["nps"]) if row["instrument"] == "nps" else known(row["mean"])
        if score is None:
            continue
        shown = at.figures.nps(score) if row["instrument"] == "nps" else at.figures.points(score)
        answers = here | {"kind": ANSWERED, "detail": str(row["instrument"])}
        facts.append(Fact(f"{at.word('instrument', row['instrument'])} {shown}", at.n(row["answers"]), drill=answers))
    return tuple(facts)


def euros(row: Row, totals: Table, here: Drill, at: Setting, side: str = "") -> tuple[Fact, ...]:
    """What the phase brought in and cost, and how many minutes staff talked; `side` is said beside each."""
    facts = []
    if row["phase"] == at.model.phase_rules.get(OrderPlaced.name):
        total = next(r for r in totals.rows if r.get("position", here["position"]) == here["position"])
        if revenue := number(total["value_cents"]):
            ordered = {**here, "phase": "", "kind": "order_placed"}
            facts.append(Fact(at.figures.euros(revenue), at.say("revenue") + side, drill=ordered))
    if cost := number(row["cost_cents"]):
        facts.append(Fact(at.figures.euros(cost), at.say("cost") + side, drill=here))
    if talk := number(row["contact_ms"]):
        facts.append(Fact(at.figures.minutes(talk), at.say("contact") + side, drill=here | {"handoff": "yes"}))
    return tuple(facts)


def _care(table: Table, at: Setting) -> list[Lane]:
    """A lane for each transversal phase that anybody was in."""
    found = []
    for phase in at.model.phases:
        rows = {row["during"]: row for row in table.rows if row["phase"] == phase.key}
        n = sum(number(row["stays"]) for row in rows.values())
        if not phase.transversal or not n:
            continue
        name = at.say("lane_care", phase=phase.labels[at.say.language])
        cells = [_cared(rows[column.key], column, phase.key, at) for column in at.model.ordered if column.key in rows]
        found.append(Lane("care", name, at.say("contacts_n", n=at.figures.count(n)), CARE_ROWS, cells))
    return found


def _cared(row: Row, column: Phase, care: str, at: Setting) -> Cell:
    mood, rate, stays = known(row["sentiment"]), known(row["care_rate"]), number(row["stays"])
    per = at.say("per_hundred", n=at.figures.count(rate * 100)) if rate is not None else ""
    told, here = {**row, "phase": care}, {"phase": care, "during": column.key}
    facts = {
        "contacts": (Fact(at.figures.count(stays), per, drill=here),) if stays else (),
        "mood": (Fact(f"{SIGNS[at.say.mood(mood)]} {at.figures.sentiment(mood)}", at.n(row["messages"])),)
        if mood is not None
        else (),
        "success": share_of(told, "success", "ended", here | RESOLVED, at),
        "handoffs": share_of(told, "handoff_share", "stays", here | HELPED, at),
    }
    return Cell(column, facts)


SIGNS = {"negative": "▼", "neutral": "●", "positive": "▲"}
