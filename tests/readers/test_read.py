"""Tests of `reportkit.readers.read`: limits, and what holds of every document."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportkit import limits
from reportkit.errors import EmptySourceError, SourceError, SourceTooLargeError
from reportkit.model.document import Document, block_text
from reportkit.model.source import InputFormat, Source
from reportkit.notices import NoticeCode
from reportkit.readers import READERS, read
from reportkit.text.clean import clean
from reportkit.text.whitespace import collapse
from tests.support.sources import adds_up, docx, pdf, source

STORIES = ("coalition", "drinking-water", "ferry", "heat-networks", "night-trains", "recall")
PIECES = [b"<", b">", b'"', b"\0", b"\xff", b"&#x202e;", b"---\n", b"=?utf-8?q?", b"(" * 40, b"[" * 40, b"\r", b"\n\n"]
PIECES += [b"<!--", b"- ", b"> ", b"| ", b"charset=", b"<w:p>", b"</w:p>", b"<br>", b"Date: ,\n", b"\xed\xa0\x80"]


def holds(document: Document) -> None:
    """Check what holds of every document."""
    assert adds_up(document)
    assert document.blocks
    for block in document.blocks:
        text = block_text(block)
        assert text.strip()
        assert clean(text) == text
        assert all(collapse(line) == line.strip() for line in text.replace("\t", "\n").split("\n"))


@pytest.mark.parametrize("story", STORIES)
def test_samples_can_be_read(story: str, samples: Path) -> None:
    """Every sample is a document with blocks, in the same way each time."""
    (path,) = (samples / story).glob("source.*")
    given_source = Source(name=path.name, data=path.read_bytes())
    document = read(given_source)
    holds(document)
    assert read(given_source) == document


def test_too_many_bytes() -> None:
    """Over the limit of bytes nothing is read at all; the limit is named."""
    with pytest.raises(SourceTooLargeError, match="SOURCE_BYTES"):
        read(source("story.txt", bytes(limits.SOURCE_BYTES + 1)))


@pytest.mark.parametrize("name", ["story.txt", "story.md", "story.html", "story.eml"])
def test_too_many_characters(name: str) -> None:
    """Over the limit of characters the limit is named, and the source."""
    with pytest.raises(SourceTooLargeError, match="SOURCE_CHARACTERS") as caught:
        read(source(name, "From: a@b.example\nSubject: x\n\n" + "ten words. " * (limits.SOURCE_CHARACTERS // 9)))
    assert caught.value.subject == name


def test_spaces_count_as_characters() -> None:
    """Text that passes the limit only with its spaces passes it."""
    with pytest.raises(SourceTooLargeError, match="SOURCE_CHARACTERS"):
        read(source("story.txt", "a " * (limits.SOURCE_CHARACTERS // 2 + 10)))


def test_the_greatest_text() -> None:
    """Text within the limit is read."""
    assert len(read(source("story.txt", "a " * (limits.SOURCE_CHARACTERS // 2 - 10))).blocks) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("story.txt", "\u200b\n\ufeff"),
        ("story.md", "---\ntitle: x\n---\n"),
        ("story.md", "![](x.png)"),
        ("story.html", "<!-- -->"),
        ("story.html", "<html><body><script>x</script></body></html>"),
        ("story.docx", docx("<w:p/>")),
        ("story.pdf", pdf([[]])),
        ("story.eml", "From: a@b.example\nSubject: x\n\n"),
    ],
)
def test_no_text(name: str, data: bytes | str) -> None:
    """A source that holds no text is empty, whatever else it holds."""
    with pytest.raises(EmptySourceError):
        read(source(name, data))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("story.txt", "gpj\u202e.exe"),
        ("story.md", "gpj\u202e.exe"),
        ("story.html", "<html><body><p>gpj&#x202e;.exe</p></body></html>"),
        ("story.docx", docx("<w:p><w:r><w:t>gpj\u202e.exe</w:t></w:r></w:p>")),
        ("story.eml", "From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\ngpj\u202e.exe"),
    ],
)
def test_dangerous_characters_go_with_a_notice(name: str, data: bytes | str) -> None:
    """Every reader takes out what deceives the eye, and says so once."""
    document = read(source(name, data))
    assert block_text(document.blocks[0]) == "gpj.exe"
    assert [notice.code for notice in document.notices if notice.code is NoticeCode.CHARACTERS_REMOVED]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_mutated_samples(data: st.DataObject) -> None:
    """A sample with bytes changed, taken out or put in is a document that holds, or one of our errors; no reader minds."""
    story = data.draw(st.sampled_from([story for story in STORIES if story != "heat-networks"]))
    (path,) = (Path(__file__).parents[2] / "samples" / story).glob("source.*")
    changed = mutate(path.read_bytes(), data.draw(st.integers(0, 2**32)))
    reader = data.draw(st.sampled_from([kind for kind in InputFormat if kind is not InputFormat.PDF]))
    for use in (read, READERS[reader]):
        try:
            document = use(Source(name=path.name, data=changed))
        except SourceError as exc:
            assert exc.subject == path.name  # noqa: PT017 - either outcome is right
        else:
            assert adds_up(document)


def mutate(data: bytes, seed: int) -> bytes:
    """Return the bytes with a few changes."""
    chance = random.Random(seed)  # noqa: S311 - for tests
    changed = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 20])):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.choice([1, 10, 200])]
            case 2:
                changed[at:at] = changed[at : at + 100]
            case _:
                changed[at:at] = chance.choice(PIECES)
    return bytes(changed)


@given(st.binary(max_size=500), st.sampled_from([kind for kind in InputFormat if kind is not InputFormat.PDF]))
def test_any_bytes(data: bytes, kind: InputFormat) -> None:
    """Any bytes given to any reader are a document, or one of our errors."""
    try:
        document = READERS[kind](source("story", data))
    except SourceError:
        return
    assert adds_up(document)
