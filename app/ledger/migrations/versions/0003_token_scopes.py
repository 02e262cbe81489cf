"""What a token may do; and failures by slots of five minutes, which begins their count anew."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Whoever made a token before was told that it may do everything.
EVERYTHING = "answer read settings"


def upgrade() -> None:
    scopes = sa.Column("scopes", sa.Text, nullable=False, server_default=EVERYTHING)
    op.add_column("tokens", scopes)
    op.drop_table("failures")
    op.create_table(
        "failures",
        sa.Column("slot", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("slot", "subject"),
        sqlite_with_rowid=False,
    )
