"""A cycle while it is being walked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from journey_tracker.journey.cycle import LAPSED, LONGEST_PATH, NEW, NEXT, REPEAT, Cycle, CyclePhase
from journey_tracker.journey.model import JourneyModel, Phase
from journey_tracker.journey.touchpoint import PhaseStay, Touchpoint


@dataclass(slots=True)
class Visit:
    """A phase within a cycle while it is being walked."""

    first_ms: int
    last_ms: int
    stays: int = 0
    onward_ms: int | None = None


@dataclass(slots=True)
class Trail:
    """Takes the stays of one cycle in the order of time."""

    person: str
    number: int
    repeat: bool
    started_ms: int
    channel: str
    last_ms: int = field(init=False)
    is_walked: bool = False
    """Whether anybody did anything in it; else the shop only wrote or asked."""
    orders: list[str] = field(default_factory=list)
    ordered_ms: int | None = None
    visit_ms: int = 0
    """The last moment of the visit in which the order was placed."""
    value_cents: int = 0
    medium: str = ""
    campaign: str = ""
    language: str = ""
    category: str = ""
    furthest: Phase | None = None
    """The ordered phase with the highest place."""
    within: str | None = None
    """The ordered phase it is in."""
    last_phase: str | None = None
    order_no: int | None = None
    cohort: int | None = None
    path: list[str] = field(default_factory=list)
    last_errand: str = ""
    last_kind: str = ""
    lost_for: str = ""
    contacts: set[str] = field(default_factory=set)
    handoffs: int = 0
    cost_cents: int = 0
    end: str = ""
    ended_ms: int | None = None
    visits: dict[str, Visit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What begins a cycle is something, even where it is no step."""
        self.last_ms = self.started_ms

    @property
    def position(self) -> str:
        """Position of the customer."""
        return REPEAT if self.repeat else NEW

    def meet(self, touchpoint: Touchpoint) -> None:
        """Count a contact once, and keep what it tells of the cycle."""
        self.medium = self.medium or touchpoint.medium
        self.campaign = self.campaign or touchpoint.campaign
        self.language = self.language or touchpoint.language
        self.category = touchpoint.category or self.category
        self.lost_for = touchpoint.choice.lost_for or self.lost_for
        self.last_kind = touchpoint.kind
        if touchpoint.id not in self.contacts:
            self.contacts.add(touchpoint.id)
            self.handoffs += touchpoint.handoff.times
            self.cost_cents += touchpoint.cost_cents

    def buy(self, touchpoint: Touchpoint) -> None:
        """Take an order: the first makes the purchase of the cycle, an exchange adds no value."""
        self.orders.append(touchpoint.order)
        self.visit_ms = touchpoint.first_ms
        if self.ordered_ms is None:
            self.ordered_ms = touchpoint.first_ms
            self.value_cents = touchpoint.offered.value_cents

    def enter(self, model: JourneyModel, stay: PhaseStay) -> None:
        """Stay in a phase: earlier ones went on to it when it lies further in the order."""
        self.is_walked = True
        self.last_ms = max(self.last_ms, stay.last_ms)
        self.last_errand = stay.errand or self.last_errand
        if stay.phase is None:
            return
        phase = model.phase(stay.phase)
        visit = self.visits.setdefault(phase.key, Visit(stay.first_ms, stay.last_ms))
        visit.last_ms = max(visit.last_ms, stay.last_ms)
        visit.stays += 1
        self.last_phase = phase.key
        if not phase.transversal:
            self.within = phase.key
            if self.path[-1:] != [phase.key]:
                self.path.append(phase.key)
            self._onward(model, phase, stay.first_ms)

    def _onward(self, model: JourneyModel, phase: Phase, at_ms: int) -> None:
        for key, visit in self.visits.items():
            if visit.onward_ms is None and model.is_forward(key, phase.key):
                visit.onward_ms = at_ms
        if self.furthest is None or phase.order > self.furthest.order:
            self.furthest = phase

    def close(self, at_ms: int) -> None:
        """A next cycle began at `at_ms`."""
        self.end, self.ended_ms = NEXT, at_ms

    def lapse(self, idle_ms: int) -> None:
        """Nothing came for `idle_ms`."""
        self.end, self.ended_ms = LAPSED, self.last_ms + idle_ms

    def returned(self, model: JourneyModel, at_ms: int) -> None:
        """The person began a next cycle: from the last phase one goes on to it, and from those that may be the last."""
        for phase in reversed(model.ordered):
            visit = self.visits.get(phase.key)
            if visit is not None and visit.onward_ms is None and at_ms >= visit.first_ms:
                visit.onward_ms = at_ms
            if not phase.optional:
                return

    def cycle(self) -> Cycle:
        """The cycle as it is now."""
        return Cycle(
            person=self.person,
            number=self.number,
            started_ms=self.started_ms,
            last_ms=self.last_ms,
            repeat=self.repeat,
            channel=self.channel,
            medium=self.medium,
            campaign=self.campaign,
            language=self.language,
            category=self.category,
            order=self.orders[0] if self.orders else "",
            ordered_ms=self.ordered_ms,
            value_cents=self.value_cents,
            order_no=self.order_no,
            cohort=self.cohort,
            path=told(self.path),
            last_errand=self.last_errand or self.last_kind,
            lost_for=self.lost_for,
            depth=self.furthest.order if self.furthest else 0,
            last_phase=self.last_phase,
            touchpoints=len(self.contacts),
            handoffs=self.handoffs,
            cost_cents=self.cost_cents,
            end=self.end,
            # What is about its order may come after the next one began.
            ended_ms=None if self.ended_ms is None else max(self.ended_ms, self.last_ms),
            phases=tuple(CyclePhase(p, v.first_ms, v.last_ms, v.stays, v.onward_ms) for p, v in self.visits.items()),
        )


def told(path: Sequence[str]) -> str:
    """A path in one text, cut off when it is long."""
    return ">".join(path if len(path) <= LONGEST_PATH else (*path[:LONGEST_PATH], "…"))
