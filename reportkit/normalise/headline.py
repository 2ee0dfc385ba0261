"""A title made from a sentence, by deleting only; where it may be cut is data, in `headlines.toml`."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportkit.text.words import count_words

MOST_WORDS = 16
_FEWEST_WORDS = 5
"""A shorter beginning seldom says what the article is about."""
_MOST_CHARACTERS = 600
"""What is looked at of a sentence: a text without a stop is one of 400,000."""
_FEWEST_IN_CLAUSE = 3
"""Words after the last `that` or `which` of a title: `a law that would` is cut before `that`."""
_SHORTEST_BY_ENDING = 4
"""Letters of a word that may be judged a verb by its ending."""
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_TOKEN = re.compile(r"\S+")
_COMMA = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)|[，；：]")
_INSERTED = re.compile(r"(?P<head>[^,]+), (?P<insertion>[^,]+), (?P<tail>.+)")
_LISTED = re.compile(r"\W*[\w’'-]+(?: [\w’'-]+){0,2},? (?:and|or|und|oder|et|ou|y|o|e|en|of|ve)\b")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("(", ")"), ("「", "」"), ("《", "》"))
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$")
_EDGES = " ,;:–—-，；："


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grammar:
    """What a language's table says of where a sentence may be cut."""

    clause: frozenset[str]
    phrase: frozenset[str]
    complement: frozenset[str]
    dangling: frozenset[str]
    verb: frozenset[str]
    endings: tuple[str, ...]
    nouns: tuple[str, ...]
    infinitive: frozenset[str]
    adverbial: frozenset[str]
    days: re.Pattern[str]
    frame: frozenset[str]
    free: bool


def headline(sentence: str, language: str | None) -> str:
    """Return a title of at most `MOST_WORDS` words, made by leaving words of the sentence out; no stop at its end.

    What goes first is what a headline leaves out: brackets, a time or place before the subject, then, where it is still
    too long, the day and what is inserted between subject and verb. After that clauses and phrases at the end go, the
    fewest that will do. Only where the sentence offers no such place it is cut at the word and ends in an ellipsis.

    Unit:    words; two Chinese or Japanese characters count as one.
    """
    grammar = _grammar((language or "").partition("-")[0].lower())
    sentence = sentence[:_MOST_CHARACTERS]
    bare = _without_adverbial(_BRACKETS.sub("", " ".join(sentence.split())), grammar)
    for shorten in (_without_days, _without_insertion):
        if _length(bare) > MOST_WORDS:
            bare = shorten(bare, grammar)
    if _length(bare) <= MOST_WORDS:
        return _finished(bare, grammar)
    for cuts in _CUTS:
        fitting = [end for end in cuts(bare, grammar) if _FEWEST_WORDS <= _length(bare[:end]) <= MOST_WORDS]
        whole = [end for end in fitting if _is_balanced(bare[:end]) and _stands(bare[:end], grammar)]
        if whole:
            return _finished(bare[: max(whole)], grammar)
    return _closed(_finished(bare[: _word_limit(bare)], grammar) + " …")


def _length(text: str) -> int:
    """Return the number of words, two Chinese or Japanese characters being one."""
    return count_words(text) - len(_WIDE.findall(text)) // 2


def _without_adverbial(sentence: str, grammar: _Grammar) -> str:
    """Return the sentence without a time or place before its subject, where what is left is one."""
    first, _, rest = sentence.partition(", ")
    if first.partition(" ")[0].casefold() not in grammar.adverbial or _length(first) > MOST_WORDS // 2:
        return sentence
    if _length(rest) < _FEWEST_WORDS or not _has_verb(rest.partition(",")[0], grammar):
        return sentence
    return rest[0].upper() + rest[1:]


def _without_days(sentence: str, grammar: _Grammar) -> str:
    """Return the sentence without the days it names."""
    shorter = " ".join(grammar.days.sub("", sentence).split())
    return shorter[:1].upper() + shorter[1:]


def _without_insertion(sentence: str, grammar: _Grammar) -> str:
    """Return the sentence without what stands between commas before its verb: `Lund, working with Chile, has found`."""
    match = _INSERTED.fullmatch(sentence)
    if match is None or _LISTED.match(match["tail"]) or _has_verb(match["head"], grammar):
        return sentence
    first = match["tail"].partition(" ")[0]
    return f"{match['head']} {match['tail']}" if _has_verb(f"X {first}", grammar) else sentence


def _commas(sentence: str, grammar: _Grammar) -> Iterator[int]:
    """Yield where a comma, semicolon, colon or dash ends what is a sentence of its own."""
    for mark in _COMMA.finditer(sentence):
        after = sentence[mark.end() :]
        following = after.split(None, 1)
        if following and following[0].casefold() in grammar.complement:
            continue
        if not _LISTED.match(after) and _has_verb(sentence[: mark.start()], grammar):
            yield mark.start()


