"""The figures: numbers that count something, with the words that say what. A date is no figure."""

import re
from functools import lru_cache

from reportkit.brief.study import Study
from reportkit.model.briefing import FigureFact
from reportkit.text.dates import find_dates
from reportkit.text.lexicon import Lexicon

_CURRENCY = r"(?:US|A|C|NZ|HK|S)?[$€£¥₹]|(?:USD|EUR|GBP|CHF|Rs\.?)\s?"
_NUMBER = r"\d{1,3}(?:[,. ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_DIGIT = re.compile(r"\d")
_WORDS_BEFORE = 6
_ENOUGH_BEFORE = 2
_STOP = re.compile(r"[,.;:!?()\"“”„«»–—]\s|[(\"“„«]")
_WHOLE = re.compile(r"(?<!\S)\S+")
_OF = re.compile(r" of\b")
_NUMBERED = re.compile(r"0\d+|\d{7,}")
"""Digits of a telephone, an account, a file: they count nothing."""
_NEAR = 12
"""Characters beside a number that hold the month or the word that it belongs to."""
_LONGEST_COUNTED = 60
"""Characters after the value."""
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?|%")


def list_figures(study: Study, limit: int) -> tuple[FigureFact, ...]:
    """Return the figures in order of first mention, each once; those of the sentences that matter most, up to the limit."""
    found: dict[tuple[str, str], tuple[FigureFact, float]] = {}
    for index, sentence in enumerate(study.sentences):
        if not _DIGIT.search(sentence.text):
            continue
        for value, text in _figures(sentence.text, study.lexicon, study.language):
            amount = value.lower() if re.search(_CURRENCY, value) else ""
            key = (re.sub(r"[^\d.,%]", "", value), amount or text.lower()[-12:])
            if key in found:
                fact, score = found[key]
                refs = tuple(dict.fromkeys((*fact.refs, sentence.id)))
                found[key] = FigureFact(value=fact.value, text=fact.text, refs=refs), max(score, study.scores[index])
            else:
                found[key] = FigureFact(value=value, text=text, refs=(sentence.id,)), study.scores[index]
    best = sorted(found.values(), key=lambda entry: -entry[1])[:limit]
    kept = {id(fact) for fact, _ in best}
    return tuple(fact for fact, _ in found.values() if id(fact) in kept)


def _figures(text: str, lexicon: Lexicon, language: str | None) -> list[tuple[str, str]]:
    """Return value and text of each figure of a sentence."""
    dated = [(mention.start, mention.end) for mention in find_dates(text, language)]
    found = []
    for match in _pattern(lexicon).finditer(text):
        if any(start < match.end() and match.start() < end for start, end in dated):
            continue
        if _is_figure(text, match, lexicon):
            start, end = _counted(text, match, lexicon)
            if end > match.end() or _says_what(text[start : match.start()], match, lexicon):
                found.append((match.group().strip(), text[start:end].strip()))
    return found


def _is_figure(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return whether a number is no year, no day of a month and no number of a thing."""
    if _is_year(match) or _NUMBERED.fullmatch(match["number"]):
        return False
    before = _WORD.findall(text[max(0, match.start() - _NEAR) : match.start()])[-1:]
    behind = _WORD.findall(text[match.end() : match.end() + _NEAR])[:1]
    if any(word.lower() in lexicon.numbering for word in before):
        return False
    return not any(word.lower() in lexicon.months for word in before + behind)


def _says_what(before: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return whether the words before a value are enough to tell what it is of.

    `programme of €410 million` is; `rose 3%` tells nothing, and `more than 2021` compares with a year.
    """
    if not (match["currency"] or match["unit"]):
        return False
    said = sum(word.lower() not in lexicon.stop_words for word in _WORD.findall(before))
    return said >= (1 if match["currency"] else _ENOUGH_BEFORE)


def _counted(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[int, int]:
    """Return the stretch of words that tells what is counted: behind a number; before an amount that has none behind."""
    end = _end_of_counted(text, match, lexicon)
    whole = end == match.end() or (match["currency"] and not _OF.match(text, match.end()))
    start = _start_of_counted(text, match.start(), lexicon) if whole else match.start()
    if start < match.start():
        end = match.end()
    return start, end


def _start_of_counted(text: str, at: int, lexicon: Lexicon) -> int:
    """Return where the words before a value begin that say what it is of: a few of them, back to a stop at most."""
    reach = max(0, at - _LONGEST_COUNTED)
    begin = max((match.end() for match in _STOP.finditer(text, reach, at)), default=reach)
    before = list(_WHOLE.finditer(text, begin, at))[-_WORDS_BEFORE:]
    while before and before[0].group().lower() in lexicon.stop_words:
        before.pop(0)
    return before[0].start() if before else at


def _is_year(match: re.Match[str]) -> bool:
    """Return whether a bare number reads as a year."""
    bare = not (match["currency"] or match["unit"] or match["magnitude"] or match["about"])
    return bare and bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", match["number"]))


def _end_of_counted(text: str, match: re.Match[str], lexicon: Lexicon) -> int:
    """Return where the words end that say what is counted: behind a plural, or before a stop or a clause of its own."""
    end = pending = match.end()
    complete = False
    for word in _WORD.finditer(text, end, end + 2 * _LONGEST_COUNTED):
        low = word.group().lower()
        apart = not re.fullmatch(r"\s|\s?-", text[pending : word.start()])
        if apart or word.start() - match.end() > _LONGEST_COUNTED:
            break
        if low in _LINKS or (pending > end and low in _DETERMINERS):
            pending = word.end()
            complete = complete and low == "and"
            continue
        if complete and not (pending > end and _is_plural(low)):
            break
        if low in lexicon.stop_words or low in lexicon.reporting or low in _BREAKS:
            break
        pending = end = word.end()
        complete = _is_plural(low)
    return end


def _is_plural(word: str) -> bool:
    """Return whether a word is a noun in the plural, as far as its ending tells."""
    return (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS


_LINKS = frozenset({"of", "and"})
_DETERMINERS = frozenset({"the", "all", "its", "their", "a", "an", "his", "her"})
_PLURALS = frozenset({"people", "men", "women", "children", "police", "staff", "fishermen"})
_BREAKS = frozenset({"according", "located", "including", "compared"})


@lru_cache(maxsize=16)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a value: words that make it about, currency, number, magnitude, unit."""
    about = _any_of(lexicon.approximators)
    magnitude = _any_of(lexicon.magnitudes)
    unit = _any_of(lexicon.units)
    return re.compile(
        rf"(?<![\w.,/:$€£-])(?P<about>(?:{about})\s+)?(?P<currency>{_CURRENCY})?(?P<number>(?:{_NUMBER})(?:%? (?:and|to) [$€£]?(?:{_NUMBER})(?=%))?)(?![\w/:]|\.\d)"
        rf"(?:(?:\s|-)?(?P<magnitude>{magnitude})\b)?(?P<unit>\s?[%°]|\s(?:{unit})\b|-(?:{unit})\b)?",
        re.IGNORECASE,
    )


def _any_of(phrases: frozenset[str]) -> str:
    """Return an alternation of phrases, longest first; one that never matches for none."""
    return "|".join(re.escape(each) for each in sorted(phrases, key=lambda each: (-len(each), each))) or "(?!)"
