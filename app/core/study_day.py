"""The learner's day: it begins some hours after midnight, where the learner is."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

DEFAULT_ROLLOVER_HOUR = 4
ONE_DAY = timedelta(days=1)


def study_day(instant: datetime, zone: tzinfo, rollover_hour: int = DEFAULT_ROLLOVER_HOUR) -> date:
    """The last day that has begun. By its beginning and not by the hour on the clock, which may
    go back past the rollover and would give a day twice."""
    day = instant.astimezone(zone).date() + ONE_DAY
    while day_begins_at(day, zone, rollover_hour) > instant:
        day -= ONE_DAY
    return day


def day_begins_at(day: date, zone: tzinfo, rollover_hour: int = DEFAULT_ROLLOVER_HOUR) -> datetime:
    """In UTC. An hour that comes twice begins the day the first time; one that is left out, when
    it would have come."""
    return datetime.combine(day, time(rollover_hour), tzinfo=zone).astimezone(UTC)
