from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.person.gathering import Gathered
from bot.person.ports import Clues, Found
from bot.person.telling import Telling
from tests.person.lives import settings_of

TEXTS = yaml.safe_load(files("bot.person").joinpath("texts.yml").read_text(encoding="utf-8"))


def sentences(told: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text with where it stands: what has a language below it."""
    if "nl" in told or "en" in told:
        yield path, told
    else:
        for key, below in told.items():
            yield from sentences(below, f"{path}/{key}")


def telling(folder: Path, language: str = "nl", **settings: str) -> Telling:
    """Of a shop with these settings."""
    return Telling(language, settings_of(folder, **settings))


class TestTexts:
    def test_are_in_both_languages(self) -> None:
        """Whoever adds one adds two."""
        assert [path for path, told in sentences(TEXTS) if set(told) != {"nl", "en"} or not all(told.values())] == []

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_tell_how_long_by_the_settings(self, tmp_path: Path, language: str) -> None:
        """Not what the defaults were once."""
        assert "760" in telling(tmp_path, language).about("journey")["kept"]
        assert "90" in telling(tmp_path, language).about("log")["kept"]


class TestElsewhere:
    def test_names_servers_of_others_only_where_there_are(self, tmp_path: Path) -> None:
        """A shop on one machine reads nothing of replicas."""
        here = telling(tmp_path).elsewhere()
        there = telling(tmp_path, database_url="postgresql://db/shop").elsewhere()

        assert len(there) == len(here) + 1
        assert "WAL" in there[-1]


class TestReport:
    def test_of_a_part_says_that_it_is_one(self, tmp_path: Path) -> None:
        """Whoever gets it knows that there may be more."""
        gathered = Gathered(Clues(), {"log": Found({"messages": ["hoi"]})}, {"desk": "away"})
        teller = telling(tmp_path)

        report = teller.report("4711", gathered)

        assert not report["complete"]
        assert "Niet volledig: Medewerkersdesk antwoordt niet." in teller.readable(report)
