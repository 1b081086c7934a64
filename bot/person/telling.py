"""What the command says, and what an export is made of: texts by key, in Dutch and English."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.conversation.ports import KEPT_DAYS
from bot.person.forgetting import Outcome
from bot.person.gathering import Gathered
from bot.person.ports import Found
from bot.settings import Settings
from journey_tracker.journey import local_time

STREAM_DAYS = 30
"""So long the log keeps its journey events."""
YES = ("j", "ja", "y", "yes")


@dataclass(frozen=True, slots=True)
class Telling:
    """Speaks a language, of a shop with these settings."""

    language: str
    settings: Settings

    def say(self, key: str, **words: object) -> str:
        """A sentence."""
        return str(_texts()["say"][key][self.language]).format(**words).rstrip(" ")

    def about(self, store: str) -> Mapping[str, str]:
        """Title of a store, what it holds, why, and how long."""
        told = _texts()["stores"][store]
        return {key: text[self.language].format(**self._days()) for key, text in told.items()}

    def plan(self, name: str, gathered: Gathered) -> Iterator[str]:
        """What is known, a line a store."""
        yield self.say("known", name=name)
        for store, found in gathered.found.items():
            yield self.say("store", title=self.about(store)["title"], kinds=self._counted(found))
        yield from self._down(gathered.down)
        if gathered.beside:
            yield self.say("beside", conversations=", ".join(sorted(gathered.beside)))

    def outcome(self, name: str, outcome: Outcome) -> Iterator[str]:
        """What came of it, a line a store, and what is not ours to erase."""
        for store, gone in outcome.gone.items():
            left = _texts()["left"][gone.left][self.language] if gone.left else ""
            yield self.say("gone", title=self.about(store)["title"], number=gone.number, left=left)
        yield from self._down(outcome.down)
        yield self.say("done" if outcome.is_done else "again", name=name)
        yield self.say("elsewhere")
        yield from (f"  - {line}" for line in self.elsewhere())

    def nothing(self, name: str, gathered: Gathered) -> str:
        """That there was nothing to forget: because it was done before, or nobody is called so."""
        if gathered.forgotten_ms:
            return self.say("gone_before", name=name, day=local_time(gathered.forgotten_ms).date())
        return self.say("nothing_gone", name=name)

    def elsewhere(self) -> list[str]:
        """Where something may be that this program does not reach, and what to do."""
        told = ["backups", "exports", "browser", "shop", "output"]
        told += ["server"] if self.settings.redis_url else []
        told += ["database"] if self.settings.database_url.startswith("postgresql") else []
        return [_texts()["elsewhere"][key][self.language] for key in told]

    def report(self, name: str, gathered: Gathered) -> dict[str, Any]:
        """All that is known, as JSON takes it: of each store what it holds, why, and how long."""
        clues = gathered.clues
        return {
            "asked": name,
            "shop": self.settings.shop_name,
            "known_by": {
                "conversations": sorted(clues.conversations),
                "orders": sorted(clues.orders),
                "contacts": sorted(clues.contacts),
            },
            "complete": not gathered.down,
            "stores": {s: {**self.about(s), "data": dict(found.held)} for s, found in gathered.found.items()},
            "down": dict(gathered.down),
            "maybe_theirs": sorted(gathered.beside),
            "elsewhere": self.elsewhere(),
        }

    def missing(self, gathered: Gathered) -> list[str]:
        """Which stores did not answer."""
        return list(self._down(gathered.down))

    def readable(self, report: Mapping[str, Any]) -> str:
        """A report as text, for whoever asked for their data."""
        return "\n".join(self._readable(report))

    def _readable(self, report: Mapping[str, Any]) -> Iterator[str]:
        yield f"# {self.say('asked', name=report['asked'])} ({report['shop']})\n"
        if report["down"]:
            titles = ", ".join(self.about(store)["title"] for store in report["down"])
            yield self.say("incomplete", titles=titles) + "\n"
        for told in report["stores"].values():
            yield f"## {told['title']}\n"
            yield from (f"{self.say(key)}: {told[key]}" for key in ("holds", "purpose", "kept"))
            for kind, things in told["data"].items():
                if things:
                    yield f"\n### {self._kind(kind, len(things))} ({len(things)})\n"
                    yield _written(things)
            yield ""
        yield f"## {self.say('elsewhere')}\n"
        yield from (f"- {line}" for line in report["elsewhere"])

    def _down(self, down: Mapping[str, str]) -> Iterator[str]:
        for store, reason in down.items():
            yield self.say("down", title=self.about(store)["title"], reason=reason)

    def _counted(self, found: Found) -> str:
        counted = [f"{len(t)} {self._kind(kind, len(t))}" for kind, t in found.held.items() if t]
        return ", ".join(counted) or self.say("none")

    def _kind(self, kind: str, number: int) -> str:
        one, several = _texts()["kinds"][kind][self.language]
        return str(one if number == 1 else several)

    def _days(self) -> Mapping[str, int]:
        return {
            "log_days": KEPT_DAYS,
            "stream_days": STREAM_DAYS,
            "words_days": self.settings.journey_keep_words,
            "contacts_days": self.settings.journey_keep_contacts,
            "reads_days": self.settings.journey_keep_reads,
            "letters_days": self.settings.journey_keep_letters,
        }


def _written(things: Sequence[Any]) -> str:
    """As YAML, which is read more easily than JSON; what databases give is made plain first."""
    plain = json.loads(json.dumps(things))
    return str(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)).rstrip()


@cache
def _texts() -> Mapping[str, Any]:
    told: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("texts.yml").read_text(encoding="utf-8"))
    return told
