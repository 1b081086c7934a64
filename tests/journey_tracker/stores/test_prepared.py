from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, create_engine, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import IntegrityError

from journey_tracker.stores.differences import Differences
from journey_tracker.stores.prepared import among, find, write, write_new
from tests.journey_tracker.conftest import BOTH

THING = Table(
    "thing", MetaData(), Column("id", Text, primary_key=True), Column("colour", Text), Column("n", Integer, default=0)
)


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Everything here holds on both databases."""
    return str(request.param)


@pytest.fixture
def connection(empty_url: str) -> Iterator[Connection]:
    """A transaction with three things."""
    engine = create_engine(empty_url)
    with engine.begin() as opened:
        THING.create(opened)
        write(opened, insert(THING), [{"id": key, "colour": "red", "n": 1} for key in ("a", "b", "c")])
        yield opened
    engine.dispose()


def numbers(connection: Connection) -> dict[str, tuple[str, int]]:
    """Colour and number of each thing."""
    return {row["id"]: (row["colour"], row["n"]) for row in find(connection, select(THING))}


class TestFind:
    @pytest.mark.parametrize("keys", [[], ["a"], ["c", "a", "c"], ["nobody"], ["it's \"a\", 'b'", "b"]])
    def test_gives_the_rows_among_the_keys(self, connection: Connection, keys: list[str]) -> None:
        """One text serves lists of any length, whatever is in them."""
        query = select(THING.c.id).where(among(connection.dialect.name, THING.c.id))

        assert {row["id"] for row in find(connection, query, keys)} == set(keys) & {"a", "b", "c"}

    def test_keeps_the_values_that_the_query_brings(self, connection: Connection) -> None:
        """A condition with a value of its own stands beside the keys."""
        query = select(THING.c.id).where(among(connection.dialect.name, THING.c.id), THING.c.n > 1)

        assert find(connection, query, ["a", "b"]) == []


class TestWrite:
    def test_writes_nothing_for_no_rows(self, connection: Connection) -> None:
        """Whoever has nothing to write needs not ask first."""
        write(connection, insert(THING), [])

        assert set(numbers(connection)) == {"a", "b", "c"}

    def test_says_what_the_database_refuses_as_sqlalchemy_does(self, connection: Connection) -> None:
        """The store tells a wrong statement from a database that is away by these."""
        with pytest.raises(IntegrityError), connection.begin_nested():
            write(connection, insert(THING), [{"id": "a", "colour": "blue", "n": 2}])

    def test_tells_which_rows_were_new(self, connection: Connection) -> None:
        """An event that comes again is known by what does not come back."""
        make = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
        new = make(THING).on_conflict_do_nothing(index_elements=[THING.c.id]).returning(THING.c.id)

        came = write_new(connection, new, [{"id": key, "colour": "blue", "n": 2} for key in ("a", "d", "e")])

        assert sorted(came) == [("d",), ("e",)]

    def test_takes_an_update_of_many_rows(self, connection: Connection) -> None:
        """The values of a row go where the statement names them."""
        write(connection, update(THING).values(colour="blue"), [{}])

        assert {colour for colour, _ in numbers(connection).values()} == {"blue"}


class TestDifferences:
    def test_writes_what_is_new_and_what_changed(self, connection: Connection) -> None:
        """A row that stays as it was is left alone, and so is a column."""
        connection.execute(update(THING).where(THING.c.id == "b").values(colour="somebody else's"))
        found = Differences(THING)
        found.add({"id": "a", "colour": "red", "n": 1}, {"id": "a", "colour": "red", "n": 1})
        found.add({"id": "b", "colour": "red", "n": 1}, {"id": "b", "colour": "red", "n": 7})
        found.add(None, {"id": "d", "colour": "blue", "n": 9})
        found.write(connection)

        assert numbers(connection) == {
            "a": ("red", 1),
            "b": ("somebody else's", 7),
            "c": ("red", 1),
            "d": ("blue", 9),
        }

    def test_tells_rows_apart_by_a_column(self, connection: Connection) -> None:
        """What was there by that name is what it is compared with."""
        found = Differences(THING)
        found.add_all([{"id": "a", "colour": "red", "n": 1}], [{"id": "a", "colour": "green", "n": 1}], by="id")
        found.write(connection)

        assert numbers(connection)["a"] == ("green", 1)
