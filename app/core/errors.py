"""The errors that are meant to be read by whoever caused them."""


class DrillbookError(Exception):
    """Says what is wrong and what to do; an edge prints it and nothing else."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} ({remedy})" if remedy else what)
        self.what = what
        self.remedy = remedy


class NotFound(DrillbookError):
    """What was asked for is not there."""
