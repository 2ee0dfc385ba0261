"""The one parser for XML of other people: no entities, no DTD, no network, no bottomless trees."""

from typing import TYPE_CHECKING

from reportkit.errors import DamagedSourceError
from reportkit.limits import XML_DEPTH

if TYPE_CHECKING:
    from lxml import etree


def parse_xml(data: bytes, *, subject: str, part: str) -> "etree._Element":
    """Return the root element of the XML in `part` of the source named `subject`.

    Entities are refused, not resolved: no format that we read needs a document type, and every attack by expansion or
    by a file's name begins with one. Comments and processing instructions are left out.

    Raises:  DamagedSourceError: not well-formed, with a document type that declares entities, or nested too deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:  # ValueError: an encoding that lxml refuses to look up
        raise DamagedSourceError(subject, f"{part} is not well-formed XML ({exc})") from exc
    if root.getroottree().docinfo.doctype:
        raise DamagedSourceError(subject, f"{part} declares a document type, which is refused", "save the file anew")
    if _is_deep(root):
        raise DamagedSourceError(subject, f"{part} nests its elements more than {XML_DEPTH} deep")
    return root


def _is_deep(root: "etree._Element") -> bool:
    """Return whether some element lies deeper than the limit; without recursion, whose depth is what is feared."""
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > XML_DEPTH:
            return True
    return False
