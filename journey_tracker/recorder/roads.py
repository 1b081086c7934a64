"""How the touchpoints of a person become cycles: one fold over the stays, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journey_tracker.events import OrderPlaced, PageViewed
from journey_tracker.journey import SILENCE_MS
from journey_tracker.journey.calendar import DAY_MS, day_of
from journey_tracker.journey.cycle import Placing, Road
from journey_tracker.journey.model import JourneyModel, Outcome
from journey_tracker.journey.touchpoint import CHAT, PhaseStay, Touchpoint
from journey_tracker.recorder.contacts import OWN_ACTS, short_name
from journey_tracker.recorder.trail import Trail

_BOUGHT = short_name(OrderPlaced.name)
_PAGE = short_name(PageViewed.name)
_Step = tuple[Touchpoint, PhaseStay]
_Key = tuple[str, int]


def road(model: JourneyModel, person: str, touchpoints: Iterable[Touchpoint], *, until_ms: int = 0) -> Road:
    """The cycles of a person, and where each stay stands in them; the same in whatever order they are given.

    Whoever was idle for too long at `until_ms` (epoch ms) does not come back: the cycle ends without a next one.
    """
    contacts = sorted(touchpoints, key=_when)
    steps = sorted(((t, s) for t in contacts for s in t.stays), key=_moment)
    walk = _Walk(model, person)
    for touchpoint, stay in steps:
        walk.step(touchpoint, stay)
    walk.end(until_ms)
    undone = _came_back(model, steps)
    return Road(
        cycles=tuple(trail.cycle() for trail in walk.trails),
        placings={key: walk.placing(key, undone) for key in walk.placed},
        kinds_before=dict(zip((t.id for t in contacts), ("", *map(_kind, contacts)), strict=False)),
    )


class _Walk:
    """Leads each stay to its cycle."""

    def __init__(self, model: JourneyModel, person: str) -> None:
        self._model = model
        self._person = person
        self._lapse_ms = model.lapse_days * DAY_MS
        self._by_order: dict[str, Trail] = {}
        self.trails: list[Trail] = []
        self.placed: dict[_Key, tuple[Trail, str | None, str | None, PhaseStay]] = {}

    def step(self, touchpoint: Touchpoint, stay: PhaseStay) -> None:
        trail = self._cycle_of(touchpoint, stay)
        trail.meet(touchpoint)
        if touchpoint.kind == _BOUGHT:
            trail.buy(touchpoint)
            self._by_order[touchpoint.order or touchpoint.id] = trail
        before, during = trail.last_phase, trail.within
        if touchpoint.kind not in OWN_ACTS:
            trail.enter(self._model, stay)
        is_during = stay.phase is None or self._model.phase(stay.phase).transversal
        self.placed[touchpoint.id, stay.number] = (trail, before, during if is_during else None, stay)

    def end(self, until_ms: int) -> None:
        """Count the orders, once all are known, and end what nobody came back to."""
        if self.trails and self._has_lapsed(self.trails[-1], until_ms):
            self.trails[-1].lapse(self._lapse_ms)
        bought = sorted((t.ordered_ms, t.number, t) for t in self.trails if t.ordered_ms is not None)
        for order_no, (_, _, trail) in enumerate(bought, start=1):
            trail.order_no = order_no
        for trail in self.trails:
            trail.cohort = day_of(bought[0][0]) // 100 if bought else None

    def placing(self, key: _Key, undone: frozenset[_Key]) -> Placing:
        trail, before, during, stay = self.placed[key]
        helped = not (key in undone and stay.outcome is Outcome.RESOLVED)
        outcome = stay.outcome if helped else Outcome.PROGRESS
        is_undone = outcome is Outcome.PROGRESS and stay.errand in self._model.done_when
        return Placing(trail.number, trail.position, before, during, outcome, is_undone)

    def _cycle_of(self, touchpoint: Touchpoint, stay: PhaseStay) -> Trail:
        """The cycle of its order; else the current one, unless that is complete or has lapsed."""
        for order in (touchpoint.exchange_of, touchpoint.order, stay.about):
            if order in self._by_order:
                return self._by_order[order]
        if not self.trails:
            return self._begin(touchpoint, stay)
        current = self.trails[-1]
        if current.ordered_ms is not None:
            return self._begin(touchpoint, stay) if self._opens(touchpoint, stay, current) else current
        if stay.phase in self._model.after_purchase and self._bought():
            return self._bought()[-1]
        comes_back = touchpoint.kind not in OWN_ACTS and current.is_walked
        return self._begin(touchpoint, stay) if comes_back and self._has_lapsed(current, stay.first_ms) else current

    def _opens(self, touchpoint: Touchpoint, stay: PhaseStay, bought: Trail) -> bool:
        """Whether a next cycle begins: not by clicking on in the visit in which the order was placed."""
        if touchpoint.kind == _BOUGHT:
            return True
        if stay.phase not in self._model.opens:
            return False
        if touchpoint.kind == CHAT or stay.first_ms - bought.visit_ms >= SILENCE_MS:
            return True
        bought.visit_ms = stay.first_ms
        return False

    def _has_lapsed(self, trail: Trail, at_ms: int) -> bool:
        """Whether nothing came for too long before there was an order."""
        return trail.ordered_ms is None and at_ms - trail.last_ms > self._lapse_ms

    def _bought(self) -> list[Trail]:
        return [trail for trail in self.trails if trail.ordered_ms is not None]

    def _begin(self, touchpoint: Touchpoint, stay: PhaseStay) -> Trail:
        bought = self._bought()
        if self.trails and self.trails[-1].ordered_ms is None:
            self.trails[-1].lapse(self._lapse_ms)
        elif self.trails:
            self.trails[-1].close(stay.first_ms)
        for trail in bought[-1:]:
            trail.returned(self._model, stay.first_ms)
        fresh = Trail(self._person, len(self.trails) + 1, bool(bought), stay.first_ms, touchpoint.channel)
        self.trails.append(fresh)
        return fresh


def _kind(touchpoint: Touchpoint) -> str:
    """Its kind; of a page also which."""
    which = touchpoint.detail if touchpoint.kind == _PAGE else ""
    return f"{touchpoint.kind}:{which}" if which else touchpoint.kind


def _when(touchpoint: Touchpoint) -> tuple[int, int, str]:
    return touchpoint.first_ms, touchpoint.last.seq, touchpoint.id


def _moment(step: _Step) -> tuple[int, int, str, int]:
    touchpoint, stay = step
    return stay.first_ms, touchpoint.last.seq, touchpoint.id, stay.number


def _came_back(model: JourneyModel, steps: Sequence[_Step]) -> frozenset[_Key]:
    """The stays after which somebody came back with the same errand, in another contact, too soon."""
    later: dict[str, _Step] = {}
    back: set[_Key] = set()
    for touchpoint, stay in reversed(steps):
        if not stay.errand:
            continue
        again = later.get(stay.errand)
        if again and again[0].id != touchpoint.id and again[1].first_ms - stay.last_ms <= model.repeat_days * DAY_MS:
            back.add((touchpoint.id, stay.number))
        later[stay.errand] = (touchpoint, stay)
    return frozenset(back)
