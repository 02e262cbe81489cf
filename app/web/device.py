"""A browser in words, so that one knows one's own devices in the list of sessions."""

UNKNOWN = "an unknown program"
# What calls itself by several names is looked for by the one that only it has.
PROGRAMS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "FxiOS/": "Firefox",
    "Firefox/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def in_words(user_agent: str) -> str:
    program, system = _first(PROGRAMS, user_agent), _first(SYSTEMS, user_agent)
    if not program:
        return UNKNOWN
    return f"{program} on {system}" if system else program


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((words for mark, words in names.items() if mark in user_agent), "")
