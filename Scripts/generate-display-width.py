#!/usr/bin/env python3
"""Writes Sources/Diagnostics/DisplayWidthTable+Generated.swift from the Unicode Character Database.

Needs Debian's unicode-data. With --check nothing is written; the exit status is 1 where the file is out of date.
"""

import pathlib
import re
import sys

UCD = pathlib.Path("/usr/share/unicode")
TARGET = pathlib.Path(__file__).resolve().parent.parent / "Sources/Diagnostics/DisplayWidthTable+Generated.swift"


def ranges(path, wanted):
    """The code point ranges of a property file whose value is wanted, with the file's first line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if match and match.group(3) in wanted:
            first = int(match.group(1), 16)
            found.append((first, int(match.group(2), 16) if match.group(2) else first))
    return lines[0].lstrip("# "), found


def merged(found):
    result = []
    for first, last in sorted(found):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def table(name, comment, found):
    cells = [f"(0x{first:04X}, 0x{last:04X})" for first, last in found]
    rows = ["    " + ", ".join(cells[i : i + 5]) + "," for i in range(0, len(cells), 5)]
    return [f"  /// {comment}", f"  static let {name}: [(first: UInt32, last: UInt32)] = [", *rows, "  ]"]


def generate():
    width_version, wide = ranges(UCD / "EastAsianWidth.txt", {"W", "F"})
    # UAX #11 §5: unassigned code points of the planes for ideographs default to wide.
    wide += [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]
    category_version, zero = ranges(UCD / "extracted/DerivedGeneralCategory.txt", {"Mn", "Me", "Cf"})
    # A soft hyphen is shown; conjoining vowels and finals of Hangul join the syllable before them.
    zero = [pair for pair in zero if pair != (0xAD, 0xAD)] + [(0x1160, 0x11FF), (0xD7B0, 0xD7FF)]
    return "\n".join(
        [
            f"// Written by Scripts/generate-display-width.py from {width_version} and {category_version}.",
            "// swift-format-ignore-file",
            "",
            "/// Code points that take no column or two; all others take one.",
            "enum DisplayWidthTable {",
            *table("wide", "East Asian Width W and F (UAX #11): two columns.", merged(wide)),
            "",
            *table("zero", "General categories Mn, Me and Cf, and conjoining jamo: no column.", merged(zero)),
            "}",
            "",
        ]
    )


def main():
    text = generate()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == text else 1)
    TARGET.write_text(text, encoding="utf-8")


main()
