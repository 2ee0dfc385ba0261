"""Where sentences begin and end.

One compiled pattern finds the places where a sentence could end; each is then judged by the words before it and after
it (`stops` for the full stop). What depends on the language (abbreviations, ordinals, words that open a sentence) is
data, in `abbreviations.toml`; a language without a table there gets what all languages share. Where the text itself
shows that something new begins, a list's item or a line of its own, no mark is asked for (`breaks`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from reportkit.text.breaks import BULLETS, breaks_in
from reportkit.text.stop_rules import Rules, fold, rules_of
from reportkit.text.stops import NEXT, QUOTES, begins, stop_at, stop_ends

_CLOSERS = "\"'”’»«›‹“‘)\\]}*_"
_FULL_WIDTH_CLOSERS = "」』”’）】》〉\"'"
_SPACE = "[ \u00a0\u202f]"
_NOTE = r"\[(?:\d{1,3}(?:\s?[-–,]\s?\d{1,3})*|[a-z]|note \d+|[a-z ]{1,20} needed)\]|[¹²³⁰⁴-⁹]"
_GLUED_NOTE = r"(?<![\d.][.!?])\d{1,3}(?=\s+[^\W\d_])"
_LOOSE_NOTE = re.compile(r"\s+\d{1,3}(?=\s+(?P<word>[^\W\d_][\w’'-]*))")
_OMISSION = re.compile(r"\s+[\[(]?(?:\.{3}|…|\. \. \.)[\])]?(?=\s+[^\W\d_])")
_LOOSE_QUOTE = re.compile(rf"{_SPACE}?[\"”](?=\s|$)")
_GLUED = re.compile(r"[\"“]?(?P<word>[^\W\d_][\w’'-]*)(?=[\s,]|\.\s)")
_PLAIN_END = re.compile(r"(?:[^\W\d_]{2}|\d)[.!?][\"”’»)]?\Z")
_CITED = re.compile(r"\s*\([^()]{1,60}\)[.,;]")
_BRAND = re.compile(r"[a-z]{1,4}[A-Z]|https?$|www$")
_ITEM_LABEL = re.compile(r"(?:[a-z]|[ivx]{1,5})$")
_BRINGS_QUOTATION = re.compile(r"^(?:[^\s\"“‘«„]+\s+){0,4}[^\s\"“‘«„]+(?::\s|,\s[\"'“‘«„])")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# A quotation that the sentence goes on with: its source, Japanese particles, a Chinese attribution of a few characters.
_WIDE_GOES_ON = re.compile(
    r"[、，,（]|と(?!ころ|ても|りあえず|くに|もかく|き)|って|を|は(?![いじやっなん])|が(?!ん)|も(?![うしっち])|の(?!ち)|に(?!ほん)|など"
    r"|\w{0,4}?(?:说|說|道|问|問|答|喊|叫)道?[。！，：]"
)
_LOOK_BACK = 48
"""Characters in which the word before a mark is looked for."""
_LONGEST_BRACKET = 200
"""Characters in which the bracket around a full-width mark is looked for."""
_LOOK_AHEAD = 60
"""Characters in which the verb after a quotation is looked for."""
_LONGEST_QUOTED = 1_000
"""Characters in which the quotation mark that began a quotation is looked for."""


def split(text: str, language: str | None) -> tuple[tuple[int, int], ...]:
    """Return the spans (start, end) of the sentences, in order, without surrounding white space.

    Every character other than white space lies in exactly one span. `language` is a BCP 47 tag; only its first part
    counts.
    """
    return tuple(_trimmed(text, _ends(text, rules_of(language))))


@lru_cache(maxsize=8)
def _pattern(marks: str) -> re.Pattern[str]:
    """Return what finds the places where a sentence could end, `marks` being those of one language only.

    It never fails after its first character, so that a text of nothing but stops stays linear.
    """
    return re.compile(
        rf"(?P<wide>(?:[。！？｡]|．(?!\d)|[।॥։።፧။።])[。！？｡…]*)(?P<wide_close>[{_FULL_WIDTH_CLOSERS}]*)"
        rf"|(?P<mark>[.!?…‽؟۔{marks}]+(?:{_SPACE}\.(?=[ \u00a0\u202f.{_CLOSERS}]|$))*)"
        rf"(?P<close>[{_CLOSERS}]*(?:{_SPACE}»(?!\w))?)(?P<note>(?:\s?(?:{_NOTE})|{_GLUED_NOTE})*)"
        rf"|\n(?:[^\S\n]*\n\s*|[^\S\n]*(?=[{BULLETS}]))"
    )


def _ends(text: str, rules: Rules) -> Iterator[int]:
    """Yield the offsets at which a sentence ends, the text's own end last."""
    start = 0
    breaks = iter((*breaks_in(text, ordinals=rules.ordinals), len(text)))
    forced = next(breaks)
    for candidate in _pattern(rules.marks).finditer(text):
        while forced <= candidate.start():
            yield forced
            start, forced = forced, next(breaks)
        end = _end(text, start, candidate, rules)
        if end:
            yield end
            start = end
    yield forced
    yield from breaks


