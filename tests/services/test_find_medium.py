"""Which files of a course are pictures and sounds."""

from pathlib import Path

import pytest

from app.lessons.faults import PICTURES
from app.lessons.render import SOUNDS
from app.services.find_medium import KINDS, find_medium

BEGINNINGS = {
    "a.png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "a.jpg": (b"\xff\xd8\xff\xe0", "image/jpeg"),
    "a.JPEG": (b"\xff\xd8\xff\xe1", "image/jpeg"),
    "a.gif": (b"GIF89a", "image/gif"),
    "a.webp": (b"RIFF\0\0\0\0WEBP", "image/webp"),
    "a.avif": (b"\0\0\0\x20ftypavif", "image/avif"),
    "a.mp3": (b"ID3\x04", "audio/mpeg"),
    "b.mp3": (b"\xff\xfb\x90", "audio/mpeg"),
    "a.ogg": (b"OggS", "audio/ogg"),
    "a.oga": (b"OggS", "audio/ogg"),
    "a.opus": (b"OggS", "audio/ogg"),
    "a.wav": (b"RIFF\0\0\0\0WAVE", "audio/wav"),
    "a.flac": (b"fLaC", "audio/flac"),
    "a.m4a": (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
}


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "rivers" / "media"
    folder.mkdir(parents=True)
    return folder


def test_every_kind_that_a_lesson_may_name_is_served_and_no_other() -> None:
    assert set(KINDS) == {*PICTURES, *SOUNDS}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_each_kind_is_known_by_its_beginning(tmp_path: Path, media: Path, name: str) -> None:
    beginning, media_type = BEGINNINGS[name]
    (media / name).write_bytes(beginning + b"\0" * 32)
    found = find_medium(tmp_path, "rivers", name)
    assert found is not None
    assert (found.path.name, found.media_type) == (name, media_type)


@pytest.mark.parametrize("name", BEGINNINGS)
def test_other_bytes_under_its_name_are_refused(tmp_path: Path, media: Path, name: str) -> None:
    (media / name).write_bytes(b"<html><script>alert(1)</script>")
    assert find_medium(tmp_path, "rivers", name) is None


def test_a_picture_may_lie_deeper(tmp_path: Path, media: Path) -> None:
    (media / "maps").mkdir()
    (media / "maps" / "a.gif").write_bytes(b"GIF89a")
    assert find_medium(tmp_path, "rivers", "maps/a.gif") is not None


def test_a_drawing_that_can_run_scripts_is_refused(tmp_path: Path, media: Path) -> None:
    (media / "a.svg").write_text("<svg/>")
    assert find_medium(tmp_path, "rivers", "a.svg") is None


def test_no_link_leads_out_of_the_folder(tmp_path: Path, media: Path) -> None:
    (tmp_path / "outside.gif").write_bytes(b"GIF89a")
    (media / "a.gif").symlink_to(tmp_path / "outside.gif")
    assert find_medium(tmp_path, "rivers", "a.gif") is None
    (media / "loop.gif").symlink_to(media / "loop.gif")
    assert find_medium(tmp_path, "rivers", "loop.gif") is None


@pytest.mark.parametrize("course", ["", ".", "..", "rivers/media/..", "nowhere", "\0"])
def test_only_a_course_has_media(tmp_path: Path, media: Path, course: str) -> None:
    (media / "a.gif").write_bytes(b"GIF89a")
    assert find_medium(tmp_path, course, "a.gif") is None


@pytest.mark.parametrize("name", ["", ".", "..", "media", ".png", "a\0.png", "a" * 5000 + ".png"])
def test_odd_names_are_only_not_found(tmp_path: Path, media: Path, name: str) -> None:
    (media / "sub.png").mkdir()
    assert find_medium(tmp_path, "rivers", name) is None
    assert find_medium(tmp_path, "rivers", "sub.png") is None
