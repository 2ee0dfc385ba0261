"""What a full stop means: the end of a sentence, or of an abbreviation, an initial, an ordinal, an item's number."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportkit.text.stop_rules import Rules, fold

NEXT = re.compile(
    r"\s*(?P<dash>[–—-]{1,2}\s*)?(?P<open>(?:«[ \u00a0\u202f]|[\"'`“”‘’«»„‚(\[{¿¡*_]|(?:…|\.\.\.)\s?){0,8})"
    r"(?P<word>\w[\w’'-]*|\W?)(?P<stop>[.)]?)"
)
"""What follows a mark: where a sentence could begin."""
QUOTES = "\"'`“”‘’«»„‚"
_OPENERS = "([{¿¡*_•⁃‣◦▪●–—-" + QUOTES
_LOOK_BACK = 48
"""Characters in which the words before a stop are looked for."""
_LONGEST_HEAD = 5
"""Words that an adverbial before the subject may have: `In the spring of 1990`."""
_CUT = re.compile(r"[(\[{“”\"«»„‚—–…\u3040-\u30ff\u3400-\u9fff\uff00-\uff0f]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.[-‐]?)+[^\W\d_]{1,2}$")
_ORDINAL = re.compile(r"(?:\d{1,2}\.)?\d{1,3}$|[IVX]+$")
_LABEL = re.compile(r"(?:§?\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4})$")
_NUMBER = re.compile(r"[\d№§#]")
_ROMAN = re.compile(r"[IVXLC]+$")
_LETTER_ONLY_SCRIPT = re.compile(r"[\u0590-\u0dff]$")
_ZONE = re.compile(r"[A-Z]{2,4}$")
_PART = re.compile(r"[^\w\s]?[^\W\d_]{1,3}\.$")
_MOST_PARTS = 3
"""Parts before the last of an abbreviation that is written with spaces: `S. A. de C. V.` has more, and is not looked up."""
_SECOND = re.compile(r"\s+(\w+)")
_SHORT_WORD = 3
"""Letters of the second half of `v. Chr.`."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop with its surroundings."""

    before: str
    """The word before it, without what opens it; empty where there is none."""
    earlier: tuple[str, ...]
    """The words before that one, as far as they were looked at."""
    from_start: bool
    """Whether those are all the words of the sentence."""
    closed: bool
    """Whether a quotation that began before the word ends with the stop."""
    word: str
    """The word that follows."""
    second: str
    """The word after that one, as it is looked up."""
    opens: bool
    """Whether that word begins a sentence rather than carries on a name."""
    apart: bool
    """Whether a bracket or a dash stands before that word."""
    dotted: bool
    """Whether a stop stands behind that word."""


def stop_at(text: str, start: int, mark: re.Match[str], following: re.Match[str], rules: Rules) -> Stop:
    """Return the stop that the mark is; `start` is where its sentence began."""
    at = mark.start()
    near = text[max(start, at - _LOOK_BACK) : at]
    pieces = near.split()
    raw = pieces[-1] if pieces else ""
    before, earlier = _joined(_CUT.split(raw)[-1].lstrip(_OPENERS), tuple(pieces[:-1]), rules)
    second = _SECOND.match(text, following.end())
    dotted = following["stop"] == "."
    return Stop(
        before=before,
        earlier=earlier,
        from_start=at - start <= _LOOK_BACK,
        closed=any(each in QUOTES for each in mark["close"]) and raw[:1] not in QUOTES,
        word=following["word"],
        second=fold(second[1]) if second else "",
        opens=begins(following["word"], rules, dotted=dotted),
        apart=bool(following["dash"]) or "(" in following["open"],
        dotted=dotted,
    )


def _joined(before: str, earlier: tuple[str, ...], rules: Rules) -> tuple[str, tuple[str, ...]]:
    """Return the abbreviation that is written with spaces as one, `z. B.` as `z.B`, and the words before it."""
    spaced = before if len(before) <= _SHORT_WORD else ""
    for at in range(len(earlier) - 1, max(len(earlier) - _MOST_PARTS, 0) - 1, -1):
        if not spaced or not _PART.match(earlier[at]):
            break
        spaced = earlier[at].lstrip(_OPENERS) + spaced
        if fold(spaced) in rules.known:
            return spaced, earlier[:at]
    return before, earlier


def begins(word: str, rules: Rules, *, dotted: bool = False) -> bool:
    """Whether the word is an opener; with a stop behind it (`dotted`) it may be an initial or `No. 5`."""
    folded = fold(word)
    if dotted and (len(word) == 1 or folded in rules.numbered):
        return False
    if folded in rules.openers:
        return True
    head, apostrophe, _ = folded.partition("'")
    return bool(apostrophe) and (f"{head}'" in rules.openers or (len(head) > 1 and head in rules.openers))


