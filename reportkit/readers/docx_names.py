"""Elements and attributes of WordprocessingML by their local names, in its two namespaces (transitional and strict)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


def local_name(element: "_Element") -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: "_Element | None", name: str) -> str | None:
    """Return an attribute of an element that may be absent."""
    if element is None:
        return None
    for namespace in _NAMESPACES:
        value = element.get(f"{{{namespace}}}{name}")
        if value is not None:
            return value
    return None


def children(element: "_Element | None", name: str) -> Iterator["_Element"]:
    """Yield the children of this name, of an element that may be absent."""
    if element is not None:
        yield from (each for each in element if local_name(each) == name)


def child(element: "_Element | None", name: str) -> "_Element | None":
    """Return the first child of this name, `None` where there is none."""
    return next(children(element, name), None)


def is_on(element: "_Element | None") -> bool:
    """Return whether a switch such as `w:vanish` is set: it is there, and not turned off."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off"}
