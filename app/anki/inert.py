"""Text that Anki would read as a command of its own, said so that it stays text."""

import re

DIRECTIVE = re.compile(r"\[(?=sound:|anki:|latex\]|\$)", re.IGNORECASE)
MATH_OPENS = re.compile(r"\\([(\[])")
COLONS = re.compile(r":(?=:)|(?<=:):|^:|:$")
BRACES = re.compile(r"\}(?=\})|(?<=\})\}|\}$")


def inert(html: str, *, in_code: bool = False) -> str:
    """MathJax joins what is written together, and leaves code alone."""
    html = DIRECTIVE.sub("&#91;", html)
    return html if in_code else MATH_OPENS.sub(r"\\<span>\1</span>", html)


def without_openings(html: str) -> str:
    """Two braces begin a cloze wherever they stand in its field."""
    return html.replace("{{", "&#123;&#123;")


def within_cloze(html: str) -> str:
    """`::` would begin a hint and `}}` end the cloze; a single one may meet its neighbour."""
    return BRACES.sub("&#125;", COLONS.sub("&#58;", html))
