"""The fields that `--json` prints are those that the reference lists."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.cli.main import main
from tests.docs.commands import PAGE


def listed(command: str) -> set[str]:
    section = PAGE.read_text(encoding="utf-8").split(f"\n### drillbook {command}\n")[1]
    rows = re.findall(r"^\| (`.+?`) \| ", section.split("\n### ")[0], re.MULTILINE)
    return {name.strip("`") for row in rows for name in row.split(", ")}


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DRILLBOOK_CONTENT", str(tmp_path / "content"))
    monkeypatch.setenv("DRILLBOOK_HOME", str(tmp_path / "home"))

    def run(*words: str) -> Any:
        ran = CliRunner().invoke(main, words, catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        return ran.output

    run("new", "web")
    return lambda *words: json.loads(run(*words))


def test_each_field_of_a_card_is_listed(printed: Any) -> None:
    cards = printed("cards", "--json")
    assert {field for card in cards for field in card} == listed("cards")
    assert all(card.keys() | {"options"} == listed("cards") for card in cards)
    assert all(card.keys() >= {"options"} for card in cards if card["kind"] == "choice")


def test_each_field_of_an_option_is_listed(printed: Any) -> None:
    options = [each for card in printed("cards", "--json") for each in card.get("options", ())]
    row = next(
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if "`options`" in line
    )
    assert options
    assert all(option.keys() == set(re.findall(r"`([a-z]+)`", row)[1:-1]) for option in options)


def test_each_field_of_a_hit_is_listed(printed: Any) -> None:
    hits = printed("search", "--json", "water")
    assert hits
    assert all(hit.keys() == listed("search") for hit in hits)
