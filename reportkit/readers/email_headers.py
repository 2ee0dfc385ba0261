"""Headers of a mail as metadata, decoded by hand: the standard library's modern parser fails on broken ones."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from reportkit.model.document import FieldName, Metadatum, Method
from reportkit.text.encoding import decode

_CHARACTERS = 2_000
"""A longer header is an attack on whoever parses it."""
_ENCODED = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=")
_PREFIX = re.compile(
    r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:re|fwd?|wg|aw|tr|rv|sv|vs|antw|doorst|i|r|rif|enc|res|odp|pd|ynt|ilt)\s*(?:\[\d+\])?\s*[:：]\s*",
    re.IGNORECASE,
)
"""Marks of replies and forwards before a subject, in the languages of mail programs."""
_OFFICE = re.compile(
    r"\b(?:press|media|news(?:room|letter|desk)?|communications?|info|office|service|team|no-?reply|updates?|alerts?|digest|redaktion|"
    r"presse(?:stelle|dienst|mitteilung)?|prensa|stampa|notices?|bulletin|contact|mailer|list|subscriptions?|ministry|department|agency)\b",
    re.IGNORECASE,
)
"""Words in the names of offices; a name without them is a person's."""


def header(message: "Message[str, str]", name: str) -> str:
    """Return the header as a reader sees it, empty where there is none."""
    raw = message.get(name)
    return "" if raw is None else decode_words(str(raw)[:_CHARACTERS])


def decode_words(raw: str) -> str:
    """Return the text of a header with its encoded words decoded; broken ones stay as they are written."""
    raw = " ".join(raw.split())
    if not _ENCODED.search(raw):
        return _undo_escapes(raw)
    try:
        chunks = decode_header(raw)
    except HeaderParseError:
        return raw
    text = "".join(
        chunk if isinstance(chunk, str) else decode(chunk, declared=charset).text for chunk, charset in chunks
    )
    return text or raw


def _undo_escapes(raw: str) -> str:
    """Return the text of a header with bytes beyond ASCII, which the parser kept as surrogates."""
    if raw.isascii():
        return raw
    return decode(raw.encode("utf-8", "surrogateescape")).text


def split_address(text: str) -> tuple[str, str]:
    """Return display name and address of the first mailbox in a header."""
    match = re.match(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^<,]*))\s*<([^<>]*)>", text)
    if match:
        name = match[2].strip(" '\"") if match[1] is None else re.sub(r"\\(.)", r"\1", match[1]).strip()
        return name, match[3].strip()
    match = re.match(r"\s*(\S+@\S+?)\s*(?:\(([^()]*)\))?\s*(?:,|$)", text)
    return (match[2] or "", match[1]) if match else (text.strip(), "")


def strip_prefixes(subject: str) -> str:
    """Return the subject without `Re:`, `Fwd:` and their kin."""
    while match := _PREFIX.match(subject):
        subject = subject[match.end() :]
    return subject


def read_headers(message: "Message[str, str]") -> Iterator[Metadatum]:
    """Yield title, authors, date, outlet and language that the headers declare."""
    if title := strip_prefixes(header(message, "Subject")):
        yield Metadatum(name=FieldName.TITLE, value=title, evidence="header Subject")
    yield from read_sender(header(message, "From"), Method.DECLARED, "header From")
    if organization := header(message, "Organization"):
        yield Metadatum(name=FieldName.OUTLET, value=organization, evidence="header Organization")
    yield from read_date(header(message, "Date"), Method.DECLARED, "header Date")
    if language := header(message, "Content-Language").split(",")[0]:
        yield Metadatum(name=FieldName.LANGUAGE, value=language, evidence="header Content-Language")


def read_sender(value: str, method: Method, evidence: str) -> Iterator[Metadatum]:
    """Yield the sender's name: a person's is the byline, an office's the outlet."""
    name, _ = split_address(value)
    name = re.sub(r"\s+(?:via|per|über)\s+.*", "", name)
    if name and "@" not in name:
        field = FieldName.OUTLET if _OFFICE.search(name) else FieldName.BYLINE
        yield Metadatum(name=field, value=name, method=method, evidence=f"{evidence}: {value}")


def read_date(value: str, method: Method, evidence: str) -> Iterator[Metadatum]:
    """Yield the date in ISO 8601, with the offset that the header states, to the minute or second that it states."""
    try:
        moment: datetime = parsedate_to_datetime(value)
    except (ValueError, IndexError):  # IndexError: CPython up to 3.12 on a date that is one comma
        return
    yield Metadatum(name=FieldName.PUBLISHED, value=moment.isoformat(), method=method, evidence=f"{evidence}: {value}")
