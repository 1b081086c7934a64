from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from bot.terminal import words
from bot.terminal.screen import Screen, clean

CARD: dict[str, Any] = {
    "id": "noordik",
    "title": "Noordik Licht 14",
    "price": "€ 649,00",
    "url": "/p/noordik",
    "image": "",
    "in_stock": False,
    "facts": [
        {"label": "Gewicht", "value": "1,1 kg", "fits": True},
        {"label": "Geheugen", "value": "8 GB", "fits": False},
        {"label": "Kleur", "value": "grijs", "fits": None},
    ],
}


def screen(*, terminal: bool = False, language: str = "nl") -> tuple[Screen, StringIO]:
    """A screen and what is written on it."""
    written = StringIO()
    console = Console(file=written, force_terminal=terminal, width=100, color_system=None)
    return Screen(console, words.read(language)), written


def reply(text: str, **more: Any) -> dict[str, Any]:
    """A message of the bot."""
    return {"type": "message", "seq": 2, "role": "bot", "text": text, **more}


class TestPlain:
    def test_a_reply_is_lines_that_a_program_can_read(self) -> None:
        """Who speaks, products one a line, answers with their number; long lines are not broken."""
        shown, written = screen()
        chips = [{"id": "2.0", "label": "Goedkoper"}, {"id": "2.1", "label": "Lichter"}]
        shown.shown(reply("Kijk eens. " * 20, cards=[CARD], chips=chips))
        lines = written.getvalue().splitlines()

        assert lines[0] == "Assistent: " + "Kijk eens. " * 20
        assert lines[1] == (
            "  - Noordik Licht 14 | € 649,00 (Nu uitverkocht) | Gewicht 1,1 kg ✓ · Geheugen 8 GB ✗ · Kleur grijs"
        )
        assert lines[2:] == ["  1  Goedkoper", "  2  Lichter"]

    def test_nothing_moves(self) -> None:
        """No spinner where it would only be noise in a file."""
        shown, written = screen()
        with shown.working():
            pass

        assert written.getvalue() == ""

    def test_what_the_shopper_said_is_not_said_again(self) -> None:
        """It stands there, typed."""
        shown, written = screen()
        shown.shown({"type": "message", "seq": 1, "role": "shopper", "text": "hoi"})

        assert written.getvalue() == ""

    def test_a_lost_line_is_said_once(self) -> None:
        """Until something is heard again."""
        shown, written = screen()
        shown.lost()
        shown.lost()

        assert written.getvalue().count("Geen verbinding") == 1


class TestTerminal:
    def test_products_are_a_table(self) -> None:
        """Title, price and facts each in their column."""
        shown, written = screen(terminal=True)
        shown.shown(reply("Kijk eens", cards=[CARD, CARD | {"title": "Ombrik", "price": "€ 1.099,00"}]))
        rows = [line for line in written.getvalue().splitlines() if "€" in line]

        assert len(rows) == 2
        assert rows[0].index("€") == rows[1].index("€")


class TestWhatOthersWrite:
    @pytest.mark.parametrize("text", ["\x1b]0;titel\x07", "\x1b[2J", "\u202eomgekeerd", "a\rb"])
    def test_it_cannot_steer_the_terminal(self, text: str) -> None:
        """Only letters, signs, spaces and new lines reach the screen."""
        shown, written = screen()
        shown.shown(reply(text, cards=[CARD | {"title": text}], chips=[{"id": "2.0", "label": text}]))

        assert [char for char in written.getvalue() if not (char.isprintable() or char == "\n")] == []

    def test_it_is_no_markup(self) -> None:
        """Square brackets are square brackets."""
        shown, written = screen()
        shown.shown(reply("[bold]x[/bold] [/]"))

        assert "[bold]x[/bold] [/]" in written.getvalue()

    def test_new_lines_stay(self) -> None:
        """A reply may have paragraphs."""
        assert clean("een\ntwee") == "een\ntwee"


class TestWords:
    def test_both_languages_have_the_same_texts(self) -> None:
        """Nothing is missing in either."""
        own = [
            json.loads((words.HERE / f"strings.{code}.json").read_text(encoding="utf-8")) for code in words.LANGUAGES
        ]

        assert own[0].keys() == own[1].keys()
        assert words.read("nl").keys() == words.read("en").keys()

    def test_a_word_of_the_terminal_hides_none_of_the_widget(self) -> None:
        """Names are used once."""
        own = json.loads((words.HERE / "strings.nl.json").read_text(encoding="utf-8"))
        widget = json.loads((words.WIDGET / "strings.nl.json").read_text(encoding="utf-8"))

        assert own.keys() & widget.keys() == set()
