"""Capitalised names in a sentence: where they stand, whatever they name.

Made for languages that capitalise names and nothing else (English, French, Spanish); in German every noun is
capitalised, so that a run of capitals says little, and callers must know more before they call it a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportkit.text.lexicon import Lexicon
from reportkit.text.names import Spelling, Token, opens_at

_LINK_WORDS = re.compile(r"\w+|&")
_CITED = re.compile(r",? (?:\(?(?:19|20)\d\d|et al)|,? & ")
"""What follows authors joined by `&`, who are several people and no firm."""
_AND = re.compile(r" and $")
_LINKS = re.compile(r" (?:of|for|to)(?: the)? $")
_LONGEST = 14
"""Words of a name; a longer run of capitals is a headline or a list."""
MANNER = re.compile(r"(?:ing|ed|ly)$")
"""How words end that open a sentence and are no names: `Following`."""
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "la",
        "le",
        "du",
        "da",
        "di",
        "do",
        "dos",
        "das",
        "y",
        "zu",
        "af",
        "av",
    ]
)
_DOMAIN = re.compile(r"\.(?:com|org|net|edu|gov|info|co|tv|io|[a-z]{2})\b(?!\.\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A run of capitalised words that belong together."""

    tokens: tuple[Token, ...]
    """Every word of it, links (`of`, `van`) included; a possessive ending is not in it."""
    opens: bool
    """It stands where any word is capitalised: at the head of a sentence or quotation."""


def find_names(text: str, found: Sequence[Token], lexicon: Lexicon, spelling: Spelling) -> tuple[NameSpan, ...]:
    """Return the names of a sentence in order; `found` are its words."""
    spans = []
    for run in _joined(text, list(_runs(text, found, lexicon, spelling)), lexicon, spelling.fixed):
        if len(run) > _LONGEST:
            continue
        opens = run[0].start == 0 or opens_at(text, run[0].start)
        kept = _without_head(run, spelling) if opens else run
        if kept:
            spans.append(NameSpan(tokens=tuple(kept), opens=opens and kept[0] is run[0]))
    return tuple(spans)


def _runs(text: str, found: Sequence[Token], lexicon: Lexicon, spelling: Spelling) -> Iterator[list[Token]]:
    """Yield runs of capitalised words with nothing but a space or a particle between them."""
    run: list[Token] = []
    waiting: list[Token] = []
    for at, token in enumerate(found):
        capital = token.is_capital
        if not capital and not run:
            continue
        last = waiting[-1] if waiting else run[-1] if run else None
        joined = last is not None and token.start - last.end == 1 and text[last.end] == " "
        plain = capital and _is_plain(token, lexicon)
        if plain and (
            _is_surname(token, run if joined else [], lexicon, spelling)
            or _is_named(text, found, at, lexicon, spelling)
        ):
            plain = False
        if capital and not plain and not _is_handle(text, token):
            if joined:
                run.extend((*waiting, token))
            else:
                if run:
                    yield run
                run = [token]
            waiting = []
        elif joined and token.text in _PARTICLES:
            waiting.append(token)
        else:
            if run:
                yield run
            run, waiting = [], []
    if run:
        yield run


def _is_surname(token: Token, before: Sequence[Token], lexicon: Lexicon, spelling: Spelling) -> bool:
    """Return whether a common word is a family name behind nothing but a given name."""
    return len(before) == 1 and before[0].text in spelling.given and token.lower in lexicon.surname_like


def _is_handle(text: str, token: Token) -> bool:
    """Return whether a word is an account's name, a tag, or an address on the web."""
    return (
        "_" in token.text or (token.start > 0 and text[token.start - 1] in "@#") or bool(_DOMAIN.match(text, token.end))
    )


