"""Whether the journey goes as planned: the paths of cycles against the order of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from journey_tracker.journey import JourneyModel
from journey_tracker.ports import Question, Value
from journey_tracker.recorder.counted import PATH
from journey_tracker.reports.figures import share, share_columns
from journey_tracker.reports.gathering import whole
from journey_tracker.reports.leaving import REST_LEFT_OUT
from journey_tracker.reports.table import Answers, Column, Kind, Report, Table, always, table

STEP = ">"
AS_PLANNED, SKIPPED, BACK = "as_planned", "skipped", "back"
MOST_PATHS = 50
PLANNED = (
    Column("deviation", Kind.TEXT),
    Column("phase", Kind.PHASE),
    Column("next_phase", Kind.PHASE),
    Column("cycles", Kind.COUNT),
    Column("all_cycles", Kind.COUNT),
    *share_columns("share", hits="cycles", n="all_cycles"),
)
PATHS = (
    Column("path", Kind.TEXT),
    Column("deviation", Kind.TEXT),
    Column("cycles", Kind.COUNT),
    Column("all_cycles", Kind.COUNT),
    *share_columns("share", hits="cycles", n="all_cycles"),
)
Deviation = tuple[str, str, str]
"""What it is, the phase, and of going back the phase one came back to; empty where there is none."""


def deviations(model: JourneyModel, path: str) -> frozenset[Deviation]:
    """In what a path leaves the plan, each once; none when it goes as planned.

    `path` names the ordered phases one after another, with `STEP` between. Skipped is a phase that is not optional
    and was never met although a later one was. What is no phase of the model counts for nothing.
    """
    known = {phase.key for phase in model.ordered}
    met = [key for key in path.split(STEP) if key in known]
    return frozenset((*_skipped(model, met), *_back(model, met))) if met else frozenset()


def _skipped(model: JourneyModel, met: list[str]) -> Iterator[Deviation]:
    furthest = max(met, key=lambda key: model.phase(key).order)
    for phase in model.ordered:
        if not phase.optional and phase.key not in met and model.is_forward(phase.key, furthest):
            yield SKIPPED, phase.key, ""


def _back(model: JourneyModel, met: list[str]) -> Iterator[Deviation]:
    for before, after in pairwise(met):
        if model.is_forward(after, before):
            yield BACK, before, after


def _planned(model: JourneyModel, answers: Answers, _: int) -> Table:
    paths = _paths(answers)
    found: Counter[Deviation] = Counter()
    kinds: Counter[str] = Counter()
    for path, n in paths.items():
        left = deviations(model, path)
        found.update(dict.fromkeys(left, n))
        kinds.update(dict.fromkeys({kind for kind, *_ in left} or {AS_PLANNED}, n))
    total = sum(paths.values())
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    whole_kinds = [((kind, "", ""), kinds[kind]) for kind in (AS_PLANNED, SKIPPED, BACK)]
    rows: list[dict[str, Value]] = [
        {
            "deviation": kind,
            "phase": phase or None,
            "next_phase": following or None,
            "cycles": n,
            "all_cycles": total,
            **share("share", n, total),
        }
        for (kind, phase, following), n in (*whole_kinds, *ranked)
    ]
    return table(PLANNED, rows, n=total)


def _variants(model: JourneyModel, answers: Answers, _: int) -> Table:
    paths = _paths(answers)
    total = sum(paths.values())
    ranked = sorted(paths.items(), key=lambda item: (-item[1], item[0]))
    rows: list[dict[str, Value]] = [
        {
            "path": path,
            "deviation": " ".join(sorted({kind for kind, *_ in deviations(model, path)})) or AS_PLANNED,
            "cycles": n,
            "all_cycles": total,
            **share("share", n, total),
        }
        for path, n in ranked[:MOST_PATHS]
    ]
    return table(PATHS, rows, n=total, notes=(REST_LEFT_OUT,) if len(ranked) > MOST_PATHS else ())


def _paths(answers: Answers) -> Mapping[str, int]:
    return {str(row["label"]): whole(row["n"]) for row in answers[0]}


_PATHS = always(Question("label_day", ("label",), ("n",), (("kind", "=", PATH),)))
PLANS = (Report("plan", _PATHS, _planned), Report("paths", _PATHS, _variants))
