"""The pictures and sounds that a deck carries, under names that no other deck has."""

from hashlib import file_digest
from pathlib import Path

from app.core.errors import NotFound
from app.lessons.slugs import slug


class CourseMedia:
    """Anki has one flat folder for all decks, and keeps a file that is there already: the course
    and the content stand in the name, so that a new picture under an old name is a new file."""

    def __init__(self, course: str, folder: Path) -> None:
        self.files: dict[str, Path] = {}
        self._course = course
        self._folder = folder
        self._named: dict[str, str] = {}

    def name(self, source: str) -> str:
        if source not in self._named:
            path = self._folder / source
            try:
                with path.open("rb") as file:
                    digest = file_digest(file, "sha256").hexdigest()[:12]
            except OSError as error:
                what = f"the file {source!r} cannot be read: {error.strerror}"
                raise NotFound(what, "add it, or mend its name") from None
            stem = slug(path.stem, 40) or "medium"
            name = f"drillbook-{self._course}-{stem}-{digest}{path.suffix.lower()}"
            self._named[source] = name
            self.files[name] = path
        return self._named[source]
