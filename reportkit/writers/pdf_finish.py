"""What WeasyPrint leaves undone in a tagged PDF, put right just before the file is written.

- What stands in the margins of a page is marked as an artifact, so that it is not read aloud on every page.
- A link says where it leads, in words; WeasyPrint writes the name of the anchor.
- The content of a list item is one body, as the standard wants it, whether it is bare text or several paragraphs.
- Table heads say that they head a column.
- Pages have labels.

Source: ISO 32000-1, 12.4.2, 14.8.2.2 and 14.8.5.7; ISO 14289-1, 7.1 and 7.18.5.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document


def finish(document: "Document", pdf: "pydyf.PDF") -> None:
    """Put right what the module's docstring lists, in place."""
    import pydyf

    _describe_links(document)
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    if "StructTreeRoot" in pdf.catalog:
        root = _at(pdf, pdf.catalog["StructTreeRoot"])
        elements = dict(_elements(pdf, root))
        _scope_heads(elements)
        _complete_items(pdf, elements)
        _mark_artifacts(pdf, root, elements)


def _at(pdf: "pydyf.PDF", reference: bytes) -> "pydyf.Object":
    """Return the object that `12 0 R` refers to."""
    return pdf.objects[int(reference.split()[0])]


def _describe_links(document: "Document") -> None:
    for page in document.pages:
        for _, target, _, box in page.links:
            described = box.element.get("aria-label") or " ".join("".join(box.element.itertext()).split())
            if box.link_annotation is not None:  # a target that does not exist; WeasyPrint has said so in its log
                _describe(box.link_annotation, described or target)


def _describe(annotation: "pydyf.Dictionary", words: str) -> None:
    import pydyf

    annotation["Contents"] = pydyf.String(words)


def _elements(pdf: "pydyf.PDF", root: "pydyf.Dictionary") -> Iterator[tuple[bytes, "pydyf.Dictionary"]]:
    """Yield every element of the structure tree with the reference to it."""
    waiting = [child for child in root["K"] if isinstance(child, bytes)]
    while waiting:
        reference = waiting.pop()
        element = _at(pdf, reference)
        yield reference, element
        waiting += [child for child in element.get("K", ()) if isinstance(child, bytes)]


def _scope_heads(elements: dict[bytes, "pydyf.Dictionary"]) -> None:
    for element in elements.values():
        if element.get("S") == "/TH":
            element["A"]["Scope"] = "/Column"


def _complete_items(pdf: "pydyf.PDF", elements: dict[bytes, "pydyf.Dictionary"]) -> None:
    """Put all that a list item holds beside its label into one body."""
    import pydyf

    for reference, item in list(elements.items()):
        if item.get("S") != "/LI":
            continue
        labels = [kid for kid in item["K"] if _kind(elements, kid) == "/Lbl"]
        content = [kid for kid in item["K"] if kid not in labels]
        if len(content) == 1 and _kind(elements, content[0]) == "/LBody":
            continue
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "Pg": item["Pg"], "P": reference})
        body["K"] = pydyf.Array(content)
        pdf.add_object(body)
        elements[body.reference] = body
        item["K"] = pydyf.Array([*labels, body.reference])
        for kid in content:
            elements[kid]["P"] = body.reference
            if _kind(elements, kid) == "/LBody":
                elements[kid]["S"] = "/P"


def _kind(elements: dict[bytes, "pydyf.Dictionary"], reference: bytes) -> object:
    return elements[reference].get("S")


def _mark_artifacts(pdf: "pydyf.PDF", root: "pydyf.Dictionary", elements: dict[bytes, "pydyf.Dictionary"]) -> None:
    """Make an artifact of every marked piece of content whose element hangs nowhere in the tree: page margins."""
    numbers = iter(_at(pdf, root["ParentTree"])["Nums"])
    owners_of_page = dict(zip(numbers, numbers, strict=True))
    for reference in pdf.page_references:
        page = _at(pdf, reference)
        owners = owners_of_page[page["StructParents"]]
        loose = {mcid for mcid, owner in enumerate(owners) if owner not in elements}
        _rename_marks(_at(pdf, page["Contents"]).stream, loose)
        for mcid in loose:
            _at(pdf, owners[mcid]).clear()
            owners[mcid] = "null"


def _rename_marks(operations: list[object], loose: set[int]) -> None:
    """Replace `/Span <</MCID 7>> BDC` by `/Artifact <</Type /Pagination>> BDC` where 7 is loose."""
    import pydyf

    for place, operation in enumerate(operations):
        mark = operations[place - 1]
        if operation == b"BDC" and isinstance(mark, pydyf.Dictionary) and mark.get("MCID") in loose:
            operations[place - 2 : place] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
