"""A section's text as it is read before its questions."""

from app.lessons.portions import PORTION_WORDS, portions


def fact(key: str, words: int) -> str:
    return f'<p id="fact-{key}">{"word " * words}</p>\n'


def prose(words: int) -> str:
    return f"<p>{'word ' * words}</p>\n"


def test_a_short_section_is_read_in_one_go() -> None:
    html = prose(60) + fact("one", 40) + fact("two", 40)
    (portion,) = portions(html)
    assert portion.html == html
    assert portion.words == 140
    assert portion.keys == {"one", "two"}


def test_a_long_one_is_cut_between_paragraphs_and_nothing_is_lost() -> None:
    html = "".join(prose(80) + fact(f"f{n}", 40) for n in range(6))
    found = portions(html)
    assert "".join(each.html for each in found) == html
    assert [each.words for each in found] == [240, 240, 240]
    assert [sorted(each.keys) for each in found] == [["f0", "f1"], ["f2", "f3"], ["f4", "f5"]]


def test_every_portion_has_something_to_ask() -> None:
    html = fact("first", 20) + "".join(prose(100) for _ in range(10))
    assert [each.keys for each in portions(html)] == [{"first"}]
    html = "".join(prose(100) for _ in range(10)) + fact("last", 20)
    assert [each.keys for each in portions(html)] == [{"last"}]


def test_an_explanation_stays_with_its_fact_and_a_heading_with_its_text() -> None:
    explanation = f'<blockquote class="explanation">{prose(30)}</blockquote>\n'
    html = (fact("one", PORTION_WORDS) + explanation) + ("<h3>On</h3>\n" + fact("two", 250))
    first, second = portions(html)
    assert first.html.endswith("</blockquote>\n")
    assert second.html.startswith("<h3>")


def test_quiz_questions_are_not_read_before_they_are_asked() -> None:
    question = (
        '<li id="fact-q"><p>Which?</p><ul class="options"><li>A</li><li>B</li></ul>'
        '<details class="solution"><p class="answer">A</p></details></li>\n'
    )
    html = fact("one", 30) + f"<ol>{question}<li>A step to take</li></ol>"
    (portion,) = portions(html)
    assert portion.html == fact("one", 30) + "<ol>\n<li>A step to take</li></ol>"
    assert portion.words == 34
    assert portion.keys == {"one", "q"}


def test_a_section_of_quiz_questions_alone_gives_nothing_to_read() -> None:
    html = '<ol><li id="fact-q"><p>Which?</p><ul class="options"><li>A</li></ul></li></ol>'
    (portion,) = portions(html)
    assert (portion.html, portion.words, portion.keys) == ("", 0, {"q"})


def test_a_picture_alone_is_something_to_look_at() -> None:
    html = '<p id="fact-map"><img src="media/map.png" alt="A map"></p>'
    assert portions(html)[0].html == html


def test_odd_line_ends_in_a_text_do_not_shift_the_cut() -> None:
    words = "word\u2028\f" * 120
    html = "".join(f'<p id="fact-f{n}">{words}</p>\n' for n in range(4))
    found = portions(html)
    assert len(found) == 2
    assert "".join(each.html for each in found) == html


def test_an_empty_section_is_one_empty_portion() -> None:
    assert [each.html for each in portions("")] == [""]
