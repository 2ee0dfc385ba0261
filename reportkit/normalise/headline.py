"""A title made from a sentence, by deleting only."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportkit.text.words import count_words

MOST_WORDS = 16
_FEWEST_WORDS = 5
"""A shorter beginning seldom says what the article is about."""
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_TOKEN = re.compile(r"\S+")
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"), ("(", ")"), ("「", "」"))
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$")
_ENDING_ONLY = 3
"""Letters of a word that is too short to be judged by its ending."""
_BREAKS_WIDE = "，、；：,;"


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What a language's table says of where a sentence may be cut."""

    clause: frozenset[str]
    phrase: frozenset[str]
    complement: frozenset[str]
    dangling: frozenset[str]
    verb: frozenset[str]
    endings: tuple[str, ...]
    adverbial: frozenset[str]


def headline(sentence: str, language: str | None) -> str:
    """Return a title of at most `MOST_WORDS` words, made by leaving words of the sentence out; no stop at its end.

    What goes first is what a headline leaves out: brackets, a time or place before the subject, a clause after a comma.
    Then clauses and phrases at the end. Only where the sentence offers no such place it is cut at the word and ends in
    an ellipsis.
    """
    grammar = _grammar((language or "").split("-")[0].lower())
    bare = _without_adverbial(_BRACKETS.sub("", " ".join(sentence.split())), grammar)
    if count_words(bare) <= MOST_WORDS:
        return _finished(bare, grammar)
    for cuts in (_commas, _clauses, _phrases):
        fitting = [end for end in cuts(bare, grammar) if _FEWEST_WORDS <= count_words(bare[:end]) <= MOST_WORDS]
        whole = [end for end in fitting if _is_balanced(bare[:end])]
        if whole:
            return _finished(bare[: max(whole)], grammar)
    return _finished(bare[: _word_limit(bare)], grammar) + " …"


def _without_adverbial(sentence: str, grammar: _Grammar) -> str:
    """Return the sentence without a time or place before its subject, where enough is left."""
    first, comma, rest = sentence.partition(", ")
    opener = first.split(" ", 1)[0].casefold() if first else ""
    if not comma or opener not in grammar.adverbial or count_words(first) > MOST_WORDS // 2:
        return sentence
    if count_words(rest) < _FEWEST_WORDS or not _has_verb(rest.split(",")[0], grammar):
        return sentence
    return rest[0].upper() + rest[1:]


def _commas(sentence: str, grammar: _Grammar) -> Iterator[int]:
    """Yield where a comma, semicolon, colon or dash ends what is a sentence of its own."""
    for mark in re.finditer(rf"[{_BREAKS_WIDE}](?=\s)|\s[–—-](?=\s)|[，、；：]", sentence):
        following = sentence[mark.end() :].split(None, 1)
        if following and following[0].casefold() in grammar.complement:
            continue
        if _is_apposition(sentence, mark.start()) or not _has_verb(sentence[: mark.start()], grammar):
            continue
        yield mark.start()


def _is_apposition(sentence: str, at: int) -> bool:
    """Whether the comma stands within an enumeration or before the second half of `X, the Y, says`."""
    after = sentence[at + 1 :].strip()
    return bool(re.match(r"(?:\w+(?: \w+)?,? (?:and|und|et|y|e|or|oder|ou|o|en|ve)\b)", after))


def _clauses(sentence: str, grammar: _Grammar) -> Iterator[int]:
    """Yield where a word begins a clause that can go, the verb standing before it."""
    for token in _TOKEN.finditer(sentence):
        if token[0].casefold().strip(",") in grammar.clause and _has_verb(sentence[: token.start()], grammar):
            yield len(sentence[: token.start()].rstrip(" ,;–—-"))


def _phrases(sentence: str, grammar: _Grammar) -> Iterator[int]:
    """Yield where a word begins a phrase that can go, the verb standing before it."""
    for token in _TOKEN.finditer(sentence):
        if token[0].casefold() in grammar.phrase and _has_verb(sentence[: token.start()], grammar):
            yield len(sentence[: token.start()].rstrip(" ,;–—-"))


def _has_verb(text: str, grammar: _Grammar) -> bool:
    """Whether the words seem to hold a finite verb; without a table everything does."""
    if not grammar.verb:
        return True
    tokens = [token.strip("“”\"'’,;:") for token in text.split()]
    return any(
        token.casefold() in grammar.verb
        or (
            number > 0
            and token.islower()
            and len(token) > _ENDING_ONLY
            and grammar.endings
            and token.endswith(grammar.endings)
            and not token.endswith(("ss", "us", "is", "ous"))
        )
        for number, token in enumerate(tokens)
    )


def _is_balanced(text: str) -> bool:
    """Whether every bracket and quotation that opens also closes."""
    return text.count('"') % 2 == 0 and all(text.count(opening) <= text.count(closing) for opening, closing in _PAIRS)


def _word_limit(sentence: str) -> int:
    """Return the offset after the last token that the budget of words allows; characters where nothing is parted."""
    end = 0
    for token in _TOKEN.finditer(sentence):
        if count_words(sentence[: token.end()]) > MOST_WORDS:
            break
        end = token.end()
    return end or min(len(sentence), 2 * MOST_WORDS)


def _finished(text: str, grammar: _Grammar) -> str:
    """Return the text without dangling words and closing punctuation."""
    text = text.strip(" ,;:–—-")
    while (last := text.rsplit(None, 1)) and len(last) > 1 and last[-1].casefold() in grammar.dangling:
        text = last[0].rstrip(" ,;:–—-")
    if text.endswith((".", "。", "…")) and not _ABBREVIATION.search(text):
        text = text.rstrip(".。… ")
    return text


@lru_cache(maxsize=64)
def _grammar(language: str) -> _Grammar:
    """Return the grammar of a language, an empty one where there is no table."""
    table = tomllib.loads((files("reportkit.normalise") / "headlines.toml").read_text(encoding="utf-8")).get(
        language, {}
    )

    def words_of(key: str) -> frozenset[str]:
        return frozenset(table.get(key, "").split())

    return _Grammar(
        clause=words_of("clause"),
        phrase=words_of("phrase"),
        complement=words_of("complement"),
        dangling=words_of("dangling"),
        verb=words_of("verb"),
        endings=tuple(table.get("verb_endings", "").split()),
        adverbial=words_of("adverbial"),
    )
