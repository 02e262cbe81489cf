"""The writing process is killed, at any moment."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CYCLES = 1_000 if os.environ.get("PROVE") else 100


def test_no_acknowledged_answer_is_lost_or_doubled(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.faults.kill_cycles", tmp_path, str(CYCLES), "1"]
    ran = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen.pop("acknowledged") >= CYCLES
    assert seen == {"cycles": CYCLES, "lost": 0, "unsound": 0, "not_again": 0}
