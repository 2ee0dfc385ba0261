"""Who speaks a quotation, where the source says so beyond doubt."""

import re

from reportkit.brief.frames import Frame, Speaker
from reportkit.brief.speech import voice_before, who
from reportkit.brief.study import Study
from reportkit.brief.subjects import Subject, subject_before, subject_behind
from reportkit.brief.uncased import attributed_phrase
from reportkit.text.lexicon import Lexicon
from reportkit.text.names import TOKEN

_REACH = 80
"""Characters between a quotation and its verb of saying, a subject with an apposition between them included."""
_INVERTED = re.compile(r"\W{0,4}[^\W\d]+-(?:t-)?(?P<pronoun>il|elle)\b")
"""`a-t-il déclaré`, `dit-elle`."""
_STOP = re.compile(r"[.;!?:]\s")
_SPOKEN = (",", "!", "?", "—", "–", "…", "-")
"""How words end that a verb of saying follows."""
_MARKS = ' ,–—-»”"'


def find_speaker(study: Study, quote: str, before: Frame, after: Frame) -> Speaker | None:
    """Return who speaks, by their fullest name or as the source describes them.

    What follows the quotation tells it where the quotation opens the sentence or ends as speech does; else what precedes.
    """
    if study.lexicon.capitals == frozenset({"none"}):
        phrase = attributed_phrase(study.lexicon, before, after)
        return Speaker(name=phrase, naming=before.sentence) if phrase else None
    opens = not before.text.strip(_MARKS)
    ways = (_behind, _in_front) if opens or quote.rstrip().endswith(_SPOKEN) else (_in_front, _behind)
    for way in ways:
        frame = before if way is _in_front else after
        subject = way(study, frame, quote)
        if subject is not None and subject.name:
            whole = not _tells_more(subject.name, study.lexicon)
            return Speaker(name=subject.name, naming=frame.sentence) if whole else None
        if subject is not None:
            return _meant(study, subject.pronoun or "", before.sentence)
    return _framed(study, before, after)


def _tells_more(name: str, lexicon: Lexicon) -> bool:
    """Return whether words taken for a subject end in a verb of saying: they are a clause that the next one hangs on."""
    found = TOKEN.findall(name)
    return bool(found) and found[-1].lower() in lexicon.quoting and found[-1].islower()


def has_verb(frame: Frame, verbs: frozenset[str]) -> bool:
    """Return whether a verb of the list stands in the frame."""
    return any(match.group().lower() in verbs for match in TOKEN.finditer(frame.text))


def has_verb_last(frame: Frame, verbs: frozenset[str]) -> bool:
    """Return whether the frame ends with a word of the list: `a robot named “…”`."""
    found = TOKEN.findall(frame.text)
    return bool(found) and found[-1].lower() in verbs


def _behind(study: Study, frame: Frame, quote: str) -> Subject | None:
    """Return the subject of `…,” said Ms Ito` and `…,” she said`."""
    first = TOKEN.search(frame.text)
    if first and first.group().lower() in study.lexicon.tags:
        return subject_behind(study, frame, first.end())
    if inverted := _INVERTED.match(frame.text[:_REACH]):
        return Subject(pronoun=inverted["pronoun"].lower())
    verb = _verb_near(frame, study.lexicon)
    if verb is None:
        return None
    if any(word.lower() not in study.lexicon.before_verb for word in TOKEN.findall(frame.text[: verb.start()])):
        return subject_before(study, frame, verb.start())
    heard = verb.group().lower() in study.lexicon.addressing and not quote.endswith("?")
    return None if heard else subject_behind(study, frame, verb.end())


def _verb_near(frame: Frame, lexicon: Lexicon) -> re.Match[str] | None:
    """Return the first verb of saying behind a quotation, where neither a stop nor a conjunction parts it from that."""
    verb = next((each for each in TOKEN.finditer(frame.text) if each.group().lower() in lexicon.quoting), None)
    if verb is None or verb.start() > _REACH:
        return None
    lead = frame.text[: verb.start()]
    first = TOKEN.search(lead)
    linking = (lexicon.loose_connectives, lexicon.subordinators)
    linked = first is not None and any(first.group().lower() in words for words in linking)
    return None if linked or _STOP.search(lead) else verb


def _in_front(study: Study, frame: Frame, _quote: str) -> Subject | None:
    """Return the subject of `Ms Ito said: “…` and `According to Ms Ito, “…`."""
    verbs = [match for match in TOKEN.finditer(frame.text) if match.group().lower() in study.lexicon.quoting]
    if verbs:
        verb = verbs[-1]
        if subject := subject_before(study, frame, verb.start()):
            return subject
        inverted = study.lexicon.inverting and not frame.text[: verb.start()].strip(_MARKS)
        return subject_behind(study, frame, verb.end()) if inverted else None
    low = frame.text.lower()
    for phrase in sorted(study.lexicon.attributions):
        at = low.find(phrase)
        if at >= 0:
            return subject_behind(study, frame, at + len(phrase))
    return None


def _framed(study: Study, before: Frame, after: Frame) -> Speaker | None:
    """Return the subject before the quotation of a verb behind it, in languages that set the verb last."""
    if not study.lexicon.verb_last or not before.text.strip(_MARKS):
        return None
    verb = next((each for each in TOKEN.finditer(after.text) if each.group().lower() in study.lexicon.quoting), None)
    if verb is None or verb.start() > _REACH // 2:
        return None
    subject = subject_behind(study, before, 0)
    return Speaker(name=subject.name, naming=before.sentence) if subject and subject.name else None


def _meant(study: Study, pronoun: str, sentence: int) -> Speaker | None:
    """Return whom a pronoun before a verb of saying means, if one person alone can be meant."""
    antecedent = study.antecedents.get(sentence)
    if antecedent is not None and antecedent.pronoun.word == pronoun:
        return Speaker(name=antecedent.person, naming=antecedent.naming)
    return who(voice_before(study, sentence), pronoun, study.lexicon)
