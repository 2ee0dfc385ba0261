"""Capitalised names in a text: where they stand, whatever they name.

Made for languages that capitalise names and nothing else (English, French, Spanish); in German every noun is
capitalised, so that a run of capitals says little, and callers must know more before they call it a name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportkit.text.lexicon import Lexicon

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s+[^\W\d_])"
    r"|(?:St|Mt|Dr|Mr|Mrs|Ms|Prof|Sen|Gov|Rep|Gen|Lt|Col|Capt|Sgt|Rev|Hon)\.(?=\s)|\w+(?:[-’'/&+]\w+)*"
)
_PREFIXED = re.compile(r"(?:[dl][’']|(?:al|el|ad|an|ar|as|at|az|ash|bin|ben)-)[^\W\d_a-z]")
"""A name with a small article joined to it: `d’Orsay`, `al-Sadr`."""
_COMPOUND = re.compile(
    r"-(?:based|led|backed|born|bred|style|themed|esque|like|wide|area|era|owned|run|controlled|held|occupied|speaking|funded|made|built"
    r"|trained|friendly|related|affiliated|inspired|sponsored|supported|educated|bound|sized|ruled|dominated|only|listed|linked)$"
)
"""What makes an adjective of a name: `Oslo-based`."""
_DOMAIN = re.compile(r"\.(?:com|org|net|edu|gov|info|co|tv|io|[a-z]{2})\b(?!\.\s)")
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
_AND = re.compile(r" and $")
_LINK_WORDS = re.compile(r"\w+|&")
_CITED = re.compile(r",? (?:\(?(?:19|20)\d\d|et al)|,? & ")
"""What follows authors joined by `&`, who are several people and no firm."""
_OPENS = re.compile(r"[\"“„«‘'(\[]\s*$|[.!?:]\s+[\"“„«‘']?$")
_LONGEST = 14
"""Words of a name; a longer run of capitals is a headline or a list."""
_LOOKED_BACK = 8
"""Characters before a word that tell whether a sentence or a quotation opens with it."""
MANNER = re.compile(r"(?:ing|ed|ly)$")
"""How words end that open a sentence and are no names: `Following`."""


class Token(NamedTuple):
    """A word with its place; a tuple, because an article has thousands of them."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The form in which word lists know it."""
        low = self.text.casefold()
        if low.isalpha():
            return low
        low = low.replace("’", "'")
        return low.rstrip(".") if low.count(".") == 1 else low

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name, or the beginning of one."""
        return self.text[0].isupper() or (not self.text.isalpha() and _PREFIXED.match(self.text) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A run of capitalised words that belong together."""

    tokens: tuple[Token, ...]
    """Every word of it, links (`of`, `van`) included; a possessive ending is not in it."""
    opens: bool
    """It stands where any word is capitalised: at the head of a sentence or quotation."""


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text, possessive endings cut off."""
    return tuple(_token(match) for match in TOKEN.finditer(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a whole text writes its words, by which a capital at the head of a sentence is judged."""

    lowered: frozenset[str]
    """Words that it writes small somewhere: at the head of a sentence they are no names."""
    inner: frozenset[str]
    """Words that it capitalises inside sentences: they are."""
    fixed: frozenset[str]
    """Names of several words that are known whatever the text does: `New York`."""
    given: frozenset[str]
    """Given names, which make a name even of a common word: `Will Oduya`."""

    @classmethod
    def of(
        cls, texts: Iterable[tuple[str, Sequence[Token]]], *, fixed: frozenset[str], given: frozenset[str]
    ) -> "Spelling":
        """Return how sentences, each with its words, are spelt."""
        lowered: set[str] = set()
        inner: set[str] = set()
        for text, found in texts:
            for token in found:
                if token.text[0].islower():
                    lowered.add(token.text)
                elif token.text not in inner and token.start and not _opens(text, token.start):
                    inner.add(token.text)
        return cls(lowered=frozenset(lowered), inner=frozenset(inner), fixed=fixed, given=given)


def find_names(text: str, found: Sequence[Token], lexicon: Lexicon, spelling: Spelling) -> tuple[NameSpan, ...]:
    """Return the names of a sentence in order; `found` are its words."""
    spans = []
    for run in _joined(text, list(_runs(text, found, lexicon, spelling)), lexicon):
        if len(run) > _LONGEST:
            continue
        opens = run[0].start == 0 or _opens(text, run[0].start)
        kept = _without_head(run, spelling) if opens else run
        if kept:
            spans.append(NameSpan(tokens=tuple(kept), opens=opens and kept[0] is run[0]))
    return tuple(spans)


def _opens(text: str, at: int) -> bool:
    """Return whether a word at this place stands behind a stop or an opening mark."""
    return _OPENS.search(text, max(0, at - _LOOKED_BACK), at) is not None


def _token(match: re.Match[str]) -> Token:
    """Return the token of a match without its possessive ending."""
    text = match.group()
    if text.endswith(("’s", "'s")):
        text = text[:-2]
    if "-" in text:
        text = _COMPOUND.sub("", text)
    return Token(text, match.start(), match.start() + len(text))


def _runs(text: str, found: Sequence[Token], lexicon: Lexicon, spelling: Spelling) -> Iterator[list[Token]]:
    """Yield runs of capitalised words with nothing but a space or a particle between them."""
    run: list[Token] = []
    waiting: list[Token] = []
    for at, token in enumerate(found):
        last = waiting[-1] if waiting else run[-1] if run else None
        joined = last is not None and token.start - last.end == 1 and text[last.end] == " "
        plain = token.is_capital and _is_plain(token, lexicon)
        if plain and joined:
            plain = len(run) > 1 or run[0].text not in spelling.given or token.lower not in lexicon.surname_like
        if plain and _is_named(text, found, at, lexicon, spelling):
            plain = False
        if token.is_capital and not plain and not _is_handle(text, token):
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
    opens = at == 0 or _opens(text, word.start)
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


def _joined(text: str, runs: list[list[Token]], lexicon: Lexicon) -> Iterator[list[Token]]:
    """Yield the runs, those joined that `of`, `for` or `to` makes one name: Bank of England."""
    at = 0
    while at < len(runs):
        run = list(runs[at])
        at += 1
        while at < len(runs) and _belongs(text, run, runs[at], lexicon):
            between = _LINK_WORDS.finditer(text, run[-1].end, runs[at][0].start)
            run += [Token(match.group(), match.start(), match.end()) for match in between] + runs[at]
            at += 1
        yield run


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
            for words in (lexicon.organisation_heads, lexicon.organisation_words, lexicon.roles, lexicon.place_heads)
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
