"""`course.toml`: each field that is wrong is told once, where it stands."""

import pytest

from app.lessons.course import read_course
from app.lessons.problems import Report


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title = 5", ["1:1: title is not text"]),
        ('summary = "a"\ntitle = []', ["2:1: title is not text"]),
        ('title = ""', ["1:1: the course has no title"]),
        ('title = "  "', ["1:1: the course has no title"]),
        ("", ["1:1: the course has no title"]),
        ('title = "a"', []),
    ],
)
def test_a_title_that_is_wrong_is_told_once(text: str, found: list[str]) -> None:
    report = Report("course.toml")
    course = read_course("rivers", text.encode(), report)
    assert [f"{p.line}:{p.column}: {p.what}" for p in report.problems] == found
    assert course.title == ("rivers" if found else "a")
