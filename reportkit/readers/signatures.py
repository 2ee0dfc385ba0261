"""The signs of formats: first bytes, members of containers, suffixes; and what helps where a format is not read."""

from reportkit.model.source import InputFormat

_AS_DOCX = "open it in a word processor and save it as DOCX or PDF"
_AS_TEXT = "save its text as plain text, DOCX or PDF"
_UNPACK = "unpack it and give the article inside"
_TRANSCRIBE = "have it transcribed and give the text"
_PICTURE = "run text recognition (OCR) and give the text"
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "rich text (RTF)", _AS_DOCX),
    (b"\x89PNG", "a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (b"GIF8", "a GIF picture", _PICTURE),
    (b"II*\0", "a TIFF picture", _PICTURE),
    (b"MM\0*", "a TIFF picture", _PICTURE),
    (b"BM", "a bitmap picture", _PICTURE),
    (b"\0\0\1\0", "an icon", _PICTURE),
    (b"8BPS", "a Photoshop picture", _PICTURE),
    (b"wOF", "a font", _AS_TEXT),
    (b"OTTO", "a font", _AS_TEXT),
    (b"%!PS", "PostScript", "convert it to PDF, with ps2pdf for instance"),
    (b"ID3", "a sound recording", _TRANSCRIBE),
    (b"\xff\xfb", "a sound recording", _TRANSCRIBE),
    (b"OggS", "a sound recording", _TRANSCRIBE),
    (b"fLaC", "a sound recording", _TRANSCRIBE),
    (b"\x1a\x45\xdf\xa3", "a film", _TRANSCRIBE),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"MSCF", "a cabinet archive", _UNPACK),
    (b"\x7fELF", "a program", _AS_TEXT),
    (b"MZ", "a program", _AS_TEXT),
    (b"SQLite format 3", "a database", _AS_TEXT),
    (b"!<arch>", "an archive", _UNPACK),
    (b"RIFF", "a picture or recording", _AS_TEXT),
    (b"!BDN", "an Outlook mailbox", "save the mail as .eml"),
)
"""First bytes of formats that are not read, what they are, and what helps."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_KINDS = (
    ("WordDocument", "an old Word file (.doc)", _AS_DOCX),
    ("Workbook", "an old Excel workbook (.xls)", _AS_TEXT),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", "export it as PDF"),
    ("__properties_version1.0", "an Outlook message (.msg)", "save the mail as .eml"),
)
EMBEDDED: tuple[tuple[int, bytes, str, str], ...] = (
    (4, b"ftyp", "a film or picture", _AS_TEXT),
    (257, b"ustar", "a tar archive", _UNPACK),
)
"""The same with the place where the bytes stand."""
ZIP_KINDS = (
    ("xl/", "an Excel workbook", _AS_TEXT),
    ("ppt/", "a PowerPoint file", "export it as PDF"),
    ("META-INF/container.xml", "an EPUB book", _AS_TEXT),
    ("META-INF/manifest.xml", "an OpenDocument file", _AS_DOCX),
    ("Index/Document.iwa", "a Pages document", "export it as DOCX or PDF"),
)
MIMETYPES = (
    ("application/epub", "an EPUB book", _AS_TEXT),
    ("application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", _AS_DOCX),
    ("application/vnd.oasis.opendocument", "an OpenDocument file", "export it as PDF"),
)
"""First words of the member `mimetype`."""
UNREAD_SUFFIXES = {
    "doc": ("an old Word file (.doc)", _AS_DOCX),
    "xls": ("an old Excel workbook (.xls)", _AS_TEXT),
    "ppt": ("an old PowerPoint file (.ppt)", "export it as PDF"),
    "msg": ("an Outlook message (.msg)", "save the mail as .eml"),
    "rtf": ("rich text (RTF)", _AS_DOCX),
    "odt": ("an OpenDocument text (.odt)", _AS_DOCX),
    "epub": ("an EPUB book", _AS_TEXT),
    "xml": ("XML", "give the article as HTML, text, DOCX or PDF"),
    "json": ("JSON", "give the article as HTML, text, DOCX or PDF"),
}
"""What a suffix promises that is not read, where the bytes say nothing."""
SUFFIXES = {
    "txt": InputFormat.TEXT,
    "text": InputFormat.TEXT,
    "md": InputFormat.MARKDOWN,
    "markdown": InputFormat.MARKDOWN,
    "mdown": InputFormat.MARKDOWN,
    "mkd": InputFormat.MARKDOWN,
    "qmd": InputFormat.MARKDOWN,
    "html": InputFormat.HTML,
    "htm": InputFormat.HTML,
    "xhtml": InputFormat.HTML,
    "docx": InputFormat.DOCX,
    "docm": InputFormat.DOCX,
    "dotx": InputFormat.DOCX,
    "pdf": InputFormat.PDF,
    "eml": InputFormat.EMAIL,
}
