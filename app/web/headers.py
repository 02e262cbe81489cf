"""What every reply tells the browser not to allow."""

import secrets

from flask import Flask, Response, g

from app.web.parts import parts

# No documents: what only those obey would be half of what each of so many small files weighs.
PARTS_OF_A_PAGE = ("text/css", "text/javascript")
YEAR = 365 * 24 * 60 * 60
POLICY = (
    "default-src 'none'",
    "img-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


def attach(app: Flask) -> None:
    app.jinja_env.globals["nonce"] = nonce
    app.after_request(_guard)


def nonce() -> str:
    """Only what our own templates wrote into this very page carries it."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def allow_worker() -> None:
    """Where a page registers one; no other page may."""
    g.allows_worker = True


def _guard(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if response.mimetype in PARTS_OF_A_PAGE:
        return response
    response.headers.setdefault("Content-Security-Policy", _policy())
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    # Or any site could ask, by what loads and what does not, which courses somebody has at home.
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if parts().settings.is_https:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    response.headers["X-Frame-Options"] = "DENY"
    return response


def _policy() -> str:
    if "nonce" not in g:
        return "; ".join(POLICY)
    more = [f"script-src 'nonce-{g.nonce}'", f"style-src 'nonce-{g.nonce}'"]
    if "allows_worker" in g:
        more.append("worker-src 'self'")
    return "; ".join((*POLICY, *more))
