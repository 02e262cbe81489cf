"""A numbered question with a task list under it: the right ones are ticked."""

from collections.abc import Sequence

from markdown_it.token import Token

from app.core.cards import Face, Kind, Option, Side
from app.lessons.blocks import Block, trailing
from app.lessons.clean import clean
from app.lessons.constructs.ask import asked_html, asked_text
from app.lessons.reading import Reading
from app.lessons.render import blocks_html, blocks_text, inline_html, inline_text
from app.lessons.slugs import slug, untaken

DASHES = (" — ", " – ")


def is_task_list(block: Block) -> bool:
    return block.type == "bullet_list" and any(is_task(item) for item in block.children)


def is_task(item: Block) -> bool:
    return bool(item.token.meta) and "checked" in item.token.meta


def options_of(item: Block) -> Block | None:
    """The task list of a numbered item; with it the item is a question."""
    if not item.children or item.children[0].type != "paragraph":
        return None
    return next((child for child in item.children[1:] if is_task_list(child)), None)


def read_choice(reading: Reading, item: Block, listed: Block) -> None:
    question = item.children[0]
    if question.inline is None:
        return
    where = reading.places.of(question.inline, 0)
    group = trailing(question)
    attributes = reading.take(group, where, ("closed", "prose"))
    if "prose" in attributes.classes:
        return
    after = item.children[item.children.index(listed) + 1 :]
    explanation = next((block for block in after if block.type == "blockquote"), None)
    options = _options(reading, listed)
    _judge(reading, where, listed, options)
    front = Side(
        clean(blocks_html(reading.tokens, question.first, listed.first - 1)),
        blocks_text(reading.tokens, question.first, listed.first - 1),
    )
    key = reading.key_of(
        attributes,
        inline_text(question.text_tokens),
        where,
        reading.insert_at(question.inline, group),
    )
    reading.anchor(key, item.token)
    ask = attributes.get("ask")
    if question.token.hidden:
        front = Side(f"<p>{front.html}</p>", front.text)
    prompt = Side(asked_html(ask) + front.html, asked_text(ask, front.text))
    faces = [Face("choice", prompt, _answer(options))]
    if any(option.right for option in options):
        text = " · ".join([front.text, *(option.side.text for option in options)])
        reading.add(Kind.CHOICE, key, attributes, where, faces, text, explanation, options)
    last = explanation.last if explanation else listed.last
    solution = _page_html(reading, options, explanation)
    reading.replaced[listed.first] = (last, solution)


def _options(reading: Reading, listed: Block) -> tuple[Option, ...]:
    options: list[Option] = []
    for item in listed.children:
        paragraph = item.children[0] if item.children else None
        if not is_task(item) or paragraph is None or paragraph.inline is None:
            line = reading.places.line(item.line)
            reading.report.error(line, 1, "this option has no box", "write [ ] or [x] before it")
            continue
        text, why = _text_and_why(paragraph.text_tokens)
        quote = next((child for child in item.children if child.type == "blockquote"), None)
        side = Side(clean(inline_html(text)), inline_text(text))
        if not side.text:
            where = reading.places.of(paragraph.inline, 0)
            reading.report.error(*where, "this option is empty", "write something")
        taken = {option.slug for option in options}
        options.append(
            Option(
                untaken(slug(side.text, 40) or "option", taken),
                side,
                bool(item.token.meta["checked"]),
                reading.inside(quote) if quote else why,
            )
        )
    return tuple(options)


def _judge(
    reading: Reading, where: tuple[int, int], listed: Block, options: Sequence[Option]
) -> None:
    if not any(option.right for option in options):
        reading.report.error(*where, "no option is right", "tick one: - [x]")
    if len(options) < 2:
        reading.report.error(*where, "there is nothing to choose", "give at least two options")
    seen: set[str] = set()
    for option in options:
        if option.side.text in seen:
            what = f"the option {option.side.text[:40]!r} stands here twice"
            reading.report.error(*where, what, "delete or change one")
        seen.add(option.side.text)


def _text_and_why(tokens: Sequence[Token]) -> tuple[list[Token], Side | None]:
    """Splits at the first dash that stands in plain words."""
    for at, token in enumerate(tokens):
        if token.type != "text" or token.level:
            continue
        places = [token.content.find(dash) for dash in DASHES if dash in token.content]
        if not places:
            continue
        before, after = token.copy(), token.copy()
        before.content = token.content[: min(places)]
        after.content = token.content[min(places) + len(DASHES[0]) :]
        reason = [after, *tokens[at + 1 :]]
        return [*tokens[:at], before], Side(clean(inline_html(reason)), inline_text(reason))
    return list(tokens), None


def _answer(options: Sequence[Option]) -> Side:
    right = [option.side for option in options if option.right]
    if len(right) == 1:
        return right[0]
    html = "".join(f"<li>{side.html}</li>" for side in right)
    return Side(f"<ul>{html}</ul>", "; ".join(side.text for side in right))


def _page_html(reading: Reading, options: Sequence[Option], explanation: Block | None) -> str:
    """On the lesson's page the answer waits behind a summary, so that it can be thought of."""
    shown = "".join(f"<li>{option.side.html}</li>" for option in options)
    right = " · ".join(option.side.html for option in options if option.right)
    reasons = "".join(
        f"<li>{option.side.html} — {option.why.html}</li>" for option in options if option.why
    )
    more = reading.inside(explanation).html if explanation else ""
    return (
        f'<ul class="options">{shown}</ul>\n'
        '<details class="solution"><summary>Show answer</summary>'
        f'<p class="answer">{right}</p>{more}{f"<ul>{reasons}</ul>" if reasons else ""}</details>\n'
    )
