"""Seconds, and the memory of a process with all its children."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def p50_p95(times: list[float]) -> tuple[float, float]:
    return median(times), quantiles(times, n=20)[-1]


def peak_mib(process: int, over: threading.Event, every_seconds: float = 0.05) -> float:
    """The most that the tree of processes held at once: proportional, so shared pages once."""
    most = 0
    while not over.wait(every_seconds):
        most = max(most, sum(map(_kib, _tree(process))))
    return most / 1024


def _tree(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = " ".join((task / "children").read_text() for task in tasks).split()
    except OSError:
        return []
    return [process, *(one for child in children for one in _tree(int(child)))]


def _kib(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
