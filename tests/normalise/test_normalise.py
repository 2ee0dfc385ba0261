"""What holds of every article, and of what the user supplies."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.errors import EmptySourceError, UsageError
from reportkit.model.article import PROSE, Role
from reportkit.model.document import (
    Block,
    Document,
    Dropped,
    FieldName,
    Figure,
    Heading,
    ListBlock,
    Locator,
    LocatorUnit,
    Metadatum,
    Method,
    Paragraph,
    Quote,
    Table,
    block_text,
    count_characters,
)
from reportkit.model.source import InputFormat, Source
from reportkit.normalise import normalise
from reportkit.notices import Notice, NoticeCode
from tests.support.documents import document_of

_SOURCE = Source(name="story.txt", data=b"story")
_TEXT = "The city council approved a flood barrier for the old harbour on Monday after eleven years of argument."

_WORDS = st.sampled_from(
    [
        "The council approved a barrier on Monday.",
        "Council approves barrier",
        "By Ana Duarte",
        "Von Ana Duarte und Piet Weiß",
        "3 March 2025",
        "Published: 3 March 2025, 14:05 GMT",
        "Updated 4 March 2025",
        "BRUSSELS, 22 July 2025 – The office has ordered a recall. It rained.",
        "Source: Reuters",
        "Original Source: www.post.example",
        "© 2025 The Harbour Post. All rights reserved.",
        "Advertisement",
        "Media contact:",
        "ana@harbour.example",
        "In summary, it rained.",
        "Since 1962 the harbour had been flooded. In 1976 it had been closed.",
        "***",
        "a | b",
        "  ",
        "line one\nline two",
        "橋が開通した。本当ですか？",
    ]
)
_ANY = st.one_of(_WORDS, st.text(max_size=30))
_LOCATOR = Locator(LocatorUnit.LINE, 1)
_BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, text=_ANY, locator=st.just(_LOCATOR)),
    st.builds(Heading, text=_ANY, level=st.integers(1, 9), locator=st.just(_LOCATOR)),
    st.builds(Quote, text=_ANY, locator=st.just(_LOCATOR)),
    st.builds(Figure, text=_ANY, locator=st.just(_LOCATOR)),
    st.builds(ListBlock, items=st.lists(_ANY, max_size=3).map(tuple), locator=st.just(_LOCATOR)),
    st.builds(
        Table, rows=st.lists(st.lists(_ANY, max_size=3).map(tuple), max_size=3).map(tuple), locator=st.just(_LOCATOR)
    ),
)
_METADATA = st.builds(
    Metadatum, name=st.sampled_from(FieldName), value=_ANY, method=st.just(Method.DECLARED), evidence=st.just("test")
)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    """Draw a document whose account is right, as readers promise."""
    blocks = tuple(draw(st.lists(_BLOCKS, max_size=8)))
    dropped = draw(st.sampled_from([(), (Dropped(why="navigation", characters=12),)]))
    characters = sum(count_characters(block_text(block)) for block in blocks) + sum(each.characters for each in dropped)
    return Document(
        format=draw(st.sampled_from(InputFormat)),
        blocks=blocks,
        metadata=tuple(draw(st.lists(_METADATA, max_size=3))),
        characters_in=characters,
        dropped=dropped,
    )


@given(_documents(), st.sampled_from(["en", "de", "xx"]))
def test_every_character_is_accounted_for(document: Document, language: str) -> None:
    """What came in is what was kept and what was dropped; nothing at all is the one error."""
    try:
        article = normalise(_SOURCE, document, language=language)
    except EmptySourceError:
        assert not any(
            count_characters(block_text(block)) for block in document.blocks if not isinstance(block, Figure)
        )
        return
    coverage = article.coverage
    assert coverage.characters_in == document.characters_in
    assert coverage.characters_in == coverage.characters_kept + sum(each.characters for each in coverage.dropped)
    assert all(each.characters for each in coverage.dropped)


@given(_documents(), st.sampled_from(["en", "de", "xx"]))
def test_sentences_are_numbered_and_stand_where_they_say(document: Document, language: str) -> None:
    """Ids run from p1 and s1 without a gap, offsets give back the text, and no character lies between sentences."""
    if not any(count_characters(block_text(block)) for block in document.blocks if not isinstance(block, Figure)):
        return
    article = normalise(_SOURCE, document, language=language)
    assert [paragraph.id for paragraph in article.paragraphs] == [f"p{n + 1}" for n in range(len(article.paragraphs))]
    for paragraph in article.paragraphs:
        assert paragraph.sentences
        expected = [f"{paragraph.id}.s{n + 1}" for n in range(len(paragraph.sentences))]
        assert [sentence.id for sentence in paragraph.sentences] == expected
        assert all(paragraph.text[each.start : each.end] == each.text for each in paragraph.sentences)
        assert all(one.end <= other.start for one, other in pairwise(paragraph.sentences))
        joined = "".join("".join(sentence.text.split()) for sentence in paragraph.sentences)
        assert joined == "".join(paragraph.text.split())


def test_the_users_own_article() -> None:
    """The first sample: derived title, no date, no author, the credit line read and dropped, four roles."""
    path = Path(__file__).parent.parent.parent / "samples" / "coalition" / "source.txt"
    article = normalise(Source(name=path.name, data=path.read_bytes()), document_of(path.read_text(encoding="utf-8")))
    assert article.title is not None
    assert article.title.value == "Antony Blinken warns that Daesh/ISIS may exploit ongoing Middle East conflicts"
    assert article.title.method is Method.DERIVED
    assert (article.published, article.byline, article.dateline, article.url) == (None, None, None, None)
    assert article.outlet is not None
    assert (article.outlet.value, article.outlet.method) == ("www.aa.com.tr", Method.STATED)
    assert article.language is not None
    assert article.language.value == "en"
    assert [each.role for each in article.paragraphs] == [Role.STANDFIRST, Role.BODY, Role.BACKGROUND, Role.CONCLUSION]
    assert "aa.com.tr" not in article.text


def test_supplied_fields_win() -> None:
    """Each field that the user gives stands as given, with the option as its evidence, whatever the source declares."""
    document = document_of(f"@title og:title = Another\n@published date = 2020\n@byline author = Else\n{_TEXT}")
    article = normalise(
        _SOURCE,
        document,
        supplied={
            FieldName.TITLE: " Barrier  approved ",
            FieldName.BYLINE: "Ana Duarte; Piet van der Berg ;",
            FieldName.PUBLISHED: "2025-03",
            FieldName.OUTLET: "The Harbour Post",
            FieldName.URL: "https://post.example/barrier",
            FieldName.LANGUAGE: "en_gb",
            FieldName.DATELINE: "PORTO",
            FieldName.STANDFIRST: "Work begins in March.",
        },
    )
    assert article.title is not None
    assert (article.title.value, article.title.method) == ("Barrier approved", Method.SUPPLIED)
    assert article.title.evidence == "--field title=Barrier approved"
    assert article.byline is not None
    assert article.byline.value == ("Ana Duarte", "Piet van der Berg")
    found = [article.published, article.outlet, article.url, article.language, article.dateline, article.standfirst]
    assert [field and field.value for field in found] == [
        "2025-03",
        "The Harbour Post",
        "https://post.example/barrier",
        "en-GB",
        "PORTO",
        "Work begins in March.",
    ]
    assert all(field is not None and field.method is Method.SUPPLIED for field in found)


def test_a_supplied_title_takes_the_place_of_the_pages_own() -> None:
    """The page's heading goes as its title, though the user gave another."""
    article = normalise(_SOURCE, document_of(f"# Old title\n{_TEXT}"), supplied={FieldName.TITLE: "New title"})
    assert [paragraph.text for paragraph in article.paragraphs] == [_TEXT]
    assert article.coverage.dropped == (Dropped(why="title", characters=8),)


