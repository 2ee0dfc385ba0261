"""What is wrong with a Word file: package, properties, structure, accessibility, look. An empty list says nothing is."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import etree

from tests.checks.docx_package import CONTENT_TYPES, R, W, WordFile, attribute, text_of

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DIRECT_PARAGRAPH = {"pStyle", "keepNext", "numPr"}
_DIRECT_RUN = {"rStyle", "rtl"}
_MAY_BE_EMPTY = {"Rule", "Table Gap"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_DANGEROUS = re.compile(r"vbaProject|activeX|oleObject|embeddings/|altChunk")
_LEAST_CONTRAST = 4.5

Check = Callable[[WordFile], Iterator[str]]


def faults(data: bytes) -> list[str]:
    """All faults of a Word file, in words."""
    file = WordFile(data)
    return [fault for check in CHECKS for fault in check(file)]


def package(file: WordFile) -> Iterator[str]:
    """Parts, their types, and the ways between them."""
    if file.names[0] != CONTENT_TYPES:
        yield "content types do not come first"
    if len(file.names) != len(set(file.names)):
        yield "a part stands twice"
    if {entry.date_time for entry in file.entries} != {(1980, 1, 1, 0, 0, 0)}:
        yield "an entry bears a date"
    types = file.xml[CONTENT_TYPES]
    declared = {row.get("PartName", "").lstrip("/") for row in types.findall(f"{_TYPES}Override")}
    endings = {row.get("Extension") for row in types.findall(f"{_TYPES}Default")}
    yield from (f"type of a part that is absent: {name}" for name in sorted(declared - set(file.names)))
    for name in file.names:
        if name not in declared and name.rsplit(".", 1)[-1] not in endings:
            yield f"no type for {name}"
        if _DANGEROUS.search(name):
            yield f"active content: {name}"
        if b"<!DOCTYPE" in file.raw[name][:2000]:
            yield f"a DTD in {name}"
        if name.endswith(".rels"):
            yield from _ways(file, name)


def _ways(file: WordFile, rels: str) -> Iterator[str]:
    part = rels.replace("_rels/", "").removesuffix(".rels")
    for way in file.relationships(part).values():
        if way.external and (way.kind != "hyperlink" or not re.match(r"(https?://|mailto:)", way.target)):
            yield f"leads out of the file: {way.kind} {way.target}"
        elif not way.external and way.target not in file.names:
            yield f"leads to a part that is absent: {way.target}"


def properties(file: WordFile) -> Iterator[str]:
    """Title, language, dates; nothing that a library left there."""
    core = {etree.QName(node).localname: (node.text or "").strip() for node in file.xml["docProps/core.xml"]}
    yield from (f"no {name} in the properties" for name in ("title", "language") if not core.get(name))
    yield from (f"an empty property: {name}" for name, value in core.items() if not value)
    yield from (
        f"not a moment in UTC: {core[name]}"
        for name in ("created", "modified")
        if name in core and not _MOMENT.fullmatch(core[name])
    )
    if "python-docx" in " ".join(core.values()):
        yield "a library names itself the author"
    language = attribute(file.xml["word/styles.xml"].find(f"{W}docDefaults//{W}lang"), "val")
    if not _LANGUAGE.fullmatch(language):
        yield f"no language tag: {language!r}"
    if language != core.get("language"):
        yield "text and properties name different languages"
    modes = [
        attribute(node, "val")
        for node in file.xml["word/settings.xml"].iter(f"{W}compatSetting")
        if attribute(node, "name") == "compatibilityMode"
    ]
    if modes != ["15"]:
        yield "opens in compatibility mode"
    yield from (
        f"left over: {name}" for name in file.names if re.search(r"thumbnail|stylesWithEffects|customXml", name)
    )


def structure(file: WordFile) -> Iterator[str]:
    """Title, headings, lists, and styles for all of it."""
    used = {file.style_id(paragraph) for paragraph in file.paragraphs()}
    used |= {attribute(node, "val") for node in file.body.iter(f"{W}rStyle", f"{W}tblStyle")}
    yield from (f"style not defined: {name}" for name in sorted(used - set(file.styles)))
    levels = [level for level in map(file.heading_level, file.paragraphs()) if level is not None]
    if levels.count(0) != 1:
        yield "not exactly one title"
    yield from (f"heading {after} after {before}" for before, after in pairwise(levels) if after > before + 1)
    instances = {attribute(node, "numId") for node in file.xml["word/numbering.xml"].findall(f"{W}num")}
    for paragraph in file.paragraphs():
        words = text_of(paragraph)
        name = file.style_name(paragraph)
        if (
            file.heading_level(paragraph) is not None
            and file.inherited(file.style_id(paragraph), "pPr/keepNext") is None
        ):
            yield f"a heading may stand alone at the foot of a page: {words}"
        number = file.number(paragraph)
        if number and number not in instances:
            yield f"list not defined: {number}"
        in_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        if not words.strip() and not number and name not in _MAY_BE_EMPTY and not in_cell:
            yield "an empty paragraph"
        if not number and not in_cell and re.match(r"\s*([•●▪–—-]|\d{1,2}[.)])\s+\S", words):
            yield f"a list typed by hand: {words[:20]}"


def formatting(file: WordFile) -> Iterator[str]:
    """Styles do it all."""
    for name, allowed in (("pPr", _DIRECT_PARAGRAPH), ("rPr", _DIRECT_RUN)):
        found = {etree.QName(node).localname for holder in file.body.iter(f"{W}{name}") for node in holder}
        yield from (f"formatted by hand: {node}" for node in sorted(found - allowed))
    if list(file.body.iter(f"{W}ins", f"{W}del")):
        yield "tracked changes"


def tables(file: WordFile) -> Iterator[str]:
    """Every table can be read aloud, and its head repeats."""
    for table in file.body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a head that does not repeat"
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            yield "a row may break over pages"
        if any(len(row.findall(f"{W}tc")) != columns for row in rows):
            yield "a row with too few cells"
        if any(cell[-1].tag != f"{W}p" for cell in table.iter(f"{W}tc")):
            yield "a cell without a paragraph"
        if not attribute(table.find(f"{W}tblPr/{W}tblCaption"), "val"):
            yield "a table without a name"
        if attribute(table.find(f"{W}tblPr/{W}tblLook"), "firstRow") != "1":
            yield "a head that is not declared"


def links(file: WordFile) -> Iterator[str]:
    """Every link leads somewhere."""
    marks = list(file.body.iter(f"{W}bookmarkStart"))
    names, starts = [attribute(mark, "name") for mark in marks], [attribute(mark, "id") for mark in marks]
    ends = [attribute(mark, "id") for mark in file.body.iter(f"{W}bookmarkEnd")]
    if len(set(starts)) != len(starts) or sorted(starts) != sorted(ends):
        yield "bookmarks do not pair up"
    if len({name.lower() for name in names}) != len(names):
        yield "two bookmarks of one name"
    yield from (f"a name that Word refuses: {name}" for name in names if not re.fullmatch(r"[A-Za-z_]\w{0,39}", name))
    known = file.relationships("word/document.xml")
    for link in file.body.iter(f"{W}hyperlink"):
        anchor, way = attribute(link, "anchor"), link.get(f"{R}id", "")
        if not (anchor in names if anchor else way in known):
            yield f"a link to nowhere: {anchor or way}"
        if not text_of(link).strip():
            yield "a link without words"


def footer(file: WordFile) -> Iterator[str]:
    """Page x of y, counted by Word."""
    section = file.body.find(f"{W}sectPr/{W}footerReference")
    way = file.relationships("word/document.xml").get("" if section is None else section.get(f"{R}id", ""))
    fields = (
        [] if way is None else [attribute(node, "instr").strip() for node in file.xml[way.target].iter(f"{W}fldSimple")]
    )
    if fields != ["PAGE", "NUMPAGES"]:
        yield f"the footer does not count pages: {fields}"


def contrast(file: WordFile) -> Iterator[str]:
    """Text of every style stands out from its ground."""
    for name, style in file.styles.items():
        colour = attribute(file.inherited(name, "rPr/color"), "val")
        ground = attribute(file.inherited(name, "pPr/shd"), "fill") or "FFFFFF"
        if (
            attribute(style, "type") != "table"
            and _COLOUR.fullmatch(colour)
            and ratio(colour, ground) < _LEAST_CONTRAST
        ):
            yield f"{name}: {colour} on {ground}"


def ratio(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colours."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


CHECKS: tuple[Check, ...] = (package, properties, structure, formatting, tables, links, footer, contrast)
