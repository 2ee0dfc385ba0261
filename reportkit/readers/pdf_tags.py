"""The text of a tagged PDF by its structure tree: which words are a heading, a paragraph, an item, a row of cells.

Exact where a PDF is tagged, as those that reportkit writes are; nothing is guessed from where words stand but whether a
line ends between two of them. Runs in the process of `readers.pdf_process`.
"""

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit.limits import SOURCE_CHARACTERS

if TYPE_CHECKING:
    import pypdfium2

_BLOCKS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "P", "LI", "TR", "Caption"})
_CELLS = frozenset({"TD", "TH"})
_LEFT_OUT = frozenset({"Lbl", "Artifact"})
_DEEPEST = 40
_SAME_LINE = 0.3
"""Share of the lower text's height that two texts of one line have in common."""
_CJK = frozenset(
    chr(code) for low, high in ((0x3000, 0x30FF), (0x3400, 0x9FFF), (0xFF00, 0xFFEF)) for code in range(low, high + 1)
)

_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What PDFium gives for a hyphen at the end of a line."""

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that is drawn in one go, with its place."""

    text: str
    page: int
    bottom: float
    top: float


class _Tags:
    """The blocks found so far by their paths in the structure tree, by which one that runs over pages is known again."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.kinds: dict[Path, str] = {}
        self.cells: dict[Path, dict[Path, list[_Piece]]] = defaultdict(dict)
        self.characters = 0

    def add(self, block: Path, kind: str, cell: Path, pieces: list[_Piece]) -> None:
        """Add text to a cell of a block."""
        self.kinds[block] = kind
        self.cells[block].setdefault(cell, []).extend(pieces)
        self.characters += sum(len(piece.text) for piece in pieces)

    def blocks(self) -> list[dict[str, object]]:
        """Return the blocks in reading order, in values that JSON knows."""
        return [
            {
                "kind": self.kinds[path],
                "parent": list(path[:-1]),
                "cells": [_joined(self.cells[path][cell]) for cell in sorted(self.cells[path])],
            }
            for path in sorted(self.kinds)
        ]


def find_tags(pdf: "pypdfium2.PdfDocument") -> dict[str, object]:
    """Return the blocks of all pages, none where the file has no tags."""
    import pypdfium2.raw as pdfium

    tags = _Tags()
    for number in range(len(pdf)):
        page = pdf[number]
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        if tree:
            pieces = _pieces(page, number)
            for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), (at,), pieces, tags, None)
            pdfium.FPDF_StructTree_Close(tree)
        page.close()
        if tags.characters > SOURCE_CHARACTERS:
            return {"refused": "characters", "count": tags.characters}
    return {"blocks": tags.blocks()}


def _pieces(page: "pypdfium2.PdfPage", number: int) -> dict[int, list[_Piece]]:
    """Return the texts of a page by the number of the marked content that they belong to."""
    import pypdfium2.raw as pdfium

    found: dict[int, list[_Piece]] = defaultdict(list)
    texts = page.get_textpage()
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(each.raw)
        if mark >= 0:
            _, bottom, _, top = each.get_bounds()
            found[mark].append(_Piece(_text(each.raw, texts.raw), number, bottom, top))
    texts.close()
    return found


def _walk(
    element: Any,  # noqa: ANN401 - a pointer of PDFium
    path: Path,
    pieces: dict[int, list[_Piece]],
    tags: _Tags,
    inside: tuple[Path, str, Path] | None,
) -> None:
    """Add the texts below an element; `inside` is the block and the cell around it."""
    import pypdfium2.raw as pdfium

    kind = _kind(element)
    if kind in _LEFT_OUT or len(path) > _DEEPEST:
        return
    if kind in _BLOCKS and (inside is None or inside[1] not in {"LI", "TR"} or kind in {"LI", "TR"}):
        inside = (path, kind, path)
    elif kind in _CELLS and inside is not None:
        inside = (inside[0], inside[1], path)
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            _walk(child, (*path, at), pieces, tags, inside)
            continue
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if mark in pieces and inside is not None:
            tags.add(*inside, pieces.pop(mark))


def _kind(element: Any) -> str:  # noqa: ANN401 - a pointer of PDFium
    import pypdfium2.raw as pdfium

    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace")


def _text(text_object: Any, page: Any) -> str:  # noqa: ANN401 - pointers of PDFium
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFTextObj_GetText(text_object, page, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(text_object, page, buffer, length)
    return bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "replace").translate(_HYPHENS)


def _joined(pieces: list[_Piece]) -> str:
    """Return texts that follow one another as one; between lines stands the blank that the line's end took away."""
    text = ""
    last: _Piece | None = None
    for piece in pieces:
        if (
            last is not None
            and not _on_one_line(last, piece)
            and text
            and piece.text
            and _is_parted(text[-1], piece.text[0])
        ):
            text += " "
        text += piece.text
        last = piece
    return " ".join(text.split())


def _on_one_line(one: _Piece, other: _Piece) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return one.page == other.page and shared > _SAME_LINE * min(one.top - one.bottom, other.top - other.bottom)


def _is_parted(before: str, after: str) -> bool:
    """Return whether a blank stood where a line ended: not behind a hyphen or a bar, nor among Chinese characters."""
    return before not in "-‐/" and not (before in _CJK and after in _CJK)
