"""What WeasyPrint leaves undone in a tagged PDF, put right just before the file is written.

- What runs over the end of a page is one element, and the head of a table counts once (`pdf_pages`).
- What stands in the margins of a page is marked as an artifact, so that it is not read aloud on every page.
- A link says where it leads, in words; WeasyPrint writes the name of the anchor.
- The content of a list item is one body, as the standard wants it, whether it is bare text or several blocks.
- Literal lines are code in a paragraph.
- Table heads say that they head a column.
- Pages have labels.

Source: ISO 32000-1, 12.4.2, 14.8.2.2, 14.8.4.4 and 14.8.5.7; ISO 14289-1, 7.1 and 7.18.5.
"""

from typing import TYPE_CHECKING

from reportkit.writers.pdf_pages import join_pages
from reportkit.writers.pdf_tree import Tree, object_at, tree_of

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document


def finish(document: "Document", pdf: "pydyf.PDF") -> None:
    """Put right what the module's docstring lists, in place."""
    import pydyf

    _describe_links(document)
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    if "StructTreeRoot" in pdf.catalog:
        tree = tree_of(document, pdf)
        join_pages(tree)
        _drop_loose_elements(tree)
        _mark_artifacts(tree)
        _scope_heads(tree)
        _name_code(tree)
        _complete_items(tree)


def _describe_links(document: "Document") -> None:
    for page in document.pages:
        for _, target, _, box in page.links:
            described = box.element.get("aria-label") or " ".join("".join(box.element.itertext()).split())
            if box.link_annotation is not None:  # a target that does not exist; WeasyPrint has said so in its log
                _describe(box.link_annotation, described or target)


def _describe(annotation: "pydyf.Dictionary", words: str) -> None:
    import pydyf

    annotation["Contents"] = pydyf.String(words)


def _drop_loose_elements(tree: Tree) -> None:
    """Empty what hangs nowhere in the tree; objects cannot be taken out of a file that is about to be written."""
    import pydyf

    kept = set(tree.below(tree.top))
    for entry in tree.pdf.objects:
        if (
            isinstance(entry, pydyf.Dictionary)
            and entry.get("Type") in {"/StructElem", "/OBJR"}
            and entry.reference not in kept
        ):
            tree.elements.pop(entry.reference, None)
            entry.clear()


def _mark_artifacts(tree: Tree) -> None:
    """Make an artifact of every marked piece of content that hangs nowhere: page margins and repeated table heads."""
    for reference in tree.pdf.page_references:
        page = object_at(tree.pdf, reference)
        owners = tree.owners[2 * page["StructParents"] + 1]
        loose = {mcid for mcid, owner in enumerate(owners) if owner not in tree.elements}
        _rename_marks(object_at(tree.pdf, page["Contents"]).stream, loose)
        for mcid in loose:
            owners[mcid] = "null"


def _rename_marks(operations: list[object], loose: set[int]) -> None:
    """Replace `/Span <</MCID 7>> BDC` by `/Artifact <</Type /Pagination>> BDC` where 7 is loose."""
    import pydyf

    for place, operation in enumerate(operations):
        mark = operations[place - 1]
        if operation == b"BDC" and isinstance(mark, pydyf.Dictionary) and mark.get("MCID") in loose:
            operations[place - 2 : place] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def _scope_heads(tree: Tree) -> None:
    """Let each head of a table head its column, for the cells too that were drawn on a page without it."""
    for element in tree.elements.values():
        if element.get("S") == "/TH":
            element["A"]["Scope"] = "/Column"
        elif element.get("S") == "/TD" and not element["A"]["Headers"]:
            del element["A"]["Headers"]


def _name_code(tree: Tree) -> None:
    """Make a paragraph of literal lines, all of them one piece of code."""
    for reference, box in tree.boxes.items():
        if box.element_tag == "pre" and reference in tree.elements:
            tree.elements[reference]["S"] = "/P"
            tree.elements[reference]["K"][:] = [tree.wrap(reference, tree.kids(reference), "/Code")]


def _complete_items(tree: Tree) -> None:
    """Put all that a list item holds beside its label into one body."""
    for reference in [each for each in tree.elements if tree.kind(each) == "/LI"]:
        labels = [kid for kid in tree.kids(reference) if tree.kind(kid) == "/Lbl"]
        content = [kid for kid in tree.kids(reference) if kid not in labels]
        if len(content) == 1 and tree.kind(content[0]) == "/LBody":
            continue
        for kid in content:
            if tree.kind(kid) == "/LBody":
                tree.elements[kid]["S"] = "/P"
        tree.elements[reference]["K"][:] = [*labels, tree.wrap(reference, content, "/LBody")]
