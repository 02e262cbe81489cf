"""TeX between dollars as MathML, which browsers show without a script; the TeX stays beside it."""

from functools import lru_cache
from html import escape

from latex2mathml.converter import convert

DEEPEST = 40
LONGEST = 4_000


def mathml(tex: str, *, block: bool) -> str:
    """Where the TeX cannot be read it is shown as it was written; `check` names it."""
    made = _converted(tex.strip(), "block" if block else "inline")
    kind = "math display" if block else "math"
    if made is None:
        return f'<span class="{kind}"><code>{escape(tex.strip())}</code></span>'
    return f'<span class="{kind}" data-tex="{escape(tex.strip())}">{made}</span>'


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
