"""The views that analysts may count on: their names and columns are public, the tables beneath are not.

A change of a view that takes something away or gives it another meaning is a breaking change. `docs/journey-data.md`
tells what each column means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from journey_tracker.recorder.counted import LABEL_COUNTS, PHASE_COUNTS, Segment

Sort: TypeAlias = type[str] | type[int] | type[float]


@dataclass(frozen=True, slots=True)
class View:
    """One view: where its rows come from, and its columns with what they hold."""

    name: str
    source: str
    """SQL behind FROM; the columns are those of its alias ``t`` unless `renamed` says otherwise."""
    columns: Mapping[str, Sort]
    renamed: Mapping[str, str] = field(default_factory=dict)
    """SQL of the columns that are called otherwise in the table."""
    order: tuple[str, ...] = ("started_ms", "seq", "id")
    """Columns that bring the rows in the order of time."""

    @property
    def create(self) -> str:
        """The statement that makes it, the same on SQLite and PostgreSQL."""
        columns = ", ".join(f"{self.renamed.get(name, f't.{name}')} AS {name}" for name in self.columns)
        return f"CREATE VIEW {self.name} AS SELECT {columns} FROM {self.source}"  # noqa: S608  # names of our own

    @property
    def drop(self) -> str:
        """The statement that takes it away."""
        return f"DROP VIEW {self.name}"


_SHOPPERS = "t.traffic = ''"
_STARTED = {"started_ms": "t.first_ms", "ended_ms": "t.last_ms", "seq": "t.last_seq"}
_SEGMENT: Mapping[str, Sort] = dict.fromkeys(Segment._fields, str)
_MOMENT: Mapping[str, Sort] = {"day": int, "started_ms": int, "ended_ms": int, "seq": int}
_WHOSE: Mapping[str, Sort] = {"person": str, "cycle": int, **_SEGMENT}

V_TOUCHPOINT = View(
    "v_touchpoint",
    f"touchpoint t WHERE {_SHOPPERS}",
    {
        "id": str,
        **_MOMENT,
        **_WHOSE,
        **dict.fromkeys(("kind", "detail", "kind_before", "conversation", "session", "order_ref", "exchange_of"), str),
        **dict.fromkeys(("channel_role", "medium", "campaign", "phase", "outcome"), str),
        **dict.fromkeys(("score", "shopper_messages", "bot_messages", "agent_messages"), int),
        **dict.fromkeys(("sentiment_start", "sentiment_end", "sentiment_mean", "sentiment_min"), float),
        **dict.fromkeys(("sentiment_label", "sentiment_model", "handoff"), str),
        **dict.fromkeys(("handoff_times", "handoff_waited_ms", "handoff_held_ms"), int),
        **dict.fromkeys(("need", "chosen", "chosen_for", "lost_for"), str),
        **dict.fromkeys(("value_cents", "list_cents", "cost_cents"), int),
        **dict.fromkeys(("offer", "price_position", "model"), str),
        "model_version": int,
    },
    {
        **_STARTED,
        "conversation": "CASE WHEN t.kind = 'chat' THEN t.conversation ELSE '' END",
        "agent_messages": "t.handoff_messages",
        "handoff": "t.handoff_stage",
        **{name: f"t.choice_{name}" for name in ("need", "chosen", "chosen_for", "lost_for")},
    },
)
V_STAY = View(
    "v_stay",
    "touchpoint_phase s JOIN touchpoint t ON t.id = s.touchpoint_id"
    f" LEFT JOIN cycle c ON c.person = t.person AND c.number = s.cycle WHERE {_SHOPPERS}",
    {
        "id": str,
        "number": int,
        **_MOMENT,
        **_WHOSE,
        **dict.fromkeys(("kind", "detail", "phase", "phase_before", "during", "outcome", "came_of_it", "errand"), str),
        **dict.fromkeys(("shopper_messages", "sentiment_n"), int),
        **dict.fromkeys(("sentiment_mean", "sentiment_min"), float),
        "model": str,
        "model_version": int,
    },
    {
        "seq": "t.last_seq",
        "started_ms": "s.first_ms",
        "ended_ms": "s.last_ms",
        "position": "COALESCE(c.position, t.position)",  # a chat may go on to look around again
        "sentiment_mean": "CASE WHEN s.sentiment_n > 0 THEN s.sentiment_sum / s.sentiment_n END",
        **{name: f"s.{name}" for name in ("number", "cycle", "phase", "phase_before", "during", "outcome")},
        **{name: f"s.{name}" for name in ("came_of_it", "errand", "shopper_messages", "sentiment_n", "sentiment_min")},
    },
    order=("started_ms", "seq", "id", "number"),
)
V_CYCLE = View(
    "v_cycle",
    "cycle t",
    {
        "day": int,
        "started_ms": int,
        "last_ms": int,
        **_WHOSE,
        **dict.fromkeys(("medium", "campaign", "order_ref"), str),
        **dict.fromkeys(("ordered_ms", "ordered_day", "value_cents", "cost_cents", "depth"), int),
        "last_phase": str,
        **dict.fromkeys(("touchpoints", "handoffs"), int),
        "how_ended": str,
        "ended_ms": int,
    },
    {"day": "t.started_day", "cycle": "t.number"},
    order=("started_ms", "person", "cycle"),
)
V_CYCLE_PHASE = View(
    "v_cycle_phase",
    "cycle_phase p JOIN cycle t ON t.person = p.person AND t.number = p.cycle",
    {
        "day": int,
        "started_ms": int,
        "last_ms": int,
        **_WHOSE,
        "phase": str,
        "stays": int,
        "onward_ms": int,
    },
    {
        "day": "p.entered_day",
        "started_ms": "p.first_ms",
        "cycle": "p.cycle",
        **{name: f"p.{name}" for name in ("last_ms", "phase", "stays", "onward_ms")},
    },
    order=("started_ms", "person", "cycle", "phase"),
)
V_SURVEY = View(
    "v_survey",
    f"touchpoint t WHERE t.kind IN ('survey_asked', 'survey_answered') AND {_SHOPPERS}",
    {"id": str, **_MOMENT, **_WHOSE, "phase": str, "instrument": str, "answered": int, "score": int},
    {
        **_STARTED,
        "instrument": "t.detail",
        "answered": "CASE WHEN t.kind = 'survey_answered' THEN 1 ELSE 0 END",
    },
)


def _counted(name: str, keys: Mapping[str, Sort], counts: tuple[str, ...]) -> View:
    """A view of counts by day: of a table the rows of days, with what is not yet added to them."""
    columns = {**keys, **_SEGMENT}
    told = ", ".join(columns)
    sums = [f"CAST(SUM({count}) AS BIGINT)" for count in counts]
    named = ", ".join(f"{sum_} AS {count}" for sum_, count in zip(sums, counts, strict=True))
    something = " OR ".join(f"{sum_} <> 0" for sum_ in sums)
    days = f"FROM {name} WHERE part IN ('day', 'new') GROUP BY {told} HAVING {something}"
    source = f"(SELECT {told}, {named} {days}) t"  # names of our own
    return View(f"v_{name}", source, {**columns, **dict.fromkeys(counts, int)}, order=tuple(columns))


V_PHASE_DAY = _counted("phase_day", {"day": int, "phase": str, "during": str}, PHASE_COUNTS)
V_TRANSITION_DAY = _counted("transition_day", {"day": int, "phase": str, "next_phase": str}, ("n",))
V_LABEL_DAY = _counted("label_day", {"kind": str, "day": int, "phase": str, "label": str, "beside": str}, LABEL_COUNTS)
VIEWS: Mapping[str, View] = {
    view.name: view
    for view in (
        V_TOUCHPOINT,
        V_STAY,
        V_CYCLE,
        V_CYCLE_PHASE,
        V_SURVEY,
        V_PHASE_DAY,
        V_TRANSITION_DAY,
        V_LABEL_DAY,
    )
}
"""Every public view by name."""
