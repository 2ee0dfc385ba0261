"""Tests of `reportkit.readers.properties`."""

import pytest

from reportkit.readers.properties import is_name, is_title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge closes", True),
        ("Doctors warn of cracks", True),
        ("Document on the bridge", True),
        ("", False),
        ("12", False),
        ("untitled", False),
        ("Dokument1", False),
        ("Microsoft Word - bridge.doc", False),
        ("bridge_final_v3", False),
        ("bridge.pdf", False),
        ("PowerPoint Presentation", False),
        ("https://harbour.example/", False),
    ],
)
def test_titles(text: str, *, expected: bool) -> None:
    """A person's title passes, a program's does not."""
    assert is_title(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ortiz", True),
        ("Ortiz", True),
        ("", False),
        ("python-docx", False),
        ("Windows User", False),
        ("Administrator", False),
        ("aortiz", False),
        ("Adobe InDesign", False),
        ("-", False),
    ],
)
def test_names(text: str, *, expected: bool) -> None:
    """A person or an office passes, an account or a program does not."""
    assert is_name(text) is expected
