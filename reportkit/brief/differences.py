"""What a statement may differ in from the sentence it was taken from, and what not.

What stands between marks of punctuation may go as a whole: an aside, a clause that trails behind, place and agency before
a report; so may a connective at the head, and at the end a clause of reason or circumstance. It may not where a date, a negation, a
hedge, a condition or an attribution goes with it. Inside a clause nothing may go: what is left would say something else (`electric cars` of `cars`), and no list of
words tells for certain where it would not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportkit.brief.alignment import Gap, Word, bounded, phrase_of, word_list
from reportkit.brief.guards import Guard, find_guards
from reportkit.brief.shorten import connectives_at_head
from reportkit.text.dates import DateMention, find_dates
from reportkit.text.lexicon import Lexicon

_SHORT = 3
"""Words of an aside so short that a verb of saying in it can only attribute: `, officials think,`."""
_TAG = 8
"""Words behind a quotation that tell who spoke, at most."""
_SHOWN = 8
"""Words of a difference that a reason cites."""
_DIGIT = re.compile(r"\d")
_SPOKEN = re.compile(r"[,.?!]\s?[\"”’'»“]\s*$")
_COLON = re.compile(r"\s*[:：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A text with what is known of it."""

    text: str
    words: tuple[Word, ...]
    dates: tuple[DateMention, ...]

    def shown(self, stretch: range) -> str:
        """Return the words of a stretch in quotation marks, cut where they are many; of a date all of it."""
        start, end = self.words[stretch.start].start, self.words[stretch.stop - 1].end
        date = next((each for each in self.dates if each.start <= start and end <= each.end), None)
        if date is not None:
            return f"“{date.text}”"
        last = min(stretch.stop, stretch.start + _SHOWN) - 1
        cut = " …" if len(stretch) > _SHOWN else ""
        return f"“{self.text[self.words[stretch.start].start : self.words[last].end]}{cut}”"

    def days(self, stretch: range | None = None) -> set[str]:
        """Return the dates that the text states, or that lose a word with a stretch of it."""
        if stretch is None:
            return {mention.iso for mention in self.dates}
        start, end = self.words[stretch.start].start, self.words[stretch.stop - 1].end
        return {mention.iso for mention in self.dates if mention.start < end and start < mention.end}


def side(text: str, language: str | None) -> Side:
    """Return a text with what is known of it."""
    return Side(text=text, words=word_list(text), dates=find_dates(text, language))


def difference_reasons(ours: Side, theirs: Side, gap: Gap, lexicon: Lexicon) -> Iterator[str]:
    """Yield what speaks against a gap between a statement and its sentence."""
    mine, lost = ours.words[gap.ours.start : gap.ours.stop], theirs.words[gap.theirs.start : gap.theirs.stop]
    if not mine:
        yield from _left_out(ours, theirs, gap.theirs, lexicon)
        return
    came, went = find_guards(mine, lexicon), find_guards(lost, lexicon)
    phrases = {guard.phrase for guard in came}
    yield from (_told(guard, "was left out") for guard in went if guard.phrase not in phrases)
    if lost:
        place = theirs.shown(gap.theirs)
        yield f"{_what(ours, gap.ours)}{ours.shown(gap.ours)} stands where the source has {place}"
    elif came:
        yield from (_told(guard, "is not in the source") for guard in came)
    else:
        there = {word.low for word in theirs.words}
        known = "stands elsewhere in the source" if all(word.low in there for word in mine) else "is not in the source"
        yield f"{_what(ours, gap.ours)}{ours.shown(gap.ours)} {known}"


def _what(ours: Side, stretch: range) -> str:
    """Return what kind of thing came in, as far as its looks tell."""
    if ours.days(stretch):
        return "the date "
    if any(_DIGIT.search(word.text) or not word.text[0].isalnum() for word in ours.words[stretch.start : stretch.stop]):
        return "the number "
    return ""


def _told(guard: Guard, fate: str) -> str:
    return f"the {guard.kind} “{guard.phrase}” {fate}"


