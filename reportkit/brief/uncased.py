"""Who speaks a quotation in scripts without capitals: the words of the source between a verb of saying and its bounds."""

import re
from functools import lru_cache

from reportkit.brief.frames import Frame
from reportkit.text.lexicon import Lexicon
from reportkit.text.phrases import phrase_pattern

_LONGEST_UNSPACED = 24
"""Characters of a subject in Chinese or Japanese."""
_LONGEST = 6
"""Words of a subject in Arabic."""
_CLAUSE = re.compile(r"[，。、；：！？,;:\s「」『』“”]+")
_TOPIC = re.compile(
    r"(?:^|(?<=[，。、；：！？,;:「」『』“”\s]))(?P<who>[^，。、；：！？,;:「」『』“”\s]{2,30}?)(?<!に)(?<!で)(?<!と)(?<!も)(?<!ら)(?<!へ)(?<!て)(?<!め)(?:は|が)(?=[、\s]|$|[^「」]{0,24}$)"
)
_CITED = re.compile(r"(?:など)?と(?!の)")
_NEAR = 30
"""Characters behind a quotation in which its verb stands."""
_WORD = re.compile(r"[^\W\d_]+")


def attributed_phrase(lexicon: Lexicon, before: Frame, after: Frame) -> str | None:
    """Return the words that name the speaker, before the quotation or behind it."""
    if not lexicon.unspaced:
        return _behind_verb(before.text, lexicon) or _behind_verb(after.text, lexicon)
    if lexicon.topics:
        verb = _verbs(lexicon).search(after.text[:_NEAR]) if _CITED.match(after.text) else None
        return _topic(before.text) if verb else None
    return _before_verb(before.text, lexicon) or _before_verb(after.text, lexicon)


def _topic(text: str) -> str | None:
    """Return the Japanese topic nearest to the quotation: `市長は「`."""
    found = [match["who"] for match in _TOPIC.finditer(text)]
    return found[-1] if found else None


def _before_verb(text: str, lexicon: Lexicon) -> str | None:
    """Return the Chinese words before the verb of saying, those on time and occasion left out."""
    verbs = list(_verbs(lexicon).finditer(text))
    if not verbs:
        return None
    lead = _CLAUSE.split(text[: verbs[-1].start()])
    words = next((piece for piece in reversed(lead) if piece), "")
    stop = _stops(lexicon).search(words, 1)
    found = words[: stop.start()] if stop else words
    plain = lexicon.third_person | lexicon.demonstratives | lexicon.first_person | lexicon.leaning
    return found if 1 < len(found) <= _LONGEST_UNSPACED and found not in plain else None


def _behind_verb(text: str, lexicon: Lexicon) -> str | None:
    """Return the Arabic words behind the verb of saying, up to the first that a subject does not have."""
    verb = next((match for match in _WORD.finditer(text) if match.group() in lexicon.quoting), None)
    if verb is None:
        return None
    found: list[re.Match[str]] = []
    for match in _WORD.finditer(text, verb.end()):
        gap = text[found[-1].end() if found else verb.end() : match.start()]
        if gap.strip() or match.group() in lexicon.stop_words | lexicon.subject_stops or len(found) == _LONGEST:
            break
        found.append(match)
    return text[found[0].start() : found[-1].end()] if found else None


@lru_cache(maxsize=8)
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern of the verbs of saying."""
    return re.compile(phrase_pattern(lexicon.quoting))


@lru_cache(maxsize=8)
def _stops(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern of the words that end a subject."""
    return re.compile(phrase_pattern(lexicon.subject_stops))
