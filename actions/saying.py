"""How a message is put: never in the words of the message before, whatever it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.reply import Say

AGAIN = "_again"
"""Ends the name of a response that says the same in other words, for when it comes twice in a row."""
ONCE_MORE = "utter_once_more"
"""Puts what was said before and has no other words."""

Responses = Mapping[str, Sequence[Mapping[str, Any]]]
"""The responses of the domain by name, each with its variation for every language."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words there are for responses, and those of the last answer."""

    responses: Responses
    language: str
    answered: Collection[str] = frozenset()
    """Names of the responses in the last answer."""
    said: Collection[str] = field(default_factory=tuple)
    """Their texts."""

    def of(self, say: Say) -> Say:
        """The same message in words that the last answer did not have."""
        if say.response in self.answered and say.response + AGAIN in self.responses:
            say = replace(say, response=say.response + AGAIN)
        if (text := self.text(say)) not in self.said:
            return say
        buttons = self._variation(say.response).get("buttons") or ()
        chips = tuple({"title": b["title"], "payload": b["payload"]} for b in buttons)
        return replace(
            say,
            response=ONCE_MORE,
            fields={**say.fields, "said": text},
            chips=(*chips, *say.chips),
            instead_of=say.response,
        )

    def text(self, say: Say) -> str:
        """What a message says, as the interpolation of Rasa writes it."""
        text = str(self._variation(say.response).get("text") or "")
        for name, value in say.fields.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def _variation(self, response: str) -> Mapping[str, Any]:
        variations = self.responses.get(response) or ()
        own = [v for v in variations if v.get("condition")]
        common = [v for v in variations if not v.get("condition")]
        fitting = [v for v in own if all(c.get("value") == self.language for c in v["condition"])]
        return next(iter((*fitting, *common)), {})
