"""Reminders: over which channels, and which were sent for what day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def of_learner() -> sa.Column[int]:
    return sa.Column("learner_id", Id, sa.ForeignKey("learners.learner_id"), nullable=False)


def small(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger, nullable=False)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def big(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def words(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def upgrade() -> None:
    channels()
    op.create_table(
        "reminders",
        of_learner(),
        words("channel_id"),
        number("for_on"),
        words("state"),
        words("lane"),
        small("attempts"),
        big("try_at", nullable=True),
        words("sender", nullable=True),
        big("gives_up_at"),
        big("sent_at", nullable=True),
        words("told", nullable=True),
        sa.PrimaryKeyConstraint("learner_id", "channel_id", "for_on"),
        sqlite_with_rowid=False,
    )
    op.create_index("reminders_by_turn", "reminders", ["lane", "try_at"])
    op.create_table(
        "reminder_marks",
        of_learner(),
        words("mark"),
        big("set_at"),
        sa.PrimaryKeyConstraint("learner_id", "mark"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mail_to_strangers",
        number("sent_on"),
        words("subject"),
        number("sent"),
        sa.PrimaryKeyConstraint("sent_on", "subject"),
        sqlite_with_rowid=False,
    )


def channels() -> None:
    op.create_table(
        "reminder_channels",
        of_learner(),
        words("channel_id"),
        words("kind"),
        words("where_to"),
        words("keys"),
        words("device"),
        small("weekdays"),
        small("at_minute"),
        big("added_at"),
        big("confirmed_at", nullable=True),
        words("off_because", nullable=True),
        number("snoozed_until_on", nullable=True),
        small("unanswered"),
        small("silent"),
        small("faults"),
        number("last_on", nullable=True),
        big("last_at", nullable=True),
        big("next_at", nullable=True),
        sa.PrimaryKeyConstraint("learner_id", "channel_id"),
        sqlite_with_rowid=False,
    )
    place = ["learner_id", "kind", "where_to"]
    op.create_index("reminder_channels_by_place", "reminder_channels", place, unique=True)
    op.create_index("reminder_channels_by_time", "reminder_channels", ["next_at"])
