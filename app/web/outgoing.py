"""What a WSGI program answers, drawn in pieces of a size worth a change of threads."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

PIECE_BYTES = 64 * 1024
Headers = list[tuple[str, str]]


class Outgoing:
    """Without the `write` that PEP 3333 keeps for programs older than itself."""

    def __init__(self, app: "WSGIApplication", environ: "WSGIEnvironment") -> None:
        self.status = 500
        self.headers: Headers = []
        self._body = app(environ, self._start)  # type: ignore[arg-type]
        self._chunks = iter(self._body)

    def _start(self, status: str, headers: Headers, exc_info: object = None) -> None:
        self.status, self.headers = int(status[:3]), headers

    def piece(self) -> bytes:
        """Shorter than a piece is only the last one."""
        chunks, size = [], 0
        for chunk in self._chunks:
            chunks.append(chunk)
            size += len(chunk)
            if size >= PIECE_BYTES:
                break
        return b"".join(chunks)

    def close(self) -> None:
        close = getattr(self._body, "close", None)
        if close is not None:
            close()
