"""Dialogues as Markdown: what stood on the screen, and nothing of it lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.judging.written import BEGIN, END, NoPlace, markdown, write_into

CARD: dict[str, Any] = {
    "title": "Noordik Pluim 14",
    "price": "€ 399,00",
    "facts": [
        {"label": "prijs", "value": "€ 399,00", "fits": True},
        {"label": "gewicht", "value": "1,4 kg", "fits": False},
        {"label": "kleur", "value": "grijs", "fits": None},
    ],
}
TABLE = {
    "products": [{"title": "A", "price": "€ 1,00"}, {"title": "B", "price": "€ 2,00"}],
    "rows": [{"label": "accu|duur", "values": ["8 uur", ""], "fits": [True, None]}],
}


def turn(text: str, **reply: Any) -> dict[str, Any]:
    """What was typed, with one reply of the bot."""
    return {"user": text, "replies": [{"role": "bot", "text": "Kijk eens.", **reply}]}


class TestMarkdown:
    def test_a_card_tells_what_is_as_wished(self) -> None:
        """A tick, a cross, or neither."""
        text = markdown("Een laptop", [turn("licht", cards=[CARD])])

        assert text.splitlines()[:3] == ["", "## Een laptop", ""]
        assert "> **licht**" in text
        assert "- **Noordik Pluim 14** € 399,00: prijs € 399,00 ✓, gewicht 1,4 kg ✗, kleur grijs" in text

    def test_what_is_sold_out_is_struck_through(self) -> None:
        """It is shown, and cannot be had."""
        assert "- ~~**Noordik Pluim 14**~~ €" in markdown("T", [turn("die", cards=[{**CARD, "in_stock": False}])])

    def test_a_table_is_a_table(self) -> None:
        """A bar in a cell parts no columns."""
        lines = markdown("T", [turn("vergelijk", table=TABLE)]).splitlines()

        assert lines[-4:] == [
            "|  | A | B |",
            "| --- | --- | --- |",
            "|  | € 1,00 | € 2,00 |",
            "| accu/duur | 8 uur ✓ |  |",
        ]

    def test_chips_can_be_told_from_the_text(self) -> None:
        """As code."""
        text = markdown("T", [turn("hoi", chips=[{"label": "tot € 500"}, {"label": "maakt niet uit"}])])

        assert text.endswith("Kijk eens.\n\n`tot € 500` `maakt niet uit`")

    def test_what_a_shopper_types_is_no_markup(self) -> None:
        """Stars and tags stand as they were typed."""
        assert r"> **\*\*vet\*\* &lt;b>**" in markdown("T", [turn("**vet** <b>")])


class TestWriteInto:
    def test_replaces_what_stood_between_the_marks(self, tmp_path: Path) -> None:
        """And leaves the rest of the page."""
        page = tmp_path / "page.md"
        page.write_text(f"# Verkopen\n{BEGIN}\noud\n{END}\nslot\n", encoding="utf-8")
        write_into(page, ["\n## Nieuw"])

        assert page.read_text(encoding="utf-8") == f"# Verkopen\n{BEGIN}\n\n## Nieuw\n{END}\nslot\n"

    def test_a_page_without_a_place_is_left_alone(self, tmp_path: Path) -> None:
        """The error says what it needs."""
        page = tmp_path / "page.md"
        page.write_text("# Verkopen\n", encoding="utf-8")

        with pytest.raises(NoPlace, match="has no lines <!-- played -->"):
            write_into(page, ["\n## Nieuw"])
        assert page.read_text(encoding="utf-8") == "# Verkopen\n"
