"""What each key of a model file means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from journey_tracker.events import CHAT, INSTRUMENTS, KNOWN
from journey_tracker.journey import LANGUAGES, JourneyModel, Outcome, Phase
from journey_tracker.journey.model import MIX, NOTHING, ROLES, page_rule
from journey_tracker.model_file import shelf
from journey_tracker.model_file.parts import Part, compose

ASIDE = ("inherit", "outcomes", "done_when", "opens", "lapse_days", "within_days", "repeat_days", "channels")
"""What a file may say beside its phases."""
OF_A_PHASE = ("optional", "transversal", "surveys", "mix", "maps_to", "intents", "events", "pages")
EVENTS = {name.removeprefix("koopwijzer.").rpartition(".")[0]: name for name in KNOWN}
"""Name of each event by the short one."""
RESPONSE = "utter_"
"""What the name of an answer begins with."""
RESERVED = ("start", "end", "none", "order", "next")
"""What the counts and reports call what is no phase."""
Rule = TypeVar("Rule")
Named = tuple[Part, str]


def parse(text: str, *, file: str, own: bool = False) -> JourneyModel:
    """Read a model from YAML text; `file` is only named in errors.

    When it is somebody's `own` it must not be called like one that comes with the tracker. Raises `ModelInvalid`.
    """
    parts = compose(text, file).fields(required=("model", "version", "phases"), optional=ASIDE)
    if own and parts["model"].text() in shelf.names():
        raise parts["model"].refused("a name of its own, since the tracker has a model of this name")
    phases, rules = _phases(parts["phases"])
    if "inherit" in parts:
        _assign(dict(rules), [(item, _event_or_intent(item)) for item in parts["inherit"].items()], "inherit")
    days = {key: parts[key].days() for key in ("lapse_days", "within_days", "repeat_days") if key in parts}
    return JourneyModel(
        name=parts["model"].text(),
        version=parts["version"].version(),
        phases=phases,
        phase_rules=rules,
        outcome_rules=_lists(parts["outcomes"], Outcome, _event_or_intent) if "outcomes" in parts else {},
        done_when=_done_when(parts["done_when"], rules) if "done_when" in parts else {},
        opens=frozenset(parts["opens"].choices([p.key for p in phases])) if "opens" in parts else NOTHING,
        channels=_lists(parts["channels"], ROLES, Part.text) if "channels" in parts else {},
        text=text,
        **days,
    )


def _phases(part: Part) -> tuple[tuple[Phase, ...], dict[str, str]]:
    """The phases in order, and the phase by rule."""
    phases: dict[str, Phase] = {}
    rules: dict[str, str] = {}
    for item in part.items():
        phase, names = _phase(item, phases)
        phases[phase.key] = phase
        _assign(rules, names, phase.key)
    if all(phase.transversal for phase in phases.values()):
        raise part.refused("at least one phase that is not transversal")
    return tuple(phases.values()), rules


def _phase(part: Part, earlier: Mapping[str, Phase]) -> tuple[Phase, list[Named]]:
    """A phase, and the names of what belongs to it."""
    parts = part.fields(required=("key", "labels"), optional=OF_A_PHASE)
    if parts["key"].word() in earlier:
        raise parts["key"].refused("a key once")
    if parts["key"].text() in RESERVED:
        raise parts["key"].refused(f"any other word than {', '.join(RESERVED)}, which the counts use")
    phase = Phase(
        key=parts["key"].text(),
        labels={k: v.text() for k, v in parts["labels"].fields(required=LANGUAGES).items()},
        order=len(earlier) + 1,
        optional="optional" in parts and parts["optional"].flag(),
        transversal="transversal" in parts and parts["transversal"].flag(),
        surveys=parts["surveys"].choices(tuple(INSTRUMENTS)) if "surveys" in parts else (),
        mix=parts["mix"].choices(MIX) if "mix" in parts else (),
        maps_to=_maps_to(parts["maps_to"]) if "maps_to" in parts else {},
    )
    return phase, _belongs(parts)


def _belongs(parts: Mapping[str, Part]) -> list[Named]:
    kinds: dict[str, Callable[[Part], str]] = {
        "intents": Part.text,
        "events": _event,
        "pages": lambda item: page_rule(item.text()),
    }
    return [(item, name(item)) for key, name in kinds.items() if key in parts for item in parts[key].items()]


def _maps_to(part: Part) -> dict[str, tuple[str, ...]]:
    """Phases by name of another model; those of a model that comes along are looked up."""
    return {name.text(): _phases_of(name.text(), phases) for name, phases in part.pairs()}


def _phases_of(model: str, phases: Part) -> tuple[str, ...]:
    if model in shelf.names():
        return phases.choices(shelf.phase_keys(model))
    return tuple(item.text() for item in phases.items())


def _assign(rules: dict[str, Rule], names: Sequence[Named], to: Rule) -> None:
    for part, name in names:
        if name in rules:
            raise part.refused(f"a name once; it stands at {rules[name]} already")
        rules[name] = to


def _lists(part: Part, allowed: Iterable[Rule], name: Callable[[Part], str]) -> dict[str, Rule]:
    """Of a mapping from some of `allowed` to lists: which it is, by each name in the lists."""
    rules: dict[str, Rule] = {}
    by_text = {str(one): one for one in allowed}
    for key, names in part.fields(required=(), optional=tuple(by_text)).items():
        _assign(rules, [(item, name(item)) for item in names.items()], by_text[key])
    return rules


def _done_when(part: Part, rules: Mapping[str, str]) -> dict[str, frozenset[str]]:
    done: dict[str, frozenset[str]] = {}
    for intent, names in part.pairs():
        if intent.text() not in rules:
            raise intent.refused("an intent that stands in a phase")
        done[intent.text()] = frozenset(_doing(item) for item in names.items())
    return done


def _doing(item: Part) -> str:
    """An event of the chat, or an answer."""
    name = EVENTS.get(item.text(), item.text())
    if name not in CHAT and (not name.startswith(RESPONSE) or "*" in name[:-1]):
        short = [key for key, full in EVENTS.items() if full in CHAT]
        raise item.refused(f"{' or '.join(short)}, or an answer ({RESPONSE}…, * only at the end)")
    return name


def _event(item: Part) -> str:
    """Full name of an event that is given in full or by its short name."""
    name = EVENTS.get(item.text(), item.text())
    if name not in KNOWN:
        raise item.refused(f"{' or '.join(EVENTS)} (with koopwijzer. before and .v1 behind it, or without)")
    return name


def _event_or_intent(item: Part) -> str:
    """An event by its full name, or an intent, of which there may be any."""
    return _event(item) if item.text() in EVENTS or item.text().startswith("koopwijzer.") else item.text()
