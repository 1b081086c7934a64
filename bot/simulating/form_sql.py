"""The baseline: a fixed form whose answers become a SQL query, as a form in Rasa ends."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.selection.state import Constraint, Question
from bot.shop.ports import Category, Preference, Product
from bot.simulating.lay import NEED
from bot.simulating.ports import Offer, Reply

SHOWN = 3
ABOUT = 0.1
_COMPARED = {"le": "<=", "ge": ">=", "lower": "<", "higher": ">", "eq": "="}

NextOfForm = Callable[[Sequence[str]], Question | None]
"""The form: its next question, given the attributes that are done with."""


class Table:
    """The products of a category in a database in memory, most popular first."""

    def __init__(self, category: Category, products: Sequence[Product]) -> None:
        """Fill it; a column for each attribute."""
        self._columns = {a.key: f"c{i}" for i, a in enumerate(category.attributes)}
        self._ids = [p.id for p in products]
        self._places = {p.id: place for place, p in enumerate(products)}
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(f"create table product (place integer primary key, {', '.join(self._columns.values())})")
        marks = ", ".join("?" * (1 + len(self._columns)))
        rows = ((place, *(p.fact(key) for key in self._columns)) for place, p in enumerate(products) if p.in_stock)
        self._database.executemany(f"insert into product values ({marks})", rows)  # noqa: S608  # made of `?` only

    def first(self, wishes: Iterable[Constraint | Preference], without: Iterable[str]) -> tuple[str, ...]:
        """Ids of the first products that meet every wish; unknown meets none."""
        tests, values = ["true"], list[object]()
        for wish in wishes:
            if wish.value is not None and wish.attribute in self._columns:
                test, given = self._test(wish)
                tests.append(test)
                values += given
        tests += [f"place <> {self._places[i]}" for i in without]
        query = f"select place from product where {' and '.join(tests)} order by place limit {SHOWN}"  # noqa: S608  # own names, values bound
        return tuple(self._ids[place] for (place,) in self._database.execute(query, values))

    def _test(self, wish: Constraint | Preference) -> tuple[str, Sequence[object]]:
        column, value = self._columns[wish.attribute], wish.value
        if isinstance(value, str | tuple):
            values = value if isinstance(value, tuple) else (value,)
            return f"{column} {'not ' if wish.op == 'notin' else ''}in ({', '.join('?' * len(values))})", values
        if wish.op == "about":
            bounds = sorted((float(value or 0) * (1 - ABOUT), float(value or 0) * (1 + ABOUT)))
            return f"{column} between ? and ?", bounds
        return f"{column} {_COMPARED[wish.op]} ?", [value]


@dataclass(slots=True)
class FormSql:
    """Asks the form's questions in their order and shows what fits all the answers; never gives one up."""

    table: Table
    category: Category
    next_of_form: NextOfForm
    _done: list[str] = field(default_factory=list)
    _wishes: list[Constraint | Preference] = field(default_factory=list)
    _rejected: list[str] = field(default_factory=list)
    _question: Question | None = None

    def open(self, wishes: tuple[Constraint, ...]) -> Offer:
        """What fits what was said, and the first question about something else."""
        self._take(wishes)
        return self._offer()

    def hear(self, reply: Reply) -> Offer:
        """What fits the answers so far, and the next question."""
        self._rejected += reply.rejected
        if self._question is not None:
            self._done.append(self._question.about)
            self._take(reply.wishes or tuple(self._said(self._question, reply.option)))
        return self._offer()

    def _take(self, wishes: Iterable[Constraint | Preference]) -> None:
        new = list(wishes)
        self._done += [w.attribute for w in new]
        self._wishes += new

    def _said(self, question: Question, option: int | None) -> Iterator[Constraint | Preference]:
        """What an answer filters on: of a use what it cannot do without."""
        if option is None:
            return
        chosen = question.options[option]
        if question.about != NEED:
            yield from chosen.constraints
            return
        yield from (p for need in self.category.needs if need.key == chosen.need for p in need.require)

    def _offer(self) -> Offer:
        self._question = self.next_of_form(self._done)
        started = time.perf_counter()
        ids = self.table.first(self._wishes, self._rejected)
        return Offer(ids, self._question, is_last=self._question is None, seconds=time.perf_counter() - started)
