"""Every card through Anki's own renderer: nothing empty, nothing broken, all text as it was."""

import html
import re

import pytest

from tests.anki.engine import Anki
from tests.anki.sample import SampleCourse


@pytest.fixture
def learner(course: SampleCourse, anki: Anki) -> Anki:
    course.export("https://drill.example.org")
    anki.take(course.package)
    return anki


def shown(side: str) -> str:
    """The words on a side, as a browser would show them."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", side, flags=re.DOTALL)).strip()


def test_every_side_of_every_card_shows_something(learner: Anki) -> None:
    for card in learner.all_cards():
        made = card.render_output()
        front, back = shown(made.question_text), shown(made.answer_text)
        assert len(front) > len("C++ · Practice")
        assert len(back) >= len(front.replace("[...]", ""))
        for side in (made.question_text, made.answer_text):
            assert "{{" not in re.sub(r"<pre.*?</pre>|<code>.*?</code>", "", side, flags=re.DOTALL)
            assert "invalid" not in side.lower()
            assert "error" not in side.lower()


def test_the_front_names_course_and_lesson_and_not_the_section(learner: Anki) -> None:
    card = learner.cards("cpp.begun")[0].render_output()
    assert "C++ · Where C++ comes from" in card.question_text
    assert "Beginnings" not in card.question_text
    assert "Beginnings" in card.answer_text


def test_the_back_has_the_explanation_and_the_way_to_the_lesson(learner: Anki) -> None:
    back = learner.cards("cpp.begun")[0].render_output().answer_text
    assert "Bjarne Stroustrup" in back
    assert 'href="https://drill.example.org/courses/cpp/origins#fact-begun"' in back


def test_without_an_address_there_is_no_link(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    assert "<a " not in anki.cards("cpp.begun")[0].render_output().answer_text


def test_each_number_hides_its_words_and_shows_its_hint(learner: Anki) -> None:
    year, place = (card.render_output() for card in learner.cards("cpp.begun"))
    assert "C++ began in [...] at Bell Labs." in shown(year.question_text)
    assert "C++ began in 1979 at [place]." in shown(place.question_text)
    assert "C++ began in 1979 at Bell Labs." in shown(place.answer_text)


def test_colons_and_braces_in_a_cloze_arrive_as_they_are(learner: Anki) -> None:
    vector, braces = (card.render_output() for card in learner.cards("cpp.vector"))
    assert "The growing array is [...], written a{{1}}." in shown(vector.question_text)
    assert "The growing array is std::vector, written [...]." in shown(braces.question_text)
    assert "The growing array is std::vector, written a{{1}}." in shown(braces.answer_text)


def test_signs_of_html_arrive_as_they_are(learner: Anki) -> None:
    front = learner.cards("cpp.template")[0].render_output().question_text
    assert "a pattern such as List<int> for x<y." in shown(front)
    assert "make<x>" in shown(learner.cards("cpp.which")[0].render_output().question_text)


def test_code_arrives_letter_for_letter(learner: Anki) -> None:
    whole = 'int main() { std::map<int, std::vector<int>> m{{1, {}}}; return "a }} b"[0]; }'
    main, types = (card.render_output() for card in learner.cards("cpp.main"))
    assert whole in shown(main.answer_text)
    assert whole.replace("main", "[...]") in shown(main.question_text)
    assert whole.replace("std::map<int, std::vector<int>>", "[...]") in shown(types.question_text)
    assert whole in shown(types.answer_text)


def test_code_keeps_its_colours(learner: Anki) -> None:
    assert 'class="k">int<' in learner.cards("cpp.main")[0].render_output().question_text


def test_math_is_mathjax(learner: Anki) -> None:
    front = learner.cards("cpp.picture")[0].render_output().question_text
    assert r"What is shown by \(x^2 &lt; \frac{a}{b^{c}}\)?" in front
    assert r"\[\sum_{i} x_i\]" in learner.cards("cpp.long")[0].render_output().answer_text
    assert "<math" not in front


def test_text_that_looks_like_a_command_of_anki_stays_text(learner: Anki) -> None:
    made = learner.cards("cpp.tone")[0].render_output()
    assert len(made.answer_av_tags) == 1
    assert r"\(so on\)" in shown(made.answer_text)
    assert r"\(so" not in made.answer_text
    assert "[sound:none.mp3]" in shown(made.answer_text)


def test_the_back_of_a_choice_keeps_the_order_and_tells_right_and_why(learner: Anki) -> None:
    made = learner.cards("cpp.which")[0].render_output()
    front, back = (
        re.findall(r"<li[^>]*>(.*?)(?: <span|<div|</li>)", side)
        for side in (made.question_text, made.answer_text)
    )
    assert front == back
    assert sorted(front) != front or len(front) == 4
    right = re.findall(r'<li class="right">(\w+)', made.answer_text)
    assert sorted(right) == ["Clang", "GCC"]
    assert "Choose all that apply." in made.question_text
    assert "since 1987" in made.answer_text
    assert "since 1987" not in made.question_text
    assert "Two of them." in made.answer_text


def test_no_card_needs_a_script(learner: Anki) -> None:
    for card in learner.all_cards():
        made = card.render_output()
        assert "<script" not in made.question_text + made.answer_text
