"""Tests of `reportkit.readers.front_matter`."""

import pytest

from reportkit.model.document import FieldName
from reportkit.notices import NoticeCode
from reportkit.readers import read
from reportkit.readers.front_matter import read_front_matter
from tests.support.sources import declared, shown, source


def fields(head: str) -> list[tuple[str, str]]:
    """Return what a head declares, field by field."""
    return [(each.name.value, each.value) for each in read_front_matter(head).metadata]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("---\nTitle: Bridge\nDate: 2025-01-03\n---\n", [("title", "Bridge"), ("published", "2025-01-03")]),
        ("---\ndate: 2024-09\n...\n", [("published", "2024-09")]),
        ("---\nauthor: Ana Ortiz\n---\n", [("byline", "Ana Ortiz")]),
        (
            "---\nauthors: [Ana Ortiz, {name: Kim Lee}, [x], {id: 3}]\n---\n",
            [("byline", "Ana Ortiz"), ("byline", "Kim Lee")],
        ),
        ("---\ndescription: d\nsubtitle: s\n---\n", [("standfirst", "s"), ("standfirst", "d")]),
        (
            "---\nsource: https://a.example/b\nurl: /b\n---\n",
            [("url", "https://a.example/b")],
        ),
        ("---\nsource: The Ledger\nlang: en\n---\n", [("outlet", "The Ledger"), ("language", "en")]),
        ("---\nlayout: post\n---\n", []),
        ("---\n---\n", []),
        (
            "+++\ntitle = 'Bridge'\ndate = 2025-01-03\ndraft = true\n+++\n",
            [("title", "Bridge"), ("published", "2025-01-03")],
        ),
        ("+++\ntitle = true\n+++\n", []),
        (
            "% The bridge\n  closes\n% Ana Ortiz; Kim Lee\n% 3 January 2025\n\n",
            [
                ("title", "The bridge\n  closes"),
                ("byline", "Ana Ortiz"),
                ("byline", " Kim Lee"),
                ("published", "3 January 2025"),
            ],
        ),
        ("% The bridge\n\n", [("title", "The bridge\n")]),
    ],
)
def test_fields(head: str, expected: list[tuple[str, str]]) -> None:
    """YAML, TOML and Pandoc's title block give the fields that their keys mean, dates as written."""
    assert [(name, value.strip()) for name, value in fields(head)] == [
        (name, value.strip()) for name, value in expected
    ]
    assert read_front_matter(head).length == len(head)


@pytest.mark.parametrize(
    "text", ["Text.", "---\nA rule above.\n---\n", "---\nnever: closed\n", "+++\n", "% no\nblank line"]
)
def test_no_front_matter(text: str) -> None:
    """What is no front matter stays text, without a notice."""
    front = read_front_matter(text)
    assert (front.length, front.notices, front.metadata) == (0, (), ())


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("---\ntitle: [open\n---\n", "not valid YAML"),
        ("---\na: 1\n- b\n---\n", "not valid YAML"),
        ("---\ntitle = Bridge\n---\n", "not a mapping"),
        ("---\na: " + "[" * 50 + "]" * 50 + "\n---\n", "deep"),
        ("---\ntitle: &a [*a]\n---\n", "not valid YAML"),
        ("+++\ntitle: x\n+++\n", "not valid TOML"),
        ("+++\na = " + "[" * 50 + "]" * 50 + "\n+++\n", "deep"),
    ],
)
def test_front_matter_that_stays_text(head: str, problem: str) -> None:
    """What looks like front matter and is none stays as a paragraph, with a notice that says why."""
    document = read(source("story.md", f"{head}\nIt closes."))
    (notice,) = document.notices
    assert notice.code is NoticeCode.FRONT_MATTER_IGNORED
    assert problem in notice.detail
    assert document.metadata == ()
    assert shown(document).startswith("paragraph @2: ")
    assert shown(document).endswith("It closes.")


def test_a_huge_block_is_text() -> None:
    """A block of more than 64 KB is no front matter."""
    assert read_front_matter("---\na: " + "x" * 70_000 + "\n---\n").length == 0


def test_title_of_the_document() -> None:
    """The fields reach the document."""
    assert declared(read(source("s.md", "---\ntitle: Bridge\n---\nText.")), FieldName.TITLE) == ["Bridge"]
