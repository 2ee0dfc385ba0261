"""Mails (`.eml`): the text that a reader sees, headers as metadata, signature, disclaimer and old mails left out."""

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import TypeAlias

from reportkit.errors import EmptySourceError, LockedSourceError, SourceTooLargeError
from reportkit.limits import MAIL_PARTS
from reportkit.model.document import Block, Document, Metadatum, count_characters
from reportkit.model.source import InputFormat, Source
from reportkit.notices import Notice, NoticeCode
from reportkit.readers.assembly import Cleaner, assemble, check_length
from reportkit.readers.email_headers import decode_words, read_headers
from reportkit.readers.email_text import drop_footers, strip_mail
from reportkit.readers.html import number
from reportkit.readers.html_seen import seen_texts
from reportkit.readers.html_tree import declared_encoding, parse_html
from reportkit.readers.html_visible import visible_blocks
from reportkit.readers.text import blocks_of_text
from reportkit.text.clean import clean
from reportkit.text.encoding import decode

Mail: TypeAlias = "Message[str, str]"

_STUB = 0.5
"""Share of the HTML part's characters under which the plain part is only a note that there is an HTML part."""
_COVER_NOTE = 400
"""Characters up to which the text around an attached mail is a note to it."""
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_PARTS = re.compile(rb"multipart/|message/", re.IGNORECASE)


def read_email(source: Source) -> Document:
    """Paragraphs of a mail's text and what its headers declare.

    Shape:   the plain part where it is whole, else the HTML part; a forwarded mail in place of the note around it.
    Unit:    locators are lines of the plain part, or paragraphs of the HTML part, from 1.
    Notices: `attachment-left-out`, `encoding-guessed`, `characters-replaced`, `characters-removed`.
    Raises:  LockedSourceError: encrypted with S/MIME or PGP.
             EmptySourceError: no text besides attachments.
             SourceTooLargeError: more parts or text than a mail may have.
             DamagedSourceError: HTML nested deeper than any mail's is.
    """
    if len(_PARTS.findall(source.data)) > MAIL_PARTS:
        problem = f"has more parts than the limit MAIL_PARTS = {MAIL_PARTS}"
        raise SourceTooLargeError(source.name, problem, "save the one part that matters")
    mail = _open_forward(message_from_bytes(source.data, policy=policy.compat32))
    reading = _Reading(source.name)
    parts = list(_parts(mail))
    reading.note_attachments(parts)
    plain = "\n\n".join(map(reading.text_of, _inline(parts, "text/plain")))
    markup = "\n".join(map(reading.text_of, _inline(parts, "text/html")))
    blocks = reading.read_bodies(plain, markup)
    if not blocks:
        raise EmptySourceError(source.name, "this mail holds no text", reading.where_else())
    blocks, footers = drop_footers(blocks)
    return assemble(
        InputFormat.EMAIL,
        blocks,
        metadata=[*reading.metadata, *read_headers(mail)],
        dropped=reading.dropped + footers,
        notices=(*reading.notices, *reading.cleaner.notices()),
    )