def _trimmed(text: str, ends: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield what lies between the ends without its surrounding white space; nothing for what is all white space."""
    start = 0
    for end in ends:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(stripped)
        start = end


def _end(text: str, start: int, candidate: re.Match[str], rules: Rules) -> int | None:
    """Return where the sentence that began at `start` ends with the candidate; `None` where it goes on."""
    if candidate["wide"]:
        return _wide_end(text, start, candidate)
    if not candidate["mark"]:
        return candidate.end()
    at = candidate.end()
    if at < len(text) and not text[at].isspace():
        return at if _ends_glued(text, start, candidate, rules) else None
    loose = _LOOSE_QUOTE.match(text, at)
    if loose and not candidate["note"] and ("”" in loose[0] or _is_open(text, '"', at)):
        at = loose.end()
    following = NEXT.match(text, at)
    if following is None or not following["word"]:
        return at
    if not _may_begin(following) or not _mark_ends(text, start, candidate, following, rules):
        return None
    return _after_note(text, at, rules)


def _after_note(text: str, at: int, rules: Rules) -> int:
    """Return the offset after what follows a sentence and belongs to it: an omission, or a note's number before an opener."""
    omission = _OMISSION.match(text, at)
    if omission:
        return omission.end()
    note = _LOOSE_NOTE.match(text, at)
    return note.end() if note and note["word"][0].isupper() and begins(note["word"], rules) else at


def _wide_end(text: str, start: int, candidate: re.Match[str]) -> int | None:
    """Return where the sentence ends with a mark that no space need follow; `None` where it goes on."""
    end, close = candidate.end(), candidate["wide_close"]
    if _is_in_brackets(text[max(start, end - _LONGEST_BRACKET) : end], "）" in close):
        return None
    if close and close[0] in "\"'" and not _is_open(text, close[0], candidate.end("wide")):
        return candidate.end("wide")
    return None if close and _WIDE_GOES_ON.match(text, end) else end


def _is_in_brackets(before: str, closes: bool) -> bool:  # noqa: FBT001
    """Whether a full-width mark stands in a work's title, `《走吧！孩子》`, or in brackets that began in mid-sentence."""
    if before.rfind("《") > before.rfind("》"):
        return True
    opened = before.rfind("（")
    return bool(before[: max(opened, 0)].strip()) and (closes or opened > before.rfind("）"))


def _is_open(text: str, quote: str, at: int) -> bool:
    """Whether a quotation that a straight mark closes is still open at the offset; in a very long line it counts as open."""
    line = text.rfind("\n", max(0, at - _LONGEST_QUOTED), at) + 1
    begin = line or max(0, at - _LONGEST_QUOTED)
    marks = '"“”' if quote == '"' else quote
    return sum(text.count(mark, begin, at) for mark in marks) % 2 == 1 or begin > line


def _ends_glued(text: str, start: int, candidate: re.Match[str], rules: Rules) -> bool:
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
    next_word = NEXT.match(text, at)
    return next_word is not None and (
        mark != "." or stop_ends(stop_at(text, start, candidate, next_word, rules), rules)
    )


def _may_begin(following: re.Match[str]) -> bool:
    """Whether a sentence may begin so: not in lower case, brands, addresses and the labels of items apart."""
    word = following["word"]
    if word[0].islower():
        return bool(_BRAND.match(word)) or (following["stop"] == ")" and bool(_ITEM_LABEL.match(word)))
    return word[0] not in ".,;:!?/%)"


def _mark_ends(text: str, start: int, candidate: re.Match[str], following: re.Match[str], rules: Rules) -> bool:
    """Whether the mark ends the sentence, what follows being able to begin one."""
    mark, close, word = candidate["mark"], candidate["close"], following["word"]
    quoted = any(each in QUOTES for each in close)
    if quoted and _CITED.match(text, candidate.end()):
        return False
    if mark == ".":
        if (
            candidate["note"][:1].isdigit()
            and candidate["note"].isdecimal()
            and _is_abbreviation(text, candidate, rules)
        ):
            return False
        return stop_ends(stop_at(text, start, candidate, following, rules), rules)
    if mark.startswith(("..", "…", ". ")):
        return not _leads(text, start, candidate.start())
    if mark == "!" and not begins(word, rules) and fold(_word_before(text, candidate.start())) in rules.exclaimed:
        return False
    first = following.start("word")
    return not (quoted and not following["open"] and _is_reported(text[first : first + _LOOK_AHEAD], rules))


def _leads(text: str, start: int, at: int) -> bool:
    """Whether an ellipsis at the offset stands for the beginning of the sentence, or of a quotation in it."""
    if not any(map(str.isalnum, text[max(start, at - _LOOK_BACK) : at])):
        return True
    return text[at - 1] in "“«„‚" or (text[at - 1] in "\"'" and text[at - 2].isspace())


def _word_before(text: str, at: int) -> str:
    """Return the word that ends at the offset, without its opening quotation mark."""
    words = text[max(0, at - _LOOK_BACK) : at].split()
    return words[-1].lstrip(QUOTES + "([") if words else ""


def _is_abbreviation(text: str, candidate: re.Match[str], rules: Rules) -> bool:
    """Whether figures glued to the stop are what an abbreviation counts, as in `pp.12`, rather than a note."""
    before = _word_before(text, candidate.start())
    return len(before) == 1 or fold(before) in rules.known


def _is_reported(tail: str, rules: Rules) -> bool:
    """Whether the words after a quotation tell who spoke, as in `“Why?” Mr Smith asked`; not where they bring another."""
    words = tail.split()[:5]
    if _BRINGS_QUOTATION.search(tail) or fold(words[0]) in rules.openers - rules.titles - rules.capitals:
        return False
    for number, word in enumerate(words[:4]):
        if number and fold(word.strip(".,")) in rules.reporting:
            return True
        if word.endswith((",", ";")):
            return False
    return False
