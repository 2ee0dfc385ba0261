"""The words around a name, by which it is judged what it names."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportkit.brief.kinds import Known
from reportkit.text.lexicon import Lexicon
from reportkit.text.names import Token, tokens

INITIAL = re.compile(r"[A-Z]\.(?:-?[A-Z]\.)*")
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "every", "each"})
_ACRONYM = re.compile(r"[A-Z][A-Z&/-]{1,7}\d?|(?:[A-Z]\.){2,}")
_SPOKEN_BEFORE = re.compile(r"[\"”’,]\s*(?P<verb>\w+) $")
_VERB_BEHIND = re.compile(r"[ ,]{1,2}(?:(?:has|had|have|also|then|who) )?(?:[a-z]+ly )?(?P<word>[a-z]+)")
_CAPITAL = re.compile(r" (?P<word>[A-Z]\w+)")
_STOP = re.compile(r"[,;:!?()\"“”—–]")
"""What parts a name from the words before it; so does a full stop, other than that of a title."""
_ROLE_BEHIND = re.compile(
    r", (?:(?:a|an|the|then|who is|who was|his|her|their|former) )?(?P<phrase>[^,.;:]{3,80})(?:[,.;]|$)"
)
_ROLE_IN_FRONT = re.compile(r"(?:^|\s)(?:the|a|an|its|their|his|her) (?P<phrase>[^,.;:()“”\"]{3,80}), $", re.IGNORECASE)
_REACH = 160
"""Characters on either side of a name that are its company."""
_LOOKED_BACK = 40
_WORDS_BEFORE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The words around a name."""

    before: tuple[str, ...]
    """Up to four words before it, as far as no stop parts them; the nearest last, case kept."""
    previous: str
    """The nearest of them in lower case; empty behind a stop."""
    after: str
    """What follows it in its sentence."""
    says: bool
    """A verb of saying stands at its side."""
    opens: bool
    """It stands where any word is capitalised."""
    appositive: bool
    """A phrase that names a role stands beside it between commas: `, the mayor of …,`."""

    @classmethod
    def of(cls, text: str, words: Sequence[Token], lexicon: Lexicon, *, opens: bool) -> "Company":
        """Return the company of a name in its sentence."""
        start, end = words[0].start, words[-1].end
        before = _before(text[max(0, start - _LOOKED_BACK) : start], lexicon)
        after = text[end : end + _REACH].replace("'s", "’s", 1)
        verb = _VERB_BEHIND.match(after)
        says = verb is not None and verb["word"] in lexicon.quoting
        if not says:
            spoken = _SPOKEN_BEFORE.search(text, max(0, start - _LOOKED_BACK), start)
            says = spoken is not None and spoken["verb"].lower() in lexicon.quoting
        return cls(
            before=before,
            previous=before[-1].lower().rstrip(".") if before else "",
            after=after,
            says=says or " ".join(before[-2:]).lower() in lexicon.attributions,
            opens=opens,
            appositive=_names_role(after, lexicon) or _follows_role(text[max(0, start - _REACH) : start], lexicon),
        )

    def names_thing(self, lexicon: Lexicon) -> bool:
        """Return whether the name is that of a thing called after somebody or something: `the Oduya Prize`."""
        following = _CAPITAL.match(self.after)
        return following is not None and following["word"].lower() in lexicon.things


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A name as one sentence shows it, with what is known of the words of the whole text."""

    words: Sequence[Token]
    company: Company
    known: Known


Sign = Callable[[Seen], bool]
"""Whether a name shows what is a sign of its kind."""


def is_acronym(text: str) -> bool:
    """Return whether a word is written in capitals, as short names of organisations are."""
    return _ACRONYM.fullmatch(text) is not None


def _before(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the last words of a text behind its last stop; the full stop of a title is none."""
    text = _STOP.split(text)[-1]
    found = tokens(text)[-_WORDS_BEFORE:]
    kept: list[str] = []
    last = len(text)
    for token in reversed(found):
        gap = text[token.end : last]
        if "." in gap and not (gap == ". " and token.lower in lexicon.honorifics):
            break
        owner = gap.startswith(("’s", "'s"))
        kept.append(f"{token.text}’s" if owner else token.text)
        last = token.start
    return tuple(reversed(kept))


def _names_role(after: str, lexicon: Lexicon) -> bool:
    """Return whether what follows a name opens with a role between commas."""
    if not after.startswith(", "):
        return False
    match = _ROLE_BEHIND.match(after)
    return match is not None and any(word.lower in lexicon.roles for word in tokens(match["phrase"])[:6])


def _follows_role(before: str, lexicon: Lexicon) -> bool:
    """Return whether what precedes a name, up to a comma, is a role: `the mayor of Oslo, `."""
    if not before.endswith(", "):
        return False
    match = _ROLE_IN_FRONT.search(before)
    return match is not None and any(word.lower in lexicon.roles for word in tokens(match["phrase"])[:3])
