"""The text of a mail without what mail adds to it: quoted mails, signatures, disclaimers, lines of mailing lists."""

import re
from collections import Counter
from dataclasses import dataclass, field

from reportkit.model.document import (
    Block,
    FieldName,
    Heading,
    Metadatum,
    Method,
    Paragraph,
    block_text,
    count_characters,
)
from reportkit.readers.email_headers import read_date, read_sender, strip_prefixes

_FORWARDED = re.compile(
    r"^[ \t>]*(?:-{2,}\s*)?(?:forwarded message|begin forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado"
    r"|messaggio inoltrato|anfang der weitergeleiteten nachricht|doorgestuurd bericht|mensagem encaminhada)\b[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_LINE = re.compile(
    r"[ \t>*]*(?P<name>from|date|sent|subject|to|cc|von|datum|gesendet|betreff|an|de|envoyé|objet|à|para|fecha|asunto|enviado|da|data|oggetto|a)\**[ \t]*:\**[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
_FROM = frozenset({"from", "von", "de", "da"})
_DATE = frozenset({"date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data"})
_SUBJECT = frozenset({"subject", "betreff", "objet", "asunto", "oggetto"})
_ORIGINAL = re.compile(
    r"^[ \t]*-{2,}\s*(?:original message|original appointment|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht)\s*-{2,}",
    re.IGNORECASE | re.MULTILINE,
)
_ATTRIBUTION = re.compile(
    r"(?:^(?:on|am|le|el|il|op|den|em)\b[^\n]{5,200}\n?[^\n]{0,120}(?:wrote|schrieb[^\n:]*|a écrit|escribió|ha scritto|schreef|skrev|escreveu)\s*:[ \t]*\n+)?(?:^>.*(?:\n|\Z))+",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_SIGNATURE_LINE = re.compile(r"--\s+\S")
_SIGNATURE_CHARACTERS = 1_500
"""A longer tail behind `--` is text."""
_DISCLAIMER = re.compile(
    r".{0,200}\b(?:(?:this|the) (?:e-?mail|message|communication|transmission)\b.{0,120}\b(?:confidential|privileged|intended (?:solely|only))"
    r"|received this (?:e-?mail|message|communication|transmission).{0,60}\berror\b|not the (?:intended|named) (?:recipient|addressee)"
    r"|diese e-?mail .{0,120}(?:vertraulich|bestimmt)|ce (?:message|courriel) .{0,160}(?:confidentiel|destin)|este (?:mensaje|correo) .{0,160}confidencial"
    r"|please consider the environment before printing|confidentiality (?:notice|note)|virus-free)",
    re.IGNORECASE | re.DOTALL,
)
_LIST_FOOTER = re.compile(
    r".{0,160}\b(?:unsubscribe|manage (?:your )?(?:subscription|preferences)|update your preferences|view (?:this (?:e-?mail|message) )?(?:in|online in|it in) (?:your|a) (?:web )?browser"
    r"|(?:you are receiving|you received) this (?:e-?mail|message|because)|newsletter abbestellen|vom newsletter abmelden|im browser (?:an|öff)|se désinscrire|se désabonner|darse de baja|cancelar (?:la )?suscripción|annulla (?:l')?iscrizione"
    r"|sent from my (?:iphone|ipad|android|mobile|samsung)|get outlook for|von meinem (?:iphone|ipad) gesendet|envoyé de mon)",
    re.IGNORECASE | re.DOTALL,
)
_FOOTER_CHARACTERS = 1_200
"""A longer block is not taken for a disclaimer or a list's footer."""
_NOTE_CHARACTERS = 10
"""Characters above a quoted mail up to which they are a note to it (`FYI`), and the quotation is the text."""
_LINK = re.compile(r"[ \t]?<(?:https?://|mailto:)[^>\s]{1,2000}>")


@dataclass(slots=True)
class Stripped:
    """A mail's own text, with what went and what a forward's head states."""

    text: str
    metadata: list[Metadatum] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def cut(self, why: str, start: int, end: int) -> None:
        """Take a passage out, for a reason."""
        self.dropped[why] += count_characters(self.text[start:end])
        self.text = self.text[:start] + re.sub(r"[^\n]", "", self.text[start:end]) + self.text[end:]

    def cut_all(self, why: str, pattern: re.Pattern[str]) -> None:
        """Take every passage out that a pattern finds."""
        before = count_characters(self.text)
        self.text = pattern.sub(lambda match: "\n" * match[0].count("\n"), self.text)
        self.dropped[why] += before - count_characters(self.text)


def strip_mail(text: str) -> Stripped:
    """Return the plain text without forward's head, quoted mails and signature; lines keep their numbers."""
    stripped = Stripped(text)
    _strip_forward(stripped)
    if match := _ORIGINAL.search(stripped.text):
        if stripped.text[: match.start()].strip():
            stripped.cut("quoted mail", match.start(), len(stripped.text))
        else:
            stripped.cut("forwarding", match.start(), match.end())
    quoted = sum(count_characters(match[0]) for match in _ATTRIBUTION.finditer(stripped.text))
    if count_characters(stripped.text) - quoted > _NOTE_CHARACTERS:
        stripped.cut_all("quoted mail", _ATTRIBUTION)
    else:
        stripped.text = re.sub(r"^(?:> ?)+", "", stripped.text, flags=re.MULTILINE)
    for match in reversed(list(_SIGNATURE.finditer(stripped.text))):
        if count_characters(stripped.text[match.end() :]) <= _SIGNATURE_CHARACTERS:
            stripped.cut("signature", match.start(), len(stripped.text))
    stripped.cut_all("link addresses", _LINK)
    return stripped


def _strip_forward(stripped: Stripped) -> None:
    """Take the note above a forwarded mail and its head out; the head's subject, sender and date are the article's."""
    match = _FORWARDED.search(stripped.text)
    if match is None:
        return
    lines = stripped.text[match.end() :].split("\n")
    at = 1
    while at < len(lines) and not lines[at].strip(" >\t"):
        at += 1
    first = at
    while at < len(lines) and (head := _HEADER_LINE.match(lines[at])):
        stripped.metadata.extend(_read_head(head["name"].lower(), head["value"].strip()))
        at += 1
    end = match.end() + sum(len(line) + 1 for line in lines[:at])
    if at > first:
        stripped.cut("forwarding", 0, min(end, len(stripped.text)))


def _read_head(name: str, value: str) -> list[Metadatum]:
    """Return what one line of a forwarded mail's head states."""
    if name in _SUBJECT and value:
        evidence = f"forwarded header: {value}"
        return [Metadatum(name=FieldName.TITLE, value=strip_prefixes(value), method=Method.STATED, evidence=evidence)]
    if name in _FROM:
        return list(read_sender(value, Method.STATED, "forwarded header"))
    if name in _DATE:
        return list(read_date(value, Method.STATED, "forwarded header"))
    return []


def drop_footers(blocks: list[Block]) -> tuple[list[Block], Counter[str]]:
    """Return the blocks without disclaimers, lines of mailing lists, and a signature that HTML ran into one line."""
    kept: list[Block] = []
    dropped: Counter[str] = Counter()
    for at, block in enumerate(blocks):
        text = block_text(block)
        if not isinstance(block, Heading) and len(text) <= _FOOTER_CHARACTERS:
            why = _footer(text, isinstance(block, Paragraph) and at > len(blocks) // 2)
            if why:
                dropped[why] += count_characters(text)
                continue
        kept.append(block)
    return kept, dropped


def _footer(text: str, in_second_half: bool) -> str | None:  # noqa: FBT001 - a private fact, not a switch
    """Return why a block is no part of the article."""
    if _DISCLAIMER.match(text):
        return "disclaimer"
    if _LIST_FOOTER.match(text):
        return "mailing list"
    if in_second_half and _SIGNATURE_LINE.match(text):
        return "signature"
    return None