def _left_out(ours: Side, theirs: Side, gone: range, lexicon: Lexicon) -> Iterator[str]:
    """Yield what speaks against leaving out a stretch of the sentence."""
    if not gone.start:
        tie = connectives_at_head(theirs.text, lexicon)
        gone = range(next((at for at in gone if theirs.words[at].start >= tie), gone.stop), gone.stop)
    if not gone or _is_connective(theirs, gone, lexicon):
        return
    before, behind = bounded(theirs.words, gone)
    whole = before and behind
    lost = theirs.words[gone.start : gone.stop]
    guards = [guard for guard in find_guards(lost, lexicon) if not whole or _weighs(guard, lost, lexicon)]
    days = sorted(theirs.days(gone) - ours.days())
    yield from (f"the date {day} was left out" for day in days)
    yield from (_told(guard, "was left out") for guard in guards)
    if guards or days:
        return
    if whole and _dates(lost, lexicon):
        yield f"the date {theirs.shown(gone)} was left out"
    elif whole and _attributes(theirs, gone, lexicon):
        yield f"the attribution {theirs.shown(gone)} was left out"
    elif not whole and not (behind and _trails(lost, lexicon)):
        yield f"{theirs.shown(gone)} was left out of its clause"


def _dates(lost: Sequence[Word], lexicon: Lexicon) -> bool:
    """Return whether an aside does nothing but date what is said: `, on Monday,`."""
    names = lexicon.months | lexicon.days
    named = [word for word in lost if word.low in names and (word.text[0].isupper() or word.low not in lexicon.hedges)]
    return len(lost) <= _SHORT and bool(named)


def _trails(lost: Sequence[Word], lexicon: Lexicon) -> bool:
    """Return whether a clause went that only tells more: `… closed the pier | after a survey of its beams`."""
    opens = lost[0].low in lexicon.trailing and len(lost) > _SHORT
    return opens and not any(_DIGIT.search(word.text) for word in lost)


def _weighs(guard: Guard, lost: Sequence[Word], lexicon: Lexicon) -> bool:
    """Return whether a guard counts though a whole aside or clause went with it."""
    if not guard.light or len(lost) <= _SHORT:
        return True
    if guard.kind != "attribution" and guard.phrase not in lexicon.reporting:
        return False
    if lost[0].low in lexicon.relative | lexicon.trailing:
        return False
    # `…, a spokesman claimed last night` and `the report claims that …` attribute; `claiming two lives` does not.
    says = guard.stop == len(lost) or lost[guard.stop].low in lexicon.relative
    return says or (len(lost) <= _TAG and not _opens_clause(lost[0], lexicon))


def _opens_clause(word: Word, lexicon: Lexicon) -> bool:
    """Return whether a word makes what follows a clause that tells of something, rather than who says so."""
    return word.low in lexicon.subordinators | lexicon.relative or word.low.endswith("ing")


def _is_connective(theirs: Side, gone: range, lexicon: Lexicon) -> bool:
    """Return whether nothing but a connective went: from the head, or one that has no other meaning."""
    phrase = phrase_of(theirs.words[gone.start : gone.stop])
    if phrase not in lexicon.connectives:
        return False
    return phrase not in lexicon.connectives_with_comma or all(bounded(theirs.words, gone))


def _attributes(theirs: Side, gone: range, lexicon: Lexicon) -> bool:
    """Return whether a whole aside tells who says so, whatever its verb."""
    words = theirs.words
    first = words[gone.start].low
    if len(gone) <= _SHORT and first in lexicon.masculine | lexicon.feminine:
        return True
    if len(gone) <= _TAG and _SPOKEN.search(theirs.text[: words[gone.start].start]):
        return not _opens_clause(words[gone.start], lexicon)
    if gone.start == 0 and _COLON.match(theirs.text, words[gone.stop - 1].end):
        return not all(words[at].text.isupper() for at in gone)
    return False
