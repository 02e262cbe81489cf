"""What is wrong with a lesson, where, and what its author can do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Lines and columns start at 1. Errors have no code: only a warning can be allowed."""

    path: str
    line: int
    column: int
    what: str
    remedy: str
    code: str = ""

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code else Severity.ERROR

    def __str__(self) -> str:
        kind = f"warning {self.code}: " if self.code else ""
        return f"{self.path}:{self.line}:{self.column}: {kind}{self.what} ({self.remedy})"


class Report:
    """Collects every problem of one file, so that all are told at once."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._problems: list[Problem] = []

    def error(self, line: int, column: int, what: str, remedy: str) -> None:
        self._problems.append(Problem(self.path, line, column, what, remedy))

    def warning(self, line: int, column: int, code: str, what: str, remedy: str) -> None:
        self._problems.append(Problem(self.path, line, column, what, remedy, code))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(set(self._problems)))

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self._problems)
