"""Brings tables up to date, step by step, with Alembic.

A new step: `alembic.command.revision` on `configuration(connection)`, then write both ways by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_ENVIRONMENT = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Migrations:
    """The steps that make one set of tables."""

    folder: Path
    """Where the steps are."""
    version_table: str
    """Remembers which of them were run; a name of its own for each set of tables in a database."""

    def upgrade(self, connection: Connection) -> None:
        """Run the steps that this database has not had, inside the transaction of `connection`."""
        command.upgrade(self.configuration(connection), "head")

    def configuration(self, connection: Connection) -> Config:
        """Alembic's configuration without an alembic.ini."""
        config = Config()
        config.set_main_option("path_separator", "newline")
        config.set_main_option("script_location", _escaped(_ENVIRONMENT))
        config.set_main_option("version_locations", _escaped(self.folder))
        config.attributes.update(connection=connection, version_table=self.version_table)
        return config


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


JOURNEY = Migrations(_ENVIRONMENT / "versions", "journey_version")
"""The tables of the tracker."""
