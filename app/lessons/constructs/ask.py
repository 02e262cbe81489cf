"""The question above a prompt, where an author gives one."""

from html import escape


def asked_html(ask: str) -> str:
    return f'<p class="ask">{escape(ask)}</p>' if ask else ""


def asked_text(ask: str, text: str) -> str:
    return f"{ask} {text}".strip()
