"""TeX between dollars as MathML, which browsers show without a script."""

from functools import lru_cache
from html import escape

from latex2mathml.converter import convert

DEEPEST = 40
LONGEST = 4_000


def mathml(tex: str, *, block: bool) -> str:
    """Where the TeX cannot be read it is shown as it was written; `check` names it."""
    tag, kind = ("div", "block") if block else ("span", "inline")
    made = _converted(tex.strip(), kind)
    inside = f"<code>{escape(tex.strip())}</code>" if made is None else made
    return f'<{tag} class="math">{inside}</{tag}>'


def readable(tex: str) -> bool:
    return _converted(tex.strip(), "inline") is not None


@lru_cache(maxsize=4096)
def _converted(tex: str, kind: str) -> str | None:
    # The converter recurses at every brace, and hangs or fails in many ways on nonsense.
    if len(tex) > LONGEST or _depth(tex) > DEEPEST:
        return None
    try:
        return str(convert(tex, display=kind))
    except Exception:  # noqa: BLE001 (a third party's parser raises nearly anything)
        return None


def _depth(tex: str) -> int:
    deepest = depth = 0
    for letter in tex:
        depth += (letter in "{[(") - (letter in "}])")
        deepest = max(deepest, depth)
    return max(deepest, tex.count(r"\left"), tex.count(r"\begin"))
