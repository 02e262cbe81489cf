"""`python -m tests.anki.type_stamps` stamps the note types whose templates have changed."""

import time

from app.anki.type_stamps import FILE, read_type_lock, type_digests

if __name__ == "__main__":
    lock = read_type_lock().stamped(type_digests(), int(time.time()))
    FILE.write_text(lock.text(), encoding="utf-8")
