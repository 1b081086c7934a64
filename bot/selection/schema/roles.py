"""Which column of a feed is the title, the price, the stock: by its whole name, then by its content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from bot.language.concepts import concept_of
from bot.selection.schema.cells import is_empty, yes_no
from bot.selection.schema.lexicon import names_of, word_set
from bot.selection.schema.naming import words


class Role(StrEnum):
    """What a column is for, when it is more than an attribute."""

    ID = "id"
    CATEGORY = "category"
    TITLE = "title"
    BRAND = "brand"
    PRICE = "price"
    STOCK = "stock"
    URL = "url"
    IMAGE = "image"
    DESCRIPTION = "description"
    RATING = "rating"
    PARENT = "parent"
    """What variants of one product have in common."""
    INTERNAL = "internal"
    """Not for shoppers: codes, and what the shop itself pays."""


NOTHING_SAID: Mapping[Role, str] = MappingProxyType({})

_LANGUAGES = ("nl", "en")
_NAMELESS = re.compile(r"column \d+|unnamed:? \d+", re.IGNORECASE)
"""What a column is called that has no name, here and by those who export tables: nobody could say what it tells."""
_AGAIN = re.compile(r" \d+$")
"""What tells columns of one name apart."""
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".svg", ".gif", ".avif")


class MissingColumn(Exception):
    """A feed has no column for something that every product needs."""

    def __init__(self, role: Role, columns: Sequence[str]) -> None:
        """Say which role nobody plays, what columns there are and what would be recognised."""
        super().__init__(
            f"no column for the {role.value} among {', '.join(columns) or 'no columns at all'}; "
            f"name one of them {' or '.join(names_of(role)[:4])}, and import again."
        )


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns by role; what is in none of these is an attribute."""

    single: Mapping[Role, int]
    titles: Mapping[str, int]
    """Column of the title by language."""
    descriptions: Mapping[str, int] = field(default_factory=dict)
    internal: frozenset[int] = frozenset()

    def taken(self) -> frozenset[int]:
        """Columns that are not attributes."""
        return self.internal | {*self.single.values(), *self.titles.values(), *self.descriptions.values()}


def find_roles(
    names: Sequence[str], columns: Sequence[Sequence[str]], said: Mapping[Role, str] = NOTHING_SAID
) -> Roles:
    """The role of each column, as the shop `said` by the column's name, else from its name and its cells.

    Raises `MissingColumn` without a title or a price.
    """
    parted = [_language(words(name)) for name in names]
    titles = _by_language(Role.TITLE, parted)
    descriptions = _by_language(Role.DESCRIPTION, parted)
    single: dict[Role, int] = {
        role: index
        for role in Role
        if role not in (Role.TITLE, Role.DESCRIPTION)
        and (index := _best(role, [phrase for phrase, _ in parted])) is not None
    }
    single |= {role: names.index(column) for role, column in said.items() if column in names}
    _by_content(single, titles, columns)
    if not titles:
        raise MissingColumn(Role.TITLE, names)
    if Role.PRICE not in single:
        raise MissingColumn(Role.PRICE, names)
    known = {*single.values(), *titles.values(), *descriptions.values()}
    named = {names[i] for i in known}
    internal = (
        i
        for i, name in enumerate(names)
        if i not in known and (_is_internal(name, columns[i]) or _AGAIN.sub("", name) in named)
    )
    return Roles(single, titles, descriptions, frozenset(internal))


def _language(name: list[str]) -> tuple[str, str]:
    """A column's name without its language, and the language (Dutch when it names none)."""
    if len(name) > 1 and name[-1] in _LANGUAGES:
        return " ".join(name[:-1]), name[-1]
    return " ".join(name), _LANGUAGES[0]


def _by_language(role: Role, parted: Sequence[tuple[str, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        index = _best(role, [phrase if lang == language else "" for phrase, lang in parted])
        if index is not None:
            found[language] = index
    return found


def _best(role: Role, phrases: Sequence[str]) -> int | None:
    """The column whose name is the role's likeliest one."""
    cleaned = [_without_fillers(p) if role is Role.PRICE else p for p in phrases]
    return next((cleaned.index(name) for name in names_of(role) if name in cleaned), None)


def _without_fillers(phrase: str) -> str:
    return " ".join(w for w in phrase.split() if w not in word_set("price_fillers"))


def _by_content(single: dict[Role, int], titles: dict[str, int], columns: Sequence[Sequence[str]]) -> None:
    """Fill the roles that no name gave from what the cells look like."""
    free = [i for i in range(len(columns)) if i not in {*single.values(), *titles.values()}]
    for index in free:
        filled = [cell.strip() for cell in columns[index] if not is_empty(cell)]
        if role := _looks_like(filled):
            single.setdefault(role, index)
    if not titles and (spare := [i for i in free if i not in single.values()]):
        longest = max(spare, key=lambda i: _title_like(columns[i]))
        if _title_like(columns[longest]) > 0:
            titles[_LANGUAGES[0]] = longest


def _looks_like(filled: Sequence[str]) -> Role | None:
    if not filled:
        return None
    if all(c.lower().split("?")[0].endswith(_PICTURES) for c in filled):
        return Role.IMAGE
    if all(c.startswith(("http://", "https://")) for c in filled):
        return Role.URL
    return Role.PRICE if all("€" in c for c in filled) else None


def _title_like(cells: Sequence[str]) -> float:
    """How much a column looks like titles: the share of different cells times their mean length."""
    filled = [c for c in cells if not is_empty(c)]
    if not filled or not all(any(ch.isalpha() for ch in c) for c in filled):
        return 0.0
    mean = sum(len(c) for c in filled) / len(filled)
    return len(set(filled)) / len(cells) * mean if mean <= 120 else 0.0


def category_column(names: Sequence[str]) -> int | None:
    """The column that names the category of a row, or None."""
    return _best(Role.CATEGORY, [_language(words(name))[0] for name in names])


def _is_internal(name: str, cells: Sequence[str]) -> bool:
    concept = concept_of(name)
    if _NAMELESS.fullmatch(name):
        return True
    if words(name)[-1:] and words(name)[-1] in word_set("identifiers"):
        return not all(is_empty(cell) or yes_no(cell) is not None for cell in cells)
    return not word_set("internal").isdisjoint(words(name)) or (concept is not None and concept.key == "price")
