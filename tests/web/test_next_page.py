"""After signing in one goes on to a page of ours, whatever the address asks for."""

import pytest

from app.web.next_page import same_site


@pytest.mark.parametrize(
    "path",
    ["/", "/drill", "/courses/keras?a=1#b", "/search?q=a%20b", "/search?q=//x", "/a:b", "/["],
)
def test_a_page_of_ours_is_gone_to(path: str) -> None:
    assert same_site(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "courses",
        "//h",
        "///h",
        "////h",
        "/\\h",
        "\\\\h",
        "\\/h",
        "/\\/h",
        "https:h",
        "https://h",
        "https:///h",
        "http:/h",
        "javascript:alert(1)",
        "data:text/html,x",
        "%2f%2fh",
        "/%2fh",
        "/%2f%2fh",
        "/%5ch",
        "/%09/h",
        "/\t/h",
        "\t//h",
        "/\n/h",
        "/\r\n/h",
        "/%0d%0aSet-Cookie:a=b",
        "/a\x00b",
        " //h",
        "/ /h",
        "/\u2028/h",
        "@h",
        "?next=//h",
        "#//h",
        ".//h",
        "/.//h",
        "/..//h",
        "/a//h",
        "//[",
        "http://[::1",
        "/" + "a" * 9_999,
    ],
)
def test_anything_odd_leads_home(path: str | None) -> None:
    assert same_site(path) == "/"
