"""Tests of the reader of mails beyond its case file: headers, parts, what breaks."""

import pytest

from reportkit import limits
from reportkit.errors import EmptySourceError, LockedSourceError, SourceTooLargeError
from reportkit.model.document import FieldName, Method
from reportkit.notices import NoticeCode
from reportkit.readers import read
from reportkit.readers.email_headers import decode_words, split_address, strip_prefixes
from tests.support.sources import adds_up, declared, shown, source

HEAD = "From: Ana Ortiz <ana@harbour.example>\nSubject: Bridge\nMIME-Version: 1.0\n"


def multipart(kind: str, *parts: str, head: str = HEAD) -> str:
    """Return a mail of these parts, each with its own headers."""
    body = "".join(f"--b\n{part}\n" for part in parts)
    return f'{head}Content-Type: multipart/{kind}; boundary="b"\n\n{body}--b--\n'


PLAIN = "Content-Type: text/plain; charset=utf-8\n\nIt closes on Monday, the council said."
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>It closes on <b>Monday</b>, the council said.</p><p>Or not.</p>"


def test_what_the_headers_declare() -> None:
    """Subject, sender, date with its offset, organization and language become metadata."""
    head = (
        "From: =?utf-8?q?Jos=C3=A9_Gil?= <jose@harbour.example>\nSubject: Re: Fwd: =?utf-8?b?QnLDvGNrZQ==?=\n closes\n"
        "Date: Fri, 3 Jan 2025 10:00:00 +0100\nOrganization: Harbour Town\nContent-Language: en-IE, de\n\nText."
    )
    document = read(source("s.eml", head))
    assert declared(document, FieldName.TITLE) == ["Brücke closes"]
    assert declared(document, FieldName.BYLINE) == ["José Gil"]
    assert declared(document, FieldName.PUBLISHED) == ["2025-01-03T10:00:00+01:00"]
    assert declared(document, FieldName.OUTLET) == ["Harbour Town"]
    assert declared(document, FieldName.LANGUAGE) == ["en-IE"]


@pytest.mark.parametrize("date", ["Date: ,", "Date: soon", "Date: Fri, 99 Jan 2025 10:00:00 +0100", "X: y"])
def test_dates_that_are_none(date: str) -> None:
    """A header that is no date gives none."""
    assert declared(read(source("s.eml", f"{HEAD}{date}\n\nText.")), FieldName.PUBLISHED) == []


@pytest.mark.parametrize(
    ("sender", "byline", "outlet"),
    [
        ("Ana Ortiz <ana@x.example>", ["Ana Ortiz"], []),
        ('"Ortiz, Ana \\"A.\\"" <ana@x.example>', ['Ortiz, Ana "A."'], []),
        ("ana@x.example (Ana Ortiz)", ["Ana Ortiz"], []),
        ("ana@x.example", [], []),
        ("Ana Ortiz via Google Groups <g@x.example>", ["Ana Ortiz"], []),
        ("Harbour Town Press Office <press@x.example>", [], ["Harbour Town Press Office"]),
        ("Ana", ["Ana"], []),
        ("", [], []),
    ],
)
def test_senders(sender: str, byline: list[str], outlet: list[str]) -> None:
    """A person who sends is the author, an office the outlet; an address is neither."""
    document = read(source("s.eml", f"From: {sender}\nSubject: x\n\nText."))
    assert declared(document, FieldName.BYLINE) == byline
    assert declared(document, FieldName.OUTLET) == outlet


def test_forwarded_head_is_stated() -> None:
    """Title, author and date of a forwarded mail are those that its head in the text states."""
    body = "FYI\n\nBegin forwarded message:\n\n> From: Li Na <li@x.example>\n> Date: 3 Jan 2025 10:00 +0100\n> Subject: Bridge open\n\n> It opens.\n"
    document = read(source("s.eml", f"{HEAD}\n{body}"))
    assert [each.value for each in document.metadata if each.method is Method.STATED] == [
        "Li Na",
        "2025-01-03T10:00:00+01:00",
        "Bridge open",
    ]
    assert shown(document).endswith("It opens.")
    assert adds_up(document)


def test_plain_part_comes_first() -> None:
    """Of two versions the plain one is read where it is whole."""
    assert shown(read(source("s.eml", multipart("alternative", PLAIN, HTML)))) == (
        "paragraph @1: It closes on Monday, the council said."
    )


@pytest.mark.parametrize("plain", ["Content-Type: text/plain\n\nSee HTML", "Content-Type: text/plain\n\n"])
def test_html_part_in_place_of_a_stub(plain: str) -> None:
    """Where the plain version only says that there is another one, the HTML version is read."""
    assert shown(read(source("s.eml", multipart("alternative", plain, HTML)))) == (
        "paragraph @1: It closes on Monday, the council said.\nparagraph @2: Or not."
    )


def test_html_declares_its_own_encoding() -> None:
    """An HTML part without a charset in its header is read as it declares itself."""
    part = "Content-Type: text/html\n\n<meta charset=windows-1251><p>Мост закрыт.</p>"
    mail = multipart("alternative", part).encode("cp1251")
    assert shown(read(source("s.eml", mail))) == "paragraph @1: Мост закрыт."


