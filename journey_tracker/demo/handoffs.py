"""When a person is asked for in the demo: the queue, the talk with staff, and the call back at night."""

from __future__ import annotations

from journey_tracker.demo.calendar import day_at, hour_at, is_rush
from journey_tracker.demo.diary import Diary
from journey_tracker.demo.speaking import Speaker
from journey_tracker.demo.talks import staff, talk
from journey_tracker.events import CallbackRequested, HandoffAccepted, HandoffEnded, HandoffRequested

OPENS, CLOSES = 8, 22
"""Hours of the desk."""
_QUIET_S, _TROUBLE_S, _RUSH_S = 35, 100, 260
"""Half of all wait shorter than this, in seconds."""
_PATIENCE_MS = 330_000
_REASON = "request_human"


def is_open(at_ms: int) -> bool:
    """Whether somebody is at the desk."""
    return OPENS <= hour_at(at_ms) < CLOSES


def handed_over(diary: Diary, speaker: Speaker, topic: str) -> None:
    """A person is asked for; comes after a wait, or the shopper no longer waits."""
    turn = talk("handoff").turns[0]
    speaker.shopper(turn)
    speaker.desk(HandoffRequested, reason=_REASON)
    asked = speaker.at_ms
    speaker.bot(turn)
    waited = _wait_ms(diary, asked)
    if waited > _PATIENCE_MS and diary.chance(0.6):
        _given_up(diary, speaker, asked)
        return
    speaker.at_ms = asked + waited
    speaker.seq += 1
    speaker.desk(HandoffAccepted, reason=_REASON, waited_ms=waited)
    _helped(diary, speaker, topic, waited)


def called_back(speaker: Speaker, topic: str) -> None:
    """Nobody is there: somebody will call."""
    turn = talk("called_back").turns[0]
    speaker.shopper(turn)
    speaker.desk(CallbackRequested, reason=topic)
    speaker.bot(turn)


def _helped(diary: Diary, speaker: Speaker, topic: str, waited_ms: int) -> None:
    accepted = speaker.at_ms
    hello, matter, goodbye = staff(topic, diary.person.language, diary.rng)
    yes, thanks = talk("with_staff").turns
    speaker.agent(hello)
    speaker.shopper(yes)
    speaker.agent(matter)
    if diary.chance(0.75):
        speaker.shopper(thanks)
        speaker.agent(goodbye)
    speaker.at_ms += diary.rng.randrange(5_000, 30_000)
    speaker.seq += 1
    how = "returned" if diary.chance(0.15) else "completed"
    speaker.desk(HandoffEnded, how=how, waited_ms=waited_ms, held_ms=speaker.at_ms - accepted)


def _given_up(diary: Diary, speaker: Speaker, asked_ms: int) -> None:
    speaker.at_ms = asked_ms + _PATIENCE_MS - diary.rng.randrange(60_000)
    turn = talk("given_up").turns[0]
    speaker.shopper(turn)
    speaker.desk(HandoffEnded, how="called_off", waited_ms=speaker.at_ms - asked_ms, held_ms=0)
    speaker.bot(turn)


def _wait_ms(diary: Diary, at_ms: int) -> int:
    seconds = _RUSH_S if is_rush(day_at(at_ms)) else _TROUBLE_S if diary.holds("carrier", at_ms) else _QUIET_S
    return round(1000 * max(4.0, seconds * diary.rng.lognormvariate(0, 0.55)))
