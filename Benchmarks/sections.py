"""Parts of a document between two markers each, which different benchmarks write."""
import pathlib
import re


def markers(name: str) -> tuple[str, str]:
    return f"<!-- {name} -->", f"<!-- /{name} -->"


def replaced(text: str, name: str, lines: list[str]) -> str:
    """The text with the lines between the markers of a part, or with the part at its end where it has none."""
    begin, end = markers(name)
    part = "\n".join([begin, *lines, end])
    if begin not in text:
        return text.rstrip("\n") + "\n\n" + part + "\n"
    before, rest = text.split(begin, 1)
    _, after = rest.split(end, 1)
    return before + part + after


def with_parts_of(path: pathlib.Path, text: str) -> str:
    """A new text of a document with the parts of the old one that the new one does not have."""
    if not path.exists():
        return text
    for name in re.findall(r"<!-- /([a-z-]+) -->", path.read_text(encoding="utf-8")):
        begin, end = markers(name)
        if begin not in text:
            old = path.read_text(encoding="utf-8").split(begin, 1)[1].split(end, 1)[0]
            text = text.rstrip("\n") + "\n\n" + begin + old + end + "\n"
    return text
