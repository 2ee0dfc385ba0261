"""Everything that rendering loads, loaded: imported once in the process from which a batch's workers are forked.

What is here after the imports is frozen, so that the collector of no worker touches, and thereby copies, its pages.
"""

import gc
from importlib import import_module

from reportkit.errors import RendererError
from reportkit.writers.pdf_engine import weasyprint

LIBRARIES = (
    "docx",
    "fontTools.ttLib",
    "jinja2.sandbox",
    "lxml.html",
    "markdown_it",
    "numpy",
    "py3langid.langid",
    "trafilatura",
    "yaml",
    "reportkit.batch.work",
    "reportkit.__main__",
)


def load() -> None:
    """Import the libraries; one that is missing is told by the first document that needs it."""
    for name in LIBRARIES:
        import_module(name)
    try:
        weasyprint()
    except RendererError:
        return
    import_module("weasyprint.text.ffi")


load()
gc.collect()
gc.freeze()
