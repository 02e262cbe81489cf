"""Learners, their log, and what is derived from it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def of_learner() -> sa.Column[int]:
    return sa.Column("learner_id", Id, sa.ForeignKey("learners.learner_id"), nullable=False)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def big(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def words(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def checksum(name: str = "checksum") -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def upgrade() -> None:
    precious()
    derived()


def precious() -> None:
    op.create_table(
        "learners",
        sa.Column("learner_id", Id, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        big("born_at"),
        sa.Column("operator", sa.SmallInteger, nullable=False),
        words("password_hash", nullable=True),
        sa.Column("leaving", sa.SmallInteger, nullable=False, server_default="0"),
        words("settings"),
        big("events"),
        checksum("head"),
        checksum(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "followed",
        of_learner(),
        words("course"),
        big("followed_at"),
        checksum(),
        sa.PrimaryKeyConstraint("learner_id", "course"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        of_learner(),
        big("number"),
        words("event_id"),
        words("kind"),
        words("card_id"),
        big("effective_at"),
        big("received_at"),
        words("sent"),
        checksum(),
        sa.PrimaryKeyConstraint("learner_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("events_by_id", "events", ["learner_id", "event_id"], unique=True)
    op.create_index("events_by_card", "events", ["learner_id", "card_id"])
    op.create_index("events_by_time", "events", ["learner_id", "effective_at"])


def derived() -> None:
    op.create_table(
        "derived_edition",
        of_learner(),
        big("edition"),
        words("scheduler"),
        words("version"),
        big("begun"),
        sa.PrimaryKeyConstraint("learner_id"),
    )
    op.create_table(
        "derived_schedule",
        of_learner(),
        big("edition"),
        words("card_id"),
        words("course"),
        words("memory", nullable=True),
        number("interval_days"),
        sa.Column("holds_days", sa.Float, nullable=False),
        number("due_on", nullable=True),
        number("reps"),
        number("lapses"),
        number("counted_on", nullable=True),
        sa.Column("suspended", sa.SmallInteger, nullable=False),
        number("buried_until_on", nullable=True),
        number("asked_from_on", nullable=True),
        words("last_event", nullable=True),
        sa.PrimaryKeyConstraint("learner_id", "edition", "card_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "derived_schedule_by_day",
        "derived_schedule",
        ["learner_id", "asked_from_on", "edition", "counted_on", "holds_days"],
    )
    op.create_table(
        "derived_day",
        of_learner(),
        big("edition"),
        number("study_on"),
        words("course"),
        number("answers"),
        number("new_cards"),
        big("elapsed_ms"),
        big("xp"),
        sa.PrimaryKeyConstraint("learner_id", "edition", "study_on", "course"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "derived_frontier",
        of_learner(),
        words("course"),
        words("build"),
        big("position"),
        words("left_behind"),
        checksum(),
        sa.PrimaryKeyConstraint("learner_id", "course"),
        sqlite_with_rowid=False,
    )
