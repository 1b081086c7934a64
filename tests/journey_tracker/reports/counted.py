"""A store in memory whose rows are counted from events by the recorder itself, to ask reports of."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from journey_tracker import model_file
from journey_tracker.envelopes import Envelope
from journey_tracker.events import ShopEvent, Who
from journey_tracker.journey import Cycle, JourneyModel, Road, Touchpoint, day_of
from journey_tracker.journey.calendar import week_of
from journey_tracker.journey.people import People, links_of
from journey_tracker.ports import EVERYTHING, Question, Record, Slice
from journey_tracker.recorder import talk
from journey_tracker.recorder.contacts import touchpoint_of
from journey_tracker.recorder.counted import LABEL_COUNTS, PHASE_COUNTS, Bar, Label, PhaseDay, Transition
from journey_tracker.recorder.roads import road
from journey_tracker.recorder.tallies import tallies


def is_one_of(found: object, values: tuple[object, ...]) -> bool:
    """As IN of SQL."""
    return found in values


SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": is_one_of,
}
DAYS = {"cycle": "started_day"}
MODEL = model_file.built_in()
CYCLE_COLUMNS = (
    "channel", "language", "category", "position", "ordered_ms", "value_cents", "last_ms", "cohort", "order_no",
    "path", "last_phase", "last_errand", "lost_for",
)  # fmt: skip
TOUCHPOINT_COLUMNS = (
    "id", "day", "kind", "channel", "language", "category", "phase", "sentiment_model", "sentiment_mean",
    "conversation", "shopper_messages", "first_ms",
)  # fmt: skip
Row = dict[str, Any]


class Counted:
    """Answers questions about the journeys that events make."""

    def __init__(self, events: Iterable[Envelope], model: JourneyModel = MODEL) -> None:
        self.model = model
        self.asked: list[Question] = []
        self._tables: defaultdict[str, list[Row]] = defaultdict(list)
        for person, touchpoints in _people(model, list(events)).items():
            self._add(touchpoints, road(model, person, touchpoints))

    def ask(self, question: Question, within: Slice = EVERYTHING) -> Sequence[Record]:
        """The rows that answer a question within a part of the journey."""
        self.asked.append(question)
        found: defaultdict[tuple[Any, ...], Row] = defaultdict(lambda: dict.fromkeys(question.sums, 0))
        for row in self._tables[question.table]:
            if _is_within(row, within, DAYS.get(question.table, "day")) and _meets(row, question):
                counts = found[tuple(row[name] for name in question.by)]
                for name in question.sums:
                    counts[name] += row.get(name, 1) if name == "n" else row[name]
        rows = [{**dict(zip(question.by, key, strict=True)), **counts} for key, counts in found.items()]
        ordered = sorted(rows, key=lambda r: [str(r[b]) for b in question.by], reverse=question.descending)
        return ordered[: question.limit]

    def _add(self, touchpoints: Sequence[Touchpoint], found: Road) -> None:
        wide: dict[PhaseDay | Label, Row] = {}
        for tally, n in tallies(touchpoints, found).items():
            match tally:
                case Transition():
                    self._tables["transition_day"].append({**_plain(tally), "n": n})
                case Bar():
                    self._tables["histogram_day"].append({**_plain(tally), "n": n})
                case (key, column):
                    of = PHASE_COUNTS if isinstance(key, PhaseDay) else LABEL_COUNTS
                    wide.setdefault(key, dict.fromkeys(of, 0))[column] += n
        for key, counts in wide.items():
            self._tables["phase_day" if isinstance(key, PhaseDay) else "label_day"].append({**_plain(key), **counts})
        self._tables["cycle"] += [_cycle_row(cycle) for cycle in found.cycles]
        for touchpoint in touchpoints:
            position = found.placings[touchpoint.id, touchpoint.stays[-1].number].position
            row = _touchpoint_row(touchpoint, position)
            self._tables["touchpoint"].append(row)
            self._tables["touchpoint_phase"] += [
                {
                    **row,
                    "phase": s.phase,
                    "errand": s.errand,
                    "sentiment_n": s.sentiment_n,
                    "sentiment_min": s.sentiment_min,
                }
                for s in touchpoint.stays
            ]


def _people(model: JourneyModel, events: Sequence[Envelope]) -> dict[str, list[Touchpoint]]:
    people = People(link for envelope in events for link in links_of(envelope))
    chats: defaultdict[str, list[Envelope]] = defaultdict(list)
    touchpoints: list[Touchpoint] = []
    for envelope in events:
        if isinstance(envelope.event, ShopEvent):
            touchpoints.append(touchpoint_of(model, envelope))
        elif not isinstance(envelope.event, Who):
            chats[envelope.event.conversation].append(envelope)
    for said in chats.values():
        touchpoints += talk.record(model, None, sorted(said, key=talk.place)).touchpoints
    found: defaultdict[str, list[Touchpoint]] = defaultdict(list)
    for touchpoint in touchpoints:
        found[people.person(touchpoint.alias, touchpoint.first_ms)].append(touchpoint)
    return found


def _plain(key: PhaseDay | Label | Transition | Bar) -> Row:
    told: Row = key._asdict()
    return {**told, **told.pop("segment")._asdict(), "week": week_of(key.day), "month": key.day // 100}


def _cycle_row(cycle: Cycle) -> Row:
    month = None if cycle.ordered_ms is None else day_of(cycle.ordered_ms) // 100
    row = {name: getattr(cycle, name) for name in CYCLE_COLUMNS}
    return {**row, "started_day": day_of(cycle.started_ms), "ordered_month": month}


def _touchpoint_row(touchpoint: Touchpoint, position: str) -> Row:
    return {
        **{name: getattr(touchpoint, name) for name in TOUCHPOINT_COLUMNS},
        "shopper_messages": touchpoint.shopper_messages,
        "first_ms": touchpoint.first_ms,
        "position": position,
        "outcome": touchpoint.outcome.value,
        "sentiment_label": touchpoint.mood.value if touchpoint.mood else None,
        "handoff_times": touchpoint.handoff.times,
        "price_position": touchpoint.offered.position,
        "value_cents": touchpoint.offered.value_cents,
        "list_cents": touchpoint.offered.list_cents,
    }


def _is_within(row: Row, within: Slice, day: str) -> bool:
    wanted = {name: getattr(within, name) for name in ("channel", "language", "category", "position")}
    segment = all(value is None or row[name] == value for name, value in wanted.items())
    return segment and (within.first_day or 0) <= row[day] <= (within.last_day or 99_999_999)


def _meets(row: Row, question: Question) -> bool:
    return all(_holds(row[name], sign, value) for name, sign, value in question.where)


def _holds(found: Any, sign: str, value: Any) -> bool:
    """As in SQL: what is empty is neither more nor less than anything."""
    return (found is not None or value is None) and SIGNS[sign](found, value)
