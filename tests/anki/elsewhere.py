"""`TZ=… python -m tests.anki.elsewhere PACKAGE FOLDER`: Anki in another zone takes a deck.

In a process of its own, since an engine's zone is that of its process.
"""

import json
import sys
from pathlib import Path

from tests.anki.engine import Anki

if __name__ == "__main__":
    anki = Anki(Path(sys.argv[2]))
    anki.take(Path(sys.argv[1]), with_progress=True)
    due = [[*key, day.isoformat()] for key, day in anki.due_days().items()]
    print(json.dumps({"due": due, "log": anki.log()}))
    anki.close()
