"""`python -m tests.bench [LESSONS]`: builds and searches a generated course, and tells how fast."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from markdown_it import MarkdownIt

from app.library.build import build
from app.library.previous import open_for_reading
from app.services import Library
from app.services.search_library import search_library
from tests.bench.anki_search import AnkiSearch
from tests.bench.course import CARDS, Course
from tests.bench.measure import load, p50_p95, peak_mib, seconds
from tests.bench.queries import queries

ROUNDS = 3
SEARCH_ROUNDS = 3
COMMAND = [sys.executable, "-c", "from app.cli.main import main; main()", "build"]


def main() -> None:
    lessons = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    course = Course(lessons)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course.write(folder / "content" / "generated")
        print(f"{lessons} lessons, {lessons * CARDS} cards, {ROUNDS} rounds; {load()}\n")
        for line in (*full_builds(folder, lessons), *rebuilds(folder), *searches(folder, course)):
            print(line, flush=True)
        print(f"\nat the end: {load()}")


def full_builds(folder: Path, lessons: int) -> Iterator[str]:
    ours, bare, memory = [], [], []
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: parse_bare(folder / "content")))
        (home(folder) / "library.db").unlink(missing_ok=True)
        for old in home(folder).glob("*"):
            old.unlink()
        took, peak = build_in_process(folder)
        ours.append(took)
        memory.append(peak)
    ratios = [one / other for one, other in zip(ours, bare, strict=True)]
    yield "full build                         seconds   cards/s   peak MiB   beside bare parse"
    yield (
        f"  drillbook build                  {median(ours):7.1f}  "
        f"{lessons * CARDS / median(ours):8.0f}   {median(memory):8.0f}   {median(ratios):.2f}x"
    )
    yield f"  markdown-it-py, parsing only     {median(bare):7.1f}"


def parse_bare(content: Path) -> None:
    markdown = MarkdownIt("commonmark").enable("table")
    for path in sorted(content.rglob("*.md")):
        markdown.parse(path.read_text())


def home(folder: Path) -> Path:
    (folder / "home").mkdir(exist_ok=True)
    return folder / "home"


def build_in_process(folder: Path) -> tuple[float, float]:
    places = {"DRILLBOOK_CONTENT": str(folder / "content"), "DRILLBOOK_HOME": str(home(folder))}
    over = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        process = subprocess.Popen(
            COMMAND, env=os.environ | places, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        memory = pool.submit(peak_mib, process.pid, over)
        took = seconds(process.wait)
        over.set()
    if process.returncode:
        sys.exit("the build failed")
    return took, memory.result()


def rebuilds(folder: Path) -> Iterator[str]:
    (library,) = (path for path in home(folder).iterdir() if path.is_file())
    lesson = max((folder / "content" / "generated").glob("*.md"))
    whole, inside = [], []
    for number in range(ROUNDS):
        lesson.write_text(lesson.read_text() + f"\nOne more word {number}.\n")
        whole.append(build_in_process(folder)[0])
        lesson.write_text(lesson.read_text() + f"\nAnd another {number}.\n")
        inside.append(seconds(lambda: build(folder / "content", library)))
    yield "\nrebuild, one lesson changed        seconds"
    yield f"  the command as a whole           {median(whole):7.2f}"
    yield f"  in a process that is running     {median(inside):7.2f}"


def searches(folder: Path, course: Course) -> Iterator[str]:
    (path,) = (path for path in home(folder).iterdir() if path.is_file())
    library = Library(path)
    with open_for_reading(path) as db:
        texts = db.execute("select prompt_text, answer_text from cards").fetchall()
    anki = AnkiSearch(folder, texts)
    yield "\nsearch, milliseconds          drillbook          anki w:           anki plain"
    yield "                              p50    p95       p50    p95       p50    p95"
    for name, found in queries(course).items():
        times: list[list[float]] = [[], [], []]
        for _ in range(SEARCH_ROUNDS):
            for query in found:
                times[0].append(seconds(lambda q=query: search_library(library, q)))
                times[1].append(seconds(lambda q=query: anki.find(q, prefix=True)))
                times[2].append(seconds(lambda q=query: anki.find_plainly(q)))
        columns = "   ".join(
            f"{low * 1000:7.1f}{high * 1000:7.1f}" for low, high in map(p50_p95, times)
        )
        yield f"  {name:22} {columns}"
    anki.close()


if __name__ == "__main__":
    main()
