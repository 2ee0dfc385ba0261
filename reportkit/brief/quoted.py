"""Quotations of a statement: to the character those of its sentence, and marked as such in both."""

import re
from collections.abc import Iterator, Sequence

from reportkit.text.quotes import find_quotations, has_open_quotation
from reportkit.text.words import count_words

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " "}
)
_ENDS = " .,;:!?…\"'"
_MARKS = "“”„«»‘’‚‹›「」『』\"'`"
_MARK_BEHIND = re.compile(f"[{_ENDS}]*[{_MARKS}]")
_NAME = re.compile(r"\\\[[^\[\]\d]+\\\]((?:'s)?)")
_PUT_IN = re.compile(r"\s*\([^()]{1,80}\)")
"""Words in brackets inside a quotation are not the speaker's: a reporter put them in, and an editor may take them out."""
_FEWEST_WORDS = 2
"""Words of a quotation whose marks may not go; one word in marks is held at arm's length, or is a title."""


def quotation_reasons(text: str, sentence: str) -> Iterator[str]:
    """Yield what speaks against the quotations of a statement, given its sentence."""
    theirs = [_plain(quote) for quote in _quotations(sentence)]
    halved = has_open_quotation(sentence)
    flat = _plain(sentence)
    for quote in _quotations(text):
        if _plain(quote) in theirs:
            continue
        pattern = _pattern(quote)
        if any(pattern.fullmatch(each) for each in theirs) or (halved and pattern.search(flat)):
            continue
        if pattern.search(flat) and not any(pattern.search(each) for each in theirs):
            yield f"“{quote}” is no quotation in the source"
        else:
            yield f"the quotation “{quote}” differs from the source"
    if not has_open_quotation(text):
        yield from _unmarked(text, sentence)


def _unmarked(text: str, sentence: str) -> Iterator[str]:
    """Yield each quotation of the source that became the statement's own words."""
    ours = [_plain(quote) for quote in _quotations(text)]
    flat = _plain(text)
    for quote in _quotations(sentence):
        said = _plain(quote)
        if count_words(said) >= _FEWEST_WORDS and said in flat and not any(said in each for each in ours):
            yield f"the quotation marks around “{quote.strip(_ENDS)}” were left out"


def _quotations(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_quotations(text) if span.closed]


def _plain(text: str) -> str:
    """Return a text in typewriter's marks, single blanks, without the punctuation at its ends."""
    return " ".join(_PUT_IN.sub("", text.translate(_STRAIGHT)).split()).strip(_ENDS)


def _pattern(quote: str) -> re.Pattern[str]:
    """Return the pattern of a quotation in which a name in brackets stands for one word of the source, or is its own."""
    plain = re.escape(_plain(quote))
    return re.compile(_NAME.sub(lambda match: rf"(?:{match[0]}|[\w']+)", plain), re.IGNORECASE)


def is_quoted(quote: str, sentences: Sequence[str]) -> bool:
    """Return whether a quotation stands, to the character, beside a quotation mark in sentences that follow one another."""
    joined = "".join("".join(sentences).split())
    wanted = "".join(quote.split())
    at = joined.find(wanted)
    while at >= 0:
        if (at > 0 and joined[at - 1] in _MARKS) or _MARK_BEHIND.match(joined, at + len(wanted)):
            return True
        at = joined.find(wanted, at + 1)
    return False