class _Reading:
    """One mail being read: what was lost on the way."""

    def __init__(self, subject: str) -> None:
        """Begin with nothing lost."""
        self._subject = subject
        self._attachments: list[str] = []
        self.cleaner = Cleaner()
        self.metadata: list[Metadatum] = []
        self.dropped: Counter[str] = Counter()
        self.notices: list[Notice] = []

    def note_attachments(self, parts: list[Mail]) -> None:
        """Give each attachment its notice.

        Raises:  LockedSourceError: the mail is an encrypted one.
        """
        for part in parts:
            if part.get_content_type() in _LOCKED:
                raise LockedSourceError(
                    self._subject, "is an encrypted mail", "decrypt it in a mail program and save its text"
                )
            if not _is_attachment(part):
                continue
            name = _file_name(part) or part.get_content_type()
            self._attachments.append(name)
            detail = f"the attachment {name} is not part of the briefing"
            self.notices.append(Notice(code=NoticeCode.ATTACHMENT_LEFT_OUT, detail=self.cleaner.clean(detail)))

    def where_else(self) -> str | None:
        """Return where the text may be instead."""
        if not self._attachments:
            return None
        return f"it may be in the attachment: save {self.cleaner.clean(self._attachments[0])} and give that"

    def text_of(self, part: Mail) -> str:
        """Return the text of a part, decoded and clean."""
        data = _payload(part)
        label = part.get_content_charset()
        if part.get_content_type() == "text/html":
            label = label or declared_encoding(data)
        decoded = decode(data, declared=label)
        check_length(self._subject, decoded.text if part.get_content_type() == "text/plain" else "")
        self.notices.extend(notice for notice in decoded.notices if notice not in self.notices)
        text = self.cleaner.clean(decoded.text)
        return _unflow(text, part) if str(part.get_param("format", "")).lower() == "flowed" else text

    def read_bodies(self, plain: str, markup: str) -> list[Block]:
        """Return the blocks of the better of the two versions of the text."""
        seen, blocks = self._read_markup(markup) if markup.strip() else (0, [])
        if count_characters(plain) < seen * _STUB or (blocks and not plain.strip()):
            return blocks
        stripped = strip_mail(plain)
        self.metadata.extend(stripped.metadata)
        found, markup_count = blocks_of_text(stripped.text)
        self.dropped += stripped.dropped + markup_count
        return found

    def _read_markup(self, markup: str) -> tuple[int, list[Block]]:
        """Return the number of drawn characters of an HTML part, and its blocks."""
        root = parse_html(markup, subject=self._subject)
        seen = clean("".join(seen_texts(root)))
        check_length(self._subject, seen)
        return count_characters(seen), number(visible_blocks(root))


def _open_forward(mail: Mail) -> Mail:
    """Return the mail that is attached to a mail which is no more than a note to it."""
    for part in _parts(mail):
        if part.get_content_type() != "message/rfc822" or not part.is_multipart():
            continue
        note = sum(
            count_characters(_payload(each).decode("ascii", "replace"))
            for each in _inline(list(_parts(mail)), "text/plain")
        )
        inner = part.get_payload(0)
        if note <= _COVER_NOTE and isinstance(inner, Message):
            return _open_forward(inner)
        break
    return mail


def _parts(mail: Mail) -> Iterator[Mail]:
    """Yield the parts of a mail in order; an attached mail is one part, its own parts are not looked at."""
    yield mail
    if mail.is_multipart() and mail.get_content_maintype() == "multipart":
        for part in mail.get_payload():
            if isinstance(part, Message):
                yield from _parts(part)


def _inline(parts: list[Mail], kind: str) -> list[Mail]:
    """Return the parts of a kind that a mail program shows."""
    return [
        part
        for part in parts
        if part.get_content_type() == kind and not part.is_multipart() and not _is_attachment(part)
    ]


def _is_attachment(part: Mail) -> bool:
    """Return whether a part is a file or mail that came with the mail, and no picture within it."""
    if part.get_content_maintype() == "multipart":
        return False
    if part.get_content_disposition() == "attachment" or part.get_content_type() == "message/rfc822":
        return True
    kind = part.get_content_maintype()
    return kind not in {"text", "image"} or (kind == "text" and part.get_content_subtype() not in {"plain", "html"})


def _file_name(part: Mail) -> str:
    """Return the name of an attachment, empty where it has none."""
    return decode_words(part.get_filename() or "")


def _payload(part: Mail) -> bytes:
    """Return the bytes of a part, its transfer encoding undone as far as it is whole."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _unflow(text: str, part: Mail) -> str:
    """Return text of `format=flowed` with its soft line breaks undone (RFC 3676)."""
    gone = str(part.get_param("delsp", "")).lower() == "yes"
    lines: list[str] = []
    open_line = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if open_line and not line.startswith(">"):
            lines[-1] += line
        else:
            lines.append(line)
        open_line = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if open_line and gone:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
