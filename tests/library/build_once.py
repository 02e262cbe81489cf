"""A build in a process of its own: `python -m tests.library.build_once CONTENT TARGET [BYTES]`."""

import resource
import sys
from pathlib import Path

from app.core.errors import DrillbookError
from app.library.build import build

if __name__ == "__main__":
    if len(sys.argv) > 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
    try:
        print(build(Path(sys.argv[1]), Path(sys.argv[2])).cards)
    except DrillbookError as error:
        sys.exit(str(error))
