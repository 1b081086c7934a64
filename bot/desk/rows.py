"""A handoff as lists and pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.facts import Fact, facts
from bot.desk.marking import Mark
from bot.desk.pages import Pages, duration
from bot.handoff.queue import ENDED, Handoff, Stage

LATE_MS = 60_000
"""So long a shopper may wait for a person."""


@dataclass(frozen=True, slots=True)
class Row:
    """One handoff, with its times in words."""

    handoff: Handoff
    stage: str
    reason: str
    facts: tuple[Fact, ...]
    waited: str
    waited_s: int
    late: bool
    talked: str
    """Empty when nobody took it."""
    talked_s: int
    ended: bool
    mark: Mark | None
    """Of what the shopper said last."""


def row(handoff: Handoff, pages: Pages, language: str, *, now: int, mark: Mark | None = None) -> Row:
    """The handoff at the time `now`, for a reader of `language`."""
    waited = _waited_ms(handoff, now)
    talked = (handoff.ended_ms or now) - handoff.taken_ms if handoff.taken_ms else 0
    return Row(
        handoff=handoff,
        stage=handoff.stage.value,
        reason=pages.reason(language, handoff.reason),
        facts=tuple(facts(handoff.summary, pages, language)),
        waited=duration(waited),
        waited_s=max(waited, 0) // 1000,
        late=handoff.stage is Stage.QUEUED and waited > LATE_MS,
        talked=duration(talked) if handoff.taken_ms else "",
        talked_s=max(talked, 0) // 1000,
        ended=handoff.stage in ENDED,
        mark=mark,
    )


def _waited_ms(handoff: Handoff, now: int) -> int:
    return (handoff.taken_ms or handoff.ended_ms or now) - handoff.asked_ms
