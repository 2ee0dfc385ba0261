"""Sources for the tests of the readers, made from their parts, and documents written out for comparing."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from reportkit.model.document import Block, Document, FieldName, ListBlock, Table, block_text, count_characters
from reportkit.model.source import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def source(name: str, data: bytes | str) -> Source:
    """Return a source of this name; text is encoded as UTF-8."""
    return Source(name=name, data=data.encode() if isinstance(data, str) else data)


def shown(document: Document) -> str:
    """Return the blocks of a document, a line each: kind, place, text."""
    return "\n".join(map(_line, document.blocks))


def _line(block: Block) -> str:
    """Return one block in words."""
    kind = type(block).__name__.lower().removesuffix("block")
    if isinstance(block, Table):
        text = " ; ".join(" | ".join(row) for row in block.rows)
    elif isinstance(block, ListBlock):
        kind, text = ("numbered" if block.ordered else "list"), " / ".join(block.items)
    else:
        text = block.text
    level = str(getattr(block, "level", ""))
    return f"{kind}{level} @{block.locator.number}: {text}"


def declared(document: Document, name: FieldName) -> list[str]:
    """Return the values that a document gives for a field."""
    return [each.value for each in document.metadata if each.name is name]


def dropped(document: Document) -> dict[str, int]:
    """Return the characters left out by reason."""
    return {each.why: each.characters for each in document.dropped}


def adds_up(document: Document) -> bool:
    """Return whether blocks and what was dropped are all of the text."""
    kept = sum(count_characters(block_text(block)) for block in document.blocks)
    return kept + sum(each.characters for each in document.dropped) == document.characters_in


def pack(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a ZIP of these members, the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()


def docx(body: str, *, parts: Mapping[str, str] | None = None, namespace: str = W) -> bytes:
    """Return a Word file with this body; `parts` are XML by kind (`styles`, `footnotes`), without the XML declaration."""
    parts = parts or {}
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts if kind != "core"
    )
    members = {
        "_rels/.rels": _relationships(
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{namespace}" {_NAMESPACES}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relationships(links),
        **{f"word/{kind}.xml": wrap(xml, namespace) for kind, xml in parts.items() if kind != "core"},
    }
    if "core" in parts:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"{parts['core']}</cp:coreProperties>"
        )
    return pack(members)


def _relationships(links: str) -> str:
    """Return a part with relationships."""
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def wrap(xml: str, namespace: str = W) -> str:
    """Return the XML of a part within a root element that knows `w:`."""
    return f'<w:root xmlns:w="{namespace}" {_NAMESPACES}>{xml}</w:root>'


Text = tuple[float, float, float, str]
"""Left edge, baseline, size and words; `*` before the words sets them bold."""


def pdf(pages: Sequence[Sequence[Text]], *, info: str = "", catalog: str = "", page: str = "") -> bytes:
    """Return a PDF of A4 pages with these texts in Helvetica."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>",
    ]
    kids = []
    for texts in pages:
        content = "".join(_draw(*text) for text in texts)
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        resources = "<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{resources}/Contents {len(objects)} 0 R{page}>>"
        )
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return _assemble_pdf(objects)


def _draw(left: float, baseline: float, size: float, text: str) -> str:
    """Return the operators that draw a text; one that starts with `re` or `q` is drawn as it stands."""
    if text.startswith(("re ", "q ")):
        return f"{text.removeprefix('re ')}\n"
    font = "F2" if text.startswith("*") else "F1"
    escaped = text.removeprefix("*").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {left} {baseline} Td ({escaped}) Tj ET\n"


def _assemble_pdf(objects: Sequence[str]) -> bytes:
    """Return the file with its table of cross references."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
