"""Changes are written down before the files are: what a crash leaves between the two is found again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("audit", sa.Column("prepared", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("audit", sa.Column("undoes", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("audit", "undoes")
    op.drop_column("audit", "prepared")
