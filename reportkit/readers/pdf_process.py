"""The text of a PDF, read by a process of its own with bounded memory and time.

PDFium is C++ that works through the bytes of strangers: a page of a few hundred bytes can draw itself a thousand million
times, and where memory ends PDFium ends its process. Here it ends one that holds nothing else. Starting it takes 0.2 s.
"""

import ctypes
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportkit.errors import DamagedSourceError, LockedSourceError, SourceTooLargeError
from reportkit.limits import PDF_MEMORY_BYTES, PDF_PAGES, PDF_SECONDS, SOURCE_CHARACTERS
from reportkit.model.source import Source
from reportkit.readers.assembly import too_long
from reportkit.readers.pdf_tags import find_tags
from reportkit.readers.pdf_words import PageText, Word, read_page

if TYPE_CHECKING:
    import pypdfium2

_CUT = "cut it to the part that the briefing is about, or print it to PDF anew"
_CHILD = "import sys; what, *sys.path[:] = sys.argv[1:]; from reportkit.readers.pdf_process import main; main(what)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """What PDFium finds in a file."""

    pages: list[PageText]
    title: str = ""
    author: str = ""
    language: str = ""


def open_pages(source: Source) -> PdfText:
    """Return the words of all pages and the properties of the document.

    Raises:  DamagedSourceError: PDFium cannot open it, or fails on it.
             LockedSourceError: it asks for a password.
             SourceTooLargeError: more pages, text, memory or time than a source may take.
    """
    return _unpack(source.name, ask_process(source, "pages"))


def ask_process(source: Source, what: str) -> dict[str, Any]:
    """Return what a process of its own finds in a file, in values that JSON knows: its `pages`, or its `tags`.

    Raises:  DamagedSourceError: PDFium fails on it.
             SourceTooLargeError: more memory or time than a source may take.
    """
    command = [sys.executable, "-I", "-c", _CHILD, what, *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=source.data, capture_output=True, timeout=PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as exc:
        problem = f"takes more time than the limit PDF_SECONDS = {PDF_SECONDS}"
        raise SourceTooLargeError(source.name, problem, _CUT) from exc
    if done.returncode != 0:
        problem = f"makes the PDF library fail, by its fault or by the limit PDF_MEMORY_BYTES = {PDF_MEMORY_BYTES:,}"
        raise DamagedSourceError(source.name, problem, _CUT)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _unpack(subject: str, answer: dict[str, Any]) -> PdfText:
    """Return the answer of the process as a value.

    Raises:  DamagedSourceError, LockedSourceError, SourceTooLargeError: as the answer says.
    """
    check_answer(subject, answer)
    pages = [
        PageText(**{**page, "words": [Word(*word) for word in page["words"]], "dropped": Counter(page["dropped"])})
        for page in answer["pages"]
    ]
    return PdfText(pages=pages, title=answer["title"], author=answer["author"], language=answer["language"])


def check_answer(subject: str, answer: dict[str, Any]) -> None:
    """Stop where the process refused the file.

    Raises:  DamagedSourceError, LockedSourceError, SourceTooLargeError: as the answer says.
    """
    match answer.get("refused"):
        case "locked":
            raise LockedSourceError(subject, "is protected by a password", "save it without the password")
        case "pages":
            problem = f"has {answer['count']:,} pages, more than the limit PDF_PAGES = {PDF_PAGES:,}"
            raise SourceTooLargeError(subject, problem, _CUT)
        case "characters":
            raise too_long(subject, answer["count"])
        case str():
            raise DamagedSourceError(subject, f"is no whole PDF ({answer['detail']})", "get the file again")


def main(what: str) -> None:
    """Read a PDF from standard input, write what it says to standard output: the whole of the process."""
    _limit_memory()
    find = find_tags if what == "tags" else _find_pages
    sys.stdout.write(json.dumps(extract(sys.stdin.buffer.read(), find)))


def _limit_memory() -> None:
    """Bound this process, where the system can; Windows cannot."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, PDF_MEMORY_BYTES), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # macOS knows the limit and refuses to set it
            resource.setrlimit(limit, (most, most))


def extract(
    data: bytes, find: "Callable[[pypdfium2.PdfDocument], dict[str, object]] | None" = None
) -> dict[str, object]:
    """Return what PDFium finds in the bytes, or why not, in values that JSON knows."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as exc:
        locked = exc.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        return {"refused": "locked" if locked else "damaged", "detail": str(exc)}
    with pdf:
        if len(pdf) > PDF_PAGES:
            return {"refused": "pages", "count": len(pdf)}
        found = (find or _find_pages)(pdf)
        return found if "refused" in found else {**found, "language": _read_language(pdf)}


def _find_pages(pdf: "pypdfium2.PdfDocument") -> dict[str, object]:
    """Return the words of all pages with title and author."""
    pages: list[PageText] = []
    characters = 0
    for number in range(len(pdf)):
        pages.append(_read(pdf, number))
        characters += sum(len(word.text) for word in pages[-1].words)
        if characters > SOURCE_CHARACTERS:
            return {"refused": "characters", "count": characters}
    title, author = pdf.get_metadata_value("Title"), pdf.get_metadata_value("Author")
    return {"pages": list(map(_pack, pages)), "title": title, "author": author}


def _read(pdf: "pypdfium2.PdfDocument", number: int) -> PageText:
    """Return the text of one page, none where PDFium cannot read it."""
    import pypdfium2

    try:
        return read_page(pdf[number])
    except pypdfium2.PdfiumError:
        return PageText(words=[], dropped=Counter(), is_broken=True)


def _pack(page: PageText) -> dict[str, object]:
    """Return a page in values that JSON knows."""
    words = [(each.text, each.left, each.right, each.baseline, each.size, each.bold) for each in page.words]
    return {
        "words": words,
        "dropped": page.dropped,
        "bottom": page.bottom,
        "top": page.top,
        "is_picture": page.is_picture,
        "is_broken": page.is_broken,
    }


def _read_language(pdf: "pypdfium2.PdfDocument") -> str:
    """Return the language that the catalog declares, empty for none."""
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFCatalog_GetLanguage(pdf, None, 0)
    if not 2 < length <= 200:  # noqa: PLR2004 - UTF-16 with its final zero; a tag is short
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFCatalog_GetLanguage(pdf, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
