"""What a mapping says: how the cells of a row become the fields of an event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from journey_tracker.events import SHOP, ShopEvent
from journey_tracker.recorder.contacts import short_name

Row: TypeAlias = Mapping[str, str]
"""The cells of a row by the name of their column."""
Value: TypeAlias = str | int | tuple[str, ...]
EVENTS: Mapping[str, type[ShopEvent]] = {short_name(name): kind for name, kind in SHOP.items()}
"""The events that a mapping may name, such as ``order_placed``."""
EPOCHS = {"seconds": 1_000_000, "milliseconds": 1000, "microseconds": 1}
"""Microseconds in one, of a time that is a number since 1970."""
ISO = "iso"
EUROS, CENTS = "euros", "cents"


class BadRow(Exception):
    """A row that cannot be read; says which cell, what it holds and what is allowed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Takes a field from a column, or the same for every row."""

    column: str = ""
    """Empty when it is a constant."""
    constant: str = ""
    money: str = ""
    """`EUROS` or `CENTS`, for a field of cents."""
    point: str = "."
    """What parts the decimals of a number."""
    split: str = ""
    """What stands between several values, for a field of many."""

    def text(self, row: Row) -> str:
        """What it holds, without blanks around it."""
        return row[self.column].strip() if self.column else self.constant

    def value(self, row: Row, sort: str) -> Value | None:
        """What it holds as the sort of the field, None when the cell is empty; raises `BadRow`."""
        if not (text := self.text(row)):
            return None
        if sort == "int":
            return self._number(text)
        return tuple(part.strip() for part in text.split(self.split or "\0")) if sort.startswith("tuple") else text

    def _number(self, text: str) -> int:
        try:
            number = decimal(text, self.point) * (100 if self.money == EUROS else 1)
        except InvalidOperation as error:
            raise BadRow(f"{self.column or 'a constant'} is {text!r}; allowed: a number") from error
        if number != number.to_integral_value():
            allowed = "euros with at most two decimals" if self.money == EUROS else "a whole number"
            raise BadRow(f"{self.column or 'a constant'} is {text!r}; allowed: {allowed}")
        return int(number)


@dataclass(frozen=True, slots=True)
class Time:
    """How the time of a row is written."""

    column: str
    format: str = ISO
    """`ISO`, one of `EPOCHS`, or a pattern of `datetime.strptime`."""
    zone: ZoneInfo | None = None
    """Of times that do not tell theirs."""

    def micros(self, row: Row) -> int:
        """Microseconds since 1970; raises `BadRow`."""
        text = row[self.column].strip()
        try:
            return int(Decimal(text) * EPOCHS[self.format]) if self.format in EPOCHS else _micros(self._moment(text))
        except (ValueError, InvalidOperation, OverflowError) as error:
            raise BadRow(f"{self.column} is {text!r}; allowed: {self.format}") from error

    def _moment(self, text: str) -> datetime:
        moment = datetime.fromisoformat(text) if self.format == ISO else datetime.strptime(text, self.format)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self.zone)
        if moment.tzinfo is None:
            raise BadRow(f"{self.column} is {text!r}, without a time zone; allowed: with one, or `zone` in the mapping")
        return moment


@dataclass(frozen=True, slots=True)
class Becomes:
    """The event that a name in the file stands for, with the fields that it alone has."""

    event: type[ShopEvent]
    cells: Mapping[str, Cell] = field(default_factory=dict)
    """By name of the field."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole mapping: from the columns of a file to events."""

    source: str
    """Source of the events, as in CloudEvents; with the row it makes their ids."""
    time: Time
    name: Cell
    """Holds what happened, in the words of the file."""
    events: Mapping[str, Becomes | None]
    """By the file's name of it; None is left out on purpose."""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    """Of every row, by name of the field; an event without the field does without."""
    delimiter: str = ","
    encoding: str = "utf-8"

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it reads, once."""
        rules = [rule.cells for rule in self.events.values() if rule is not None]
        cells = (self.name, *self.cells.values(), *(cell for rule in rules for cell in rule.values()))
        return tuple(dict.fromkeys(name for name in (self.time.column, *(c.column for c in cells)) if name))


def event_of(becomes: Becomes, layout: Layout, row: Row, seq: int) -> ShopEvent:
    """The event that a row is; raises `BadRow`."""
    given: dict[str, Any] = {"seq": seq}
    for wanted in fields(becomes.event):
        cell = becomes.cells.get(wanted.name) or layout.cells.get(wanted.name)
        if cell and (value := cell.value(row, str(wanted.type))) is not None:
            given[wanted.name] = value
        elif wanted.default is MISSING:
            raise BadRow(f"{wanted.name} is empty; {short_name(becomes.event.name)} needs it")
    return becomes.event(**given)


def decimal(text: str, point: str = ".") -> Decimal:
    """A number with decimals behind `point`; the other of point and comma may part its thousands.

    ``€ 1.234,50`` is read with `point` a comma. Raises `InvalidOperation`, also where thousands are no three digits.
    """
    bare = text.removeprefix("€").strip()
    thousands = "," if point == "." else "."
    whole, _, decimals = bare.partition(point)
    if thousands in whole and not re.fullmatch(rf"-?\d{{1,3}}(\{thousands}\d{{3}})+", whole):
        raise InvalidOperation
    return Decimal(f"{whole.replace(thousands, '')}.{decimals or 0}")


def _micros(moment: datetime) -> int:
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
