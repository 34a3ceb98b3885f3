#!/usr/bin/env python3
"""Writes the PNG logo of the example brand nuanhe: a rising sun over a field, on a rounded square with clear corners.

Drawn sample by sample with the standard library alone; with --check nothing is written and the exit status is 1 where
the file is out of date.
"""

import argparse
import pathlib
import struct
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = ROOT / "Examples/brands/nuanhe/logo.png"
SIDE = 400
SAMPLES = 3

GROUND = (160, 58, 29)
SUN = (244, 190, 106)
RAYS = (251, 244, 238)


def inside_square(x, y):
    """A square with corners rounded by a fifth of its side."""
    radius = 0.2
    dx = max(radius - x, x - (1 - radius), 0)
    dy = max(radius - y, y - (1 - radius), 0)
    return dx * dx + dy * dy <= radius * radius


def color(x, y):
    """The colour at a place of the unit square, y downwards; None outside of the logo."""
    if not inside_square(x, y):
        return None
    dx, dy = x - 0.5, y - 0.56
    distance = (dx * dx + dy * dy) ** 0.5
    if y <= 0.56 and distance <= 0.2:
        return SUN
    # Three furrows of a field below the horizon.
    for top in (0.61, 0.7, 0.79):
        if top <= y <= top + 0.045 and abs(dx) <= 0.34 - (top - 0.61) * 0.55:
            return RAYS
    # Five rays, by the tangent of their angles, so that no trigonometry decides a pixel.
    if y < 0.56 and 0.26 <= distance <= 0.35:
        for across, up in ((0, 1), (0.7071, 0.7071), (-0.7071, 0.7071), (1, 0.06), (-1, 0.06)):
            if across * dx - up * dy > 0 and abs(dx * up + dy * across) <= 0.019:
                return RAYS
    return GROUND


def pixel(column, row):
    hits = []
    for i in range(SAMPLES):
        for j in range(SAMPLES):
            hit = color((column + (i + 0.5) / SAMPLES) / SIDE, (row + (j + 0.5) / SAMPLES) / SIDE)
            if hit:
                hits.append(hit)
    if not hits:
        return bytes(4)
    mean = [(sum(hit[k] for hit in hits) + len(hits) // 2) // len(hits) for k in range(3)]
    return bytes(mean + [255 * len(hits) // (SAMPLES * SAMPLES)])


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png():
    rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIDE)) for row in range(SIDE))
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    content = png()
    if parser.parse_args().check:
        sys.exit(0 if FILE.read_bytes() == content else 1)
    FILE.write_bytes(content)


main()
