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
    for head in [kid for kid in kids if tree.kind(kid) == "/THead"]:
        kids.remove(head)
        _take_head(tree, begun, head)
    for place, kid in enumerate(kids):
        if tree.kind(begun) == "/TR":  # the cells of a row go on side by side
            _take(tree, begun, kid, mine)
        else:
            _take(tree, begun, kid, mine[-1:] if place == 0 else [])


def _take_head(tree: Tree, table: bytes, head: bytes) -> None:
    """Keep the head of a table once, before all rows; a row that fills a page by itself is drawn without one."""
    kids = tree.kids(table)
    kept = next((kid for kid in kids if tree.kind(kid) == "/THead"), None)
    if kept is not None:
        _drop_head(tree, kept, head)
        return
    before_rows = next((place for place, kid in enumerate(kids) if tree.kind(kid) == "/TBody"), len(kids))
    tree.elements[table]["K"].insert(before_rows, head)
    tree.elements[head]["P"] = table


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
