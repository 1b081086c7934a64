"""People, cycles, counts by day, and touchpoints from outside the chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

COUNTS = (
    "stays",
    "entered",
    "onward",
    "touchpoints",
    "messages",
    "sentiment_sum",
    "sentiment_n",
    "negative",
    "positive",
    "resolved",
    "abandoned",
    "errors",
    "handoffs",
    "waited_ms",
    "contact_ms",
    "cost_cents",
    "value_cents",
)
TEXTS = ("position", "language", "category", "medium", "channel_role", "price_position", "traffic")
KEYS = ("alias", "person", "session", "order_ref", "exchange_of")
LONG = ("kind_before", "detail", "campaign", "offer", "sentiment_model")
CENTS = ("cost_cents", "value_cents", "list_cents")
TABLES = ("link", "mark", "cycle", "cycle_phase", "phase_day", "transition_day", "histogram_day", "derived")


def upgrade() -> None:
    """Add them; touchpoints of before belong to nobody until the log is read again (`journey rebuild`)."""
    op.add_column("event", _empty("alias", sa.String(255)))
    op.create_index("ix_event_alias", "event", ["alias"])
    _widen_touchpoint()
    op.add_column("touchpoint_phase", _empty("errand", sa.String(64)))
    op.add_column("touchpoint_phase", _empty("came_of_it", sa.String(64)))
    op.add_column("touchpoint_phase", sa.Column("cycle", sa.Integer()))
    for name in ("phase_before", "during"):
        op.add_column("touchpoint_phase", sa.Column(name, sa.String(64)))
    _create_people()
    _create_counts()


def downgrade() -> None:
    """Drop them, with the touchpoints that are no chat."""
    for table in TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM touchpoint WHERE kind <> 'chat'")
    for index in ("person_first_ms", "alias"):
        op.drop_index(f"ix_touchpoint_{index}", "touchpoint")
    for name in ("kind", "score", "cycle", *TEXTS, *KEYS, *LONG, *CENTS):
        op.drop_column("touchpoint", name)
    for name in ("errand", "came_of_it", "cycle", "phase_before", "during"):
        op.drop_column("touchpoint_phase", name)
    op.drop_index("ix_event_alias", "event")
    op.drop_column("event", "alias")


def _empty(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    return sa.Column(name, kind, nullable=False, server_default="")


def _widen_touchpoint() -> None:
    op.add_column("touchpoint", sa.Column("kind", sa.String(64), nullable=False, server_default="chat"))
    for name in ("score", "cycle"):
        op.add_column("touchpoint", sa.Column(name, sa.Integer()))
    for names, kind in ((TEXTS, sa.String(64)), (KEYS, sa.String(255)), (LONG, sa.Text())):
        for name in names:
            op.add_column("touchpoint", _empty(name, kind))
    for name in CENTS:
        op.add_column("touchpoint", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
    op.create_index("ix_touchpoint_person_first_ms", "touchpoint", ["person", "first_ms"])
    op.create_index("ix_touchpoint_alias", "touchpoint", ["alias"])


def _segment() -> tuple[sa.Column[str], ...]:
    names = ("channel", "language", "category", "position")
    return tuple(sa.Column(name, sa.String(64), primary_key=True) for name in names)


def _create_people() -> None:
    op.create_table(
        "link",
        sa.Column("alias", sa.String(255), primary_key=True),
        sa.Column("source", sa.String(255), primary_key=True),
        sa.Column("event_id", sa.String(255), primary_key=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
    )
    op.create_table(
        "mark",
        sa.Column("alias", sa.String(255), primary_key=True),
        sa.Column("source", sa.String(255), primary_key=True),
        sa.Column("event_id", sa.String(255), primary_key=True),
        sa.Column("traffic", sa.String(64), nullable=False),
    )
    op.create_table(
        "cycle",
        sa.Column("person", sa.String(255), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.Column("started_day", sa.Integer(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.String(64), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("order_ref", sa.String(255), nullable=False),
        sa.Column("ordered_ms", sa.BigInteger()),
        sa.Column("ordered_day", sa.Integer()),
        sa.Column("ordered_month", sa.Integer()),
        sa.Column("order_no", sa.SmallInteger()),
        sa.Column("cohort", sa.Integer()),
        sa.Column("value_cents", sa.BigInteger(), nullable=False),
        sa.Column("depth", sa.SmallInteger(), nullable=False),
        sa.Column("last_phase", sa.String(64)),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("last_errand", sa.Text(), nullable=False),
        sa.Column("lost_for", sa.Text(), nullable=False),
        sa.Column("touchpoints", sa.Integer(), nullable=False),
        sa.Column("handoffs", sa.Integer(), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=False),
        sa.Column("how_ended", sa.String(64), nullable=False),
        sa.Column("ended_ms", sa.BigInteger()),
    )
    op.create_table(
        "cycle_phase",
        sa.Column("person", sa.String(255), primary_key=True),
        sa.Column("cycle", sa.Integer(), primary_key=True),
        sa.Column("phase", sa.String(64), primary_key=True),
        sa.Column("entered_day", sa.Integer(), nullable=False),
        sa.Column("first_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.Column("stays", sa.Integer(), nullable=False),
        sa.Column("onward_ms", sa.BigInteger()),
    )
    op.create_table(
        "derived",
        sa.Column("what", sa.String(64), primary_key=True),
        sa.Column("model", sa.String(64), nullable=False),
        sa.Column("model_version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("ix_link_owner", "link", ["owner"])
    op.create_index("ix_cycle_started_day", "cycle", ["started_day"])
    op.create_index("ix_cycle_order_ref", "cycle", ["order_ref"])


def _create_counts() -> None:
    op.create_table(
        "phase_day",
        sa.Column("day", sa.Integer(), primary_key=True),
        sa.Column("phase", sa.String(64), primary_key=True),
        sa.Column("during", sa.String(64), primary_key=True),
        *_segment(),
        *(sa.Column(name, sa.BigInteger(), nullable=False, server_default="0") for name in COUNTS),
    )
    op.create_table(
        "transition_day",
        sa.Column("day", sa.Integer(), primary_key=True),
        sa.Column("phase", sa.String(64), primary_key=True),
        sa.Column("next_phase", sa.String(64), primary_key=True),
        *_segment(),
        sa.Column("n", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.create_table(
        "histogram_day",
        sa.Column("kind", sa.String(64), primary_key=True),
        sa.Column("day", sa.Integer(), primary_key=True),
        sa.Column("phase", sa.String(64), primary_key=True),
        sa.Column("bucket", sa.Integer(), primary_key=True),
        *_segment(),
        sa.Column("n", sa.BigInteger(), nullable=False, server_default="0"),
    )
