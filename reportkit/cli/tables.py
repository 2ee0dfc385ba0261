"""Aligned columns of text, the last one wrapped to the width of the terminal."""

import shutil
import unicodedata
from collections.abc import Sequence

GAP = 2
_LEAST_LAST_COLUMN = 24


def table(rows: Sequence[Sequence[str]], *, indent: int = 2) -> str:
    """The rows in columns, a line or more each; rows are equally long."""
    if not rows:
        return ""
    widths = [max(map(_width, column)) for column in list(zip(*rows, strict=True))[:-1]]
    before = indent + sum(widths) + GAP * len(widths)
    room = max(_LEAST_LAST_COLUMN, shutil.get_terminal_size((100, 24)).columns - before)
    lines = []
    for *cells, last in rows:
        head = " " * indent + "".join(_padded(cell, width + GAP) for cell, width in zip(cells, widths, strict=True))
        first, *others = _wrapped(last, room)
        lines += [f"{head}{first}".rstrip(), *(" " * before + line for line in others)]
    return "\n".join(lines) + "\n"


def _wrapped(text: str, room: int) -> list[str]:
    """The text broken between words; a longer word stands out."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and _width(longer) > room:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in {"W", "F"} else 1
        for each in text
    )
