"""What a shop's schema file says of advising: needs, questions and what goes with a product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.selection.schema.yaml_reading import Reader
from bot.shop.ports import Accessory, Asking, Need, Preference

NEED_KEYS = ("id", "label", "phrases", "prefer", "require")
QUESTION_KEYS = ("ask", "priority", "text")
CROSS_SELL_KEYS = ("category", "same")
BOUNDS = ("le", "ge")
PREFERENCE_OPS = (*BOUNDS, "eq", "in")
_ONE_TEST = "le, ge or both with numbers, or one of eq and in"


@dataclass(frozen=True, slots=True)
class AdviceReader:
    """Reads advice with `reader`. All raise `InvalidSchema`."""

    reader: Reader

    def needs(self, entry: object) -> tuple[Need, ...]:
        """The needs, whose ids must differ."""
        found = [self._need(key, item) for key, item in self.reader.items("needs", entry, "needs")]
        self._differ("needs", [need.key for need in found], "an id once")
        return tuple(found)

    def questions(self, entry: object) -> tuple[Asking, ...]:
        """What is said of questions, each about something else."""
        found = [self._question(key, item) for key, item in self.reader.items("questions", entry, "questions")]
        self._differ("questions", [asking.about for asking in found], "one question about each")
        return tuple(found)

    def accessories(self, entry: object) -> tuple[Accessory, ...]:
        """What goes with products of the category."""
        return tuple(self._accessory(key, item) for key, item in self.reader.items("cross_sell", entry, "categories"))

    def _need(self, key: str, item: object) -> Need:
        given = self.reader.mapping(key, item, NEED_KEYS)
        name = self.reader.text(f"{key}.id", self.reader.needed(key, given, "id"))
        return Need(
            key=name,
            labels=self.reader.labels(f"{key}.label", given.get("label", {})) or {"nl": name, "en": name},
            phrases=self.reader.phrases(f"{key}.phrases", given.get("phrases", {})),
            prefer=tuple(self._preferences(f"{key}.prefer", given.get("prefer", []), (*PREFERENCE_OPS, "weight"))),
            require=tuple(self._preferences(f"{key}.require", given.get("require", []), PREFERENCE_OPS)),
        )

    def _preferences(self, key: str, entry: object, allowed: tuple[str, ...]) -> Iterator[Preference]:
        for place, item in self.reader.items(key, entry, "attributes, each with what is asked of it"):
            for attribute, said in self.reader.mapping(place, item).items():
                yield from self._tests(f"{place}.{attribute}", attribute, said, allowed)

    def _tests(self, key: str, attribute: str, entry: object, allowed: tuple[str, ...]) -> Iterator[Preference]:
        given = self.reader.mapping(key, entry, allowed)
        weight = self.reader.number(f"{key}.weight", given.pop("weight", 1.0), "a number above 0", lambda w: w > 0)
        if not given or (len(given) > 1 and set(given) != set(BOUNDS)):
            raise self.reader.wrong(key, entry, _ONE_TEST)
        for op, value in given.items():
            yield self._preference(f"{key}.{op}", attribute, op, value, weight)

    def _preference(self, key: str, attribute: str, op: str, value: Any, weight: float) -> Preference:
        if op in BOUNDS:
            return Preference(attribute, op, self.reader.number(key, value), weight)
        if op == "in":
            return Preference(attribute, op, self.reader.strings(key, value, "a list of values"), weight)
        if isinstance(value, bool):
            return Preference(attribute, op, value, weight)
        if isinstance(value, str):
            return Preference(attribute, "in", (value,), weight)
        return Preference(attribute, op, self.reader.number(key, value, "true, false, a number or a value"), weight)

    def _question(self, key: str, item: object) -> Asking:
        given = self.reader.mapping(key, item, QUESTION_KEYS)
        about = self.reader.text(f"{key}.ask", self.reader.needed(key, given, "ask"), "need, or an attribute")
        priority = given.get("priority", 1.0)
        return Asking(
            about=about,
            priority=self.reader.number(f"{key}.priority", priority, "a number, 0 for never", lambda p: p >= 0),
            texts=self.reader.labels(f"{key}.text", given.get("text", {})),
        )

    def _accessory(self, key: str, item: object) -> Accessory:
        given = self.reader.mapping(key, item, CROSS_SELL_KEYS)
        return Accessory(
            category=self.reader.text(f"{key}.category", self.reader.needed(key, given, "category"), "a category"),
            same=self.reader.strings(f"{key}.same", given.get("same", []), "a list of attributes"),
        )

    def _differ(self, key: str, names: list[str], allowed: str) -> None:
        if twice := next((name for place, name in enumerate(names) if name in names[:place]), ""):
            raise self.reader.wrong(key, twice, allowed)
