"""Where sentences begin and end.

One compiled pattern finds the places where a sentence could end; each is then judged by the words before it and after
it: `marks` for marks between words, `stops` for the full stop among them, `full_width` for marks that no space need
follow. Where the text itself shows that something new begins, a list's item or a line of its own, no mark is asked for
(`breaks`). What depends on the language (abbreviations, ordinals, words that open a sentence) is data, in
`abbreviations.toml`; a language without a table there gets what all languages share.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from reportkit.text.breaks import BULLETS, breaks_in
from reportkit.text.full_width import CLOSERS as FULL_WIDTH_CLOSERS
from reportkit.text.full_width import wide_end
from reportkit.text.marks import ends_glued, is_open, mark_ends, may_begin
from reportkit.text.stop_rules import Rules, rules_of
from reportkit.text.stops import NEXT, begins

_CLOSERS = "\"'”’»«›‹“‘)\\]}*_"
_SPACE = "[ \u00a0\u202f]"
_NOTE = r"\[(?:\d{1,3}(?:\s?[-–,]\s?\d{1,3})*|[a-z]|note \d+|[a-z ]{1,20} needed)\]|[¹²³⁰⁴-⁹]"
_GLUED_NOTE = r"(?<![\d.][.!?])\d{1,3}(?=\s+[^\W\d_])"
_LOOSE_NOTE = re.compile(r"[^\S\n]+\d{1,3}(?=\s+(?P<word>[^\W\d_][\w’'-]*))")
_OMISSION = re.compile(r"[^\S\n]+[\[(]?(?:\.{3}|…|\. \. \.)[\])]?(?=\s+[^\W\d_])")
_LOOSE_QUOTE = re.compile(rf"{_SPACE}?[\"”](?=\s|$)")
_SMILEY = re.compile(rf"{_SPACE}(?:[:;]-?[)(]+|[☀-➿\ufe0f\u200d\U0001f300-\U0001faff]+)(?=\s|$)")


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
        rf"(?P<wide>(?:[。！？｡]|．(?!\d)|[।॥։።፧။។])[。！？｡…]*)(?P<wide_close>[{FULL_WIDTH_CLOSERS}]*)"
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
        end = _end(text, start, candidate, rules) if candidate.start() >= start else None
        if end and end <= forced:  # what belongs to a sentence never reaches over a break
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
        return wide_end(text, start, candidate)
    if not candidate["mark"]:
        return candidate.end()
    at = candidate.end()
    if at < len(text) and not text[at].isspace():
        return at if ends_glued(text, start, candidate, rules) else None
    loose = _LOOSE_QUOTE.match(text, at)
    if loose and not candidate["note"] and ("”" in loose[0] or is_open(text, '"', at)):
        at = loose.end()
    smiley = _SMILEY.match(text, at)
    at = smiley.end() if smiley else at
    following = NEXT.match(text, at)
    if following is None or not following["word"]:
        return None  # nothing is left but an opening mark or a dash
    if not may_begin(following) or not mark_ends(text, start, candidate, following, rules):
        return None
    return _after_note(text, at, rules)


def _after_note(text: str, at: int, rules: Rules) -> int:
    """Return the offset behind what belongs to the sentence before it: an omission, or a note's number before an opener."""
    omission = _OMISSION.match(text, at)
    if omission:
        return omission.end()
    note = _LOOSE_NOTE.match(text, at)
    return note.end() if note and note["word"][0].isupper() and begins(note["word"], rules) else at
