"""Labelled lines through the trained pipeline, one by one and without any context."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.judging import scores
from bot.judging.labels import labelled
from bot.judging.lines import Labels, Line
from journey_tracker.journey import NOT_UNDERSTOOD, JourneyModel

NO_PHASE = "none"
"""Phase of what belongs to no phase by itself: a single line has no conversation to inherit one from."""
OUTSIDE = "out_of_scope"
LABELS = ("goal", "phase", "sentiment")


@dataclass(frozen=True, slots=True)
class Understood:
    """What the pipeline makes of one line."""

    goal: str
    """The intent that is the likeliest, also when it is too doubtful to act on."""
    doubtful: bool
    """Whether the assistant would say that it did not understand."""
    phase: str
    sentiment: str
    entities: Labels
    seconds: float


class Understand(Protocol):
    """The pipeline: a text in, its parse data as Rasa gives them out."""

    async def __call__(self, text: str) -> dict[str, Any]:
        """Understand a text."""


@dataclass(slots=True)
class Evaluation:
    """Lines beside what was made of them."""

    lines: Sequence[Line]
    understood: list[Understood] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """The object that docs/judging.md describes."""
        seconds = [u.seconds for u in self.understood]
        both = [(line.entities, u.entities) for line, u in self._pairs() if line.entities is not None]
        return {
            "n": len(self.lines),
            **{label: scores.classes(*self._labels(label)) for label in LABELS},
            "entities": scores.entities([g for g, _ in both], [s for _, s in both]),
            "out_of_scope": self._scope(),
            "doubtful": sum(u.doubtful for u in self.understood),
            "ms_p50": scores.milliseconds(seconds, 0.5),
            "ms_p95": scores.milliseconds(seconds, 0.95),
        }

    def confusions(self) -> dict[str, list[dict[str, Any]]]:
        """By label the pairs that were taken for one another most often."""
        return {label: scores.confusions(*self._labels(label)) for label in LABELS}

    def _scope(self) -> dict[str, float | int | None]:
        both = [(line.goal, u.doubtful or u.goal == OUTSIDE) for line, u in self._pairs() if line.goal is not None]
        return scores.scope([goal for goal, _ in both], [refused for _, refused in both], outside=OUTSIDE)

    def _pairs(self) -> Iterator[tuple[Line, Understood]]:
        return zip(self.lines, self.understood, strict=True)

    def _labels(self, name: str) -> tuple[list[str], list[str]]:
        both = [(getattr(line, name), getattr(u, name)) for line, u in self._pairs() if getattr(line, name) is not None]
        return [g for g, _ in both], [s for _, s in both]


async def evaluate(
    lines: Sequence[Line], understand: Understand, model: JourneyModel, step: Callable[[], None] = lambda: None
) -> Evaluation:
    """Understand every line; `step` is called after each."""
    evaluation = Evaluation(lines)
    for line in lines:
        started = time.perf_counter()
        parsed = await understand(line.text)
        evaluation.understood.append(_understood(parsed, model, time.perf_counter() - started))
        step()
    return evaluation


def _understood(parsed: dict[str, Any], model: JourneyModel, seconds: float) -> Understood:
    doubtful = (parsed.get("intent") or {}).get("name") in (NOT_UNDERSTOOD, None)
    goal = _likeliest([parsed.get("intent") or {}, *parsed.get("intent_ranking", [])])
    return Understood(
        goal=goal,
        doubtful=doubtful,
        phase=model.phase_rules.get(goal, NO_PHASE),
        sentiment=(parsed.get("sentiment") or {}).get("label", ""),
        entities=labelled(parsed.get("entities", [])),
        seconds=seconds,
    )


def _likeliest(ranking: Iterable[dict[str, Any]]) -> str:
    return next((str(i["name"]) for i in ranking if i.get("name") not in (NOT_UNDERSTOOD, None)), NOT_UNDERSTOOD)
