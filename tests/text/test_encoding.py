"""Tests of `reportkit.text.encoding`."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.notices import NoticeCode
from reportkit.text.encoding import decode

GERMAN = "Für die Straße über den Fluss zahlt das Land 64 Millionen Euro."
RUSSIAN = "Министерство сообщило, что новая дорога откроется весной будущего года."
JAPANESE = "市は月曜日に、橋の修理が六週間続くと発表しました。費用は四百万ユーロです。"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_rules(mark: bytes, encoding: str) -> None:
    """A mark is believed against any declaration, and is no part of the text."""
    decoded = decode(mark + GERMAN.encode(encoding), declared="koi8-r")
    assert (decoded.text, decoded.encoding, decoded.notices) == (GERMAN, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    """UTF-16 shows by its zero bytes."""
    assert decode(GERMAN.encode(encoding)).text == GERMAN


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (GERMAN, "ISO-8859-1"),
        ("“quoted” – and dashed", "latin1"),
        (RUSSIAN, "windows-1251"),
        (JAPANESE, "Shift_JIS"),
        (JAPANESE, "iso-2022-jp"),
        ("朝鮮", "euc-kr"),
        ("\u4e2d\u6587", "gb2312"),
    ],
)
def test_declared_encoding_is_used(text: str, label: str) -> None:
    """A label means what browsers take it for; no notice is due."""
    real = {"ISO-8859-1": "cp1252", "latin1": "cp1252"}.get(label, label)
    decoded = decode(text.encode(real), declared=f' "{label}" ')
    assert (decoded.text, decoded.notices) == (text, ())


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "windows-1251", "gb2312", "utf-16", "us-ascii", "no-such", "hex", "\0", ""]
)
def test_valid_utf8_beats_a_label(label: str) -> None:
    """Text that is valid UTF-8 beyond ASCII is UTF-8, whatever a server or editor says."""
    decoded = decode(JAPANESE.encode(), declared=label)
    assert (decoded.text, decoded.encoding, decoded.notices) == (JAPANESE, "utf-8", ())


def test_short_multibyte_text_may_look_like_utf8() -> None:
    """Two characters of GBK that happen to be valid UTF-8 stay GBK where that is declared."""
    data = "模模".encode("gbk")
    assert data.decode("utf-8") != "模模"
    assert decode(data, declared="gbk").text == "模模"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "cp932"), ("caf\xe9", "cp1252")],
)
def test_a_guess_bears_a_notice(text: str, encoding: str) -> None:
    """Text without a label that is no UTF-8 is guessed, and says so."""
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert [notice.code for notice in decoded.notices] == [NoticeCode.ENCODING_GUESSED]


def test_broken_utf8_stays_utf8() -> None:
    """A few bad bytes in UTF-8 become U+FFFD with a notice; the rest is not guessed anew."""
    decoded = decode(GERMAN.encode() + b"\xff" + GERMAN.encode(), declared="utf-8")
    assert decoded.text == f"{GERMAN}\ufffd{GERMAN}"
    assert [notice.code for notice in decoded.notices] == [NoticeCode.CHARACTERS_REPLACED]


def test_bytes_without_a_character_are_replaced() -> None:
    """A declared encoding stays in force where some bytes mean nothing in it."""
    decoded = decode(b"ab\x81" + b"\xe9", declared="windows-1252")
    assert decoded.text == "ab\ufffdé"
    assert [notice.code for notice in decoded.notices] == [NoticeCode.CHARACTERS_REPLACED]


@given(st.binary(max_size=300), st.one_of(st.none(), st.sampled_from(["utf-8", "cp1252", "gbk", "utf-7", "rot13"])))
def test_any_bytes_decode_the_same_every_time(data: bytes, label: str | None) -> None:
    """No bytes are refused, and the same ones give the same text."""
    assert decode(data, declared=label) == decode(data, declared=label)


@given(st.text(min_size=1))
def test_utf8_round_trip(text: str) -> None:
    """Text in UTF-8 comes back as it was, unless it looks like UTF-16 for its zero bytes."""
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8", "replace")).text == text.encode("utf-8", "replace").decode()
