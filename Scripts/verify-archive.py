#!/usr/bin/env python3
"""Checks an archive of Pingxing without Pingxing: page digests, hashes of entries, and their chain.

Written from Docs/archive.md alone, so that neither checks the other with its own mistakes. Contents are not unpacked
here. Usage: verify-archive.py ARCHIVE; prints what differs, and ends with status 1 where anything does.
"""

import hashlib
import os
import sqlite3
import sys

PAGE, DIGEST, LOCK_PAGE = 4096, 32, 0x40000000 // 4096 + 1
COLUMNS = """number previous recorded tool organisation period_from period_to date scorer_role scorer results corrects
    reason report""".split()


def canonical(value):
    """The bytes of one value."""
    if value is None:
        return b"\0"
    if isinstance(value, int):
        return b"\1" + value.to_bytes(8, "big", signed=True)
    kind, data = (b"\2", value.encode()) if isinstance(value, str) else (b"\3", value)
    return kind + len(data).to_bytes(8, "big") + data


def pages(path):
    """What is wrong with the pages."""
    if os.path.getsize(path) % PAGE:
        yield "the size is no multiple of the page size"
    with open(path, "rb") as file:
        number = 0
        while len(page := file.read(PAGE)) == PAGE:
            number += 1
            wanted = hashlib.sha256(number.to_bytes(4, "big") + page[:-DIGEST]).digest()
            if page[-DIGEST:] != wanted if number != LOCK_PAGE else any(page):
                yield f"page {number} does not have its digest"


def entries(path):
    """What is wrong with the entries."""
    database = sqlite3.connect(f"file:{os.path.abspath(path)}?mode=ro", uri=True)
    columns = ", ".join("e." + column for column in COLUMNS)
    rows = database.execute(
        f"""SELECT {columns}, a.sha256, r.sha256, m.sha256, e.hash FROM entry e JOIN content a ON a.number = e.assessment
        JOIN content r ON r.number = e.result JOIN content m ON m.number = e.manifest ORDER BY e.number""")
    last, number = bytes(32), 0
    for *values, found in rows:
        number += 1
        wanted = hashlib.sha256(b"".join(map(canonical, ["pingxing/entry/1", *values]))).digest()
        if values[0] != number:
            yield f"entry {number} is missing"
        if values[1] != last:
            yield f"entry {number} does not follow the one before it"
        if found != wanted:
            yield f"entry {number} does not have its hash"
        last = found
    print(f"{number} entries, head {last.hex()}")


problems = [*pages(sys.argv[1]), *entries(sys.argv[1])]
for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
