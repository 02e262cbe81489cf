"""Where to go on after signing in: a page of ours, and never another site."""

from urllib.parse import unquote

HOME = "/"
# Far beyond any address of ours: what comes back in a header has to fit into one.
LONGEST = 2_000


def same_site(path: str | None) -> str:
    """Browsers read `\\` as `/` and skip line breaks, so what is the least bit odd leads home."""
    if not path or not path.startswith("/") or len(path) > LONGEST:
        return HOME
    plain = unquote(path)
    odd = "\\" in plain or not plain.isprintable() or any(c.isspace() for c in path)
    return HOME if odd or "//" in plain.partition("?")[0] else path
