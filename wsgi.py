"""For any WSGI server: `wsgi:app`."""

from app.wiring import create_web_app

app = create_web_app()
