"""Actions in the same database as the journey."""

from __future__ import annotations

from sqlalchemy import Column, Double, Integer, String, Table, Text, delete, select, update
from sqlalchemy.engine import RowMapping

from journey_tracker.actions import Action, Cell
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY
from journey_tracker.stores.tables import METADATA

ACTION = Table(
    "action",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("finding", Text, nullable=False),
    Column("owner", String(255), nullable=False),
    Column("due_day", Integer, nullable=False),
    Column("made_day", Integer, nullable=False),
    Column("done_day", Integer),
    Column("cell", Text, nullable=False, server_default=""),
    Column("figure", Double),
)


class SqlActions:
    """An `ActionStore` over SQLAlchemy Core."""

    def __init__(self, database: Database) -> None:
        """Over a database that is up to date."""
        self._database = database

    def add(self, action: Action) -> int:
        """Keep a new action; returns its number."""
        with self._database.writing() as connection:
            made = connection.execute(ACTION.insert().values(_row(action)).returning(ACTION.c.number))
            return int(made.scalar_one())

    def all(self) -> tuple[Action, ...]:
        """Open ones first, by the day they are due; then what is done, newest first."""
        with self._database.reading() as connection:
            found = [_action(row) for row in connection.execute(select(ACTION)).mappings()]
        return tuple(sorted(found, key=_place))

    def mark(self, number: int, done_day: int | None) -> bool:
        """Say that an action was done on a day (None: not after all); False when there is no such action."""
        marked = update(ACTION).where(ACTION.c.number == number).values(done_day=done_day)
        with self._database.writing() as connection:
            return connection.execute(marked.returning(ACTION.c.number)).first() is not None

    def remove(self, number: int) -> bool:
        """Forget an action; False when there is no such action."""
        gone = delete(ACTION).where(ACTION.c.number == number)
        with self._database.writing() as connection:
            return connection.execute(gone.returning(ACTION.c.number)).first() is not None

    def close(self) -> None:
        """Close connections."""
        self._database.close()


def open_actions(url: str, *, create: bool = True) -> SqlActions:
    """The actions in the journey database at a SQLAlchemy URL; raises what `open_store` raises."""
    return SqlActions(Database(url, JOURNEY, create=create))


def _place(action: Action) -> tuple[bool, int, int]:
    return action.done_day is not None, -(action.done_day or 0) or action.due_day, action.number


def _row(action: Action) -> dict[str, str | int | float | None]:
    return {
        "finding": action.finding,
        "owner": action.owner,
        "due_day": action.due_day,
        "made_day": action.made_day,
        "done_day": action.done_day,
        "cell": action.cell.to_json() if action.cell else "",
        "figure": action.figure,
    }


def _action(row: RowMapping) -> Action:
    told = {name: row[name] for name in ("finding", "owner", "due_day", "made_day", "done_day", "figure", "number")}
    return Action(**told, cell=Cell.from_json(row["cell"]) if row["cell"] else None)
