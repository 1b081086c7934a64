"""A journey model: its phases, and the rules by which a contact falls into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from journey_tracker.events import (
    BotMessage,
    Event,
    OrderPlaced,
    PageViewed,
    ShopperMessage,
    SurveyAnswered,
    SurveyAsked,
)

LANGUAGES = ("nl", "en")
"""Of the names of phases, and of the pages."""
ROLES = ("communication", "acquisition", "retention")
"""What a channel is for."""
MIX = ("product", "price", "place", "promotion", "people", "process", "evidence")
"""The marketing mix that a phase speaks to."""
NOTHING: frozenset[str] = frozenset()


class Outcome(StrEnum):
    """What came of a stay in a phase: whether the shopper got done what they came for."""

    PROGRESS = "progress"
    RESOLVED = "resolved"
    ABANDONED = "abandoned"
    ERROR = "error"
    HANDOFF = "handoff"


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a journey model."""

    key: str
    labels: Mapping[str, str]
    """Name by language of `LANGUAGES`."""
    order: int
    """Place in the model, from 1."""
    optional: bool = False
    """A journey is whole without it."""
    transversal: bool = False
    """Happens during all other phases, so it is neither before nor after any of them."""
    surveys: tuple[str, ...] = ()
    """Instruments by which it is measured, such as ``nps``."""
    mix: tuple[str, ...] = ()
    """What of the marketing mix it speaks to; of `MIX`."""
    maps_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By name of another model the phases of that one that it shares contacts with, the nearest first."""


@dataclass(frozen=True, slots=True)
class JourneyModel:
    """Phases and the rules by which a contact falls into one; read from a file by `model_file`."""

    name: str
    version: int
    phases: tuple[Phase, ...]
    phase_rules: Mapping[str, str]
    """Phase by name of an intent, of an event, or of a kind of page (`page_rule`)."""
    outcome_rules: Mapping[str, Outcome] = field(default_factory=dict)
    """Outcome by name of an intent or of an event; everything else is progress."""
    done_when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By intent the events and responses after which what was asked is done; ``utter_fact*`` is all that begin so."""
    opens: frozenset[str] = NOTHING
    """Keys of the phases that begin a new cycle once the current one has its order."""
    lapse_days: int = 90
    """So many idle days end a cycle."""
    within_days: int = 30
    """Within so many days a cycle is expected to go on to a later phase."""
    repeat_days: int = 7
    """Whoever comes back with the same errand within so many days was not helped."""
    channels: Mapping[str, str] = field(default_factory=dict)
    """Role by channel or medium; of `ROLES`. What is not named is for communication."""
    text: str = field(default="", compare=False, repr=False)
    """The YAML it was read from, word for word; empty when it was not read."""
    ordered: tuple[Phase, ...] = field(init=False, compare=False, repr=False)
    """The phases that come one after another, in order."""
    after_purchase: frozenset[str] = field(init=False, compare=False, repr=False)
    """Keys of the ordered phases behind the one in which an order is placed."""
    _by_key: Mapping[str, Phase] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Look up once what every contact asks for."""
        object.__setattr__(self, "ordered", tuple(p for p in self.phases if not p.transversal))
        object.__setattr__(self, "_by_key", {p.key: p for p in self.phases})
        bought = self.phase_rules.get(OrderPlaced.name)
        behind = [p.key for p in self.ordered if bought and self.is_forward(bought, p.key)]
        object.__setattr__(self, "after_purchase", frozenset(behind))

    def phase(self, key: str) -> Phase:
        """The phase called `key`; raises KeyError when the model has none."""
        return self._by_key[key]

    def phase_of(self, event: Event) -> str | None:
        """Key of the phase an event names, or None when it inherits the phase the contact is in."""
        match event:
            case SurveyAsked() | SurveyAnswered():
                return self.phase_called(event.phase) or self._surveyed(event.instrument) or self._ruled(event)
            case PageViewed():
                return self.phase_rules.get(page_rule(event.page)) or self._ruled(event)
        return self._ruled(event)

    def phase_called(self, key: str) -> str | None:
        """The phase of this model that is called so, in its own words or nearest in those of another model."""
        if key in self._by_key:
            return key
        mapped = [(names, p) for p in self.phases for names in p.maps_to.values() if key in names]
        near = [(names.index(key), p.order, p.key) for names, p in mapped]
        return min(near)[2] if near else None

    def outcome_of(self, event: Event) -> Outcome:
        """What the event says of the shopper's errand."""
        return self.outcome_rules.get(_rule(event), Outcome.PROGRESS)

    def outcome_after(self, earlier: Outcome, event: Event) -> Outcome:
        """What is known of the errand after what the shopper said: what is done stays so until they ask or deny."""
        is_aside = self.phase_of(event) is None and _rule(event) not in self.outcome_rules
        return earlier if is_aside and earlier is Outcome.RESOLVED else self.outcome_of(event)

    def is_done(self, errand: str, event: Event) -> bool:
        """Whether `errand` (an intent) is done with this event or answer."""
        done = self.done_when.get(errand, NOTHING)
        if event.name in done or not isinstance(event, BotMessage):
            return event.name in done
        said = event.response
        return said in done or any(said.startswith(name[:-1]) for name in done if name.endswith("*"))

    def is_forward(self, earlier: str, later: str) -> bool:
        """Whether `later` comes after `earlier` in the ordered part of the model."""
        a, b = self.phase(earlier), self.phase(later)
        return not a.transversal and not b.transversal and a.order < b.order

    def role_of(self, channel: str) -> str:
        """What a channel or medium is for; of `ROLES`."""
        return self.channels.get(channel, ROLES[0])

    def _surveyed(self, instrument: str) -> str | None:
        """The phase that is measured by this instrument, when there is just one."""
        phases = [p.key for p in self.phases if instrument in p.surveys]
        return phases[0] if len(phases) == 1 else None

    def _ruled(self, event: Event) -> str | None:
        return self.phase_rules.get(_rule(event))


def page_rule(page: str) -> str:
    """Name of the rule for a kind of page."""
    return f"page:{page}"


def _rule(event: Event) -> str:
    return event.intent if isinstance(event, ShopperMessage) else event.name
