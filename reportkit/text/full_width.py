"""Where a sentence ends in Chinese and Japanese, whose marks no space need follow."""

import re

from reportkit.text.marks import is_open

CLOSERS = "」』”’）】》〉\"'"
_GOES_ON = re.compile(
    r"[、，,（]|と(?!ころ|ても|りあえず|くに|もかく|き)|って|を|は(?![いじやっなん])|が(?!ん)|も(?![うしっち])|の(?!ち)|に(?!ほん)|など"
    r"|\w{0,4}?(?:说|說|道|问|問|答|喊|叫)道?[。！，：]"
)
"""What shows behind a quotation that its sentence goes on: a source, a Japanese particle, a short Chinese attribution."""
_LONGEST_BRACKET = 200
"""Characters in which the bracket around a mark is looked for."""


def wide_end(text: str, start: int, candidate: re.Match[str]) -> int | None:
    """Return where the sentence that began at `start` ends with the mark; `None` where it goes on."""
    end, close = candidate.end(), candidate["wide_close"]
    if _is_in_brackets(text[max(start, end - _LONGEST_BRACKET) : candidate.end("wide")]):
        return None
    if close and close[0] in "\"'" and not is_open(text, close[0], candidate.end("wide")):
        return candidate.end("wide")
    return None if close and _GOES_ON.match(text, end) else end


def _is_in_brackets(before: str) -> bool:
    """Whether what follows is in a work's title, `《走吧！孩子》`, or in brackets that began in mid-sentence."""
    opened = before.rfind("（")
    in_title = before.rfind("《") > before.rfind("》")
    return in_title or (opened > before.rfind("）") and bool(before[:opened].strip()))
