"""The parts of a Word file around its text, and the ZIP that holds them, the same to the byte every time."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from reportkit import __version__
from reportkit.model.theme import Theme
from reportkit.settings import PageSize
from reportkit.writers.docx_lists import numbering
from reportkit.writers.docx_styles import MM, SANS, SERIF
from reportkit.writers.docx_stylesheet import Sheet, stylesheet
from reportkit.writers.docx_tokens import MONO_FONT, twips
from reportkit.writers.docx_xml import NOTHING, Xml, characters, element, part, tag
from reportkit.writers.html_page import is_right_to_left, page_count

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PAPER = {PageSize.A4: (11906, 16838), PageSize.LETTER: (12240, 15840)}
"""Width and height in twips."""
_MARGIN = twips(24 * MM)
_FOOTER = twips(11.5 * MM)

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP can hold: says nothing, and never changes."""

_WORD_PARTS = {
    "numbering.xml": ("numbering", f"{_WORD_TYPE}.numbering+xml"),
    "styles.xml": ("styles", f"{_WORD_TYPE}.styles+xml"),
    "settings.xml": ("settings", f"{_WORD_TYPE}.settings+xml"),
    "fontTable.xml": ("fontTable", f"{_WORD_TYPE}.fontTable+xml"),
    "footer1.xml": ("footer", f"{_WORD_TYPE}.footer+xml"),
}
"""Parts beside the document: the last word of their relationship's type, and their content type."""


def text_width(page: PageSize) -> int:
    """Return the width between the margins, in twips."""
    return _PAPER[page][0] - 2 * _MARGIN


_kept: list[tuple[tuple[Theme, PageSize, str, str], bytes]] = []
"""The package that was used last: most runs write many documents of one theme, paper and language."""


def empty_package(theme: Theme, page: PageSize, language: str, page_of: str) -> bytes:
    """Return a Word file with styles, numbering, settings and footer, but without text."""
    asked = (theme, page, language, page_of)
    for known, data in _kept:
        if known == asked:
            return data
    made = pack(_parts(theme, page, language, page_of))
    _kept[:] = [(asked, made)]
    return made


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the parts: content types first, as the format asks, the others by name, no date, no system."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return out.getvalue()


def repack(data: bytes) -> bytes:
    """Return the same parts in a ZIP that depends on nothing but them."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


def _parts(theme: Theme, page: PageSize, language: str, page_of: str) -> dict[str, bytes]:
    rtl = is_right_to_left(language)
    sheet = Sheet(theme, language, rtl, text_width(page))
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core_properties(),
        "docProps/app.xml": _application(),
        "word/document.xml": part("document", element("body", _section(page, rtl=rtl))),
        "word/_rels/document.xml.rels": _relationships(
            *(
                (f"rId{number}", f"{_OFFICE}/relationships/{kind}", name)
                for number, (name, (kind, _)) in enumerate(_WORD_PARTS.items(), start=1)
            )
        ),
        "word/numbering.xml": numbering(theme),
        "word/styles.xml": stylesheet(sheet),
        "word/settings.xml": _settings(language),
        "word/fontTable.xml": _font_table(theme),
        "word/footer1.xml": _footer(page_of),
    }


def _content_types() -> bytes:
    kinds = {
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    } | {f"/word/{name}": kind for name, (_, kind) in _WORD_PARTS.items()}
    types = tag(
        "Types",
        tag("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"),
        tag("Default", Extension="xml", ContentType="application/xml"),
        *(tag("Override", PartName=name, ContentType=kind) for name, kind in kinds.items()),
        xmlns=f"{_PACKAGE}/content-types",
    )
    return f"{_DECLARATION}{types}".encode()


def _relationships(*rows: tuple[str, str, str]) -> bytes:
    shown = (tag("Relationship", Id=identity, Type=kind, Target=target) for identity, kind, target in rows)
    return f"{_DECLARATION}{tag('Relationships', *shown, xmlns=f'{_PACKAGE}/relationships')}".encode()


def _core_properties() -> bytes:
    names = {
        "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    return f"{_DECLARATION}{tag('cp:coreProperties', **names)}".encode()


def _application() -> bytes:
    made_by = tag(
        "Properties",
        tag("Application", characters(f"reportkit {__version__}")),
        xmlns=f"{_OFFICE}/extended-properties",
    )
    return f"{_DECLARATION}{made_by}".encode()


def _section(page: PageSize, *, rtl: bool) -> Xml:
    width, height = _PAPER[page]
    margins = dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN)
    return element(
        "sectPr",
        element("footerReference", type="default", r_id=f"rId{[*_WORD_PARTS].index('footer1.xml') + 1}"),
        element("pgSz", w=width, h=height),
        element("pgMar", **margins, header=_FOOTER, footer=_FOOTER, gutter=0),
        element("bidi") if rtl else NOTHING,
    )


def _settings(language: str) -> bytes:
    uri = "http://schemas.microsoft.com/office/word"
    compatibility = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    return part(
        "settings",
        element("zoom", percent=100),
        element("defaultTabStop", val=720),
        element("characterSpacingControl", val="doNotCompress"),
        element(
            "compat",
            *(element("compatSetting", name=name, uri=uri, val=value) for name, value in compatibility.items()),
        ),
        element("themeFontLang", val=language),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    )


def _font_table(theme: Theme) -> bytes:
    """Return `word/fontTable.xml`: what Word takes where a font of the theme is not installed."""
    families = ((SERIF, "roman"), (SANS, "swiss"))
    named = (
        element(
            "font",
            element("altName", val=",".join(theme.word_fonts[role].fallbacks)),
            element("charset", val="00"),
            element("family", val=family),
            element("pitch", val="variable"),
            name=theme.word_fonts[role].name,
        )
        for role, family in families
    )
    mono = element(
        "font",
        element("altName", val="Courier New"),
        element("charset", val="00"),
        element("family", val="modern"),
        element("pitch", val="fixed"),
        name=MONO_FONT,
    )
    return part("fonts", *named, mono)


def _footer(page_of: str) -> bytes:
    """Return `word/footer1.xml`; its first run waits for the footer's words."""
    fields = {"{page}": _field("PAGE"), "{pages}": _field("NUMPAGES")}
    return part(
        "ftr",
        element(
            "p",
            element("pPr", element("pStyle", val="Footer")),
            element("r", element("t")),
            element("r", element("tab")),
            *(fields.get(piece) or element("r", _preserved(piece)) for piece in page_count(page_of)),
        ),
    )


def _preserved(text: str) -> Xml:
    return tag("w:t", characters(text), **{"xml:space": "preserve"})


def _field(instruction: str) -> Xml:
    """Return a field with a result to show until Word has counted the pages."""
    return element("fldSimple", element("r", element("t", characters("1"))), instr=f" {instruction} ")
