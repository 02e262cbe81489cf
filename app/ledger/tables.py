"""The tables of the ledger, the same on SQLite and on PostgreSQL.

`_at` is microseconds and `_on` days since 1970-01-01, both UTC and both integers, so that either
database stores, compares and subtracts them alike. Every key starts with the learner.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
)

metadata = MetaData()

# SQLite counts up by itself only a column that is called exactly INTEGER.
_Id = BigInteger().with_variant(Integer, "sqlite")


def _of_learner() -> Column[int]:
    return Column("learner_id", _Id, ForeignKey("learners.learner_id"), nullable=False)


learners = Table(
    "learners",
    metadata,
    Column("learner_id", _Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("born_at", BigInteger, nullable=False),
    Column("operator", SmallInteger, nullable=False),
    Column("password_hash", Text),
    Column("leaving", SmallInteger, nullable=False, server_default="0"),
    Column("settings", Text, nullable=False),
    Column("events", BigInteger, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("checksum", LargeBinary, nullable=False),
    Column("confirmed_at", BigInteger),
    sqlite_autoincrement=True,
)

followed = Table(
    "followed",
    metadata,
    _of_learner(),
    Column("course", Text, nullable=False),
    Column("followed_at", BigInteger, nullable=False),
    Column("checksum", LargeBinary, nullable=False),
    PrimaryKeyConstraint("learner_id", "course"),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    _of_learner(),
    Column("number", BigInteger, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("card_id", Text, nullable=False),
    Column("effective_at", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("sent", Text, nullable=False),
    Column("checksum", LargeBinary, nullable=False),
    PrimaryKeyConstraint("learner_id", "number"),
    Index("events_by_id", "learner_id", "event_id", unique=True),
    Index("events_by_card", "learner_id", "card_id"),
    Index("events_by_time", "learner_id", "effective_at"),
    sqlite_with_rowid=False,
)

derived_edition = Table(
    "derived_edition",
    metadata,
    _of_learner(),
    Column("edition", BigInteger, nullable=False),
    Column("scheduler", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("begun", BigInteger, nullable=False),
    PrimaryKeyConstraint("learner_id"),
)

derived_schedule = Table(
    "derived_schedule",
    metadata,
    _of_learner(),
    Column("edition", BigInteger, nullable=False),
    Column("card_id", Text, nullable=False),
    Column("course", Text, nullable=False),
    Column("memory", Text),
    Column("interval_days", Integer, nullable=False),
    Column("holds_days", Float, nullable=False),
    Column("due_on", Integer),
    Column("reps", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("counted_on", Integer),
    Column("suspended", SmallInteger, nullable=False),
    Column("buried_until_on", Integer),
    Column("asked_from_on", Integer),
    Column("last_event", Text),
    PrimaryKeyConstraint("learner_id", "edition", "card_id"),
    sqlite_with_rowid=False,
)
# The edition comes late in it, or a database without statistics would look up single cards by it.
Index(
    "derived_schedule_by_day",
    derived_schedule.c.learner_id,
    derived_schedule.c.asked_from_on,
    derived_schedule.c.edition,
    derived_schedule.c.counted_on,
    derived_schedule.c.holds_days,
)

derived_day = Table(
    "derived_day",
    metadata,
    _of_learner(),
    Column("edition", BigInteger, nullable=False),
    Column("study_on", Integer, nullable=False),
    Column("course", Text, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("new_cards", Integer, nullable=False),
    Column("elapsed_ms", BigInteger, nullable=False),
    Column("xp", BigInteger, nullable=False),
    PrimaryKeyConstraint("learner_id", "edition", "study_on", "course"),
    sqlite_with_rowid=False,
)

derived_frontier = Table(
    "derived_frontier",
    metadata,
    _of_learner(),
    Column("course", Text, nullable=False),
    Column("build", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("left_behind", Text, nullable=False),
    Column("checksum", LargeBinary, nullable=False),
    PrimaryKeyConstraint("learner_id", "course"),
    sqlite_with_rowid=False,
)

# By its own id a session, a token or a link is found before it is known whose it is.
sessions = Table(
    "sessions",
    metadata,
    _of_learner(),
    Column("session_id", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("device", Text, nullable=False),
    PrimaryKeyConstraint("learner_id", "session_id"),
    Index("sessions_by_id", "session_id", unique=True),
    sqlite_with_rowid=False,
)

tokens = Table(
    "tokens",
    metadata,
    _of_learner(),
    Column("token_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("expires_at", BigInteger),
    Column("scopes", Text, nullable=False),
    PrimaryKeyConstraint("learner_id", "token_id"),
    Index("tokens_by_id", "token_id", unique=True),
    sqlite_with_rowid=False,
)

mail_links = Table(
    "mail_links",
    metadata,
    _of_learner(),
    Column("link_id", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    PrimaryKeyConstraint("learner_id", "link_id"),
    Index("mail_links_by_id", "link_id", unique=True),
    sqlite_with_rowid=False,
)

# Of nobody: who fails to sign in may be no learner at all. A slot is five minutes, since 1970.
failures = Table(
    "failures",
    metadata,
    Column("slot", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("failed", Integer, nullable=False),
    PrimaryKeyConstraint("slot", "subject"),
    sqlite_with_rowid=False,
)

# Of nobody either: a stranger's address may be written into many accounts.
mail_to_strangers = Table(
    "mail_to_strangers",
    metadata,
    Column("sent_on", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("sent", Integer, nullable=False),
    PrimaryKeyConstraint("sent_on", "subject"),
    sqlite_with_rowid=False,
)

# Bit 0 of `weekdays` is Monday. At `next_at` it is decided anew whether to remind: never if NULL,
# at once if 0. A `silent` channel wakes when its learner comes back.
reminder_channels = Table(
    "reminder_channels",
    metadata,
    _of_learner(),
    Column("channel_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("where_to", Text, nullable=False),
    Column("keys", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("weekdays", SmallInteger, nullable=False),
    Column("at_minute", SmallInteger, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("confirmed_at", BigInteger),
    Column("off_because", Text),
    Column("snoozed_until_on", Integer),
    Column("unanswered", SmallInteger, nullable=False),
    Column("silent", SmallInteger, nullable=False),
    Column("faults", SmallInteger, nullable=False),
    Column("last_on", Integer),
    Column("last_at", BigInteger),
    Column("next_at", BigInteger),
    PrimaryKeyConstraint("learner_id", "channel_id"),
    Index("reminder_channels_by_place", "learner_id", "kind", "where_to", unique=True),
    Index("reminder_channels_by_time", "next_at"),
    sqlite_with_rowid=False,
)

# One for each channel and local date. At `try_at` it is somebody's turn to send it: never again if
# NULL; while it is being sent, `try_at` is when the sender must have given up.
reminders = Table(
    "reminders",
    metadata,
    _of_learner(),
    Column("channel_id", Text, nullable=False),
    Column("for_on", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    Column("try_at", BigInteger),
    Column("sender", Text),
    Column("gives_up_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Column("told", Text),
    PrimaryKeyConstraint("learner_id", "channel_id", "for_on"),
    Index("reminders_by_turn", "lane", "try_at"),
    sqlite_with_rowid=False,
)

reminder_marks = Table(
    "reminder_marks",
    metadata,
    _of_learner(),
    Column("mark", Text, nullable=False),
    Column("set_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("learner_id", "mark"),
    sqlite_with_rowid=False,
)

card_notes = Table(
    "card_notes",
    metadata,
    _of_learner(),
    Column("card_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("checksum", LargeBinary, nullable=False),
    PrimaryKeyConstraint("learner_id", "card_id"),
    sqlite_with_rowid=False,
)

flags = Table(
    "flags",
    metadata,
    _of_learner(),
    Column("flag_id", Text, nullable=False),
    Column("card_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("flagged_at", BigInteger, nullable=False),
    Column("checksum", LargeBinary, nullable=False),
    PrimaryKeyConstraint("learner_id", "flag_id"),
    sqlite_with_rowid=False,
)

# Nothing could bring these back, so each of their rows has a checksum.
KEPT = (followed, card_notes, flags)
PRECIOUS = (learners, events, *KEPT)
DERIVED = (derived_edition, derived_schedule, derived_day, derived_frontier)
# Who loses these signs in again, or makes new ones.
PASSING = (sessions, tokens, mail_links, reminder_channels, reminders, reminder_marks)
OF_NOBODY = (failures, mail_to_strangers)
