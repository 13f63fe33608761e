"""Inbox, outbox, exchanges, votes, audit, sightings, incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def moment(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), server_default="0", nullable=False)


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        moment("at"),
        text("author"),
        text("action"),
        text("entry"),
        text("before"),
        text("after"),
        text("patch"),
        sa.Column("undone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_entry", "audit", ["entry"])
    op.create_table(
        "exchange",
        sa.Column("seq", NUMBER, autoincrement=True, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        text("room_id"),
        text("thread"),
        text("asker"),
        text("text"),
        text("outcome"),
        text("entries"),
        text("reply"),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        moment("at"),
        sa.PrimaryKeyConstraint("seq", name="pk_exchange"),
        sa.UniqueConstraint("question", name="uq_exchange_question"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_exchange_at", "exchange", ["at"])
    op.create_index("ix_exchange_reply", "exchange", ["reply"])
    op.create_index("ix_exchange_room_id_asker_at", "exchange", ["room_id", "asker", "at"])
    op.create_index("ix_exchange_room_id_thread", "exchange", ["room_id", "thread"])
    op.create_table(
        "inbox",
        sa.Column("seq", NUMBER, autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        moment("received_at"),
        sa.Column("settled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_inbox"),
        sa.UniqueConstraint("event_id", name="uq_inbox_event_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_settled", "inbox", ["settled"])
    op.create_table(
        "incident",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        text("service"),
        moment("opened_at"),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        text("verdict"),
        text("cause"),
        text("notice"),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_opened_at", "incident", ["opened_at"])
    op.create_index("ix_incident_service", "incident", ["service"])
    op.create_table(
        "note",
        sa.Column("name", sa.String(length=100), nullable=False),
        text("value"),
        sa.PrimaryKeyConstraint("name", name="pk_note"),
    )
    op.create_table(
        "outbox",
        sa.Column("seq", NUMBER, autoincrement=True, nullable=False),
        sa.Column("txn", sa.Text(), nullable=False),
        moment("stored_at"),
        sa.Column("done", sa.Boolean(), server_default=sa.false(), nullable=False),
        text("act"),
        text("cause"),
        text("event_id"),
        sa.Column("call", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_outbox"),
        sa.UniqueConstraint("txn", name="uq_outbox_txn"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_cause", "outbox", ["cause"])
    op.create_index("ix_outbox_done", "outbox", ["done"])
    op.create_index("ix_outbox_event_id", "outbox", ["event_id"])
    op.create_table(
        "sighting",
        sa.Column("seq", NUMBER, autoincrement=True, nullable=False),
        text("service"),
        moment("at"),
        text("verdict"),
        text("cause"),
        sa.Column("ms", sa.Float(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_sighting"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sighting_at", "sighting", ["at"])
    op.create_index("ix_sighting_service_at", "sighting", ["service", "at"])
    op.create_table(
        "vote",
        sa.Column("seq", NUMBER, autoincrement=True, nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        text("reply_event"),
        text("voter"),
        text("key"),
        moment("at"),
        sa.PrimaryKeyConstraint("seq", name="pk_vote"),
        sa.UniqueConstraint("reaction", name="uq_vote_reaction"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_vote_at", "vote", ["at"])
    op.create_index("ix_vote_reply_event", "vote", ["reply_event"])


def downgrade() -> None:
    for table in ("audit", "exchange", "inbox", "incident", "note", "outbox", "sighting", "vote"):
        op.drop_table(table)
