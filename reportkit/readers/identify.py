"""Which format a source is in: by its content first, by its suffix second, never by trying readers."""

import re
from pathlib import PurePath

from reportkit.errors import DamagedSourceError, EmptySourceError, UnknownFormatError
from reportkit.model.source import InputFormat, Source
from reportkit.readers.signatures import (
    EMBEDDED,
    MIMETYPES,
    OLE,
    OLE_KINDS,
    SIGNATURES,
    SUFFIXES,
    UNREAD_SUFFIXES,
    ZIP_KINDS,
)
from reportkit.text.encoding import decode

_HEAD_BYTES = 8 * 1024
_PDF_WITHIN = 1024
"""Bytes within which viewers accept `%PDF-` (Adobe's implementation note 13)."""
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:article|main|section|div|p|h[1-6]|title|meta|table|span)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(
    r"\s*(?:<\?xml\b|<!DOCTYPE\b|<(?:nitf|newsItem|newsMessage|rss|feed|office:document|w:document|svg)\b)"
)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t].*)?")
_MAIL_HEADERS = frozenset(
    [
        "from",
        "to",
        "cc",
        "bcc",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "content-type",
        "delivered-to",
        "reply-to",
    ]
)
_SURELY_MAIL = 2
"""Headers known of mails that a head must bear; a note that begins with `Date:` has one."""
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*", re.DOTALL)
_WEB_ARCHIVE = re.compile(r"^(?:Snapshot-Content-Location:|From: <Saved by)", re.MULTILINE)
_JSON = re.compile(r'\s*[\[{]\s*["\[{]')
_TEXT_BYTES = bytes([*b"\t\n\f\r\v\x1b", *range(0x20, 0x100)])
_CONTROL_SHARE = 0.05
"""Share of control characters from which bytes are no text; random bytes have 10 %."""
_FRONT_MATTER = re.compile(
    r"(?:---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:[^\n]*\n){0,200}?\+\+\+)[ \t]*(?:\n|$)"
)
_FRONT_KEY = re.compile(r"^[A-Za-z_][\w-]*[ \t]*[:=]", re.MULTILINE)
_MARKDOWN = (
    re.compile(r"^#{1,6} +\S", re.MULTILINE),
    re.compile(r"\[[^\]\n]+\]\((?:https?://|/|#|mailto:)[^)\s]*\)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"(?<![*\w])\*\*[^*\n]+\*\*(?![*\w])"),
    re.compile(r"^\|?(?: *:?-{3,}:? *\|)+", re.MULTILINE),
    re.compile(r"^\[[^\]\n]+\]: +\S+", re.MULTILINE),
)
_SURELY_MARKDOWN = 2
"""Kinds of markup that a text without a telling suffix must show."""


def identify(source: Source) -> InputFormat:
    """Return the format of the source.

    Raises:  EmptySourceError: no bytes, or white space only.
             UnknownFormatError: a format that is not read, with a hint at what helps.
             DamagedSourceError: bytes of no kind behind the suffix of a format that is read.
    """
    data = source.data
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise EmptySourceError(source.name, "is empty", "give a file with text in it")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return InputFormat.PDF
    if data.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08")):
        return _identify_zip(source)
    if data.startswith(OLE):
        return _identify_ole(source)
    _refuse_signatures(source)
    suffix = PurePath(source.name).suffix[1:].lower()
    if _is_binary(data[:_HEAD_BYTES]) and _is_binary(data[:_HEAD_BYTES].rstrip(b"\0")):
        raise _refuse_bytes(source.name, suffix)
    by_suffix = SUFFIXES.get(suffix)
    found = _identify_text(source.name, decode(data[:_HEAD_BYTES]).text.lstrip("\ufeff"), by_suffix)
    return found or _trust_suffix(source.name, suffix)


def _identify_zip(source: Source) -> InputFormat:
    """Return DOCX for a Word file, whole or not.

    Raises:  UnknownFormatError: any other archive.
    """
    if b"word/document" in source.data or b"word/_rels" in source.data:
        return InputFormat.DOCX
    for prefix, kind, hint in MIMETYPES:
        if f"mimetype{prefix}".encode() in source.data[:200]:
            raise _refuse(source.name, kind, hint)
    for member, kind, hint in ZIP_KINDS:
        if member.encode() in source.data:
            raise _refuse(source.name, kind, hint)
    if (
        b"[Content_Types].xml" in source.data
        or SUFFIXES.get(PurePath(source.name).suffix[1:].lower()) is InputFormat.DOCX
    ):
        return InputFormat.DOCX
    raise _refuse(source.name, "a ZIP archive", "unpack it and give the article inside")


def _identify_ole(source: Source) -> InputFormat:
    """Return DOCX for an encrypted Word file, which comes in an OLE container.

    Raises:  UnknownFormatError: the old formats of Microsoft Office and Outlook.
    """
    if "EncryptedPackage".encode("utf-16-le") in source.data:
        return InputFormat.DOCX
    for stream, kind, hint in OLE_KINDS:
        if stream.encode("utf-16-le") in source.data:
            raise _refuse(source.name, kind, hint)
    raise _refuse(source.name, "an old Microsoft Office file", "save it as DOCX or PDF")


def _refuse_signatures(source: Source) -> None:
    """Look at the first bytes; where they are letters (`BM`, `MZ`), what follows has to be binary.

    Raises:  UnknownFormatError: they are those of a format that is not read.
    """
    for signature, kind, hint in SIGNATURES:
        if source.data.startswith(signature) and (not signature.isalpha() or _is_binary(source.data[:_HEAD_BYTES])):
            raise _refuse(source.name, kind, hint)
    for at, signature, kind, hint in EMBEDDED:
        if source.data.startswith(signature, at) and b"\0" in source.data[:_HEAD_BYTES]:
            raise _refuse(source.name, kind, hint)


def _is_binary(head: bytes) -> bool:
    """Return whether the bytes cannot be text: too many are control characters that no text bears."""
    if decode(head).encoding.startswith(("utf-16", "utf-32")):
        return False
    controls = len(head.translate(None, _TEXT_BYTES))
    return controls > len(head) * _CONTROL_SHARE


def _identify_text(name: str, head: str, by_suffix: InputFormat | None) -> InputFormat | None:
    """Return what the first characters of a text show, `None` where they show nothing.

    Raises:  UnknownFormatError: XML or JSON that is not read.
    """
    head = head.replace("\r\n", "\n").replace("\r", "\n")
    start = _PROLOGUE.sub("", head, count=1)
    plain = by_suffix in {InputFormat.MARKDOWN, InputFormat.TEXT}
    if _HTML.match(start):
        return InputFormat.HTML
    if _XML.match(head):
        raise _refuse(name, "XML of an unknown kind", "give the article as HTML, text, DOCX or PDF")
    if _is_mail(head):
        if _WEB_ARCHIVE.search(head):
            raise _refuse(name, "a web archive (MHTML)", "save the page as HTML")
        return InputFormat.EMAIL
    if not plain and (_FRAGMENT.match(start) or _HTML.search(head)):
        return InputFormat.HTML
    front = _FRONT_MATTER.match(head)
    if front and _FRONT_KEY.search(front[0]):
        return InputFormat.MARKDOWN
    if by_suffix is None and sum(bool(sign.search(head)) for sign in _MARKDOWN) >= _SURELY_MARKDOWN:
        return InputFormat.MARKDOWN
    if _JSON.match(head) and by_suffix is None:
        raise _refuse(name, "JSON", "give the article as HTML, text, DOCX or PDF")
    return None


def _is_mail(head: str) -> bool:
    """Return whether the text begins with the header of a mail, or of a mailbox."""
    if head.startswith("From "):
        head = head.partition("\n")[2]
    known = 0
    for line in head.split("\n"):
        match = _HEADER.fullmatch(line)
        if match:
            known += match[1].lower() in _MAIL_HEADERS
        elif not line.startswith((" ", "\t")) or not known:
            break
    return known >= _SURELY_MAIL


def _trust_suffix(name: str, suffix: str) -> InputFormat:
    """Return what the suffix says of a text that shows no sign of its own; plain text where it says nothing.

    Raises:  UnknownFormatError, DamagedSourceError: as `identify`.
    """
    if suffix in UNREAD_SUFFIXES:
        raise _refuse(name, *UNREAD_SUFFIXES[suffix])
    by_suffix = SUFFIXES.get(suffix, InputFormat.TEXT)
    if by_suffix in {InputFormat.PDF, InputFormat.DOCX}:
        raise DamagedSourceError(
            name, f"is named .{suffix}, but holds plain text", "if the text is right, rename it to .txt"
        )
    return by_suffix


def _refuse(name: str, kind: str, hint: str) -> UnknownFormatError:
    """Return the error for a format that is known, but not read."""
    return UnknownFormatError(name, f"is {kind}, which reportkit does not read", hint)


def _refuse_bytes(name: str, suffix: str) -> UnknownFormatError | DamagedSourceError:
    """Return the error for bytes that are no text and bear no sign of a format."""
    if suffix in SUFFIXES:
        return DamagedSourceError(
            name, f"is named .{suffix}, but its bytes are neither that nor text", "get the file again"
        )
    if suffix in UNREAD_SUFFIXES:
        return _refuse(name, *UNREAD_SUFFIXES[suffix])
    return UnknownFormatError(
        name, "is binary data of an unknown format", "give text, Markdown, HTML, DOCX, PDF or .eml"
    )