def _is_plain(token: Token, lexicon: Lexicon) -> bool:
    """Return whether a capitalised word never belongs to a name: `I`, `The`, `Monday`, `However`."""
    if token.text.isupper() and len(token.text) > 1 and token.lower not in lexicon.not_names:
        return False
    low = token.lower
    return (
        low in lexicon.stop_words
        or low in lexicon.not_names
        or low in lexicon.connectives
        or low in lexicon.first_person
    )


def _is_named(text: str, found: Sequence[Token], at: int, lexicon: Lexicon, spelling: Spelling) -> bool:
    """Return whether a common word inside a sentence is a given name with a family name behind it: `Will Oduya`."""
    word = found[at]
    opens = at == 0 or opens_at(text, word.start)
    if word.text not in spelling.given or at + 1 == len(found) or (opens and word.lower in lexicon.stop_words):
        return False
    following = found[at + 1]
    low = following.lower
    return (
        text[word.end : following.start] == " "
        and following.text.istitle()
        and not _is_plain(following, lexicon)
        and low not in spelling.lowered
        and low not in lexicon.organisation_words
        and not (word.lower in lexicon.months and (opens or found[at - 1].lower in lexicon.stop_words))
    )


def _joined(text: str, runs: list[list[Token]], lexicon: Lexicon, fixed: frozenset[str]) -> Iterator[list[Token]]:
    """Yield the runs, those joined that `of`, `for` or `to` makes one name: Bank of England."""
    at = 0
    while at < len(runs):
        run = list(runs[at])
        at += 1
        while at < len(runs) and _belongs(text, run, runs[at], lexicon):
            if text[run[-1].end : runs[at][0].start] == " & " and _are_places(run, runs[at], lexicon, fixed):
                break
            between = _LINK_WORDS.finditer(text, run[-1].end, runs[at][0].start)
            run += [Token(match.group(), match.start(), match.end()) for match in between] + runs[at]
            at += 1
        yield run


def _are_places(run: list[Token], following: list[Token], lexicon: Lexicon, fixed: frozenset[str]) -> bool:
    """Return whether two names joined by `&` are places rather than partners: streets that cross, two countries."""
    names = (" ".join(token.text for token in each) for each in (run, following))
    return run[-1].lower in lexicon.place_words | {"st"} or any(name in fixed for name in names)


def _belongs(text: str, run: list[Token], following: list[Token], lexicon: Lexicon) -> bool:
    """Return whether the following run continues this one across a link."""
    gap = text[run[-1].end : following[0].start]
    if not gap.startswith(" ") or not gap.endswith(" "):
        return False
    if gap == " & ":
        return _CITED.match(text, following[-1].end) is None
    last = run[-1].lower
    if _LINKS.fullmatch(gap):
        heads = last in lexicon.organisation_heads or last in lexicon.organisation_words
        if gap.startswith(" of"):
            return heads or last in lexicon.roles or last in lexicon.place_heads
        return (gap == " for " and (heads or last in lexicon.roles)) or (
            gap == " to " and last in lexicon.organisation_words
        )
    return (
        bool(_AND.fullmatch(gap))
        and (len(following) > 1 or following[0].lower.endswith(tuple(lexicon.abstract_endings)))
        and any(token.text in {"of", "for"} for token in run)
        and any(
            token.lower in words
            for words in (lexicon.organisation_heads, lexicon.organisation_words, lexicon.roles)
            for token in run
        )
    )


def _without_head(run: list[Token], spelling: Spelling) -> list[Token]:
    """Return the run without a first word that owes its capital to the head of the sentence."""
    first = run[0]
    if first.text in spelling.inner or (first.text.isupper() and len(first.text) > 1):
        return run
    if any(" ".join(word.text for word in run[:length]) in spelling.fixed for length in range(2, len(run) + 1)):
        return run
    small = first.text[0].lower() + first.text[1:]
    manner = MANNER.search(first.text) and (len(run) > 1 or first.text.endswith("ly"))
    if small in spelling.lowered or (manner and first.text not in spelling.given):
        return run[1:]
    return run
