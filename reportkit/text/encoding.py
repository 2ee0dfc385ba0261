"""Bytes to text, decoded once: byte order mark, then what is declared, then UTF-8, and a guess only when all fail."""

import codecs
import re
from dataclasses import dataclass

from reportkit.notices import Notice, NoticeCode

_MARKS = (  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What authors mean by a label is what browsers take it for (WHATWG Encoding Standard, 4.2).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}
_STATEFUL = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
"""Encodings whose bytes are all ASCII and yet mean something else."""
_NO_CHARSETS = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape"})
"""Codecs of Python that no document is written in; UTF-7 is a known way to smuggle markup."""
_LEGACY = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "koi8_r"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "mac_roman", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
]
"""What a guess chooses from: the encodings that texts without a label come in."""
_GUESS_BYTES = 64 * 1024
"""A guess looks at no more than this."""
_HIGH = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_MULTIBYTE_CODECS = ("gb", "big5", "cp932", "cp949", "euc", "johab", "shift")
_BY_CHANCE = 10
"""Sequences of UTF-8 that two or three words in a multi-byte encoding may form by chance."""
_WIDE_SHARE = 0.3
"""Share of zero bytes at even or odd places from which bytes without a mark count as UTF-16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text with the encoding that it was read in."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of the bytes; not yet clean.

    A declared encoding gives way to UTF-8 where the bytes are valid UTF-8 beyond ASCII: text in another encoding is so
    by chance next to never, unless it is very short and in a multi-byte one, while servers and editors mislabel UTF-8
    daily.

    Notices: `encoding-guessed`, `characters-replaced`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    if wide := _find_wide(data):
        return _decode_as(data, wide)
    known = _find_codec(declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_broken(data) if known in {None, "utf-8"} else _decode_as(data, known)
    if known is None or not _may_be(known, data):
        return Decoded(text=text, encoding="utf-8")
    return _decode_as(data, known)


def _may_be(known: str, data: bytes) -> bool:
    """Return whether bytes that are valid UTF-8 may still be in the declared encoding."""
    if data.isascii():
        return known in _STATEFUL
    return known.startswith(_MULTIBYTE_CODECS) and len(_MULTIBYTE.findall(data)) < _BY_CHANCE


def _find_wide(data: bytes) -> str | None:
    """Return UTF-16's byte order where every other byte is mostly zero, as in text of the Latin script without a mark."""
    head = data[:4096]
    half = len(head) // 2
    if not half or len(data) % 2:
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd >= _WIDE_SHARE and even < odd / 8:
        return "utf-16-le"
    if even >= _WIDE_SHARE and odd < even / 8:
        return "utf-16-be"
    return None


def _find_codec(label: str | None) -> str | None:
    """Return Python's name of the codec meant by a label, `None` where it names no encoding of text."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
        b"ab<>".decode(name, "replace")
    except (LookupError, ValueError):  # a codec from bytes to bytes is found, but does not decode; a label with a NUL
        return None
    if name in _NO_CHARSETS:
        return None
    if name.startswith(("utf-16", "utf-32")):  # a document that could declare so in ASCII is not in it
        return "utf-8"
    return _MEANT.get(name, name)


def _decode_as(data: bytes, encoding: str) -> Decoded:
    """Return the text in this encoding, with a notice where bytes stand for no character."""
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    detail = f"{lost} characters are not valid {encoding} and were replaced by U+FFFD"
    notice = Notice(code=NoticeCode.CHARACTERS_REPLACED, detail=detail)
    return Decoded(text=text, encoding=encoding, notices=(notice,))


def _decode_broken(data: bytes) -> Decoded:
    """Return the text of bytes that are not valid UTF-8 and not declared otherwise.

    UTF-8 with a few broken places stays UTF-8: it has more whole sequences than broken ones. The rest is a guess.
    """
    as_utf8 = _decode_as(data, "utf-8")
    if len(_MULTIBYTE.findall(data)) > as_utf8.text.count("\ufffd"):
        return as_utf8
    guessed = _decode_as(data, _guess(data))
    detail = f"no encoding is declared and the bytes are not UTF-8; read as {guessed.encoding}"
    notice = Notice(code=NoticeCode.ENCODING_GUESSED, detail=detail)
    return Decoded(text=guessed.text, encoding=guessed.encoding, notices=(notice, *guessed.notices))


def _guess(data: bytes) -> str:
    """Return the likeliest legacy encoding; Western European where the text would be the same, or nothing fits."""
    from charset_normalizer import from_bytes

    high = _HIGH.search(data)
    sample = data[max(0, high.start() - _GUESS_BYTES // 4) if high else 0 :][:_GUESS_BYTES]
    best = from_bytes(sample, cp_isolation=_LEGACY, enable_fallback=False).best()
    if best is None or "cp1252" in best.could_be_from_charset:
        return "cp1252"
    return best.encoding
