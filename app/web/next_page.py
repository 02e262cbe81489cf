"""Where to go on after signing in: a page of ours, and never another site."""

from urllib.parse import unquote, urlsplit

HOME = "/"


def same_site(path: str | None) -> str:
    """Browsers read `\\` as `/` and skip line breaks, so what is the least bit odd leads home."""
    if not path or not path.startswith("/"):
        return HOME
    plain = unquote(path)
    odd = "\\" in plain or not plain.isprintable() or any(c.isspace() for c in path)
    parts = urlsplit(path)
    return HOME if odd or plain.startswith("//") or parts.scheme or parts.netloc else path
