"""A Word file taken apart, without python-docx: what is checked should not be read by the library that wrote it."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTENT_TYPES = "[Content_Types].xml"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_HEADING = re.compile(r"heading (\d)( boxed| ruled)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A way from one part to another, or out of the file."""

    kind: str
    """The last word of its type."""
    target: str
    """The part's name, or the address outside."""
    external: bool


class WordFile:
    """The parts of a Word file and what the checks ask of them."""

    def __init__(self, data: bytes) -> None:
        """Read all parts; raises what zipfile and lxml raise on a damaged file."""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.names = [entry.filename for entry in self.entries]
            self.raw = {name: archive.read(name) for name in self.names}
        self.xml = {
            name: etree.fromstring(raw, _PARSER) for name, raw in self.raw.items() if name.endswith((".xml", ".rels"))
        }

    @cached_property
    def body(self) -> etree._Element:
        """The body of the document."""
        return _only(self.xml["word/document.xml"], "body")

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """Styles by id."""
        return {attribute(style, "styleId"): style for style in self.xml["word/styles.xml"].findall(f"{W}style")}

    def paragraphs(self) -> list[etree._Element]:
        """All paragraphs of the body, in tables too."""
        return list(self.body.iter(f"{W}p"))

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part by id."""
        folder, name = posixpath.split(part)
        rows = self.xml.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found = {}
        for row in () if rows is None else rows:
            external = row.get("TargetMode") == "External"
            target = row.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[row.get("Id", "")] = Relationship(row.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found

    def style_id(self, paragraph: etree._Element) -> str:
        """The style of a paragraph."""
        return attribute(paragraph.find(f"{W}pPr/{W}pStyle"), "val") or "Normal"

    def style_name(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style."""
        style = self.styles.get(self.style_id(paragraph))
        return "" if style is None else attribute(style.find(f"{W}name"), "val")

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """0 for the title, 1 to 5 for headings, `None` for other paragraphs."""
        name = self.style_name(paragraph)
        found = _HEADING.fullmatch(name)
        return int(found[1]) if found else 0 if name == "Title" else None

    def inherited(self, style_id: str, path: str) -> etree._Element | None:
        """A property of a style, its own or that of a style it is based on; `path` is `pPr/keepNext`."""
        for style in self._chain(style_id):
            found = style.find("/".join(f"{W}{step}" for step in path.split("/")))
            if found is not None:
                return found
        return None

    def number(self, paragraph: etree._Element) -> str:
        """The list instance that a paragraph belongs to, empty for none."""
        return attribute(paragraph.find(f"{W}pPr/{W}numPr/{W}numId"), "val")

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            yield self.styles[style_id]
            style_id = attribute(self.styles[style_id].find(f"{W}basedOn"), "val")


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute of the `w` namespace, empty where element or attribute is absent."""
    return "" if element is None else element.get(f"{W}{name}", "")


def text_of(element: etree._Element) -> str:
    """The text that a reader sees: tabs and breaks as characters."""
    shown = {f"{W}tab": "\t", f"{W}br": "\n"}
    words = []
    for node in element.iter(f"{W}t", *shown):
        parent = node.getparent()
        if parent is not None and parent.tag == f"{W}r":
            words.append(node.text or "" if node.tag == f"{W}t" else shown[str(node.tag)])
    return "".join(words)


def _only(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f"{W}{name}")
    if found is None:
        raise ValueError(f"no {name} in the part")
    return found