def stop_ends(stop: Stop, rules: Rules) -> bool:
    """Whether the sentence ends with the stop: the first of the verdicts that has an opinion."""
    folded = fold(stop.before)
    plain = len(folded) > _SHORT_WORD and folded.isalpha() and not folded.endswith(rules.endings)
    if plain and folded not in rules.known:
        return True
    for verdict in _VERDICTS:
        said = verdict(stop, rules)
        if said is not None:
            return said
    return True


def _of_label(stop: Stop, _rules: Rules) -> bool | None:
    """No end after the number or letter of an item, with which a sentence begins or which a colon announces."""
    if not _LABEL.match(stop.before):
        return None
    first = stop.from_start and not any(piece.strip(_OPENERS) for piece in stop.earlier)
    announced = (
        stop.before == "1" and bool(stop.earlier) and stop.earlier[-1].endswith(":") and stop.earlier[-1].islower()
    )
    return False if first or announced else None


def _of_ordinal(stop: Stop, rules: Rules) -> bool | None:
    """An ordinal or a date goes on, unless an opener follows."""
    return stop.opens if rules.ordinals and _ORDINAL.match(stop.before) else None


def _of_acronym(stop: Stop, rules: Rules) -> bool | None:
    """Capitals are an acronym, which ends a sentence as words do, unless all is in capitals; `MM` and `EE` are plurals."""
    word = stop.before
    if not word.isupper() or not word.isalpha() or len(set(word)) == 1 or fold(word) in rules.titles:
        return None
    shouted = stop.word.isupper() and len(stop.word) > 1
    return None if shouted or _NUMBER.match(stop.word) else True


def _of_title(stop: Stop, rules: Rules) -> bool | None:
    """No end after what always stands before something else, alone or behind a stop or hyphen: `Dipl.-Ing`."""
    folded = fold(stop.before)
    last = re.split(r"[.-]", folded)[-1]
    compound = last != folded and len(last) > 1 and last in rules.inner and folded not in rules.known
    return False if compound or folded in rules.inner else None


def _of_number(stop: Stop, rules: Rules) -> bool | None:
    """No end between an abbreviation and the number it is for."""
    folded, word = fold(stop.before), stop.word
    if folded in rules.numbered or folded.endswith(rules.endings):
        return not _NUMBER.match(word)
    if folded in rules.labelled:
        return not (_NUMBER.match(word) or len(word) == 1 or word.isupper() or _ROMAN.match(word))
    return None


def _of_time(stop: Stop, rules: Rules) -> bool | None:
    """A time ends the sentence before a capital, unless it is all that the sentence has, or a day or zone follows."""
    folded = fold(stop.before)
    unit = folded.lstrip("0123456789:.")
    counted = unit != folded or (bool(stop.earlier) and _counts(stop.earlier[-1]))
    if not counted or (unit not in rules.hours and folded not in rules.years):
        return None
    if stop.apart or _is_head(stop, rules) or not stop.word[0].isalpha():
        return False
    return not (fold(stop.word) in rules.times or stop.second in rules.times or _ZONE.match(stop.word))


def _counts(word: str) -> bool:
    """Whether the word is a number, in figures or Roman."""
    return bool(_NUMBER.search(word) or _ROMAN.match(word))


def _is_head(stop: Stop, rules: Rules) -> bool:
    """Whether all that the sentence has so far is an adverbial: `At 5 p.m.`, `In the spring of 1990`."""
    if not stop.from_start or not stop.earlier:
        return False
    return fold(stop.earlier[0].strip(_OPENERS)) in rules.heads and len(stop.earlier) <= _LONGEST_HEAD


def _of_abbreviation(stop: Stop, rules: Rules) -> bool | None:
    """An abbreviation that may stand at the end does so before an opener, or where the quotation around it ends."""
    folded = fold(stop.before)
    if not (folded in rules.ambiguous or folded in rules.hours or folded in rules.years or _DOTTED.match(folded)):
        return None
    return stop.closed or (stop.opens and not stop.apart and not _is_head(stop, rules))


def _of_letter(stop: Stop, rules: Rules) -> bool | None:
    """A single letter is an initial or an abbreviation, unless an opener follows or a noun before it asks for one."""
    letter, earlier = stop.before, stop.earlier[-1] if stop.earlier else ""
    if len(letter) != 1 or not letter.isalpha():
        return None
    if _LETTER_ONLY_SCRIPT.match(letter):
        return bool(_NUMBER.search(earlier))
    if letter.isupper():
        pronoun = fold(letter) in rules.capitals and earlier.islower()
        return stop.opens or stop.closed or pronoun or fold(earlier) in rules.lettered
    if _NUMBER.match(stop.word) or (rules.openers != rules.titles and not _NUMBER.search(earlier)):
        return stop.opens
    return stop.opens or not (stop.dotted and len(stop.word) <= _SHORT_WORD)


_VERDICTS: tuple[Callable[[Stop, Rules], bool | None], ...] = (
    # An item's number comes before all: `1.` is an ordinal and `a.` a letter. Single letters come last: `г.` is a year.
    _of_label,
    _of_ordinal,
    _of_acronym,
    _of_title,
    _of_number,
    _of_time,
    _of_abbreviation,
    _of_letter,
)
