r"""Source in, Document out: exactly one reader is chosen, and it either succeeds or says why not.

In:     a `Source`: a name and bytes.
Out:    a `Document`: blocks in reading order, each with its place in the source, what the container declares of title,
        authors, date and so on, and notices. Text is NFC with `\n` and has passed `reportkit.text.clean`.
Lost:   navigation, running headers, page numbers, signatures, attachments; counted in `dropped`, so that blocks and
        `dropped` together are all of the visible text. Looks, links and pictures are lost without a count.
Not its business: which block is the title, what is boilerplate of an article, what sentences there are.

Our own JSON is no document to be understood but the article or the briefing itself: `read_contract` reads it.

To add a format: a value of `InputFormat`, a file of that name with `read_<format>`, a line in `READERS`, its signs in
`identify`, a damaged file in `tests/damaged`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from reportkit.errors import EmptySourceError, SourceTooLargeError
from reportkit.limits import SOURCE_BYTES, SOURCE_CHARACTERS
from reportkit.model.document import Document, block_text
from reportkit.model.source import InputFormat, Source
from reportkit.readers.assembly import too_long
from reportkit.readers.contract import read_contract
from reportkit.readers.docx import read_docx
from reportkit.readers.email import read_email
from reportkit.readers.html import read_html
from reportkit.readers.identify import identify
from reportkit.readers.markdown import read_markdown
from reportkit.readers.pdf import read_pdf
from reportkit.readers.text import read_text

__all__ = ["READERS", "Reader", "identify", "read", "read_contract"]

Reader = Callable[[Source], Document]

READERS: Mapping[InputFormat, Reader] = MappingProxyType(
    {
        InputFormat.TEXT: read_text,
        InputFormat.MARKDOWN: read_markdown,
        InputFormat.HTML: read_html,
        InputFormat.DOCX: read_docx,
        InputFormat.PDF: read_pdf,
        InputFormat.EMAIL: read_email,
    }
)


def read(source: Source) -> Document:
    """Return the source as its one reader understands it, within the limits.

    Raises:  SourceError: of the kind that tells what is wrong; nothing else, whatever the bytes.
    """
    if len(source.data) > SOURCE_BYTES:
        problem = f"has {len(source.data):,} bytes, more than the limit SOURCE_BYTES = {SOURCE_BYTES:,}"
        raise SourceTooLargeError(source.name, problem, "cut it to the part that the briefing is about")
    document = READERS[identify(source)](source)
    characters = sum(len(block_text(block)) for block in document.blocks)
    if not characters:
        raise EmptySourceError(source.name, f"this {document.format.value} source holds no text")
    if characters > SOURCE_CHARACTERS:
        raise too_long(source.name, characters)
    return document
