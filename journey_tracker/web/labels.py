"""The words of the pages in one language, and how times, moods and durations are written in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from journey_tracker.journey import JourneyModel, Mood, local_time


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language."""

    language: str
    words: Mapping[str, Any]

    def __call__(self, name: str, /, **values: object) -> str:
        """The text called `name` with its `{values}` filled in."""
        return str(self.words[name]).format(**values)

    def of(self, group: str, key: str) -> str:
        """The word for `key` in a group such as `outcomes`; the key itself when there is none."""
        return str(self.words[group].get(key, key))

    def phase(self, model: JourneyModel, key: str | None) -> str:
        """Name of a phase; a phase of an older model is shown by its key."""
        known = {phase.key: phase.labels[self.language] for phase in model.phases}
        return self("no_phase") if key is None else known.get(key, key)

    def time(self, ms: int, form: str = "time") -> str:
        """Dutch time in the given form: `time` or `clock`."""
        return local_time(ms).strftime(self(form))

    def sentiment(self, value: float | None) -> str:
        """A sentiment of -1..1 with its sign."""
        if value is None:
            return self("no_mood")
        return f"{round(value, 2) + 0.0:+.2f}".replace("-", "−").replace(".", self("decimal"))

    def machine_time(self, ms: int) -> str:
        """Dutch time for programs, with its offset from UTC."""
        return local_time(ms).isoformat(timespec="seconds")

    def mood(self, value: float) -> str:
        """The key of a sentiment in a word."""
        return Mood.of(value).value

    def duration(self, ms: int) -> str:
        """A duration in the two units that matter."""
        minutes, seconds = divmod(ms // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        form = "hours" if hours else "minutes" if minutes else "seconds"
        return self(form, h=hours, m=minutes, s=seconds)


@cache
def labels(language: str) -> Labels:
    """The words of a language of `journey.LANGUAGES`."""
    file = Path(__file__).with_name(f"labels.{language}.json")
    return Labels(language, json.loads(file.read_text(encoding="utf-8")))
