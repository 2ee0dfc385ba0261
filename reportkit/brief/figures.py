"""The figures: numbers that count something, with the words that say what. A date, an age and an hour are no figures."""

import re
from collections.abc import Iterator

from reportkit.brief.study import Study
from reportkit.model.briefing import FigureFact
from reportkit.text.amounts import Amount, find_amounts
from reportkit.text.dates import find_dates
from reportkit.text.lexicon import Lexicon

_WORDS_BEFORE = 6
_ENOUGH_BEFORE = 2
_STOP = re.compile(r"[,.;:!?()\"“”„«»–—]\s|--|\s-\s|[(\"“„«]")
_WHOLE = re.compile(r"(?<!\S)\S+")
_OF = re.compile(r" of\b")
_PER = re.compile(r" per (?:[\d.,]*\d )?[^\W\d_]+")
_TENS_AND_ONES = re.compile(r"^-[^\W\d_]+(?=-)")
"""What else a number in words has before its unit: `seventy-eight-year-old`."""
_NUMBERED = re.compile(r"0\d+|\d{7,}")
"""Digits of a telephone, an account, a file: they count nothing."""
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NEAR = 12
"""Characters beside a number that hold the month or the word that it belongs to."""
_LONGEST_COUNTED, _LONGEST_BEFORE = 60, 120
"""Characters after the value, and before it."""
_BESIDE = re.compile(r"\b[^\W\d_][\w’'-]*(?= (?:[\w’'-]+ )?$)")
"""The last two words of a text, nothing but spaces around them."""
_MOST_OWNED = 2
"""Words behind `of Norway’s`."""
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?|%")


def list_figures(study: Study, limit: int) -> tuple[FigureFact, ...]:
    """Return the figures in order of first mention, each once; those of the sentences that matter most, up to the limit."""
    found: dict[tuple[str, str], tuple[FigureFact, float]] = {}
    for index, sentence in enumerate(study.sentences):
        for value, text in find_figures(sentence.text, study.lexicon, study.language):
            key = _key(value, text)
            if key in found:
                fact, score = found[key]
                refs = tuple(dict.fromkeys((*fact.refs, sentence.id)))
                found[key] = FigureFact(value=fact.value, text=fact.text, refs=refs), max(score, study.scores[index])
            else:
                found[key] = FigureFact(value=value, text=text, refs=(sentence.id,)), study.scores[index]
    best = sorted(found.values(), key=lambda entry: -entry[1])[:limit]
    kept = {id(fact) for fact, _ in best}
    return tuple(fact for fact, _ in found.values() if id(fact) in kept)


def _key(value: str, text: str) -> tuple[str, str]:
    """Return what two mentions of one figure share: an amount of money is one whatever it is said to be of."""
    digits = re.sub(r"[^\d.,%]", "", value)
    return digits or value.lower(), value.lower() if re.search(r"[$€£¥₹]|^[A-Z]", value) else text.lower()[-12:]


def find_figures(text: str, lexicon: Lexicon, language: str | None) -> Iterator[tuple[str, str]]:
    """Yield value and text of each figure of a sentence."""
    amounts = [amount for amount in find_amounts(text, lexicon) if _is_figure(text, amount, lexicon)]
    if not amounts:
        return
    dated = [(mention.start, mention.end) for mention in find_dates(text, language)]
    for amount in amounts:
        if any(start < amount.end and amount.start < end for start, end in dated):
            continue
        start, end = _counted(text, amount, lexicon)
        if amount.is_score and not _is_plural(text[start:end].rsplit(maxsplit=1)[-1]):
            continue
        if amount.is_bare and _names_one(text[amount.end : end]):
            continue
        if end > amount.end or _says_what(text[start : amount.start], amount, lexicon):
            yield text[amount.start : amount.end].strip(), text[start:end].strip()


def _is_figure(text: str, amount: Amount, lexicon: Lexicon) -> bool:
    """Return whether a number is no year, no age, no hour, no day of a month and no number of a thing."""
    if _NUMBERED.fullmatch(amount.number):
        return False
    if _YEAR.fullmatch(amount.number) and not (amount.currency or amount.unit or amount.magnitude or amount.about):
        return False
    if _is_uncounted(text[amount.end : amount.end + 2 * _NEAR], lexicon):
        return False
    before = _WORD.findall(text[max(0, amount.start - _NEAR) : amount.start])[-1:]
    behind = _WORD.findall(text[amount.end : amount.end + _NEAR])[:1]
    if any(word.lower() in lexicon.numbering for word in before):
        return False
    if amount.is_bare and _is_in_name(text, amount, lexicon):
        return False
    return not any(word.lower() in lexicon.months for word in before + behind)


def _is_in_name(text: str, amount: Amount, lexicon: Lexicon) -> bool:
    """Return whether bare digits are a part of a name or of a scale: `the Fortune 500`, `Triple 7 Quest`, `out of 5`.

    What opens the sentence, or stands behind a preposition, is no such name: `In Gaza 35 people`.
    """
    behind = _WORD.match(text, amount.end + 1)
    *_, earlier, before = ("", "", *_BESIDE.findall(text[max(0, amount.start - 2 * _NEAR) : amount.start]))
    if (earlier.lower(), before.lower()) in _SCALES:
        return True
    plain = before.lower() in lexicon.stop_words or before.endswith(("'s", "’s"))
    if not before[:1].isupper() or plain or "nouns" in lexicon.capitals:
        return False
    named = behind is not None and behind.group()[0].isupper()
    return named or bool(earlier and earlier.lower() not in lexicon.place_prepositions | lexicon.on_dates)


