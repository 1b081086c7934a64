"""What the tables share: their names of keys, and the length of what is in them."""

from __future__ import annotations

from sqlalchemy import MetaData, String

from journey_tracker.events import LONGEST_KEY

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
KEY = String(LONGEST_KEY)
NAME = String(64)
UUID = String(36)
