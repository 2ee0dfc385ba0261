"""What a finished PDF says of itself, read with libraries that the product does not write it with."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2


@dataclass(slots=True)
class Element:
    """An element of the structure tree."""

    kind: str
    node: pikepdf.Object
    children: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Pieces of content that hang here: index of the page, number of the mark."""
    objects: list[pikepdf.Object] = field(default_factory=list)
    """Annotations that hang here."""

    def all(self, *kinds: str) -> list["Element"]:
        """This element and those below it, of the kinds given or of any, in reading order."""
        below = [found for child in self.children for found in child.all(*kinds)]
        return [self, *below] if not kinds or self.kind in kinds else below


def structure(pdf: pikepdf.Pdf) -> Element:
    """The root of the structure tree with everything below it."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _element(pdf.Root.StructTreeRoot, pages)


def _element(node: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Element:
    element = Element(str(node.get("/S", "")).removeprefix("/"), node)
    for kid in _kids(node):
        if isinstance(kid, int):
            element.marks.append((pages[node.Pg.objgen], kid))
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            element.objects.append(kid.Obj)
        else:
            element.children.append(_element(kid, pages))
    return element


def _kids(node: pikepdf.Object) -> list[pikepdf.Object | int]:
    kids = node.get("/K")
    if kids is None:
        return []
    return [*kids] if isinstance(kids, pikepdf.Array) else [kids]


def marked_content(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, int | None, bool]]:
    """For each piece of marked content: its page, tag, number if it has one, and whether text is drawn in it.

    Content outside any mark is told as the tag ``.
    """
    for number, page in enumerate(pdf.pages):
        stack: list[tuple[str, int | None]] = []
        texts: list[bool] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            match operator:
                case "BMC" | "BDC":
                    properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
                    mark = properties.get("/MCID")
                    stack.append((str(operands[0]), None if mark is None else int(mark)))
                    texts.append(False)
                case "EMC":
                    yield number, *stack.pop(), texts.pop()
                case "Tj" | "TJ" | "f" | "S" | "B" | "Do":
                    if not stack:
                        yield number, "", None, operator in {"Tj", "TJ"}
                    elif operator in {"Tj", "TJ"}:
                        texts[-1] = True


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Depth, from 1, and words of each bookmark."""

    def walk(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, item.title
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as found:
        return list(walk(found.root, 1))


def page_texts(data: bytes) -> list[str]:
    """The text of each page as a reader of another make extracts it, lines kept."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def character_sides(data: bytes) -> list[tuple[float, float]]:
    """Left and right side of every visible character, in points from the left of its page."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    found = []
    try:
        for page in document:
            text = page.get_textpage()
            for place in range(text.count_chars()):
                if not text.get_text_range(place, 1).isspace():
                    left, _, right, _ = text.get_charbox(place)
                    found.append((left, right))
    finally:
        document.close()
    return found