def test_attachments_bear_a_notice() -> None:
    """Each file that came with the mail is named in a notice; a picture within it is not."""
    parts = (
        PLAIN,
        'Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename="=?utf-8?q?caf=C3=A9=2Epdf?="\n\nx',
        "Content-Type: text/calendar\n\nx",
        "Content-Type: image/png\nContent-ID: <1>\n\nx",
        "Content-Type: message/rfc822\n\nSubject: inner\n\n" + "Inner text. " * 5,
    )
    document = read(source("s.eml", multipart("mixed", *parts[:4])))
    assert [notice.code for notice in document.notices] == [NoticeCode.ATTACHMENT_LEFT_OUT] * 2
    assert "café.pdf" in document.notices[0].detail
    assert "text/calendar" in document.notices[1].detail
    long = multipart("mixed", PLAIN + " It is so." * 60, parts[4])
    assert [notice.code for notice in read(source("s.eml", long)).notices] == [NoticeCode.ATTACHMENT_LEFT_OUT]


def test_an_attached_mail_is_read_in_place_of_its_note() -> None:
    """A mail that is a short note to an attached one gives way to it, headers and all."""
    inner = "Content-Type: message/rfc822\n\nFrom: Li Na <li@x.example>\nSubject: Bridge opens\n\nIt opens."
    document = read(source("s.eml", multipart("mixed", "Content-Type: text/plain\n\nFYI", inner)))
    assert shown(document) == "paragraph @1: It opens."
    assert declared(document, FieldName.TITLE) == ["Bridge opens"]


def test_mail_with_an_attachment_only() -> None:
    """Without text the hint names the attachment."""
    part = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=bridge.pdf\n\nx"
    with pytest.raises(EmptySourceError) as caught:
        read(source("s.eml", multipart("mixed", part)))
    assert "bridge.pdf" in str(caught.value.hint)


@pytest.mark.parametrize("kind", ["multipart/encrypted", "application/pkcs7-mime"])
def test_encrypted_mails(kind: str) -> None:
    """A mail that only its addressee can read is locked."""
    with pytest.raises(LockedSourceError):
        read(source("s.eml", f"{HEAD}Content-Type: {kind}; boundary=b\n\n--b\n\nx\n--b--"))


def test_too_many_parts() -> None:
    """More parts than the limit, however deep, are refused by its name."""
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(limits.MAIL_PARTS + 1)
    )
    with pytest.raises(SourceTooLargeError, match="MAIL_PARTS"):
        read(source("s.eml", f"{HEAD}{nested}"))


def test_as_many_levels_as_allowed() -> None:
    """A mail nested as deep as the limit allows is read, or refused as empty, without trouble."""
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(limits.MAIL_PARTS - 1)
    )
    assert shown(read(source("s.eml", f"{HEAD}{nested}\nDeep down."))) == "paragraph @1: Deep down."


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!SXQgY2xvc2VzLg", "It closes."),
        ("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nIt=ZZ closes=", "It=ZZ closes"),
        ('Content-Type: text/plain; charset="no-such"\n\nÜber', "Über"),
        ("Content-Type: text/plain\nContent-Transfer-Encoding: no-such\n\nIt closes.", "It closes."),
    ],
)
def test_broken_parts(part: str, expected: str) -> None:
    """Text whose encoding is broken or unknown is read as far as it goes."""
    assert shown(read(source("s.eml", f"{HEAD}{part}"))).endswith(expected)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?caf=C3=A9?= =?utf-8?q?s?=", "cafés"),
        ("=?utf-8?b?####?=", "=?utf-8?b?####?="),
        ("=?utf-8?b?a?=", "=?utf-8?b?a?="),
        ("=?no-such?q?caf=C3=A9?=", "café"),
        ("caf\udcc3\udca9", "café"),
    ],
)
def test_encoded_words(raw: str, expected: str) -> None:
    """Encoded words become text; broken ones stay as they are."""
    assert decode_words(raw) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("Re: AW: [list] Fwd: x", "x"), ("Re[2]: x", "x"), ("Report: x", "Report: x"), ("", ""), ("Re:", "")],
)
def test_subjects(subject: str, expected: str) -> None:
    """Marks of replies go, words with a colon stay."""
    assert strip_prefixes(subject) == expected


def test_addresses() -> None:
    """A header gives name and address of its first mailbox."""
    assert split_address("Ana <a@x.example>, Kim <k@x.example>") == ("Ana", "a@x.example")
    assert split_address("a@x.example, k@x.example") == ("", "a@x.example")
    assert split_address("no address") == ("no address", "")


def test_signature_run_into_one_line() -> None:
    """In HTML a signature may be one line; a long tail behind `--` is text."""
    parts = "".join(f"<p>{text}</p>" for text in ("It closes.", "It opens.", "-- Ana Ortiz, Harbour Town"))
    document = read(source("s.eml", f"{HEAD}Content-Type: text/html\n\n{parts}"))
    assert shown(document) == "paragraph @1: It closes.\nparagraph @2: It opens."
    long = read(source("s.eml", f"{HEAD}\nIt closes.\n--\n{'It is a long story. ' * 120}"))
    assert "long story" in shown(long)
