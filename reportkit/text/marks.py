"""Whether a mark between words ends a sentence; what a full stop means is left to `stops`."""

import re

from reportkit.text.stop_rules import Rules, fold
from reportkit.text.stops import NEXT, QUOTES, begins, stop_at, stop_ends

_GLUED = re.compile(r"[\"“]?(?P<word>[^\W\d_][\w’'-]*)(?=[\s,]|\.\s)")
_PLAIN_END = re.compile(r"(?:[^\W\d_]{2}|\d)[.!?][\"”’»)]?\Z")
_CITED = re.compile(r"\s*\([^()]{1,60}\)[.,;]")
_BRAND = re.compile(r"[a-z]{1,4}[A-Z]|https?$|www$")
_ITEM_LABEL = re.compile(r"(?:[a-z]|[ivx]{1,5})$")
_BRINGS_QUOTATION = re.compile(r"^(?:[^\s\"“‘«„]+\s+){0,4}[^\s\"“‘«„]+(?::\s|,\s[\"'“‘«„])")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LOOK_BACK = 48
"""Characters in which the word before a mark is looked for."""
_LOOK_AHEAD = 60
"""Characters in which the verb after a quotation is looked for."""
_LONGEST_QUOTED = 1_000
"""Characters in which the straight mark that began a quotation is looked for."""


def may_begin(following: re.Match[str]) -> bool:
    """Whether a sentence may begin so: not in lower case, brands, addresses and the labels of items apart."""
    word = following["word"]
    if word[0].islower():
        return bool(_BRAND.match(word)) or (following["stop"] == ")" and bool(_ITEM_LABEL.match(word)))
    return word[0] not in ".,;:!?/%)"


def mark_ends(text: str, start: int, candidate: re.Match[str], following: re.Match[str], rules: Rules) -> bool:
    """Whether the mark ends the sentence that began at `start`, what follows being able to begin one."""
    mark, word = candidate["mark"], following["word"]
    quoted = any(each in QUOTES for each in candidate["close"])
    if quoted and _CITED.match(text, candidate.end()):
        return False
    if mark == ".":
        return not _counts(text, candidate, rules) and stop_ends(
            stop_at(text, start, candidate, following, rules), rules
        )
    if mark.startswith(("..", "…", ". ")):
        return not _leads(text, start, candidate.start())
    if mark == "!" and not begins(word, rules) and fold(_word_before(text, candidate.start())) in rules.exclaimed:
        return False
    first = following.start("word")
    return not (quoted and not following["open"] and _is_reported(text[first : first + _LOOK_AHEAD], rules))


def ends_glued(text: str, start: int, candidate: re.Match[str], rules: Rules) -> bool:
    """Whether a sentence ends where no space follows: before Chinese or Japanese, or before an opener (`done.The`)."""
    at, mark = candidate.end(), candidate["mark"]
    if mark[-1] in "?!" and _CJK.match(text, at):
        return True
    following = _GLUED.match(text, at)
    if following is None or len(mark) > 1 or not following["word"][0].isupper() or not begins(following["word"], rules):
        return False
    words = text[max(start, at - _LOOK_BACK) : at].split()
    if not words or not _PLAIN_END.search(words[-1]) or any(sign in words[-1] for sign in "@/:\\"):
        return False
    after = NEXT.match(text, at)
    return after is not None and (mark != "." or stop_ends(stop_at(text, start, candidate, after, rules), rules))


def is_open(text: str, quote: str, at: int) -> bool:
    """Whether a quotation that a straight mark closes is still open at the offset.

    It is taken to be so where the line began too far away to be counted.
    """
    line = text.rfind("\n", max(0, at - _LONGEST_QUOTED), at) + 1
    begin = line or max(0, at - _LONGEST_QUOTED)
    marks = '"“”' if quote == '"' else quote
    return begin > line or sum(text.count(mark, begin, at) for mark in marks) % 2 == 1


def _counts(text: str, candidate: re.Match[str], rules: Rules) -> bool:
    """Whether figures glued to the stop are what an abbreviation counts, as in `pp.12`, rather than a note's number."""
    before = _word_before(text, candidate.start()) if candidate["note"][:1].isdecimal() else ""
    return len(before) == 1 or fold(before) in rules.known


def _leads(text: str, start: int, at: int) -> bool:
    """Whether an ellipsis at the offset stands for the beginning of the sentence, or of a quotation in it."""
    if not any(map(str.isalnum, text[max(start, at - _LOOK_BACK) : at])):
        return True
    return text[at - 1] in "“«„‚" or (text[at - 1] in "\"'" and text[at - 2].isspace())


def _word_before(text: str, at: int) -> str:
    """Return the word that ends at the offset, without what opens it."""
    words = text[max(0, at - _LOOK_BACK) : at].split()
    return words[-1].lstrip(QUOTES + "([") if words else ""


def _is_reported(tail: str, rules: Rules) -> bool:
    """Whether the words after a quotation tell who spoke, as in `“Why?” Mr Smith asked`; not where they bring another."""
    words = tail.split()[:4]
    if _BRINGS_QUOTATION.match(tail) or _is_opener(fold(words[0]), rules):
        return False
    for number, word in enumerate(words):
        if number and fold(word.strip(".,")) in rules.reporting:
            return True
        if word.endswith((",", ";")):
            return False
    return False


def _is_opener(word: str, rules: Rules) -> bool:
    """Whether the word, with a capital after a quotation, begins a sentence: neither a title nor a pronoun like `I`."""
    return word in rules.openers and word not in rules.titles and word not in rules.capitals
