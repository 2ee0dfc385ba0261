"""WordprocessingML as text: elements that cannot be put together wrongly escaped.

Parts of a Word file are built as text and parsed once, by python-docx; that is some ten times quicker than one library
call an element. `Xml` is a type of its own, so the type checker refuses plain text where markup is expected.
"""

from typing import NewType
from xml.sax.saxutils import escape

Xml = NewType("Xml", str)

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
NOTHING = Xml("")

_ATTRIBUTE_ESCAPES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def element(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return the element `name` of the `w` namespace; `val_` names an attribute `w:val`, `r_id` one `r:id`."""
    return tag(f"w:{name}", *children, **{_attribute_name(key): value for key, value in attributes.items()})


def tag(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return an element with name and attributes exactly as given."""
    shown = "".join(f' {key}="{escape(str(value), _ATTRIBUTE_ESCAPES)}"' for key, value in attributes.items())
    content = "".join(children)
    return Xml(f"<{name}{shown}>{content}</{name}>" if content else f"<{name}{shown}/>")


def join(*parts: Xml) -> Xml:
    """Return the parts one after the other."""
    return Xml("".join(parts))


def characters(text: str) -> Xml:
    """Return plain text as markup: clean text in, well-formed text out."""
    return Xml(escape(text))


def part(root: str, /, *children: Xml) -> bytes:
    """Return a whole part: declaration, root element in the `w` namespace, children."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {NAMESPACES}>{"".join(children)}</w:{root}>'.encode()


def _attribute_name(key: str) -> str:
    return f"r:{key[2:]}" if key.startswith("r_") else f"w:{key.rstrip('_')}"
