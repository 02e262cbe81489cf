"""Whether a question asks for what is not so: it makes sense only beside its options."""

import re

# Whole words. One too many costs a free recall; one too few asks what nobody could answer.
WORDS = {
    "en": r"not|cannot|\w+n['’]t|never|no|none|neither|nor|except|false|wrong|incorrect|untrue",
    "de": r"nicht|nie|niemals|kein\w*|weder|außer|ausser|falsch\w*|unwahr\w*",
    "fr": r"ne|n['’]\w+|pas|jamais|aucune?|sauf|excepté|faux|fausses?|incorrecte?s?",
    "es": r"no|nunca|jamás|ning[uú]n\w*|tampoco|excepto|salvo|fals[ao]s?|incorrect[ao]s?",
}
FOUND = {
    language: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for language, words in WORDS.items()
}


def is_negative(question: str, language: str) -> bool:
    """Of a language that is not known here, an author marks such a question as closed."""
    found = FOUND.get(language.partition("-")[0].lower())
    return found is not None and found.search(question) is not None
