"""Names of people in a byline, told from departments, accounts and addresses."""

import re
from collections.abc import Iterable

_AND = re.compile(r"\s*(?:;|&|/|\||\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\ben\b|\bog\b|\boch\b|\bve\b|\bи\b|、)\s*")
_PARTICLES = re.compile(
    r"de|del|della|der|den|di|da|do|dos|das|du|la|le|van|von|zu|zum|zur|ten|ter|af|av|al|el|bin|ibn|abu|y|e|st"
)
_ELIDED = re.compile(r"(?:d|l|dell|dall)['’][^\W\d_]", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][\w'’‘.\-]*")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Jr|Sr)\.\s*$")
_NOBODY = re.compile(
    r"\W*(?:\w*admin\w*|staff|editor(?:s|ial)?|editorial (?:team|board|staff)|\w*[ -]?redaktion\w*|redacci[oó]n|reda[cç][aã]o|r[ée]daction|redazione|redactie"
    r"|unknown|anonymous|n/?a|none|null|undefined|user|guest|webmaster|root|author|autor|newsroom|news desk|press(?: office| team| release)?|web ?desk"
    r"|microsoft office user|windows user|see full bio|powered by|by|von)\W*",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:staff|correspondents?|reporters?|desk|newsroom|agencies|editors?|writer|columnist|analyst|bureau|chief|contributors?"
    r"|redakteur\w*|korrespondent\w*|journalist\w*|redactora?|corresponsal|editora?|muhabir\w*|rédac\w*|photograph\w*|producer|director|professor)\b",
    re.IGNORECASE,
)
"""Words of a post: what bears one is no name."""
_ADDRESS = re.compile(r"\S*@\S+|https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.\w\w)\b", re.IGNORECASE)
_MAILBOX = re.compile(r"\s*[<(]\s*\S+@\S+\s*[>)]|^\S+@\S+\s+(?=\([^)]+\)$)")
_LABEL = re.compile(r"[^\W\d_][^:@]{2,24}:\s+(?=\w)")
_NO_LONGER_NAME = re.compile(r"\s*(?:[@|»→*•]|\d|\bupdated\b|\baktualisiert\b).*", re.IGNORECASE | re.DOTALL)
_SIGNATURE = re.compile(r"\s*\([^()]{1,5}\)$")
_LONGEST = 6
"""Words of a person's name, particles included."""


def names_in(text: str) -> list[str]:
    """Return the names in a list of them, with departments and accounts among them.

    `Jane Doe, John Smith and Ana Sá` are three; `Doe, Jane` stays one; after a comma only what looks like a person counts,
    so that posts and places go.
    """
    found: list[str] = []
    for piece in _AND.split(text):
        first, *others = [half.strip() for half in piece.split(",") if half.strip()] or [""]
        if others and len(first.split()) == 1:
            found.append(", ".join([first, *others]))
        else:
            found += [first, *filter(is_person, others)]
    return [name for name in map(_tidied, found) if name]


def without_surroundings(text: str) -> str:
    """Return what a container gives as author without address, label, handle, date and signature around the name."""
    named = _MAILBOX.sub("", text).strip(' "')
    named = named[1:-1] if named.startswith("(") and named.endswith(")") else named
    if _ADDRESS.fullmatch(named):
        return ""
    label = _LABEL.match(named)
    return _SIGNATURE.sub("", _NO_LONGER_NAME.sub("", named[label.end() :] if label else named))


def without_addresses(text: str) -> str:
    """Return the text without e-mail and web addresses."""
    return _ADDRESS.sub("", text)


def is_nobody(name: str) -> bool:
    """Whether a name is an address, an account, a department, or no name at all."""
    return bool(
        _NOBODY.fullmatch(name)
        or _ADDRESS.search(name)
        or _POST.search(name)
        or "_" in name
        or not re.search(r"[^\W\d_]{2}", name)
    )


def is_person(name: str) -> bool:
    """Whether the words look like a person's name: two words or more, with capitals, particles apart."""
    tokens = name.split()
    if not 1 < len(tokens) <= _LONGEST or not all(map(_NAME_WORD.fullmatch, tokens)) or tokens[-1].islower():
        return False
    return all(not token[0].islower() or _PARTICLES.fullmatch(token) or _ELIDED.match(token) for token in tokens)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in order, each once."""
    return tuple(dict.fromkeys(names))


def _tidied(name: str) -> str:
    """Return the name without punctuation at its ends, the stop of an initial or of Jr apart."""
    stop = "." if _ABBREVIATED.search(name) else ""
    return " ".join(name.split()).strip(" .,:-–—|") + stop
