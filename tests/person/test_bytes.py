"""After somebody was forgotten no byte of them is in any file of the shop, and all of the others is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text

from bot import loop
from bot.person.cli import main
from bot.settings import Settings
from journey_tracker.privacy import open_refs
from tests.journey_tracker.postgresql import PostgreSQL
from tests.person.lives import ANNA, BO, found_in, live, settings_of
from tests.servers import Server

pytestmark = pytest.mark.server


def refs_of_anna(settings: Settings) -> tuple[bytes, ...]:
    """What the tracker calls her."""
    refs = open_refs(settings.journey_key)
    return tuple(
        refs.ref(kind, raw).encode()
        for kind, raw in (("customer", ANNA.customer), ("visitor", f"browser-{ANNA.customer}"))
    )


class TestFiles:
    @pytest.mark.parametrize("named", [ANNA.customer, ANNA.conversation, ANNA.order, f"contact:{ANNA.mail}"])
    def test_have_nothing_of_whoever_was_forgotten(self, data: Path, server: Server, named: str) -> None:
        """Databases, their journals and the log's own files; by whatever staff knows the person."""
        settings = settings_of(data)
        loop.run(live(settings, server.url, ANNA, BO))
        theirs = (*ANNA.bytes, *refs_of_anna(settings))
        before = {word for _, word in found_in(data, theirs)}

        assert main(settings, ["forget", named, "--yes"]) == 0

        server.stop()
        assert before >= set(theirs) - {ANNA.customer.encode()}
        assert found_in(data, theirs) == set()

    def test_keep_everything_of_the_others(
        self, data: Path, server: Server, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Bo's chat is in the same part of the log: all that is known of him is what it was."""
        settings = settings_of(data)
        loop.run(live(settings, server.url, ANNA, BO))
        before = exported(settings, capsys)

        main(settings, ["forget", ANNA.customer, "--yes"])
        capsys.readouterr()
        after = exported(settings, capsys)

        assert len(before["log"]["messages"]) == 3
        assert after == before

    def test_of_a_shop_that_stands_still_are_wiped_too(self, data: Path, server: Server) -> None:
        """The command runs the log's server for as long as it takes."""
        settings = settings_of(data)
        loop.run(live(settings, server.url, ANNA, BO))
        server.stop()

        assert main(settings, ["forget", ANNA.customer, "--yes"]) == 0
        assert found_in(data, ANNA.bytes) == set()


class TestTables:
    def test_have_nothing_either_on_a_server(self, data: Path, server: Server, postgresql: PostgreSQL) -> None:
        """On PostgreSQL every column of every table is looked through; its files are VACUUM's."""
        settings = settings_of(data, database_url=postgresql.database())
        loop.run(live(settings, server.url, ANNA, BO))
        theirs = (*ANNA.bytes, *refs_of_anna(settings))
        before = everything(settings.journey_url)

        assert main(settings, ["forget", ANNA.customer, "--yes"]) == 0

        after = everything(settings.journey_url)
        assert [word for word in theirs if word in before] != []
        assert [word for word in theirs if word in after] == []
        assert all(word in after for word in BO.bytes if word in before)
        assert found_in(data, theirs) == set()


def exported(settings: Settings, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, list[Any]]]:
    """All that each store has of Bo, but for who looked at it."""
    assert main(settings, ["export", BO.customer]) == 0
    stores = json.loads(capsys.readouterr().out)["stores"]
    return {
        name: {kind: rows for kind, rows in told["data"].items() if kind != "reads"} for name, told in stores.items()
    }


def everything(url: str) -> bytes:
    """All rows of all tables, one after another."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        rows = [str(tuple(row)) for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"'))]  # noqa: S608
    engine.dispose()
    return "\n".join(rows).encode()
