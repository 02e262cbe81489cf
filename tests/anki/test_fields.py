"""Lesson HTML as Anki's fields: what Anki would read as a command is said so that it is text."""

import pytest

from app.anki.fields import cloze_of, field_of


def marked(inside: str, number: int = 1, hint: str = "") -> str:
    return f'<p>a <span class="mark" data-number="{number}" data-hint="{hint}">{inside}</span>.</p>'


def name(source: str) -> str:
    return f"named-{source.rpartition('/')[2]}"


@pytest.mark.parametrize(
    ("html", "field"),
    [
        ("plain &lt;text&gt;", "plain &lt;text&gt;"),
        ('<p id="fact-x">a</p>', "<p>a</p>"),
        ('<pre tabindex="0"><code>\\(</code></pre>', "<pre><code>\\(</code></pre>"),
        (r"a \(b\) c", r"a \<span>(</span>b\) c"),
        ("[sound:x.mp3]", "&#91;sound:x.mp3]"),
        ("<code>[SOUND:x]</code>", "<code>&#91;SOUND:x]</code>"),
        ("[latex]x[/latex] [$]y[/$]", "&#91;latex]x[/latex] &#91;$]y[/$]"),
        ('<img src="media/a.png" alt="A &amp; B">', '<img src="named-a.png" alt="A &amp; B">'),
        ('<audio controls="" src="media/a.mp3" title="T"></audio>', "[sound:named-a.mp3]"),
        ('see <a href="02-other.md#x"><em>there</em></a>!', "see <em>there</em>!"),
        (
            'see <a href="https://x.org" rel="noopener noreferrer">there</a>',
            'see <a href="https://x.org">there</a>',
        ),
        (
            '<span class="math" data-tex="a&lt;b"><math><mi>a</mi></math></span>, so',
            r"\(a&lt;b\), so",
        ),
        ('<span class="math display" data-tex="x"><math><mi>x</mi></math></span>', r"\[x\]"),
        (
            '<span class="math" data-tex="\\text{&lt;/span&gt;}"><math><mtext><span>x</span>'
            "</mtext></math></span> after",
            r"\(\text{&lt;/span&gt;}\) after",
        ),
        ("one<br>two &amp; &#x27;three&#x27; [", "one<br>two &amp; &#x27;three&#x27; ["),
    ],
)  # fmt: skip
def test_a_field_is_written(html: str, field: str) -> None:
    assert field_of(html, name) == field


@pytest.mark.parametrize(
    ("html", "field"),
    [
        (marked("b"), "<p>a {{c1::b}}.</p>"),
        (marked("b", 12, "it&#x27;s"), "<p>a {{c12::b::it&#x27;s}}.</p>"),
        (marked("std::vector"), "<p>a {{c1::std&#58;&#58;vector}}.</p>"),
        (marked("b:", 1, ":x:"), "<p>a {{c1::b&#58;::&#58;x&#58;}}.</p>"),
        (marked("{b}"), "<p>a {{c1::{b&#125;}}.</p>"),
        (marked("{{c2::b}}"), "<p>a {{c1::&#123;&#123;c2&#58;&#58;b&#125;&#125;}}.</p>"),
        (marked("10:30"), "<p>a {{c1::10:30}}.</p>"),
        ("<p>{{c1::no}}</p>" + marked("b"), "<p>&#123;&#123;c1::no}}</p><p>a {{c1::b}}.</p>"),
        (
            marked('<span class="math" data-tex="\\frac{1}{b^{c}}"><math></math></span>'),
            r"<p>a {{c1::\(\frac{1}{b^{c&#125;&#125;\)}}.</p>",
        ),
        (marked("<code>a[::2]</code>"), "<p>a {{c1::<code>a[&#58;&#58;2]</code>}}.</p>"),
    ],
)
def test_a_cloze_is_written(html: str, field: str) -> None:
    assert cloze_of(html, name) == field