@pytest.mark.parametrize("given", ["2024", "2024-09", "2024-09-30", "2024-09-30T14:05", "2024-09-30T14:05:09+02:00"])
def test_a_supplied_date_is_kept_as_exact_as_given(given: str) -> None:
    """No month, day or hour is added to a date that the user gives."""
    article = normalise(_SOURCE, document_of(_TEXT), supplied={FieldName.PUBLISHED: given})
    assert article.published is not None
    assert article.published.value == given


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        (FieldName.PUBLISHED, "30/09/2024", "is not an ISO 8601 date"),
        (FieldName.PUBLISHED, "2024-02-30", "is not an ISO 8601 date"),
        (FieldName.PUBLISHED, "2024T14:05", "is not an ISO 8601 date"),
        (FieldName.PUBLISHED, "today", "is not an ISO 8601 date"),
        (FieldName.TITLE, "  ", "the value is empty"),
        (FieldName.BYLINE, " ; ", "there is no name in it"),
        (FieldName.URL, "post.example/barrier", "is not a web address"),
        (FieldName.LANGUAGE, "english please", "is not a language tag"),
    ],
)
def test_a_supplied_field_out_of_form_is_refused(name: FieldName, value: str, problem: str) -> None:
    """The error names the field and the problem, and tells the form."""
    with pytest.raises(UsageError) as caught:
        normalise(_SOURCE, document_of(_TEXT), supplied={name: value})
    assert name.value in caught.value.subject
    assert problem in caught.value.problem
    assert caught.value.hint


