"""A numbered question with a task list under it: the right ones are ticked."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from app.core.cards import Face, Kind, Option, Side
from app.lessons.blocks import Block, trailing
from app.lessons.clean import clean
from app.lessons.constructs.ask import asked_html, asked_text
from app.lessons.reading import Reading
from app.lessons.render import inline_html, inline_text
from app.lessons.slugs import Names, slug

DASHES = (" — ", " – ")
BARE_BOX = re.compile(r"\[([ xX])\]\s*")

LISTS = ("bullet_list", "ordered_list")


def is_task_list(block: Block) -> bool:
    return block.type in LISTS and any(is_task(item) for item in block.children)


def is_task(item: Block) -> bool:
    return "checked" in (item.token.meta or ()) or _bare_box(item) is not None


def _bare_box(item: Block) -> re.Match[str] | None:
    """A box with nothing behind it, which Markdown takes for text."""
    first = item.children[0].inline if item.children else None
    return BARE_BOX.fullmatch(first.content) if first else None


def options_of(item: Block) -> Block | None:
    """The task list of a numbered item; with it the item is a question."""
    if not item.children or item.children[0].type != "paragraph":
        return None
    return next((child for child in item.children[1:] if is_task_list(child)), None)


def report_stray_options(reading: Reading, listed: Block) -> None:
    line = reading.places.line(listed.line)
    what = "these options belong to no question"
    remedy = "indent them under a numbered question; {.prose} on the line above if none is meant"
    reading.report.error(line, 1, what, remedy)


def read_choice(reading: Reading, item: Block, listed: Block) -> Sequence[Block]:
    """The blocks that stand behind the question and are no part of it."""
    question, group = item.children[0], trailing(item.children[0])
    after = item.children[item.children.index(listed) + 1 :]
    if question.inline is None:
        return after
    where = reading.places.of(question.inline, 0)
    attributes = reading.take(group, where, ("closed", "prose"))
    if "prose" in attributes.classes:
        reading.passage(item, item.token)
        return ()
    explanation = after[0] if after and after[0].type == "blockquote" else None
    options = _options(reading, listed)
    _judge(reading, where, options)
    front = _front(reading, question, listed)
    words = inline_text(question.text_tokens)
    key = reading.key_of(attributes, words, where, reading.insert_at(question.inline, group))
    reading.anchor(key, item.token)
    ask = attributes.get("ask")
    prompt = Side(asked_html(ask) + front.html, asked_text(ask, front.text))
    faces = [Face("choice", prompt, _answer(options))]
    if any(option.right for option in options):
        text = " · ".join([front.text, *(option.side.text for option in options)])
        reading.add(Kind.CHOICE, key, attributes, where, faces, text, explanation, options)
    last = explanation.last if explanation else listed.last
    reading.replaced[listed.first] = (last, _page_html(reading, options, explanation))
    return after[1:] if explanation else after


def _front(reading: Reading, question: Block, listed: Block) -> Side:
    front = reading.between(question.first, listed.first - 1)
    return Side(f"<p>{front.html}</p>", front.text) if question.token.hidden else front


def _options(reading: Reading, listed: Block) -> tuple[Option, ...]:
    options: list[Option] = []
    slugs, texts = Names(), set[str]()
    for item in listed.children:
        paragraph = item.children[0] if item.children else None
        if not is_task(item) or paragraph is None or paragraph.inline is None:
            _report_no_option(reading, item)
            continue
        option = _option(reading, item, paragraph, slugs)
        _judge_text(reading, reading.places.of(paragraph.inline, 0), option.side.text, texts)
        texts.add(option.side.text)
        options.append(option)
    return tuple(options)


def _report_no_option(reading: Reading, item: Block) -> None:
    line = reading.places.line(item.line)
    if is_task(item):
        column = reading.places.lines[item.line].find("[") + 1
        reading.report.error(line, column, "this option is empty", "write something")
    else:
        reading.report.error(line, 1, "this option has no box", "write [ ] or [x] before it")


def _option(reading: Reading, item: Block, paragraph: Block, slugs: Names) -> Option:
    box = _bare_box(item)
    text, why = _text_and_why([] if box else paragraph.text_tokens)
    for block in item.children[1:]:
        if block.type == "blockquote":
            why = _joined(why, reading.inside(block))
        elif is_task_list(block):
            report_stray_options(reading, block)
        else:
            line = reading.places.line(block.line)
            what = "an option has no room for this"
            reading.report.error(
                line, 1, what, "an option is one paragraph, and a quote that says why"
            )
    side = Side(clean(inline_html(text)), inline_text(text))
    name = slugs.new(slug(side.text, 40) or "option")
    right = box[1] != " " if box else bool(item.token.meta["checked"])
    return Option(name, side, right, why)


def _joined(first: Side | None, second: Side) -> Side:
    """The reason behind the dash, then the one in the quote."""
    if first is None:
        return second
    return Side(f"{first.html}\n{second.html}", f"{first.text} {second.text}".strip())


def _judge_text(reading: Reading, where: tuple[int, int], text: str, others: set[str]) -> None:
    if not text:
        reading.report.error(*where, "this option is empty", "write something")
    elif text in others:
        what = f"the option {text[:40]!r} stands here twice"
        reading.report.error(*where, what, "delete or change one")


def _judge(reading: Reading, where: tuple[int, int], options: Sequence[Option]) -> None:
    if not any(option.right for option in options):
        reading.report.error(*where, "no option is right", "tick one: - [x]")
    if len(options) < 2:
        reading.report.error(*where, "there is nothing to choose", "give at least two options")


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
