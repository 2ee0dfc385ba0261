"""A sentence made shorter by deleting words, never by changing one.

Deleted are only what ties a sentence to the one before it, what names the agency it came from, and asides. An
attribution, a hedge, a condition, a negation, a number or a date never goes: a deletion that holds one is not made.
"""

import re
from functools import lru_cache

from reportkit.text.lexicon import Lexicon
from reportkit.text.quotes import find_quotations
from reportkit.text.words import words

_AGENCIES = r"Reuters|AP|AFP|dpa|CNN|BBC|PTI|ANI|IANS|UPI|ANSA|EFE|TASS|Xinhua|Bloomberg|CNN Student News|Associated Press|AA|KUNA|SANA"
_AGENCY_TAG = re.compile(rf"\s*\((?:{_AGENCIES})\)\s*(?:--|[-–—:])?")
_DATELINE = re.compile(
    rf"^(?:[A-Z][^().!?]{{0,60}}\((?:{_AGENCIES})\)\s*(?:--|[-–—:])|[A-Z][A-Z .,'-]{{2,40}}\((?:{_AGENCIES})\)"
    rf"|[A-Z][^().!?]{{0,40}}, [A-Z][a-z]{{2,8}}\.? ?\d{{1,2}}\s?\((?:{_AGENCIES})\))\s*(?=\S)"
)
"""`OSLO, March 3 (Reuters) - `: a dash, capitals throughout, or a day before the agency."""
_ASIDE = re.compile(r"\s\((?P<aside>[^()]{1,60})\)")
_PARTICIPLE = re.compile(r", (?:[a-z]+ing|amid|which|while|with)\b[^“”\"()]*$")
_FEWEST_WORDS_LEFT = 5
_FEWEST_BEHIND = 3
"""Words behind a connective, below which it is the message itself: `However, no.`"""


def shorten(text: str, lexicon: Lexicon) -> str:
    """Return the sentence without leading connectives, agency tags and asides; the first letter is a capital again."""
    short = _without_agency(text) if "(" in text else text
    short = short[connectives_at_head(short, lexicon) :]
    short = _ASIDE.sub(lambda match: match.group() if _must_stay(match, lexicon) else "", short)
    return recapitalised(_without_parenthetic_connective(_without_caption(short, lexicon), lexicon))


def _without_caption(text: str, lexicon: Lexicon) -> str:
    """Return the sentence without a word that points at a picture: `Ms Ito, pictured left, …`."""
    match = _captions(lexicon).search(text)
    return text if match is None or _in_quotation(match) else f"{text[: match.start()]} {text[match.end() :]}"


def _without_agency(text: str) -> str:
    """Return the sentence without dateline and agency; words that touched the agency's brackets stay apart."""
    return _AGENCY_TAG.sub(" ", _DATELINE.sub("", text)).replace("  ", " ").strip(" -–—")


def without_padding(text: str, lexicon: Lexicon) -> str:
    """Return the sentence without a clause that trails behind its last comma, where nothing of weight goes with it.

    `, reflecting a unified approach`; a name, a number, a hedge, a negation or words of saying keep the clause.
    """
    match = _PARTICIPLE.search(text)
    while match is not None and "," in match.group()[1:]:
        match = _PARTICIPLE.search(text, match.start() + 1)
    if match is None or is_protected(match.group(), lexicon) or len(words(text[: match.start()])) < _FEWEST_WORDS_LEFT:
        return text
    return text[: match.start()] + (text[-1] if text[-1] in ".!?" else "")


def is_protected(deleted: str, lexicon: Lexicon) -> bool:
    """Return whether words may not be deleted, because they limit, deny, date, count or attribute what is said."""
    found = {word for each in words(deleted) for word in (each, each.partition("'")[0])}
    guarded = lexicon.negations | lexicon.hedges | lexicon.conditions | lexicon.reporting
    if found & guarded or any(character.isdigit() for character in deleted):
        return True
    low = deleted.lower()
    return bool(re.search(r"\b[A-Z]{2,}\b", deleted)) or any(phrase in low for phrase in lexicon.attributions)


def _must_stay(aside: re.Match[str], lexicon: Lexicon) -> bool:
    """Return whether an aside is part of somebody's words, or carries weight."""
    return _in_quotation(aside) or is_protected(aside["aside"], lexicon)


def _in_quotation(match: re.Match[str]) -> bool:
    """Return whether a match lies within quotation marks."""
    return any(span.opens < match.start() < span.closes for span in find_quotations(match.string))


def recapitalised(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def connectives_at_head(text: str, lexicon: Lexicon) -> int:
    """Return how many characters at the head of the sentence are connectives with their commas."""
    pattern = _openings(lexicon)
    end = 0
    while match := pattern.match(text, end):
        if len(words(text[match.end() :])) < _FEWEST_BEHIND:
            break
        end = match.end()
    return end


def _without_parenthetic_connective(text: str, lexicon: Lexicon) -> str:
    """Return the sentence without a connective set between two commas right behind its subject: `Ms Ito, however, …`."""
    match = _parenthetic(lexicon).search(text)
    if match is None or "," in text[: match.start()] or _in_quotation(match):
        return text
    return f"{text[: match.start()]} {text[match.end() :]}"


@lru_cache(maxsize=16)
def _openings(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a connective that may go from the head of a sentence."""
    if not lexicon.connectives:
        return re.compile("(?!)")
    tied = _any_of(lexicon.connectives)
    loose = _any_of(lexicon.loose_connectives) if lexicon.loose_connectives else "(?!)"
    return re.compile(rf"(?:(?:{tied})(?:[,،]\s+|[，、])|(?:{loose})\s+(?!for\b|,))(?=\w|[“\"‘\[「])", re.IGNORECASE)


@lru_cache(maxsize=16)
def _parenthetic(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a connective between two commas."""
    several = lexicon.connectives - lexicon.loose_connectives
    return re.compile(rf", (?:{_any_of(several)}), ") if several else re.compile("(?!)")


@lru_cache(maxsize=16)
def _captions(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of what points at a picture, between two commas."""
    return re.compile(rf", (?:{_any_of(lexicon.captions)}), ") if lexicon.captions else re.compile("(?!)")


def _any_of(phrases: frozenset[str] | list[str]) -> str:
    """Return an alternation, longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda each: (-len(each), each)))
