"""The scripts' own tests, by node's own runner; skipped loudly only where there is no node."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def test_the_scripts_pass_their_tests() -> None:
    node = shutil.which("node")
    if node is None and not os.environ.get("CI"):
        pytest.skip("NO TESTS OF THE SCRIPTS: there is no node")
    tests = sorted(HERE.glob("*.test.js"))
    command = [node or "node", "--test", *map(str, tests)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
