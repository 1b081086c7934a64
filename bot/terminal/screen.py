"""What the terminal shows: texts, products as a table, the answers to choose from with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.terminal.words import Words

NAMES = {"bot": "who_bot", "agent": "who_agent"}
SIGNS = {True: " ✓", False: " ✗", None: ""}
"""Whether a fact meets a wish."""


@dataclass(slots=True)
class Screen:
    """Shows a conversation on a console; plain lines when that is no terminal."""

    console: Console
    words: Words
    chips: Sequence[Mapping[str, str]] = ()
    """The answers that were offered with the last message."""
    _lost: bool = False

    def greet(self) -> None:
        """Who one talks to, and how."""
        self._line(self.words["intro"], style="dim")
        self._line(self.words["how"], style="dim")

    def shown(self, message: Mapping[str, Any]) -> None:
        """A message of another; what the shopper typed stands there already."""
        if message["role"] == "shopper":
            return
        self._lost = False
        self.chips = message.get("chips", ())
        name = self.words.get(NAMES.get(message["role"], ""), "")
        self.console.print(
            Text.assemble((f"{name}: " if name else "", "bold"), clean(message["text"])), soft_wrap=self._plain
        )
        self._cards(message.get("cards", ()))
        for number, chip in enumerate(self.chips, start=1):
            self._line(f"  {number}  {clean(chip['label'])}", style="cyan")

    def lost(self) -> None:
        """Said once until the line is restored."""
        if not self._lost:
            self._line(self.words["offline"], style="yellow")
        self._lost = True

    def begun_again(self) -> None:
        """The conversation of before is gone."""
        self._line(self.words["reset"], style="yellow")

    def refused(self, reason: str) -> None:
        """A message was not taken."""
        self._line(clean(reason), style="yellow")

    def chosen(self, label: str) -> None:
        """What a number stood for."""
        self._line(f"  {clean(label)}", style="cyan")

    @contextmanager
    def working(self) -> Iterator[None]:
        """A hint that the other side is busy, for as long as it is."""
        if self._plain:
            yield
            return
        with self.console.status(self.words["typing"]):
            yield

    @property
    def _plain(self) -> bool:
        return not self.console.is_terminal

    def _line(self, text: str, *, style: str) -> None:
        self.console.print(Text(text, style=style), soft_wrap=self._plain)

    def _cards(self, cards: Sequence[Mapping[str, Any]]) -> None:
        rows = [[clean(card["title"]), self._price(card), facts(card)] for card in cards]
        if self._plain:
            for row in rows:
                self._line("  - " + " | ".join(filter(None, row)), style="")
        elif rows:
            table = Table(*[""] * 3, show_header=False, box=None, padding=(0, 2, 0, 2))
            for row in rows:
                table.add_row(*map(Text, row))
            self.console.print(table)

    def _price(self, card: Mapping[str, Any]) -> str:
        sold_out = "" if card.get("in_stock", True) else f" ({self.words['sold_out']})"
        return f"{clean(card['price'])}{sold_out}"


def facts(card: Mapping[str, Any]) -> str:
    """The facts of a product on one line, each with a sign where it is about a wish."""
    return " · ".join(
        f"{clean(fact['label'])} {clean(fact['value'])}{SIGNS[fact.get('fits')]}" for fact in card.get("facts", ())
    )


def clean(text: str) -> str:
    """The text without what could steer a terminal: only letters, signs, spaces and new lines."""
    return "".join(char for char in text if char == "\n" or char.isprintable())
