"""Tests of `reportkit.text.xml`."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.errors import DamagedSourceError
from reportkit.limits import XML_DEPTH
from reportkit.text.xml import parse_xml


def test_elements_without_comments() -> None:
    """Elements and text come, comments and instructions don't."""
    root = parse_xml(b"<?x y?><a>b<!-- c --><d/>e</a>", subject="s", part="p")
    assert "".join(root.itertext()) == "be"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not well-formed"),
        (b"<a>", "not well-formed"),
        (b"<a>\xff</a>", "not well-formed"),
        (b"<?xml version='1.0' encoding='no-such'?><a/>", "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "document type"),
        (b'<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>', "document type"),
        (b"<a>" * (XML_DEPTH + 1) + b"</a>" * (XML_DEPTH + 1), "deep"),
        (b"<a>" * 100_000, "not well-formed"),
    ],
)
def test_what_is_refused(data: bytes, problem: str) -> None:
    """Broken XML, document types and bottomless nesting are damage of the named part of the source."""
    with pytest.raises(DamagedSourceError, match=problem) as caught:
        parse_xml(data, subject="story.docx", part="word/document.xml")
    assert caught.value.subject == "story.docx"
    assert "word/document.xml" in caught.value.problem


def test_greatest_depth() -> None:
    """Elements may be nested as deep as the limit says."""
    data = b"<a>" * XML_DEPTH + b"</a>" * XML_DEPTH
    assert parse_xml(data, subject="s", part="p").tag == "a"


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Bytes are XML, or the one error."""
    with suppress(DamagedSourceError):
        assert parse_xml(data, subject="s", part="p").tag
