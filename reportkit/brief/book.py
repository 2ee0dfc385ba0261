"""The entities of a text as they are found: one entry each, with all the forms of its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reportkit.brief.kinds import SUFFIXES, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a sentence names an entity."""

    sentence: int
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Entity:
    """One person, organisation or place, with all that is said of it so far; `name` is the fullest form."""

    kind: Kind
    name: str
    mentions: list[Mention] = field(default_factory=list)


class Book:
    """The entities found so far; a class because each name is judged against those before it."""

    def __init__(self) -> None:
        """Start empty."""
        self._entities: list[Entity] = []
        self._forms: dict[tuple[Kind, str], list[Entity]] = {}
        self._short: dict[tuple[str, str], list[Entity]] = {}

    def entities(self) -> tuple[Entity, ...]:
        """Return them in order of first mention."""
        for entity in self._entities:
            entity.mentions.sort(key=lambda mention: (mention.sentence, mention.start))
        return tuple(sorted(self._entities, key=lambda each: (each.mentions[0].sentence, each.mentions[0].start)))

    def add(self, text: str, kind: Kind, mention: Mention) -> Entity:
        """Enter a name, under the entity that it is another form of if there is one."""
        keys = [(kind, key) for key in _keys(text, kind)]
        known = (each for key in keys for each in self._forms.get(key, []))
        entity = next((each for each in known if _is_form(text, each.name, kind)), None)
        if entity is None:
            entity = Entity(kind=kind, name=text)
            self._entities.append(entity)
        elif len(text) > len(entity.name):
            entity.name = text
        entity.mentions.append(mention)
        for key in keys:
            _enter(self._forms.setdefault(key, []), entity)
        for short in _short_forms(text, kind):
            _enter(self._short.setdefault(short, []), entity)
        return entity

    def link(self, text: str, kind: Kind | None, mention: Mention) -> None:
        """Enter a lone word under the one entity that it may stand for; one of whom more is said gets its own entry."""
        ways = ("last", *_WAYS[kind]) if kind is Kind.ORGANISATION and text.istitle() else _WAYS[kind]
        bare = text.replace(".", "")
        owners = next((found for way in ways if (found := self._short.get((way, bare)))), [])
        if len(owners) > 1:
            owners = [owner for owner in owners if owner.mentions[0].sentence <= mention.sentence] or owners
        if len(owners) == 1:
            owners[0].mentions.append(mention)
        elif not owners and kind is not None:
            self.add(text, kind, mention)


_WAYS: Mapping[Kind | None, tuple[str, ...]] = MappingProxyType(
    {
        Kind.PLACE: ("last", "initials"),
        Kind.ORGANISATION: ("initials",),
        Kind.PERSON: ("last", "first", "initials"),
        None: ("last", "first", "initials"),
    }
)
"""What a lone word of a kind may be of a fuller name."""


def _enter(entities: list[Entity], entity: Entity) -> None:
    """Append an entity that is not yet there."""
    if not any(each is entity for each in entities):
        entities.append(entity)


def _keys(name: str, kind: Kind) -> tuple[str, ...]:
    """Return the words under which other forms of a name are looked up."""
    match kind:
        case Kind.PERSON:
            return (_parts(name)[-1],)
        case Kind.ORGANISATION:
            return (*name.split(maxsplit=1)[0].split("/"),)
        case Kind.PLACE:
            return (name.replace(".", ""),)


def _short_forms(name: str, kind: Kind) -> tuple[tuple[str, str], ...]:
    """Return the lone words that may stand for a name, each with the way in which it does."""
    parts = _parts(name) if kind is Kind.PERSON else name.split()
    if len(parts) == 1 or kind is Kind.PLACE:
        return ()
    if kind is Kind.PERSON:
        return ("last", parts[-1].replace(".", "")), ("first", parts[0].replace(".", ""))
    return (("initials", "".join(word[0] for word in re.split(r"[\s-]", name) if word[:1].isupper())),)


def _parts(name: str) -> list[str]:
    """Return the words of a person's name without what stands behind the family name: `Jr`."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].rstrip(".").lower() in SUFFIXES:
        parts.pop()
    return parts


def _is_form(one: str, other: str, kind: Kind) -> bool:
    """Return whether two names of a kind are forms of one name."""
    one, other = one.replace(".", ""), other.replace(".", "")
    if one.replace("-", " ") == other.replace("-", " "):
        return True
    if kind is Kind.PERSON:
        short, full = sorted((_parts(one), _parts(other)), key=len)
        ends = [word.casefold() for word in short] == [word.casefold() for word in full[-len(short) :]]
        return ends or (short[-1] == full[-1] and short[0] == full[0])
    short, full = sorted((re.split(r"[\s/]", one), re.split(r"[\s/]", other)), key=len)
    if kind is Kind.ORGANISATION:
        begins = short[0] == full[0] or "/" in max(one, other, key=len).split(" ")[0]
        return begins and set(short) <= set(full) and (len(short) > 1 or " " not in f"{one}{other}")
    return False
