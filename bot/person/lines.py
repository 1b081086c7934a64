"""A person in the training lines: what somebody of staff copied there from what was misunderstood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.person.ports import Clues, Found, Gone, StoreDown

FEWEST_WORDS = 8
"""A shorter line is said by many in the same words, and tells of nobody."""
SHORTEST_NAME = 6
"""Characters of an order number or the like that is looked for."""
ENDINGS = frozenset({".yml", ".yaml", ".txt", ".tsv", ".jsonl"})
_NOTE = re.compile(r"\](?:\([^)]*\)|\{[^}]*\})")
"""What Rasa writes behind a marked word."""


@dataclass(frozen=True, slots=True)
class LinePersons:
    """`PersonStore` over the files in which people write training lines."""

    folders: Sequence[Path]

    @property
    def name(self) -> str:
        """See `PersonStore`."""
        return "lines"

    async def export(self, clues: Clues) -> Found:
        """See `PersonStore`."""
        with _down():
            return Found({"lines": [f"{file}:{number}: {text}" for file, number, text in self._theirs(clues)]})

    async def forget(self, clues: Clues, *, beside: int) -> Gone:  # noqa: ARG002  # the port's
        """See `PersonStore`."""
        with _down():
            theirs = self._theirs(clues)
            for file in {file for file, _, _ in theirs}:
                _without(file, {number for of, number, _ in theirs if of == file})
        return Gone(len(theirs), "model" if theirs else "")

    def _theirs(self, clues: Clues) -> list[tuple[Path, int, str]]:
        said = {text for one in clues.said if len((text := _bare(one)).split()) >= FEWEST_WORDS}
        names = {name.casefold() for name in clues.contacts | clues.orders if len(name) >= SHORTEST_NAME}
        if not said and not names:
            return []
        return [
            (file, number, line.strip())
            for file in self._files()
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
            if _bare(line) in said or any(name in line.casefold() for name in names)
        ]

    def _files(self) -> list[Path]:
        found = {file for folder in self.folders for file in folder.rglob("*") if file.suffix in ENDINGS}
        return sorted(file for file in found if file.is_file())


def _bare(line: str) -> str:
    """A line as it was said: without the dash of a list, quotes, marks of entities, capitals."""
    plain = _NOTE.sub("", line.strip().removeprefix("- ")).replace("[", "")
    return " ".join(plain.strip("\"' ").casefold().split())


def _without(file: Path, numbers: set[int]) -> None:
    """Write the file anew, in one step, without these lines."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    draft = file.with_name(f"{file.name}.new")
    draft.write_text("".join(line for n, line in enumerate(lines, start=1) if n not in numbers), encoding="utf-8")
    draft.chmod(file.stat().st_mode)
    draft.replace(file)


@contextmanager
def _down() -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeError) as error:
        raise StoreDown(f"the training lines: {error}") from error