def test_the_asked_language_must_be_a_tag() -> None:
    """`--lang` is checked like the field, and named in the error."""
    with pytest.raises(UsageError, match="--lang"):
        normalise(_SOURCE, document_of(_TEXT), language="klingon!")


def test_a_field_beats_the_asked_language() -> None:
    """`--field language` is the more exact option."""
    article = normalise(_SOURCE, document_of(_TEXT), language="de", supplied={FieldName.LANGUAGE: "fr"})
    assert article.language is not None
    assert (article.language.value, article.language.evidence) == ("fr", "--field language=fr")


@pytest.mark.parametrize("text", ["", "! A picture's caption", "- "])
def test_nothing_left_is_an_error(text: str) -> None:
    """A source without text, or with pictures only, is refused by name."""
    with pytest.raises(EmptySourceError, match=r"story\.txt"):
        normalise(_SOURCE, document_of(text))


def test_notices_of_the_reader_are_carried_on() -> None:
    """What a reader lost is still known after normalising."""
    notice = Notice(code=NoticeCode.PAGE_WITHOUT_TEXT, detail="page 3 holds no text", where="page 3")
    document = document_of(_TEXT)
    document = Document(
        format=document.format, blocks=document.blocks, characters_in=document.characters_in, notices=(notice,)
    )
    assert normalise(_SOURCE, document).notices == (notice,)


def test_source_is_described_without_its_bytes() -> None:
    """Name, format, size and digest of the source stand in the article."""
    info = normalise(_SOURCE, document_of(_TEXT)).source
    assert (info.name, info.format, info.size_bytes, info.sha256) == ("story.txt", InputFormat.TEXT, 5, _SOURCE.sha256)


def test_same_input_same_article() -> None:
    """Normalising twice gives equal articles."""
    document = document_of(f"# Title of it\nBy Ana Duarte\n{_TEXT}\n- one\n| a | b")
    assert normalise(_SOURCE, document) == normalise(_SOURCE, document)


def test_only_prose_is_split_into_sentences() -> None:
    """A heading and an item are one sentence each, a table has one a row."""
    document = document_of(f"{_TEXT}\n## One. Two.\n- Three. Four.\n| Five. | Six.\n| Seven. | Eight.")
    article = normalise(_SOURCE, document, language="en")
    counts = [len(each.sentences) for each in article.paragraphs if each.role not in PROSE]
    assert counts == [1, 1, 2]
