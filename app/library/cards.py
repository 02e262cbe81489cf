"""What of the library a drill shows: cards in the lessons' order, their sides, their options."""

# Within a lesson the rows of its cards were written in order; no library has so many of them.
LESSON_STEP = 1_000_000_000
ORDERED = """
    select c.id, c.course, c.waits_for, n.siblings, l.position * 1000000000 + c.rowid as position
    from cards c join lessons l using (course, file) join notes n using (course, key)
"""
NAMED = f"{ORDERED} where c.id in (select value from json_each(?))"  # noqa: S608 - no one's words
ONWARDS = f"{ORDERED} where c.course = ? and c.file = ? and c.rowid >= ? order by c.rowid"
IDS = "select id from cards"
IN_PLACE = """
    select c.id, c.course, c.key, c.waits_for, n.siblings, s.anchor as section
    from cards c join lessons l using (course, file) join notes n using (course, key)
    join sections s on s.course = c.course and s.file = c.file and s.position = n.section
    where c.course = ? and l.id = ? and (? is null or s.anchor = ?)
    and (? is null or c.key = ?)
    order by c.rowid
"""
FACES = """
    select c.id, n.kind, c.course, co.title as course_title, co.language, l.id as track,
           l.title as track_title, s.anchor as section, s.title as section_title,
           s.html as section_html, c.key, c.prompt_html, c.prompt_text, c.answer_html,
           c.answer_text, c.accept, n.explanation_html, n.closed, n.as_of
    from cards c join notes n using (course, key) join lessons l on l.course = c.course
    and l.file = c.file join courses co on co.id = c.course
    join sections s on s.course = c.course and s.file = c.file and s.position = n.section
    where c.id in (select value from json_each(?))
"""
OPTIONS = """
    select c.id as card_id, o.slug, o.html, o.text, o.right, o.why_html
    from options o join cards c using (course, key)
    where c.id in (select value from json_each(?)) order by c.id, o.position
"""
LINES = """
    select c.id, l.path, n.line, c.prompt_text
    from cards c join notes n using (course, key) join lessons l on l.course = c.course
    and l.file = c.file where c.id in (select value from json_each(?))
"""
