"""One structure element for what runs over the end of a page.

WeasyPrint 70 builds the structure page by page: a paragraph on two pages comes out as two, and so do the section and all
else around it; the head of a table, drawn again on each page, is content again. Which elements belong together is told
by their boxes: the parts of what a page end divided come from one element of the HTML.

Source: ISO 32000-1, 14.8.2.2.
"""

from reportkit.writers.pdf_tree import Tree, object_at


def join_pages(tree: Tree) -> None:
    """Make one of the elements that are parts of one; what is left over hangs nowhere any more."""
    parts = tree.kids(tree.top)
    tree.elements[tree.top]["K"][:] = parts[:1]
    for part in parts[1:]:
        _take(tree, tree.top, part, tree.kids(tree.top)[-1:])


def _take(tree: Tree, parent: bytes, part: bytes, earlier: list[bytes]) -> None:
    """Put an element into the one of those earlier ones that it goes on with, or else at the end of the parent."""
    begun = next((kid for kid in earlier if _is_one(tree, kid, part)), None)
    if begun is None:
        tree.hang(parent, part)
    else:
        _join(tree, begun, part)


def _is_one(tree: Tree, first: bytes, second: bytes) -> bool:
    """Tell whether two elements are parts of one block; of what stands within lines, each line has an element anyway."""
    from weasyprint.formatting_structure.boxes import InlineLevelBox

    one, other = tree.boxes.get(first), tree.boxes.get(second)
    return (
        one is not None
        and other is not None
        and not isinstance(one, InlineLevelBox)
        and one.element is other.element
        and one.element_tag == other.element_tag
        and tree.kind(first) == tree.kind(second)
    )


def _join(tree: Tree, begun: bytes, part: bytes) -> None:
    """Move all that the later part holds to the first."""
    mine, kids = tree.kids(begun), tree.kids(part)
    repeated = _repeated_head(tree, mine, kids)
    if repeated is not None:
        _drop_head(tree, *repeated)
        kids.remove(repeated[1])
    for place, kid in enumerate(kids):
        if tree.kind(begun) == "/TR":  # the cells of a row go on side by side
            _take(tree, begun, kid, mine)
        else:
            _take(tree, begun, kid, mine[-1:] if place == 0 else [])


def _repeated_head(tree: Tree, mine: list[bytes], kids: list[bytes]) -> tuple[bytes, bytes] | None:
    """Return the head of a table and its copy."""
    heads = (each for each in mine if tree.kind(each) == "/THead")
    return next(((head, kid) for head in heads for kid in kids if _is_one(tree, head, kid)), None)


def _drop_head(tree: Tree, head: bytes, copy: bytes) -> None:
    """Let a head stand for its copy too: for cells that name their heads, and for links that are drawn again."""
    cells = [[each for each in tree.below(of) if tree.kind(each) == "/TH"] for of in (head, copy)]
    for mine, other in zip(*cells, strict=True):
        # The very object by which the cells below name the copy.
        tree.elements[other]["ID"].string = tree.elements[mine]["ID"].string
    links = {tree.boxes[each].element: each for each in tree.below(head) if tree.kind(each) == "/Link"}
    for other in tree.below(copy):
        if tree.kind(other) == "/Link":
            for reference in tree.kids(other):
                annotation = object_at(tree.pdf, tree.elements[reference]["Obj"])
                link = links[tree.boxes[other].element]
                tree.elements[link]["K"].append(reference)
                tree.owners[2 * annotation["StructParent"] + 1] = link
