"""What a turn of a played dialogue should be: each expectation by name, with what it may hold and when it is missed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.judging.expected_products import (
    REFERENCE,
    SHOWN,
    Turns,
    is_reference,
    is_shown,
    missed_products,
    missed_references,
)

BOUNDS = '{"least": number, "most": number}, one may be left out'


@dataclass(frozen=True, slots=True)
class Scene:
    """A turn with those before it, as `./run play` writes them, and how misunderstandings are worded."""

    turns: Turns
    misunderstandings: Sequence[re.Pattern[str]] = ()

    @property
    def turn(self) -> Mapping[str, Any]:
        """The turn that is judged."""
        return self.turns[-1]

    @property
    def text(self) -> str:
        """What the shopper read, with the state of an order; not the cards and the table."""
        orders = (reply.get("order") or {} for reply in self.turn["replies"])
        of_orders = (str(order.get(name) or "") for order in orders for name in ("status_label", "expected"))
        return "\n".join(filter(None, (*(str(reply.get("text") or "") for reply in self.turn["replies"]), *of_orders)))

    @property
    def chips(self) -> list[str]:
        """What could be pressed."""
        return [str(chip["label"]) for reply in self.turn["replies"] for chip in reply.get("chips") or ()]

    @property
    def asked(self) -> list[str]:
        """What the open questions are about."""
        return [str(reply["question"]["about"]) for reply in self.turn["replies"] if reply.get("question")]


@dataclass(frozen=True, slots=True)
class Expectation:
    """One kind of expectation."""

    allowed: str
    """What may stand behind it, to be read in an error."""
    valid: Callable[[Any], bool]
    missed: Callable[[Any, Scene], str]
    """What was found instead; empty when it is met."""


def listed(value: Any) -> list[Any]:
    """A list as it is, anything else as the only one of a list."""
    return value if isinstance(value, list) else [value]


def _are_texts(value: Any) -> bool:
    return bool(listed(value)) and all(isinstance(one, str) for one in listed(value))


def _are_patterns(value: Any) -> bool:
    return _are_texts(value) and all(map(_is_pattern, listed(value)))


def _is_pattern(value: str) -> bool:
    try:
        re.compile(value)
    except re.error:
        return False
    # An empty one is found in everything.
    return bool(value)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_true(value: Any) -> bool:
    return value is True


def _are_bounds(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and value.keys() <= {"least", "most"} and _whole(value.values())


def _whole(values: Any) -> bool:
    return all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in values)


def _one_of(name: str) -> Expectation:
    def missed(wanted: Any, scene: Scene) -> str:
        found = str(scene.turn[name])
        return "" if found in listed(wanted) else found or "nothing"

    return Expectation("a name or a list of names, one of which it is", _are_texts, missed)


def _found(patterns: Any, texts: Sequence[str]) -> str:
    every = (match for p in listed(patterns) for text in texts if (match := re.search(p, text, re.I | re.M)))
    return next((match.group() for match in every), "")


def _speaks(wanted: Any, scene: Scene) -> str:
    spoken = {str(reply["language"]) for reply in scene.turn["replies"] if reply.get("language")}
    return "" if spoken == set(listed(wanted)) else ", ".join(sorted(spoken)) or "nothing was said"


def _says(wanted: Any, scene: Scene) -> str:
    return "" if _found(wanted, [scene.text]) else scene.text or "nothing was said"


def _says_not(wanted: Any, scene: Scene) -> str:
    found = _found(wanted, [scene.text])
    return f"{found!r} in: {scene.text}" if found else ""


def _offers(wanted: Any, scene: Scene) -> str:
    return "" if _found(wanted, [scene.text, *scene.chips]) else f"{scene.text} {scene.chips}"


def _asks(wanted: Any, scene: Scene) -> str:
    met = bool(scene.asked) is wanted if isinstance(wanted, bool) else not set(scene.asked).isdisjoint(listed(wanted))
    return "" if met else f"asks about {', '.join(scene.asked) or 'nothing'}"


def _constraints(wanted: Any, scene: Scene) -> str:
    held = scene.turn["constraints"]
    lacking = [one for one in wanted.get("has", ()) if not any(_fits(one, wish) for wish in held)]
    left = [one for one in wanted.get("lacks", ()) if any(_fits(one, wish) for wish in held)]
    return f"holds {[(c['attribute'], c['op'], c['value']) for c in held]}" if lacking or left else ""


def _fits(wanted: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    named = all(held[key] in listed(wanted[key]) for key in ("attribute", "op") if key in wanted)
    return named and ("value" not in wanted or wanted["value"] in listed(held["value"]))


def _are_constraints(value: Any) -> bool:
    if not isinstance(value, dict) or not value or not value.keys() <= {"has", "lacks"}:
        return False
    every = [one for wishes in value.values() for one in listed(wishes)]
    keys = {"attribute", "op", "value"}
    return all(isinstance(one, dict) and "attribute" in one and one.keys() <= keys for one in every)


def _basket(wanted: Any, scene: Scene) -> str:
    held = len(scene.turn["basket"])
    return "" if wanted.get("least", 0) <= held <= wanted.get("most", held) else f"{held} products"


def _order_shown(wanted: Any, scene: Scene) -> str:
    shown = scene.turn["orders_touched"]
    met = bool(shown) is wanted if isinstance(wanted, bool) else wanted in shown
    return "" if met else f"{', '.join(shown) or 'none'}: {scene.text}"


def _different(_: Any, scene: Scene) -> str:
    if len(scene.turns) == 1:
        return ""
    again = _lines(scene.turn) & _lines(scene.turns[-2])
    return f"said again: {' / '.join(sorted(again))}" if again else ""


def _lines(turn: Mapping[str, Any]) -> set[str]:
    """The lines of what was said; the open question may be asked again when something came between."""
    questions = {str(reply["question"]["label"]) for reply in turn["replies"] if reply.get("question")}
    texts = (str(reply.get("text") or "") for reply in turn["replies"] if reply["role"] == "bot")
    return {line.strip() for text in texts for line in text.splitlines() if line.strip()} - questions


def _answered(_: Any, scene: Scene) -> str:
    understood = scene.text and not any(pattern.search(scene.text) for pattern in scene.misunderstandings)
    return "" if understood else scene.text or "nothing was said"


_WORDS = "a pattern (regular expression, without case) or a list of patterns, one of which is enough"

EXPECTATIONS: Mapping[str, Expectation] = {
    **{name: _one_of(name) for name in ("intent", "phase", "language", "sentiment", "handoff")},
    "speaks": Expectation("nl or en", lambda value: value in ("nl", "en"), _speaks),
    "says": Expectation(_WORDS, _are_patterns, _says),
    "says_not": Expectation(_WORDS, _are_patterns, _says_not),
    "offers": Expectation(_WORDS, _are_patterns, _offers),
    "asks": Expectation(
        "true, false or a list of attributes", lambda value: _is_flag(value) or _are_texts(value), _asks
    ),
    "shown": Expectation(SHOWN, is_shown, lambda wanted, scene: missed_products(wanted, scene.turns)),
    "about": Expectation(
        f"{REFERENCE}, or a list of them",
        lambda value: bool(listed(value)) and all(map(is_reference, listed(value))),
        lambda wanted, scene: missed_references(listed(wanted), scene.turns, scene.text),
    ),
    "constraints": Expectation(
        '{"has": [{"attribute", "op", "value"}], "lacks": [the same]}, op and value may be left out',
        _are_constraints,
        _constraints,
    ),
    "basket": Expectation(BOUNDS, _are_bounds, _basket),
    "order_shown": Expectation(
        "true, false or a number of an order", lambda value: isinstance(value, bool | str), _order_shown
    ),
    "different": Expectation("true", _is_true, _different),
    "answered": Expectation("true", _is_true, _answered),
}
"""By name; docs/judging.md says in words what each promises."""
