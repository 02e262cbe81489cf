"""The key of who runs Drillbook alone: made once, and nobody else's to read."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.config import Settings
from app.core.errors import DrillbookError
from app.key_file import key_of
from app.wiring import signer_of


def test_it_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "signing.key"
    key = key_of(path)
    assert len(key) == 32
    assert key_of(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["signing.key"]


def test_of_many_who_make_it_at_once_all_have_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as makers:
        keys = list(makers.map(key_of, [tmp_path / "signing.key"] * 64))
    assert len(set(keys)) == 1


def test_removed_it_is_another(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    key = key_of(path)
    path.unlink()
    assert key_of(path) != key


def test_what_is_no_key_is_not_signed_with(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    path.write_bytes(b"")
    with pytest.raises(DrillbookError, match=r"it has 0 bytes.*remove it"):
        key_of(path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(DrillbookError, match="can be neither read nor made"):
        key_of(tmp_path / "home" / "signing.key")


def test_alone_one_signs_with_it_and_a_service_with_its_secret(tmp_path: Path) -> None:
    alone = Settings(home=tmp_path)
    signed = signer_of(alone).sign("a", "ada")
    assert signer_of(Settings(home=tmp_path)).read("a", signed) == ("ada",)
    school = Settings(home=tmp_path / "school", secret_key=b"n" * 32)
    assert signer_of(school).read("a", signed) is None
    older = signer_of(school).sign("a", "ada")
    turned = Settings(secret_key=b"m" * 32, secret_key_fallbacks=(b"n" * 32,))
    assert signer_of(turned).read("a", older) == ("ada",)
    assert not school.key_file.exists()
