"""Tables: under `{.cards}` a note per row; else a row with marks is a cloze."""

from collections.abc import Iterable

from app.core.cards import Face, Kind, Side
from app.lessons.attributes import NONE, Attributes
from app.lessons.blocks import Block, mark_cell_columns, marks_in, trailing
from app.lessons.clean import clean
from app.lessons.constructs.ask import asked_html, asked_text
from app.lessons.constructs.cloze import hidden_words, number_marks, numbers_in
from app.lessons.reading import Reading
from app.lessons.render import inline_html, inline_text, marked_html

NUMBERS = frozenset[int]()


def read_table(
    reading: Reading, table: Block, explanation: Block | None, of_table: Attributes
) -> None:
    header = table.children[0].children[0]
    rows = table.children[1].children if len(table.children) > 1 else []
    for row in [header, *rows]:
        line = reading.places.lines[row.line]
        mark_cell_columns(row, line)
        _judge_width(reading, row, line)
    if "prose" in of_table.classes:
        return
    _judge_head(reading, header, of_table)
    for row in rows:
        _judge_attributes(reading, row)
        if "cards" in of_table.classes:
            _read_row_cards(reading, header, row, explanation, of_table)
        elif any(marks_in(cell.text_tokens) for cell in row.children):
            _read_row_cloze(reading, header, row, explanation)


def _judge_width(reading: Reading, row: Block, line: str) -> None:
    """A cell too many would silently be lost."""
    last = row.children[-1].inline
    if last is None or not last.content:
        return
    end = last.meta["column"] + len(last.content.replace("|", "\\|"))
    extra = line[end:].lstrip(" \t|")
    if extra:
        where = (reading.places.line(row.line), len(line) - len(extra) + 1)
        what = "this row has more cells than the table's head"
        reading.report.error(*where, what, r"write \| for a bar that is text")


def _judge_head(reading: Reading, header: Block, of_table: Attributes) -> None:
    cards = "cards" in of_table.classes
    if cards and len(header.children) == 1:
        where = (reading.places.line(header.line), 1)
        what = ".cards has no meaning for a table of one column"
        reading.report.error(*where, what, "give it a second one, or make it a list")
    for cell in header.children:
        if cell.inline is not None and not cards and (marks := marks_in(cell.text_tokens)):
            where = reading.places.of(cell.inline, marks[0].meta["start"])
            what = "a mark in a table's head makes no card"
            reading.report.error(*where, what, "write it as text")


def _judge_attributes(reading: Reading, row: Block) -> None:
    for cell in row.children[1:]:
        group = trailing(cell)
        if group is not None and cell.inline is not None:
            reading.used.add(id(group))
            where = reading.places.of(cell.inline, group.meta["start"])
            what = "no block takes these attributes here"
            reading.report.error(*where, what, "put them at the end of the row's first cell")


def _side(cell: Block, hide: frozenset[int] = NUMBERS) -> Side:
    return Side(clean(inline_html(cell.text_tokens, hide)), inline_text(cell.text_tokens, hide))


def _read_row_cards(
    reading: Reading, header: Block, row: Block, explanation: Block | None, of_table: Attributes
) -> None:
    first, *others = row.children
    if first.inline is None or not others:
        return
    where = reading.places.of(first.inline, 0)
    group = trailing(first)
    attributes = reading.take(group, where, ("both", "prose")).under(of_table)
    if "prose" in attributes.classes:
        return
    both = "both" in attributes.classes | of_table.classes
    if both and len(others) != 1:
        what = ".both has no meaning for a table of more than two columns"
        reading.report.error(*where, what, "delete it")
        both = False
    subject = _side(first)
    if not subject.text.strip():
        _report_empty(reading, where, "prompt")
        return
    key = reading.key_of(attributes, subject.text, where, reading.insert_at(first.inline, group))
    reading.anchor(key, row.token)
    ask = attributes.get("ask") or of_table.get("ask")
    heads = [_side(cell) for cell in header.children]
    faces = [
        Face(f"c{column}", _prompt(subject, heads[column - 1], ask, len(others)), _side(cell))
        for column, cell in enumerate(others, 2)
    ]
    if both:
        back = _prompt(_side(others[0]), heads[0], "", 1)
        faces.append(Face("c1", back, subject, waits_for="c2"))
    text = " · ".join(_side(cell).text for cell in row.children)
    reading.add(Kind.TABLE, key, attributes, where, faces, text, explanation)


def _report_empty(reading: Reading, where: tuple[int, int], side: str) -> None:
    reading.report.error(*where, f"the {side} of this card is empty", "write something")


def _prompt(subject: Side, head: Side, ask: str, columns: int) -> Side:
    """The question above its subject; with several columns the head says which is asked for."""
    if ask and columns == 1:
        question_html, question = asked_html(ask), ask
    else:
        question_html = f'{asked_html(ask)}<p class="ask">{head.html}</p>'
        question = asked_text(ask, head.text)
    return Side(f"{question_html}<p>{subject.html}</p>", f"{question} {subject.text}")


def _read_row_cloze(reading: Reading, header: Block, row: Block, explanation: Block | None) -> None:
    first = row.children[0]
    inlines = [cell.inline for cell in row.children if cell.inline is not None]
    where = reading.places.of(inlines[0], 0)
    group = trailing(first)
    attributes = reading.take(group, where) if group else NONE
    if "prose" in attributes.classes:
        return
    text = " · ".join(inline_text(cell.text_tokens) for cell in row.children)
    key = reading.key_of(attributes, text, where, reading.insert_at(inlines[0], group))
    reading.anchor(key, row.token)
    if not number_marks(reading, attributes.key, inlines):
        return
    cells = [cell.text_tokens for cell in row.children]
    faces = [
        Face(
            str(number),
            _row_prompt(header, row, attributes.get("ask"), frozenset({number})),
            hidden_words(cells, number),
        )
        for number in numbers_in(cells)
    ]
    marked = _row_html(header, map(marked_html, cells), attributes.get("ask"))
    reading.add(Kind.CLOZE, key, attributes, where, faces, text, explanation, marked=marked)


def _row_prompt(header: Block, row: Block, ask: str, hide: frozenset[int]) -> Side:
    heads = [_side(cell) for cell in header.children]
    cells = [_side(cell, hide) for cell in row.children]
    pairs = zip(heads, cells, strict=False)
    text = " · ".join(
        f"{head.text}: {cell.text}" if head.text else cell.text for head, cell in pairs
    )
    return Side(_row_html(header, (cell.html for cell in cells), ask), asked_text(ask, text))


def _row_html(header: Block, cells: Iterable[str], ask: str) -> str:
    top = "".join(f"<th>{_side(cell).html}</th>" for cell in header.children)
    below = "".join(f"<td>{cell}</td>" for cell in cells)
    return clean(
        f'{asked_html(ask)}<div class="table" tabindex="0"><table><thead><tr>{top}</tr></thead>'
        f"<tbody><tr>{below}</tr></tbody></table></div>"
    )
