"""Paths as text."""

import os


def shown(path: str) -> str:
    """The path as text that can be shown and encoded: what is no UTF-8, and control characters, are replaced."""
    if path.isprintable():  # nearly always; surrogates are not printable
        return path
    text = os.fsencode(path).decode("utf-8", "replace")
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
