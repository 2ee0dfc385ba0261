"""The limits that keep one source from eating the machine; each has a name that its error message tells."""

SOURCE_BYTES = 32 * 1024 * 1024
"""Size of a source as given, in bytes (32 MB)."""

SOURCE_CHARACTERS = 400_000
"""Characters of text that a source may yield: about 65,000 words, a long book's half."""

UNPACKED_BYTES = 256 * 1024 * 1024
"""What the parts of a packed source (DOCX) may unpack to, together, in bytes; a guard against ZIP bombs."""

XML_DEPTH = 200
"""How deep the elements of a source may be nested before it counts as an attack (libxml2 itself stops at 256)."""

PDF_PAGES = 2_000
"""Pages of a PDF source."""

PDF_SECONDS = 30
"""Time that reading the text of a PDF may take: a hundred times what a book does."""

PDF_MEMORY_BYTES = 1024 * 1024 * 1024
"""Memory that reading the text of a PDF may take."""

MAIL_PARTS = 200
"""Parts of a mail, all levels together."""

TEMPLATE_BYTES = 256 * 1024
"""Size of one file of a template."""

TEMPLATE_FILES = 100
"""Files of one template, shared sections included."""

TEMPLATE_STEPS = 1_000_000
"""Turns of loops, calls and inclusions while one report is laid out; the longest source takes about 50,000."""

TEMPLATE_CHARACTERS = 10_000_000
"""Characters that a template may put out or put together for one report; the longest source takes about 600,000, one of sentences of a letter each 8,000,000."""

HTML_ELEMENTS = 100_000
"""Elements of a web page: finding the main content takes about 25 ms a thousand."""

XML_BYTES = 32 * 1024 * 1024
"""One XML part of a packed source, in bytes; as a tree it takes fifteen times as much memory."""

PACKED_MEMBERS = 5_000
"""Members of a packed source."""

ARCHIVE_MEMBERS = 1_000_000
"""Members of a ZIP archive whose articles are rendered in a batch; its table of contents is held in memory."""

FEED_BYTES = 64 * 1024 * 1024
"""Size of an RSS or Atom file, in bytes."""

DOCUMENT_SECONDS = 120
"""Time that one article of a batch may take before its process is ended; a long report takes five."""

DOCUMENT_MEMORY_BYTES = 2 * 1024 * 1024 * 1024
"""Memory that the process of a batch may take beyond what it starts with; a long report takes 0.3 GB."""
