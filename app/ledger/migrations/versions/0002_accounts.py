"""Accounts: sessions, tokens, failures, links sent by mail; and learners' own words on cards."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def of_learner() -> sa.Column[int]:
    return sa.Column("learner_id", Id, sa.ForeignKey("learners.learner_id"), nullable=False)


def big(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def checksum() -> sa.Column[bytes]:
    return sa.Column("checksum", sa.LargeBinary, nullable=False)


def upgrade() -> None:
    op.add_column("learners", big("confirmed_at", nullable=True))
    found_by_id("sessions", "session_id", big("created_at"), big("seen_at"), words("device"))
    found_by_id(
        "tokens",
        "token_id",
        words("name"),
        words("prefix"),
        big("created_at"),
        big("used_at", nullable=True),
        big("expires_at", nullable=True),
    )
    found_by_id(
        "mail_links",
        "link_id",
        words("purpose"),
        big("created_at"),
        big("used_at", nullable=True),
    )
    op.create_table(
        "failures",
        sa.Column("hour", sa.Integer, nullable=False),
        words("subject"),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("hour", "subject"),
        sqlite_with_rowid=False,
    )
    of_a_learner("card_notes", "card_id", words("text"), big("written_at"), checksum())
    of_a_learner("flags", "flag_id", words("card_id"), words("text"), big("flagged_at"), checksum())


def found_by_id(name: str, id_name: str, *columns: sa.Column[int] | sa.Column[str]) -> None:
    of_a_learner(name, id_name, *columns)
    op.create_index(f"{name}_by_id", name, [id_name], unique=True)


def of_a_learner(
    name: str, id_name: str, *columns: sa.Column[int] | sa.Column[str] | sa.Column[bytes]
) -> None:
    op.create_table(
        name,
        of_learner(),
        words(id_name),
        *columns,
        sa.PrimaryKeyConstraint("learner_id", id_name),
        sqlite_with_rowid=False,
    )
