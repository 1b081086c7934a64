from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.language.address import formal
from bot.language.conjugation import stems, with_u

ROOT = Path(__file__).parents[2]
FAMILIAR = re.compile(r"(?<![\w@./-])(?:je|jij|jou|jouw|jouwe|jezelf|jullie)(?![\w@/-])", re.IGNORECASE)
SAMPLES = ("Merel Mini 14", "wasmachine", "fietsen")
"""What a field may be filled with: a name, one thing, a word that is a verb as well."""
FEWEST = 400
"""Texts with "je" that the collectors below must at least find; with fewer, one of them looks in the wrong place."""


def responses() -> Iterator[str]:
    """The Dutch texts and buttons of the responses."""
    for file in (ROOT / "data" / "responses").glob("*.yml"):
        given = yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
        for variation in (v for variations in given.values() for v in variations):
            if not any(one["value"] == "en" for one in variation.get("condition", ())):
                yield variation["text"]
                yield from (button["title"] for button in variation.get("buttons", ()))


def dutch(node: Any, *, is_dutch: bool = False) -> Iterator[str]:
    """What stands under `nl`, without what shoppers ask or say themselves."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("asked", "say", "words", "synonyms", "phrases"):
                yield from dutch(value, is_dutch=is_dutch or key == "nl")
    elif isinstance(node, list):
        yield from (text for one in node for text in dutch(one, is_dutch=is_dutch))
    elif isinstance(node, str) and is_dutch:
        yield node


def shop_texts() -> Iterator[str]:
    """Questions, glossary, schema and terms of the shop, and the words of selection, without its lists of words."""
    folders = [ROOT / "data" / "shop", ROOT / "bot" / "selection", ROOT / "bot" / "shop"]
    for file in (file for folder in folders for file in folder.rglob("*.yml") if file.name != "words.yml"):
        yield from dutch(yaml.safe_load(file.read_text(encoding="utf-8")))


def screens() -> Iterator[str]:
    """The texts of widget, demo shop, gateway and terminal, and what the desk announces to shoppers."""
    for part in ("web/widget", "web/demo", "gateway", "terminal"):
        for file in (ROOT / "bot" / part).glob("*.nl.json"):
            yield from json.loads(file.read_text(encoding="utf-8")).values()
    desk = json.loads((ROOT / "bot" / "web" / "desk" / "strings.nl.json").read_text(encoding="utf-8"))
    yield from desk["shopper"].values()


TEXTS = sorted({text for text in (*responses(), *shop_texts(), *screens()) if FAMILIAR.search(text)})


def mixed(polite: str) -> list[str]:
    """Verbs of "je" that stand before "u"."""
    parts = re.split(r"[.!?;:,\n]", polite.lower())
    pairs = [found for part in parts if not re.search(r"\bik\b", part) for found in re.findall(r"(\w+) u\b", part)]
    return [verb for verb in pairs if verb in stems() and with_u(verb) != verb and verb not in ("kan", "meld", "dank")]


class TestEveryDutchText:
    def test_there_are_as_many_as_there_should_be(self) -> None:
        """The collectors find the texts where they stand."""
        assert len(TEXTS) >= FEWEST

    @pytest.mark.parametrize("text", TEXTS)
    def test_says_u_throughout(self, text: str) -> None:
        """No "je" is left but in what is quoted, and no verb of it; whatever fills the fields."""
        for filled in (text, *(re.sub(r"\{\w*\}", sample, text) for sample in SAMPLES)):
            polite = re.sub(r"“[^”]*”", "", formal(filled))

            assert not FAMILIAR.search(polite)
            assert not mixed(polite)
