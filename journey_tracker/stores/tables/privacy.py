"""What the law asks to be written down."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from journey_tracker.stores.tables.columns import KEY, METADATA, NAME, UUID

ERASURE_LOG = Table(
    "erasure_log",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("ref_hash", KEY, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("row_count", Integer, nullable=False),
)
"""Who was forgotten, without telling who."""

FORGOTTEN = Table(
    "forgotten",
    METADATA,
    Column("mark", KEY, primary_key=True),
    Column("until_ms", BigInteger, nullable=False),
    Index(None, "until_ms"),
)
"""What happened until then and does not come in again: keyed hashes of events and names, of nobody without the key."""

KEY_PROOF = Table(
    "key_proof",
    METADATA,
    Column("what", NAME, primary_key=True),
    Column("proof", KEY, nullable=False),
)
"""What only the key makes under which this database was begun."""

ACCESS_LOG = Table(
    "access_log",
    METADATA,
    Column("id", UUID, primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("who", KEY, nullable=False),
    Column("what", NAME, nullable=False),
    Column("filter", Text, nullable=False),
    Index(None, "at_ms"),
    Index(None, "filter"),
)
"""Who read what."""
