from __future__ import annotations

from pathlib import Path

import pytest

from bot.person.lines import LinePersons
from bot.person.ports import Clues, StoreDown

SAID = "Mijn fiets met nummer KW-2026-1 is gisteren in de Amstel gevallen"
FILE = """nlu:
- intent: complaint
  examples: |
    - mijn [fiets](product) met nummer KW-2026-1 is gisteren in de Amstel gevallen
    - waar is mijn bestelling
    - stuur het naar anna@voorbeeld.example
    - mijn fiets is kapot
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Training lines, some of which staff took from chats."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "learned.yml").write_text(FILE)
    (tmp_path / "notes.md").write_text(SAID)
    return tmp_path


def left(folder: Path) -> list[str]:
    """The examples that are left."""
    return [line.strip(" -") for line in (folder / "deep" / "learned.yml").read_text().splitlines()[3:]]


class TestLines:
    async def test_that_were_copied_from_a_chat_are_found(self, folder: Path) -> None:
        """Marks of entities and capitals do not hide one; the place is told."""
        found = await LinePersons([folder]).export(Clues(said=frozenset({SAID})))

        (line,) = found.held["lines"]
        assert "learned.yml:4: " in line

    async def test_with_a_mail_address_or_order_of_theirs_go(self, folder: Path) -> None:
        """Whoever wrote them; the model has to be trained anew."""
        clues = Clues(contacts=frozenset({"Anna@voorbeeld.example"}), orders=frozenset({"KW-2026-1"}))

        gone = await LinePersons([folder]).forget(clues, beside=0)

        assert (gone.number, gone.left, gone.again) == (2, "model", False)
        assert left(folder) == ["waar is mijn bestelling", "mijn fiets is kapot"]

    async def test_that_everybody_says_stay(self, folder: Path) -> None:
        """A few words are nobody's, and the bot needs them."""
        said = Clues(said=frozenset({"Waar is mijn bestelling", "mijn fiets is kapot"}), orders=frozenset({"1"}))

        assert (await LinePersons([folder]).forget(said, beside=0)).number == 0
        assert len(left(folder)) == 4

    async def test_in_a_file_that_cannot_be_read_are_said_to_be_left(self, folder: Path) -> None:
        """Which file, so that somebody looks."""
        (folder / "broken.yml").write_bytes(b"\xff\xfe")

        with pytest.raises(StoreDown, match="training lines"):
            await LinePersons([folder]).forget(Clues(said=frozenset({SAID})), beside=0)
