"""The life of a handoff, pure: each step gives the handoff as it is afterwards, or says why it may not be taken."""

from __future__ import annotations

from dataclasses import replace

from bot.handoff.queue import ENDED, Handoff, NotYours, Stage


def claimed(handoff: Handoff, *, by: str, now_ms: int) -> Handoff:
    """Taken out of the queue; raises `NotYours` when it is not queued."""
    if handoff.stage is not Stage.QUEUED:
        raise NotYours(handoff, "what is queued")
    return replace(handoff, stage=Stage.HUMAN, agent=by, taken_ms=now_ms)


def ended(handoff: Handoff, *, by: str, stage: Stage, now_ms: int) -> Handoff:
    """Called off while it is queued, by anybody; returned or completed by whoever holds it. Raises `NotYours`."""
    if stage is Stage.CALLED_OFF:
        if handoff.stage is not Stage.QUEUED:
            raise NotYours(handoff, "what is queued")
    elif stage not in ENDED:
        raise ValueError(f"a handoff cannot end as {stage.value!r}; allowed: {', '.join(sorted(ENDED))}")
    elif handoff.stage is not Stage.HUMAN or handoff.agent != by:
        raise NotYours(handoff, f"what {by!r} holds")
    return replace(handoff, stage=stage, ended_ms=now_ms)


def reviewed(handoff: Handoff, *, by: str, note: str, now_ms: int) -> Handoff:
    """Looked over after its end; raises `NotYours` before."""
    if handoff.stage not in ENDED:
        raise NotYours(handoff, "what has ended")
    return replace(handoff, reviewed_by=by, reviewed_ms=now_ms, note=note)


def urgency(handoff: Handoff) -> tuple[bool, int, int, str]:
    """The place in a list: live ones from the longest waiting, then ended ones from the latest."""
    return (handoff.stage in ENDED, -handoff.ended_ms, handoff.asked_ms, handoff.id)
