"""Asks the questions of a report and gives its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from journey_tracker.journey import JourneyModel
from journey_tracker.journey.cycle import NEW, REPEAT
from journey_tracker.ports import Question, Record, Slice
from journey_tracker.reports.channels import CHANNELS
from journey_tracker.reports.cohorts import COHORTS
from journey_tracker.reports.comparing import beside
from journey_tracker.reports.feelings import FEELINGS
from journey_tracker.reports.funnel import FUNNEL
from journey_tracker.reports.helping import HELPING
from journey_tracker.reports.leaving import DROPOFF
from journey_tracker.reports.listings import LISTINGS
from journey_tracker.reports.log import BadFilter, day_filter
from journey_tracker.reports.overview import OVERVIEW
from journey_tracker.reports.pains import PAINS
from journey_tracker.reports.plans import PLANS
from journey_tracker.reports.prices import PRICE
from journey_tracker.reports.steps import STEPS, TRANSITIONS
from journey_tracker.reports.surveys import SURVEY_REPORTS
from journey_tracker.reports.table import Report, Table
from journey_tracker.reports.times import BETWEEN
from journey_tracker.reports.weeks import OVER_TIME

LONGEST_VALUE = 64
"""Characters of a channel, language or category in a filter."""
_ALL = (
    *OVERVIEW, *OVER_TIME, FUNNEL, TRANSITIONS, STEPS, *FEELINGS, PAINS, CHANNELS, BETWEEN, *HELPING, DROPOFF, COHORTS,
    *SURVEY_REPORTS, PRICE, *PLANS, *LISTINGS,
)  # fmt: skip
REPORTS: Mapping[str, Report] = {report.key: report for report in _ALL}


class Asked(Protocol):
    """What answers questions; a `JourneyStore` does."""

    @property
    def model(self) -> JourneyModel:
        """The journey model under which it records."""

    def ask(self, question: Question, within: Slice) -> Sequence[Record]:
        """The rows that answer a question within a part of the journey."""


class Written(Protocol):
    """What writes questions as SQL; a `JourneyStore` does."""

    @property
    def model(self) -> JourneyModel:
        """The journey model under which it records."""

    def sql(self, question: Question, within: Slice) -> str:
        """The same question in SQL."""


class UnknownReport(Exception):
    """There is no report with this key; says which there are."""

    def __init__(self, key: str) -> None:
        """Say what was given and what there is."""
        super().__init__(f"there is no report {key!r}; allowed: {', '.join(REPORTS)}")


def run(store: Asked, key: str, within: Slice, as_of_day: int) -> Table:
    """The table of a report about a part of the journey, as seen on a day (YYYYMMDD, Dutch): usually today.

    Raises `UnknownReport`, and what the store raises.
    """
    report = _report(key)
    asked = _regarded(report, within)
    answers = [store.ask(question, asked) for question in report.questions(store.model, within, as_of_day)]
    return report.answer(store.model, answers, as_of_day)


def compare(store: Asked, key: str, a: Slice, b: Slice, as_of_day: int) -> Table:
    """A report about two parts of the journey side by side, with differences (b minus a); see `comparing.beside`."""
    return beside(run(store, key, a, as_of_day), run(store, key, b, as_of_day))


def sql(store: Written, key: str, within: Slice, as_of_day: int) -> str:
    """The questions of a report as SQL, one statement after another. Raises `UnknownReport`."""
    report = _report(key)
    asked = _regarded(report, within)
    texts = (store.sql(question, asked) for question in report.questions(store.model, within, as_of_day))
    return "\n\n".join(texts)


def slice_from(query: Mapping[str, str]) -> Slice:
    """The part that `from, to, channel, language, category, position` ask for; empty means all. Raises `BadFilter`.

    Days are ISO dates, both included.
    """
    position = query.get("position") or None
    if position not in (None, NEW, REPEAT):
        raise BadFilter("position", position, f"{NEW}, {REPEAT}")
    first, last = day_filter(query, "from"), day_filter(query, "to")
    if first and last and last < first:
        raise BadFilter("to", query["to"], f"{query['from']} –")
    return Slice(
        first_day=first,
        last_day=last,
        channel=_word(query, "channel"),
        language=_word(query, "language"),
        category=_word(query, "category"),
        position=position,
    )


def _word(query: Mapping[str, str], name: str) -> str | None:
    value = query.get(name) or None
    if value and len(value) > LONGEST_VALUE:
        raise BadFilter(name, f"{value[:LONGEST_VALUE]}…", f"1 – {LONGEST_VALUE}")
    return value


def _report(key: str) -> Report:
    if key not in REPORTS:
        raise UnknownReport(key)
    return REPORTS[key]


def _regarded(report: Report, within: Slice) -> Slice:
    return replace(within, **dict.fromkeys(report.ignores))
