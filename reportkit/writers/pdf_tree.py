"""The structure tree that WeasyPrint 70 built, each element beside the box that it was built from.

Source: ISO 32000-1, 14.7; `weasyprint.pdf.tags`, which walks the boxes in the order used here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document
    from weasyprint.formatting_structure.boxes import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A structure tree, to be changed in place; elements are known by the references to them, such as `12 0 R`."""

    pdf: "pydyf.PDF"
    top: bytes
    """The element of the whole document."""
    elements: dict[bytes, "pydyf.Dictionary"]
    """With the references to annotations among them, which are objects of their own."""
    boxes: dict[bytes, "Box"]
    """What an element was drawn as; bare text is left out."""
    owners: list[object]
    """The parent tree: number, value, number, value; the numbers count from 0."""

    def kind(self, reference: bytes) -> object:
        """The structure type, such as `/P`; `None` for a reference to an annotation."""
        return self.elements[reference].get("S")

    def kids(self, reference: bytes) -> list[bytes]:
        """What hangs in an element, but for the numbers of marked content."""
        return [kid for kid in self.elements[reference].get("K", ()) if isinstance(kid, bytes)]

    def below(self, reference: bytes) -> Iterator[bytes]:
        """Yield an element and all below it, in reading order."""
        waiting = [reference]
        while waiting:
            found = waiting.pop()
            yield found
            waiting += reversed(self.kids(found))

    def hang(self, parent: bytes, *kids: bytes) -> None:
        """Add kids to an element."""
        self.elements[parent]["K"] += kids
        for kid in kids:
            self.elements[kid]["P"] = parent

    def wrap(self, parent: bytes, kids: list[bytes], kind: str) -> bytes:
        """The new element between one and some of its kids, which it does not yet hang in."""
        import pydyf

        around = pydyf.Dictionary({"Type": "/StructElem", "S": kind, "Pg": self.elements[parent]["Pg"], "P": parent})
        around["K"] = pydyf.Array()
        self.pdf.add_object(around)
        self.elements[around.reference] = around
        self.hang(around.reference, *kids)
        return bytes(around.reference)


def object_at(pdf: "pydyf.PDF", reference: bytes) -> "pydyf.Object":
    """The object that `12 0 R` refers to."""
    return pdf.objects[number_of(reference)]


def number_of(reference: bytes) -> int:
    """The number of an object; those of elements count up in the order of the boxes."""
    return int(reference.split()[0])


def tree_of(document: "Document", pdf: "pydyf.PDF") -> Tree:
    """The tree of a tagged file, nested lists put into their items."""
    root = object_at(pdf, pdf.catalog["StructTreeRoot"])
    (top,) = root["K"]
    elements = {}
    waiting = [top]
    while waiting:
        reference = waiting.pop()
        elements[reference] = object_at(pdf, reference)
        waiting += [kid for kid in elements[reference].get("K", ()) if isinstance(kid, bytes)]
    owners = object_at(pdf, root["ParentTree"])["Nums"]
    tree = Tree(pdf=pdf, top=top, elements=elements, boxes={}, owners=owners)
    for reference in elements:
        if tree.kind(reference) == "/L":
            _bring_lists_home(tree, reference)
    tree.boxes.update(_boxes(document, tree))
    return tree


def _bring_lists_home(tree: Tree, outer: bytes) -> None:
    """Hang each list that stands after its item, and not in it, where it belongs among the item's other content."""
    items: list[bytes] = []
    for kid in tree.kids(outer):
        if tree.kind(kid) == "/L" and items and tree.kind(items[-1]) == "/LI":
            tree.hang(items[-1], kid)
            tree.elements[items[-1]]["K"].sort(key=number_of)
        else:
            items.append(kid)
    tree.elements[outer]["K"][:] = items


def _boxes(document: "Document", tree: Tree) -> Iterator[tuple[bytes, "Box"]]:
    """Yield each element below the topmost, but for text, with its box."""
    roots = [box for page in document.pages for box in _content(page._page_box)]  # noqa: SLF001 - boxes are not public
    waiting = _pairs(tree.kids(tree.top), roots)
    while waiting:
        reference, box = waiting.pop()
        yield reference, box
        element = tree.elements[reference]
        if element["S"] == "/LI" and _is_without_mark(box):
            waiting.append((element["K"][0], box))
        else:
            kids = element["K"][1:] if box.link_annotation else element["K"]  # the annotation comes before the words
            waiting += _pairs(kids, list(_children(box, element["S"])))


def _pairs(kids: list[bytes], boxes: list["Box"]) -> list[tuple[bytes, "Box"]]:
    """Return kids beside their boxes, but for text.

    A theme that sets lists within lines puts the two out of step; what is inside then stays as WeasyPrint built it.
    """
    from weasyprint.formatting_structure.boxes import TextBox

    if len(kids) != len(boxes):
        return []
    return [(kid, box) for kid, box in zip(kids, boxes, strict=True) if not isinstance(box, TextBox)]


def _content(box: "Box") -> Iterator["Box"]:
    """Yield what hangs in the document itself: neither the margins of a page nor the body, but what that holds."""
    from weasyprint.formatting_structure.boxes import LineBox, MarginBox

    for child in box.children:
        if child.element_tag in {"html", "body"} and not isinstance(child, LineBox):
            yield from _content(child)
        elif not isinstance(child, MarginBox):
            yield _placed(child)


def _children(box: "Box", kind: str) -> Iterator["Box"]:
    """Yield the boxes inside that have elements: those in lines, and those in the table that captions stand around."""
    from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox

    if isinstance(box, ReplacedBox):
        return
    table = box.get_wrapped_table() if kind == "/Table" and box.is_table_wrapper else None
    for child in box.children:
        opened = child is table or isinstance(child, LineBox)
        yield from map(_placed, child.children if opened else [child])


def _placed(box: "Box") -> "Box":
    """Return the box itself where something else keeps its place."""
    from weasyprint.layout.absolute import AbsolutePlaceholder

    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 - boxes are not public


def _is_without_mark(box: "Box") -> bool:
    """Tell whether both an item and its body come from the one box."""
    return "list-item" not in box.style["display"] or box.style["list_style_type"] == "none"
