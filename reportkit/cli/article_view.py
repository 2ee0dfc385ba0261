"""An article for people: fields, paragraphs, coverage, notices, in aligned columns."""

from reportkit.cli.tables import table
from reportkit.model.article import Article, ArticleParagraph, Field
from reportkit.model.document import FieldName
from reportkit.text.words import count_words

_OPENING_CHARACTERS = 240
"""How much of a paragraph is shown."""


def article_view(article: Article) -> str:
    """The article in four tables."""
    source, coverage = article.source, article.coverage
    head = f"{source.name}: {source.format.value}, {source.size_bytes:,} bytes, sha256 {source.sha256}\n"
    parts = [head, "Fields\n" + table(_fields(article))]
    if article.paragraphs:
        parts.append("Paragraphs\n" + table([_paragraph(each) for each in article.paragraphs]))
    kept = [("characters in the source", f"{coverage.characters_in:,}"), ("kept", f"{coverage.characters_kept:,}")]
    dropped = [(f"left out: {each.why}", f"{each.characters:,}") for each in coverage.dropped]
    parts.append("Coverage\n" + table([*kept, *dropped]))
    if article.notices:
        rows = [
            (each.code.value, f"{each.detail} ({each.where})" if each.where else each.detail)
            for each in article.notices
        ]
        parts.append("Notices\n" + table(rows))
    return "\n".join(parts) + "\n"


def _fields(article: Article) -> list[tuple[str, str, str]]:
    """Two rows for a field that is there: its value, and the evidence for it."""
    rows = []
    for name in FieldName:
        field: Field[str] | Field[tuple[str, ...]] | None = getattr(article, name.value)
        if field is None:
            rows.append((name.value, "-", "not stated"))
            continue
        value = field.value if isinstance(field.value, str) else "; ".join(field.value)
        rows.append((name.value, field.method.value, value))
        if field.evidence != value:
            rows.append(("", "", f"from: {field.evidence}"))
    return rows


def _paragraph(paragraph: ArticleParagraph) -> tuple[str, str, str, str, str]:
    opening = " ".join(paragraph.text.split())
    if len(opening) > _OPENING_CHARACTERS:
        opening = opening[:_OPENING_CHARACTERS].rsplit(" ", 1)[0] + " …"
    words = f"{count_words(paragraph.text):,} words"
    return (paragraph.id, paragraph.role.value, paragraph.locator, words, opening)
