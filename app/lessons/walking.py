"""Going through the HTML of a section, which is clean and so well-formed."""

from html.parser import HTMLParser
from itertools import accumulate

VOID = frozenset({"br", "hr", "img", "input"})


class Walking(HTMLParser):
    """It always knows at which letter it is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]

    def place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def place_after(self) -> int:
        """Of the end tag that it is at."""
        return self.html.index(">", self.place()) + 1
