"""Whatever is typed finds what is meant, marks it, and gives no error."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.services import Library
from app.services.search_library import Hit, search_library
from tests.library.courses import HEAD, Shelf

KERAS = """
## Operations of keras.ops

Numbers in `keras.ops` behave as in NumPy. Élan vital is *naïve*.

The variable ==KERAS_BACKEND== chooses the backend. {#backend}

## Tuning

RandomSearch tries at random; <b>see</b> `Conv2D`. Straße & Söhne.

## Chicken
"""
OPERATORS = ['"', "*", "NEAR(", "NEAR(a b, 2)", "AND", "OR NOT", "^", ":", "text:", "-", "(", "{}"]
ODD = [
    *OPERATORS,
    "🙂",
    "a\0b",
    "\udcff",
    "_",
    "__",
    "…",
    "==",
    "x" * 10_000,
    "a " * 5_000,
    "ǅ",
    "۝",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    shelf = Shelf(tmp_path_factory.mktemp("search"))
    shelf.save("01-keras.md", HEAD.format(id="keras", title="Chicken and egg") + KERAS)
    long = "word " * 80 + "then HyperbandTuner ends it.\n\n{.terms}\n- **Egg** — of a chicken\n"
    shelf.save("02-more.md", HEAD.format(id="more", title="More") + long)
    shelf.build()
    return shelf.library


def hits(library: Library, query: str) -> tuple[Hit, ...]:
    return search_library(library, query).hits


def marks(hit: Hit) -> list[str]:
    return re.findall("<mark>(.*?)</mark>", hit.snippet_html)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("keras.ops", "keras.ops"),
        ("ops", "ops"),
        ("KERAS_BACKEND", "KERAS_BACKEND"),
        ("keras_back", "KERAS_BACKEND"),
        ("elan", "Élan"),
        ("NAIVE", "naïve"),
        ("naïv", "naïve"),
        ("nai\u0308ve", "naïve"),
        ("behave num", "NumPy"),
        ("RandomSearch", "RandomSearch"),
        ("search", "Search"),
        ("random tries", "tries"),
        ("hyperband", "Hyperband"),
        ("tuner", "Tuner"),
        ("conv", "Conv"),
    ],
)
def test_words_and_parts_of_code_terms_are_found_and_marked(
    library: Library, query: str, found: str
) -> None:
    assert any(found in " ".join(marks(hit)) for hit in hits(library, query))


def test_a_title_comes_before_a_heading_before_a_card_before_prose(library: Library) -> None:
    assert [hit.level for hit in hits(library, "chicken")] == ["title", "heading", "card"]
    assert [hit.level for hit in hits(library, "backend")] == ["card"]
    assert [hit.level for hit in hits(library, "ops")] == ["heading", "prose"]


def test_a_hit_leads_to_its_place(library: Library) -> None:
    (card,) = hits(library, "keras_backend")
    assert (card.course, card.track, card.section) == ("table", "keras", "Operations of keras.ops")
    assert card.anchor == "fact-backend"
    page = "".join(row["html"] for row in library.now().sections("table", "keras"))
    assert f'id="{card.anchor}"' in page
    for hit in hits(library, "random"):
        assert f'id="{hit.anchor}"' in page


def test_only_the_last_word_may_be_half_typed(library: Library) -> None:
    assert hits(library, "variable choo")
    assert not hits(library, "choo variable")


@pytest.mark.parametrize("query", ["see", "search", "tries"])
def test_a_snippet_is_escaped(library: Library, query: str) -> None:
    (hit,) = hits(library, query)
    assert "<b>" not in hit.snippet_html
    assert "&lt;b&gt;" in hit.snippet_html.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize("query", ["", " ", *OPERATORS, "🙂", "\udcff"])
def test_what_says_nothing_finds_nothing_or_something_but_no_error(
    library: Library, query: str
) -> None:
    assert len(hits(library, query)) < 10


def test_marks_of_emphasis_in_a_query_do_not_matter(library: Library) -> None:
    assert hits(library, '🙂 "random (search*') == hits(library, "random search")


@given(
    st.one_of(
        st.text(),
        st.text(st.characters(), max_size=40),
        st.lists(st.sampled_from([*ODD, "keras", "random"]), max_size=8).map(" ".join),
        st.lists(st.sampled_from([*ODD, "keras", "random"]), max_size=8).map("".join),
        st.binary(max_size=30).map(lambda raw: raw.decode("utf-8", "surrogateescape")),
    )
)
@example("x" * 10_000)
@example("\u0600" * 9)
def test_no_query_gives_an_error(library: Library, query: str) -> None:
    for hit in hits(library, query):
        hit.snippet_html.encode()
        assert re.sub("</?mark>", "", hit.snippet_html).count("<") == 0


def test_more_than_a_page_is_said_to_be_there(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    facts = (f"Bread number {n} is ==good {n}==. {{#fact-{n}}}\n" for n in range(30))
    shelf.save("01-food.md", HEAD.format(id="food", title="Food") + "\n".join(facts))
    shelf.build()
    page = search_library(shelf.library, "bread", 20)
    assert (len(page.hits), page.more) == (20, True)
    assert not search_library(shelf.library, "bread", 30).more
