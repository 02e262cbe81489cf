"""Times and memory in the words that every bench uses."""

import resource
import statistics
import time
from collections.abc import Callable


def timed(work: Callable[[], object]) -> float:
    """In milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def spread_of(times: list[float]) -> str:
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    return f"p50 {statistics.median(ordered):8.2f} ms  p99 {p99:8.2f} ms"


def memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most"
