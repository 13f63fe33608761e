"""Drafts of entries; the event that asked for a change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    op.add_column("audit", text("event"))
    op.create_index("ix_audit_event", "audit", ["event"])
    op.create_table(
        "draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("txn", sa.Text(), nullable=False),
        text("room_id"),
        text("thread"),
        text("entry"),
        text("questions"),
        text("answer"),
        text("author"),
        sa.Column("at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("txn", name="uq_draft_txn"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("draft")
    op.drop_index("ix_audit_event", "audit")
    op.drop_column("audit", "event")
