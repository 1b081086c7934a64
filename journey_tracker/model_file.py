"""Reads a journey model from YAML, and says by line what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from journey_tracker.events import KNOWN
from journey_tracker.journey import LANGUAGES, JourneyModel, Outcome, Phase

BUILT_IN = Path(__file__).parent / "models"
LONGEST_NAME = 64
Rule = TypeVar("Rule")


class ModelInvalid(Exception):
    """A journey model file says something that is not allowed."""

    def __init__(self, *, file: str, line: int, key: str, value: str, allowed: str) -> None:
        """Say where (line from 1), what was given and what is allowed instead."""
        super().__init__(f"{file}, line {line}: {key} is {value}; allowed: {allowed}. Change it and start again.")
        self.line, self.key = line, key


def built_in(name: str = "bonsing_mann") -> JourneyModel:
    """The model called `name` that comes with the tracker; raises `ModelInvalid` or OSError."""
    return load(BUILT_IN / f"{name}.yml")


def load(path: Path) -> JourneyModel:
    """Read a model file; raises `ModelInvalid` or OSError."""
    return parse(path.read_text(encoding="utf-8"), file=str(path))


def parse(text: str, *, file: str) -> JourneyModel:
    """Read a model from YAML text; `file` is only named in errors. Raises `ModelInvalid`."""
    root = _Part(file, "the file", _compose(text, file))
    parts = root.fields(required=("model", "version", "phases"), optional=("inherit", "outcomes"))
    phases: dict[str, Phase] = {}
    phase_rules: dict[str, str] = {}
    for part in parts["phases"].items():
        phase, names = _phase(part, phases)
        phases[phase.key] = phase
        _assign(phase_rules, names, phase.key)
    if "inherit" in parts:
        _assign(dict(phase_rules), parts["inherit"].items(), "inherit")
    return JourneyModel(
        name=parts["model"].text(),
        version=parts["version"].number(),
        phases=tuple(phases.values()),
        phase_rules=phase_rules,
        outcome_rules=_outcomes(parts["outcomes"]) if "outcomes" in parts else {},
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the file that knows where it stands."""

    file: str
    key: str
    node: yaml.Node

    def refused(self, allowed: str) -> ModelInvalid:
        given = repr(self.node.value) if isinstance(self.node, yaml.ScalarNode) else "a list or mapping"
        line = self.node.start_mark.line + 1
        return ModelInvalid(file=self.file, line=line, key=self.key, value=given, allowed=allowed)

    def fields(self, *, required: Collection[str], optional: Collection[str] = ()) -> dict[str, _Part]:
        allowed = (*required, *optional)
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refused(f"the keys {', '.join(allowed)}")
        found: dict[str, _Part] = {}
        for name, node in self.node.value:
            if name.value not in allowed or name.value in found:
                raise _Part(self.file, f"a key of {self.key}", name).refused(f"once each: {', '.join(allowed)}")
            found[name.value] = _Part(self.file, name.value, node)
        if missing := [r for r in required if r not in found]:
            raise self.refused(f"with {' and '.join(missing)}")
        return found

    def items(self) -> list[_Part]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refused("a list")
        return [_Part(self.file, f"{self.key}[{n}]", node) for n, node in enumerate(self.node.value)]

    def text(self) -> str:
        text = self._scalar("str", "text")
        if len(text) > LONGEST_NAME:
            raise self.refused(f"at most {LONGEST_NAME} characters")
        return text

    def number(self) -> int:
        return int(self._scalar("int", "a whole number"))

    def flag(self) -> bool:
        return self._scalar("bool", "true or false").lower() in ("true", "yes", "on")

    def one_of(self, allowed: Collection[str]) -> str:
        if self.text() not in allowed:
            raise self.refused(" or ".join(allowed))
        return self.text()

    def _scalar(self, sort: str, allowed: str) -> str:
        if self.node.tag != f"tag:yaml.org,2002:{sort}" or not self.node.value.strip():
            raise self.refused(allowed)
        return str(self.node.value)


def _compose(text: str, file: str) -> yaml.Node:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ModelInvalid(file=file, line=line, key="the file", value=str(error.problem), allowed="YAML") from error
    if node is None:
        raise ModelInvalid(file=file, line=1, key="the file", value="empty", allowed="model, version, phases")
    return node


def _phase(part: _Part, earlier: Mapping[str, Phase]) -> tuple[Phase, list[_Part]]:
    """A phase, and the names of the intents and events that belong to it."""
    parts = part.fields(required=("key", "labels"), optional=("optional", "transversal", "intents", "events"))
    if parts["key"].text() in earlier:
        raise parts["key"].refused("a key once")
    events = parts["events"].items() if "events" in parts else []
    for event in events:
        event.one_of(KNOWN)
    phase = Phase(
        key=parts["key"].text(),
        labels={k: v.text() for k, v in parts["labels"].fields(required=LANGUAGES).items()},
        order=len(earlier) + 1,
        optional="optional" in parts and parts["optional"].flag(),
        transversal="transversal" in parts and parts["transversal"].flag(),
    )
    return phase, events + (parts["intents"].items() if "intents" in parts else [])


def _assign(rules: dict[str, Rule], names: Sequence[_Part], to: Rule) -> None:
    for name in names:
        if name.text() in rules:
            raise name.refused(f"a name once; it stands at {rules[name.text()]} already")
        rules[name.text()] = to


def _outcomes(part: _Part) -> dict[str, Outcome]:
    rules: dict[str, Outcome] = {}
    for outcome, names in part.fields(required=(), optional=tuple(Outcome)).items():
        _assign(rules, names.items(), Outcome(outcome))
    return rules
