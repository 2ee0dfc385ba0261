"""Capitalised names in a text: where they stand, whatever they name.

Made for languages that capitalise names and nothing else (English, French, Spanish); in German every noun is
capitalised, so that a run of capitals says little, and callers must know more before they call it a name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportkit.text.lexicon import Lexicon

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s+[^\W\d_])|(?:St|Mt|Dr|Mr|Mrs|Ms|Prof|Sen|Gov|Rep|Gen|Lt|Col|Capt|Sgt|Rev|Hon)\.(?=\s)|\w+(?:[-’'/&+]\w+)*"
)
_POSSESSIVE = re.compile(r"[’']s$")
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
_LINKS = re.compile(r" (?:of|for|to)(?: the)? $")
_AND = re.compile(r" (?:and|&) $")
_OPENS = re.compile(r"[\"“„«‘'(\[]\s*$|[.!?:]\s+[\"“„«‘']?$")
_LONGEST = 14
"""Words of a name; a longer run of capitals is a headline or a list."""
_LOOKED_BACK = 8
"""Characters before a word that tell whether a sentence or a quotation opens with it."""
_MANNER = re.compile(r"(?:ing|ed|ly)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word with its place."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The form in which word lists know it."""
        low = self.text.casefold().replace("’", "'")
        return low.rstrip(".") if low.count(".") == 1 else low


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A run of capitalised words that belong together."""

    tokens: tuple[Token, ...]
    """Every word of it, links (`of`, `van`) included; a possessive ending is not in it."""
    opens: bool
    """It stands where any word is capitalised: at the head of a sentence or quotation."""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.tokens[-1].end


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text, possessive endings cut off."""
    return tuple(_token(match) for match in TOKEN.finditer(text))


def lower_case_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that the texts write without a capital: at the head of a sentence they are no names."""
    return frozenset(match for text in texts for match in TOKEN.findall(text) if match[0].islower())


def capitals_within(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that the texts capitalise inside a sentence."""
    found: set[str] = set()
    for text in texts:
        for match in TOKEN.finditer(text):
            if match.group()[0].isupper() and match.start() and not _opens(text, match.start()):
                found.add(_POSSESSIVE.sub("", match.group()))
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a whole text writes its words, by which a capital at the head of a sentence is judged."""

    lowered: frozenset[str]
    """Words that it writes small somewhere: at the head of a sentence they are no names."""
    inner: frozenset[str]
    """Words that it capitalises inside sentences: they are."""
    fixed: frozenset[str]
    """Names of several words that are known whatever the text does: `New York`."""


def find_names(text: str, lexicon: Lexicon, spelling: Spelling) -> tuple[NameSpan, ...]:
    """Return the names of a sentence in order."""
    found = []
    for run in _joined(text, list(_runs(text, lexicon)), lexicon):
        if len(run) > _LONGEST:
            continue
        opens = run[0].start == 0 or _opens(text, run[0].start)
        kept = _without_head(run, spelling) if opens else run
        if kept:
            found.append(NameSpan(tokens=tuple(kept), opens=opens and kept[0] is run[0]))
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    """Return whether a word at this place stands behind a stop or an opening mark."""
    return bool(_OPENS.search(text, max(0, at - _LOOKED_BACK), at))


def _token(match: re.Match[str]) -> Token:
    """Return the token of a match without its possessive ending."""
    bare = _POSSESSIVE.sub("", match.group())
    return Token(text=bare, start=match.start(), end=match.start() + len(bare))


def _runs(text: str, lexicon: Lexicon) -> Iterator[list[Token]]:
    """Yield runs of capitalised words with nothing but a space or a particle between them."""
    run: list[Token] = []
    waiting: list[Token] = []
    for token in tokens(text):
        gap = (
            text[run[-1].end : token.start]
            if run and not waiting
            else text[waiting[-1].end : token.start]
            if waiting
            else ""
        )
        if token.text[0].isupper() and not _is_plain(token, lexicon):
            if run and gap == " ":
                run.extend((*waiting, token))
            else:
                if run:
                    yield run
                run = [token]
            waiting = []
        elif run and gap == " " and token.text in _PARTICLES:
            waiting.append(token)
        else:
            if run:
                yield run
            run, waiting = [], []
    if run:
        yield run


def _is_plain(token: Token, lexicon: Lexicon) -> bool:
    """Return whether a capitalised word never belongs to a name: `I`, `The`, `Monday`, `However`."""
    if token.text.isupper() and len(token.text) > 1 and token.lower not in lexicon.not_names:
        return False
    return token.lower in lexicon.stop_words or token.lower in lexicon.not_names or token.lower in lexicon.connectives


def _joined(text: str, runs: list[list[Token]], lexicon: Lexicon) -> Iterator[list[Token]]:
    """Yield the runs, those joined that `of`, `for` or `to` makes one name: Bank of England."""
    at = 0
    while at < len(runs):
        run = list(runs[at])
        at += 1
        while at < len(runs) and _belongs(text, run, runs[at], lexicon):
            between = TOKEN.finditer(text, run[-1].end, runs[at][0].start)
            run += [_token(match) for match in between] + runs[at]
            at += 1
        yield run


def _belongs(text: str, run: list[Token], following: list[Token], lexicon: Lexicon) -> bool:
    """Return whether the following run continues this one across a link."""
    gap = text[run[-1].end : following[0].start]
    heads = lexicon.organisation_heads | lexicon.organisation_words | lexicon.roles | lexicon.place_heads
    has_head = any(token.lower in heads for token in run)
    if _LINKS.fullmatch(gap):
        last = run[-1].lower
        if gap.startswith(" of"):
            return last in heads
        return (gap == " for " and last in heads) or (gap == " to " and last in lexicon.organisation_words)
    return (
        bool(_AND.fullmatch(gap))
        and has_head
        and any(token.text in {"of", "for"} for token in run)
        and len(following) > 1
    )


def _without_head(run: list[Token], spelling: Spelling) -> list[Token]:
    """Return the run without a first word that owes its capital to the head of the sentence."""
    first = run[0]
    if first.text in spelling.inner or (first.text.isupper() and len(first.text) > 1):
        return run
    if any(" ".join(word.text for word in run[:length]) in spelling.fixed for length in range(2, len(run) + 1)):
        return run
    small = first.text[0].lower() + first.text[1:]
    if small in spelling.lowered or (len(run) > 1 and _MANNER.search(first.text)):
        return run[1:]
    return run
