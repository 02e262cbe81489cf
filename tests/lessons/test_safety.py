"""No text in a lesson becomes script, style or a dangerous address, wherever it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lessons.audit import faults, html_of
from tests.lessons.examples import read

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</code></pre><script>alert(1)</script>",
    "</style><style>*{background:url(//x)}</style>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](java&#x0A;script:alert(1))",
    "[a](<java script:alert(1)>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox(1))",
    "[a](file:///etc/passwd)",
    "![a](javascript:alert(1))",
    '![a" onerror="alert(1)](media/x.png)',
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    '[a](https://x.org "\' onclick=alert(1)")',
    "<javascript:alert(1)>",
    "<https://x.org/\"onmouseover='alert(1)'>",
    "[a][r]\n\n[r]: javascript:alert(1)",
    r"$\text{<script>alert(1)</script>}$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\style{background:url(//x)}{x}$",
    r"$\class{a\" onclick=\"alert(1)}{x}$",
    "$<img/src=x onerror=alert(1)>$",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<details ontoggle=alert(1) open>",
    "<form action=javascript:alert(1)><input type=submit>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<base href=//x.org>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//x.org>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "`<b>`<script>alert(1)</script>",
)
PLACES = {
    "paragraph": "{}",
    "mark": "It is =={}== so.",
    "hint": "It is ==so :: {}==.",
    "ask": 'It is ==so==. {{#a ask="{}"}}',
    "option": "1. What?\n   - [x] {}\n   - [ ] b",
    "reason": "1. What?\n   - [x] a — {}\n   - [ ] b",
    "quoted reason": "1. What?\n   - [x] a\n     > {}\n   - [ ] b",
    "question": "Q: {}\nA: {}",
    "term": "{{.terms}}\n- **{}** — {}",
    "table": "{{.cards}}\n| a | {} |\n|---|---|\n| {} | {} |",
    "cloze in a table": "| {} | a |\n|---|---|\n| ==b== | {} |",
    "code": '```html {{#a hide="1:x"}}\n{} x\n```',
    "hidden code": '```text {{#a hide="1:{}"}}\n{}\n```',
    "info": "```{}\nx\n```",
    "indented code": "    {}",
    "heading": "## {}\n\n==a==",
    "link": "[{}]({})",
    "picture": "![{}](media/{}.png)",
    "sound": "![{}](media/{}.mp3)",
    "callout": "> [!NOTE]\n> **{}** ==a==",
    "explanation": "==a==\n> {}",
    "card": "::: card\n{}\n***\n{}\n:::",
    "container": "::: {}\na\n:::",
    "attributes": "==a== {{#{} .{} {}=1}}",
    "title": "---\ntitle: |\n  {}\n---\n==a==",
    "math": "$${}$$\n\n$${}$$ a",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_payload_stays_text_in(place: str) -> None:
    for payload in PAYLOADS:
        written = payload.replace('"', r"\"") if place in ("ask", "hidden code") else payload
        for line in (written, written.replace("|", r"\|")):
            lesson = read(PLACES[place].replace("{}", line).replace("{{", "{").replace("}}", "}"))
            for html in html_of(lesson):
                assert not faults(html), (payload, html)


ANYTHING = st.text(
    st.one_of(
        st.sampled_from("=`*_[]()!<>{}|$\\:#.-\"'&;/ \n\tax1"),
        st.characters(exclude_categories=("Cs",), exclude_characters="\r"),
    ),
    max_size=120,
)


@given(ANYTHING)
def test_any_text_is_safe(text: str) -> None:
    for html in html_of(read(text)):
        assert not faults(html)


@given(st.sampled_from(sorted(PLACES)), ANYTHING)
def test_any_text_is_safe_in_any_place(place: str, text: str) -> None:
    lesson = read(PLACES[place].replace("{}", text).replace("{{", "{").replace("}}", "}"))
    for html in html_of(lesson):
        assert not faults(html)


def test_html_is_shown_as_the_text_that_it_is() -> None:
    section = read("A <b>bold</b> claim.").sections[0]
    assert section.html == '<p id="line-1">A &lt;b&gt;bold&lt;/b&gt; claim.</p>\n'


def test_a_wrong_link_is_shown_without_its_address() -> None:
    assert "javascript" not in read("[a](javascript:alert(1))").sections[0].html


@pytest.mark.parametrize("address", ["https://a.org", "http://a.org", "mailto:a@b.c", "../b.md#c"])
def test_a_harmless_link_is_kept(address: str) -> None:
    assert f'href="{address}"' in read(f"[a]({address})").sections[0].html
