"""Today in sentences, for each of its states."""

from app.services.show_progress import CourseProgress
from app.services.show_today import Backlog, State, TodayPage, Work
from app.web.words import counted, day_in_words, listed, on_day

MOST_NAMED = 2


def headline(page: TodayPage) -> str:
    if page.backlog and page.state is State.WORK:
        return _waiting(page.backlog, begun=page.begun)
    if page.state is State.WORK:
        return f"{_to_do(page.work)}, about {counted(page.work.minutes, 'minute')}."
    return " ".join(filter(None, (_standing(page), _next(page))))


def second_line(page: TodayPage) -> str:
    """The plan, while more is due than a day can take."""
    if page.backlog is None:
        return ""
    if page.state is State.WORK:
        return f"{_portion(page)} {_through(page)}"
    still = page.backlog.gathered.cards
    return f"{counted(still, 'card')} still {'waits' if still == 1 else 'wait'}. {_through(page)}"


def last_days_said(days: tuple[bool, ...]) -> str:
    return f"{sum(days)} of {len(days)} days"


def start_words(page: TodayPage) -> str:
    return f"Go on: {page.work.cards:,} left" if page.begun else "Start"


def _to_do(work: Work) -> str:
    kinds = (work.reviews, "to review"), (work.repeats, "to repeat"), (work.new, "new")
    return listed([f"{number:,} {kind}" for number, kind in kinds if number])


def _waiting(backlog: Backlog, *, begun: bool) -> str:
    cards, known_cards = backlog.gathered.cards, round(backlog.gathered.known)
    waiting = f"{counted(cards, 'card')} {'is' if cards == 1 else 'are'} waiting"
    known = f"; you probably still know about {known_cards:,} of them" if known_cards else ""
    return f"{'Welcome back. ' if backlog.away and not begun else ''}{waiting}{known}."


def _portion(page: TodayPage) -> str:
    more = "more " if page.begun else ""
    minutes = counted(page.work.minutes, "minute")
    return f"{page.work.cards:,} {more}today, about {minutes}, best remembered first."


def _through(page: TodayPage) -> str:
    through_on = page.coming.through_on
    when = on_day(through_on, page.day) if through_on else "in more than a year"
    return f"At this pace you are through {when}. No new cards until then."


def _standing(page: TodayPage) -> str:
    if page.state is State.DONE:
        return "Done for today."
    if page.state is State.NOTHING_DUE:
        return "Nothing is due today."
    facts = sum(course.facts for course in page.courses)
    return f"You hold all {counted(facts, 'fact')} of {_names(page.courses)}."


def _names(courses: tuple[CourseProgress, ...]) -> str:
    if len(courses) > MOST_NAMED:
        return f"your {len(courses)} courses"
    return listed([course.title for course in courses])


def _next(page: TodayPage) -> str:
    on, cards = page.coming.next_on, page.coming.next_cards
    return f"Next: {day_in_words(on, page.day)}, {counted(cards, 'card')}." if on else ""
