"""Articles for the tests of all stages: paragraphs in, a numbered article out."""

from hashlib import sha256

from reportkit.model.article import Article, ArticleParagraph, Coverage, Field, Role, Sentence, SourceInfo
from reportkit.model.document import Method, count_characters
from reportkit.model.source import InputFormat
from reportkit.text.sentences import split


def article_of(
    *paragraphs: str | tuple[str, Role],
    language: str | None = "en",
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Article:
    """Return an article of these paragraphs, numbered and split; without a role a paragraph is body."""
    numbered = tuple(_paragraph(number, each, language) for number, each in enumerate(paragraphs, start=1))
    characters = sum(count_characters(paragraph.text) for paragraph in numbered)
    data = "\n\n".join(paragraph.text for paragraph in numbered).encode()
    return Article(
        source=SourceInfo(
            name="test.txt", format=InputFormat.TEXT, size_bytes=len(data), sha256=sha256(data).hexdigest()
        ),
        title=_field(title),
        published=_field(published),
        outlet=_field(outlet),
        language=_field(language),
        paragraphs=numbered,
        coverage=Coverage(characters_in=characters, characters_kept=characters),
    )


def _field(value: str | None) -> Field[str] | None:
    """Return a field that the source declares, `None` for none."""
    return None if value is None else Field(value=value, method=Method.DECLARED, evidence="test")


def _paragraph(number: int, given: str | tuple[str, Role], language: str | None) -> ArticleParagraph:
    """Return the paragraph with its sentences; a table's are its lines, a heading's or an item's is the whole."""
    text, role = (given, Role.BODY) if isinstance(given, str) else given
    match role:
        case Role.HEADING | Role.LIST:
            spans: tuple[tuple[int, int], ...] = ((0, len(text)),)
        case Role.TABLE:
            ends = [at for at, character in enumerate(text) if character == "\n"]
            spans = tuple(zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))
        case _:
            spans = split(text, language)
    return ArticleParagraph(
        id=f"p{number}",
        role=role,
        locator=f"line {number}",
        text=text,
        sentences=tuple(
            Sentence(id=f"p{number}.s{count}", text=text[start:end], start=start, end=end)
            for count, (start, end) in enumerate(spans, start=1)
        ),
    )