def _clauses(sentence: str, grammar: _Grammar) -> Iterator[int]:
    """Yield where a word begins a clause that can go."""
    return _before(sentence, grammar.clause, grammar)


def _phrases(sentence: str, grammar: _Grammar) -> Iterator[int]:
    """Yield where a word begins a phrase that can go."""
    return _before(sentence, grammar.phrase, grammar)


def _relatives(sentence: str, grammar: _Grammar) -> Iterator[int]:
    """Yield where `that` follows a noun rather than a verb: `a law that would let`."""
    before, earlier = "", ""
    for token in _TOKEN.finditer(sentence):
        word = token[0].casefold()
        if (
            word in grammar.complement
            and not _is_verb(before, earlier, grammar)
            and _has_verb(sentence[: token.start()], grammar)
        ):
            yield len(sentence[: token.start()].rstrip(_EDGES))
        before, earlier = word, before


_CUTS: tuple[Callable[[str, _Grammar], Iterator[int]], ...] = (_commas, _clauses, _phrases, _relatives)


def _before(sentence: str, openers: frozenset[str], grammar: _Grammar) -> Iterator[int]:
    """Yield where one of the words stands, the verb of the sentence before it and no frame open."""
    for token in _TOKEN.finditer(sentence):
        if token[0].casefold() in grammar.frame:
            return
        head = sentence[: token.start()]
        if token[0].casefold().strip(",") in openers and _has_verb(head, grammar):
            yield len(head.rstrip(_EDGES))


def _has_verb(text: str, grammar: _Grammar) -> bool:
    """Whether the words seem to hold the verb of a main clause."""
    before = ""
    for token in text.split():
        word = token.strip("“”\"'’,;:")
        if _is_verb(word, before, grammar):
            return True
        before = word.casefold()
    return grammar.free


def _is_verb(word: str, before: str, grammar: _Grammar) -> bool:
    """Whether a word is a finite verb of a main clause, as far as its form and the word before it show.

    After an article, a preposition or a number a word that ends like a verb is a noun, after `that` or `who` it belongs
    to another clause.
    """
    if not before or before in grammar.complement | grammar.clause | grammar.infinitive:
        return False
    if word.casefold() in grammar.verb:
        return True
    if not word.islower() or len(word) < _SHORTEST_BY_ENDING or before in grammar.dangling or before[-1].isdigit():
        return False
    return word.endswith(grammar.endings) and not word.endswith(grammar.nouns) if grammar.endings else False


def _stands(text: str, grammar: _Grammar) -> bool:
    """Whether what is left does not break off just after a word that opens a clause."""
    last = [token.casefold() for token in _finished(text, grammar).split()][-_FEWEST_IN_CLAUSE:]
    return not any(token in grammar.complement or token in grammar.clause for token in last)


def _is_balanced(text: str) -> bool:
    """Whether every bracket and quotation that opens also closes."""
    return text.count('"') % 2 == 0 and all(text.count(opening) <= text.count(closing) for opening, closing in _PAIRS)


def _closed(text: str) -> str:
    """Return the text with the marks at its end that close what was cut open."""
    return text + "".join(closing for opening, closing in _PAIRS if text.count(opening) > text.count(closing))


def _word_limit(sentence: str) -> int:
    """Return the offset after the last word that the budget allows; characters where words are not parted."""
    end, length = 0, 0
    for token in _TOKEN.finditer(sentence):
        length += _length(token[0])
        if length > MOST_WORDS:
            break
        end = token.end()
    return end or 2 * MOST_WORDS


def _finished(text: str, grammar: _Grammar) -> str:
    """Return the text without dangling words and closing punctuation."""
    text = text.strip(_EDGES)
    while (last := text.rsplit(None, 1)) and len(last) > 1 and last[-1].casefold() in grammar.dangling:
        text = last[0].rstrip(_EDGES)
    return text if _ABBREVIATION.search(text) else text.rstrip(".。… ")


@lru_cache(maxsize=64)
def _grammar(language: str) -> _Grammar:
    """Return the grammar of a language, an empty one where there is no table."""
    every = tomllib.loads((files("reportkit.normalise") / "headlines.toml").read_text(encoding="utf-8"))
    table = every.get(language, {})

    def words_of(key: str) -> frozenset[str]:
        return frozenset(table.get(key, "").split())

    days = "|".join(table.get("days", [])) or "(?!)"
    return _Grammar(
        clause=words_of("clause"),
        phrase=words_of("phrase"),
        complement=words_of("complement"),
        dangling=words_of("dangling"),
        verb=words_of("verb"),
        endings=tuple(table.get("verb_endings", "").split()),
        nouns=tuple(table.get("nouns", "").split()),
        infinitive=words_of("infinitive"),
        adverbial=words_of("adverbial"),
        days=re.compile(rf"\b(?:{days})\b", re.IGNORECASE),
        frame=words_of("frame"),
        free=bool(table.get("free", False)),
    )
