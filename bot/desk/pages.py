"""The pages as HTML, in Dutch and English: templates and texts of `bot/web/desk`, read once at the start."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

LANGUAGES = ("nl", "en")

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


class Pages:
    """Renders a template in a language; everything that is filled in is escaped."""

    def __init__(self, folder: Path, *, common: Mapping[str, Any]) -> None:
        """Read `folder`; `common` is known to every template."""
        self._environment = Environment(
            loader=FileSystemLoader(folder / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_together,
        )
        self._environment.globals.update(common)
        self._texts = {name: read_texts(folder, name) for name in LANGUAGES}

    def render(self, template: str, language: str, **values: Any) -> str:
        """The HTML of `template`, with the texts of `language` as `t`."""
        return self._environment.get_template(template).render(
            t=self._texts[language], language=language, languages=LANGUAGES, **values
        )

    def text(self, language: str, *keys: str) -> str:
        """The text found by `keys`, one level each."""
        found: Any = self._texts[language]
        for key in keys:
            found = found[key]
        return str(found)

    def reason(self, language: str, intent: str) -> str:
        """What a shopper wanted, in words; the intent's own name when there are none for it."""
        return str(self._texts[language]["reason"].get(intent, intent))

    def age(self, language: str, passed_ms: int) -> str:
        """How long ago something was, in one unit: `5 minuten geleden`."""
        unit, number = _largest_unit(max(passed_ms, 0) // 1000)
        return self.text(language, "age", unit).format(n=number)


def _together(value: Any) -> Any:
    """An amount stays on one line with its sign."""
    return value.replace("€ ", "€\N{NO-BREAK SPACE}") if isinstance(value, str) else value


def duration(passed_ms: int) -> str:
    """How long something took, as a clock shows it: `0:05`, `12:40`, `1:02:03`."""
    minutes, seconds = divmod(max(passed_ms, 0) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def read_texts(folder: Path, language: str) -> Mapping[str, Any]:
    """The texts of a language, nested by page."""
    texts: Mapping[str, Any] = json.loads((folder / f"strings.{language}.json").read_text(encoding="utf-8"))
    return texts


def _largest_unit(seconds: int) -> tuple[str, int]:
    for unit, size in (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE)):
        if number := seconds // size:
            return (unit if number == 1 else f"{unit}s"), number
    return "now", 0
