"""Whether the peers were given the same report: the same words, tables and charts, in the same fonts."""
import collections
import pathlib
import re
import subprocess

# A peer that leaves out or repeats more than this does other work. Heads and feet of pages and of continued tables count too:
# WeasyPrint needs 57 pages for our 37, which alone makes a difference of 4.3 %.
LARGEST_DIFFERENCE = 0.06


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def characters(pdf: pathlib.Path) -> collections.Counter:
    """The Han characters of a PDF: what all typesetters write alike, wherever they break lines and set spaces."""
    return collections.Counter(re.findall(r"[一-鿿]", output("pdftotext", "-enc", "UTF-8", str(pdf), "-")))


def captions(pdf: pathlib.Path) -> set[str]:
    """The numbers of tables and figures."""
    return set(re.findall(r"(?:表|图) ?[0-9A-Z]+-[0-9]+", output("pdftotext", "-enc", "UTF-8", str(pdf), "-")))


def families(pdf: pathlib.Path) -> set[str]:
    """The fonts of a PDF without the letters of the subset, their language and weight."""
    lines = output("pdffonts", str(pdf)).splitlines()[2:]
    return {re.sub(r"^[A-Z]{6}\+", "", line.split()[0]).split("CJK")[0] for line in lines}


def faults(ours: pathlib.Path, theirs: pathlib.Path, peer: str) -> list[str]:
    """What makes a peer's report another one than ours."""
    own, other = characters(ours), characters(theirs)
    difference = ((own - other).total() + (other - own).total()) / own.total()
    found = []
    if difference > LARGEST_DIFFERENCE:
        found.append(f"{peer}: {difference:.1%} of the characters differ")
    missing = captions(ours) - captions(theirs)
    if missing:
        found.append(f"{peer}: lacks {', '.join(sorted(missing))}")
    strange = {family for family in families(theirs) if not family.startswith("Noto")}
    if strange:
        found.append(f"{peer}: set in {', '.join(sorted(strange))}")
    return found