def _names_one(counted: str) -> bool:
    """Return whether what a number stands before is one thing with a name, which bears the number: `300 Slater Street`."""
    found = _WORD.findall(counted)
    return bool(found) and found[0][0].isupper() and not any(map(_is_plural, found))


def _is_uncounted(after: str, lexicon: Lexicon) -> bool:
    """Return whether what follows a number makes an age or an hour of it."""
    low = _TENS_AND_ONES.sub("", after.lower().replace("’", "'")).lstrip(" -")
    return any(low.startswith(each) and not low[len(each) : len(each) + 1].isalnum() for each in lexicon.uncounted)


def _says_what(before: str, amount: Amount, lexicon: Lexicon) -> bool:
    """Return whether the words before a value are enough to tell what it is of.

    `programme of €410 million` is; `rose 3%` tells nothing, and `more than 2021` compares with a year.
    """
    if not (amount.currency or amount.unit) or amount.joined:
        return False
    said = sum(word.lower() not in lexicon.stop_words for word in _WORD.findall(before))
    return said >= (1 if amount.currency else _ENOUGH_BEFORE)


def _counted(text: str, amount: Amount, lexicon: Lexicon) -> tuple[int, int]:
    """Return the stretch of words that tells what is counted: behind a number; before an amount that has none behind."""
    end = _end_of_counted(text, amount, lexicon)
    behind = end > amount.end and (
        not amount.currency or bool(_OF.match(text, amount.end)) or _is_attribute(text, amount, lexicon)
    )
    start = amount.start if behind else _start_of_counted(text, amount.start, lexicon)
    if start < amount.start:
        end = amount.end
    return start, _end_of_rate(text, end, lexicon)


def _is_attribute(text: str, amount: Amount, lexicon: Lexicon) -> bool:
    """Return whether an amount of money stands before what it is paid for: `a £260 shirt`, `£35 bn cuts`."""
    before = _WORD.findall(text[max(0, amount.start - _NEAR) : amount.start])[-1:]
    behind = _WORD.match(text, amount.end + 1)
    if behind is None or behind.group().lower() in lexicon.stop_words:
        return False
    led_to = any(word.lower() in _LEAD_TO for word in before)
    return any(word.lower() in _DETERMINERS for word in before) or (_is_plural(behind.group()) and not led_to)


def _end_of_rate(text: str, end: int, lexicon: Lexicon) -> int:
    """Return where the words end that say how often: `a month`, `per 100,000 people`."""
    per = _PER.match(text, end)
    if per:
        return per.end()
    low = text[end : end + _LONGEST_COUNTED].lower()
    found = (
        len(rate) + 1 for rate in lexicon.rates if low.startswith(f" {rate}") and not low[len(rate) + 1 :][:1].isalnum()
    )
    return end + max(found, default=0)


def _start_of_counted(text: str, at: int, lexicon: Lexicon) -> int:
    """Return where the words before a value begin that say what it is of: a few of them, back to a stop at most.

    What a value is `from` belongs to the value that it came `to`.
    """
    reach = max(0, at - _LONGEST_BEFORE)
    begin = max((match.end() for match in _STOP.finditer(text, reach, at)), default=reach)
    before = list(_WHOLE.finditer(text, begin, at))
    lower = [word.group().lower() for word in before]
    most = _WORDS_BEFORE
    if lower and lower[-1] == "to" and "from" in lower:
        most += lower[::-1].index("from") + 1
    cut = max((place for place, word in enumerate(lower) if word in _JOINTS), default=-1)
    if not _may_part_subject(lower, cut, lexicon):
        before = before[max(cut + 1, len(before) - most) :]
    while before and before[0].group().lower() in lexicon.stop_words:
        before.pop(0)
    return before[0].start() if before else at


def _may_part_subject(words: list[str], joint: int, lexicon: Lexicon) -> bool:
    """Return whether a joint may stand inside what a verb behind it is said of: `a fare for two adults and a car will …`."""
    behind = words[joint + 1 :]
    verb = next((place for place, word in enumerate(behind) if word in lexicon.auxiliaries), 0)
    return joint > 0 and words[joint] in _COORDINATORS and not lexicon.stop_words.issuperset(behind[:verb])


def _end_of_counted(text: str, amount: Amount, lexicon: Lexicon) -> int:
    """Return where the words end that say what is counted: behind a plural, or before a stop or a clause of its own."""
    end = pending = amount.end
    complete = False
    owned: int | None = None
    for word in _WORD.finditer(text, end, end + 2 * _LONGEST_COUNTED):
        low = word.group().lower()
        apart = not re.fullmatch(r"\s|\s?-", text[pending : word.start()])
        if apart or word.start() - amount.end > _LONGEST_COUNTED or owned == 0 or (low == "and" and end == amount.end):
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
        if low.endswith(("’s", "'s")):
            owned = _MOST_OWNED
        elif owned:
            owned -= 1
    return end


def _is_plural(word: str) -> bool:
    """Return whether a word is a noun in the plural, as far as its ending tells."""
    if word.endswith(("’s", "'s")):
        return False
    return (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS


_LINKS = frozenset({"of", "and"})
_JOINTS = frozenset({"and", "but", "or", "while", "which", "that", "who", "where", "when", "because", "if"})
"""Words that part what a number is of from what was said before."""
_SCALES = frozenset({("out", "of")})
_COORDINATORS = frozenset({"and", "or"})
_LEAD_TO = frozenset({"of", "to", "at", "by", "from", "is", "was", "worth", "costs", "cost"})
"""Words that tie an amount to what stands before it."""
_DETERMINERS = frozenset({"the", "all", "its", "their", "a", "an", "his", "her"})
_PLURALS = frozenset({"people", "men", "women", "children", "police", "staff", "fishermen"})
_BREAKS = frozenset({"according", "located", "including", "compared"})
