"""Texts and templates of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.desk.errors import EXPLAINED
from bot.desk.pages import LANGUAGES, Pages, read_texts

FOLDER = Path(__file__).parents[2] / "bot" / "web" / "desk"


def keys(texts: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Every text's place, as a path."""
    for key, value in texts.items():
        yield from keys(value, f"{path}/{key}") if isinstance(value, Mapping) else [f"{path}/{key}"]


class TestTexts:
    def test_say_the_same_in_both_languages(self) -> None:
        """What stands there in Dutch stands there in English."""
        dutch, english = (set(keys(read_texts(FOLDER, language))) for language in LANGUAGES)

        assert dutch == english

    def test_explain_every_error(self) -> None:
        """Each status that has a sentence of its own really has one."""
        texts = read_texts(FOLDER, "nl")

        assert {str(status) for status in EXPLAINED} <= set(texts["error"])


class TestAge:
    @pytest.mark.parametrize(
        ("seconds", "dutch", "english"),
        [
            (-5, "zojuist", "just now"),
            (59, "zojuist", "just now"),
            (60, "1 minuut geleden", "1 minute ago"),
            (3599, "59 minuten geleden", "59 minutes ago"),
            (3600, "1 uur geleden", "1 hour ago"),
            (86_399, "23 uur geleden", "23 hours ago"),
            (86_400, "1 dag geleden", "1 day ago"),
            (400_000, "4 dagen geleden", "4 days ago"),
        ],
    )
    def test_is_told_in_one_unit(self, seconds: int, dutch: str, english: str) -> None:
        """How long someone waits is said as one says it."""
        pages = Pages(FOLDER, common={})

        assert pages.age("nl", seconds * 1000) == dutch
        assert pages.age("en", seconds * 1000) == english
