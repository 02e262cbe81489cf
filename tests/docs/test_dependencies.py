"""Every dependency has its reason in the reference, and every reason its dependency."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = [ROOT / "requirements" / name for name in ("run.txt", "dev.txt")]


def name(requirement: str) -> str:
    return re.split(r"[^\w-]", requirement)[0].lower().replace("_", "-")


def asked_for() -> set[str]:
    groups = PROJECT["dependency-groups"]
    requirements = [*PROJECT["project"]["dependencies"], *groups["build"], *groups["dev"]]
    return {name(asked) for asked in requirements if isinstance(asked, str)}


def test_each_dependency_has_its_reason() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w, -]+) \|", text, re.MULTILINE)
    told = {name(word) for row in rows if row != "package" for word in row.split(", ")}
    assert told == asked_for()


def test_the_locks_pin_all_of_them_with_hashes_and_name_no_place() -> None:
    run, dev = (lock.read_text(encoding="utf-8") for lock in LOCKS)
    pinned = re.findall(r"^([\w-]+)==\S+(.*)$", dev, re.MULTILINE)
    assert asked_for() <= {name for name, _ in pinned}
    assert all(rest.endswith("\\") for _, rest in pinned)
    assert set(re.findall(r"^[\w-]+==\S+", run, re.MULTILINE)) <= set(
        re.findall(r"^[\w-]+==\S+", dev, re.MULTILINE)
    )
    for text in (run, dev):
        assert not re.search(r"://|--index|--find|^#", text, re.MULTILINE)
