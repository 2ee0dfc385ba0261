"""Source article in, briefing out, every sentence traceable, the same content in PDF, DOCX and Markdown."""

__version__ = "0.1.0"
