"""The end of the stage: parts become numbered paragraphs with numbered sentences, and the account is drawn up."""

from reportkit.model.article import Article, ArticleParagraph, Coverage, Role, Sentence, SourceInfo
from reportkit.model.document import Dropped
from reportkit.normalise.draft import Draft, Part
from reportkit.text.sentences import split


def article_of(draft: Draft) -> Article:
    """Return the article: paragraphs from p1, their sentences, the fields, and what became of every character."""
    return Article(
        source=SourceInfo(
            name=draft.source.name,
            format=draft.document.format,
            size_bytes=len(draft.source.data),
            sha256=draft.source.sha256,
        ),
        title=draft.title,
        standfirst=draft.standfirst,
        byline=draft.byline,
        dateline=draft.dateline,
        published=draft.published,
        outlet=draft.outlet,
        url=draft.url,
        language=draft.language,
        paragraphs=tuple(_paragraph(number, part, draft.tag) for number, part in enumerate(draft.parts, start=1)),
        coverage=Coverage(
            characters_in=draft.document.characters_in,
            characters_kept=sum(part.characters for part in draft.parts),
            dropped=_summed(draft.dropped),
        ),
        notices=draft.document.notices,
    )


def _paragraph(number: int, part: Part, language: str | None) -> ArticleParagraph:
    """Return the part as paragraph `number`."""
    return ArticleParagraph(
        id=f"p{number}",
        role=part.role,
        locator=str(part.locator),
        text=part.text,
        sentences=tuple(
            Sentence(id=f"p{number}.s{count}", text=part.text[start:end], start=start, end=end)
            for count, (start, end) in enumerate(_spans(part, language), start=1)
        ),
    )


def _spans(part: Part, language: str | None) -> tuple[tuple[int, int], ...]:
    """Return the sentences' spans: a heading or an item is one, a table has one a row."""
    if part.role in {Role.HEADING, Role.LIST}:
        return ((0, len(part.text)),)
    if part.role is not Role.TABLE:
        return split(part.text, language)
    spans, start = [], 0
    for row in part.text.split("\n"):
        spans.append((start, start + len(row)))
        start += len(row) + 1
    return tuple(spans)


def _summed(dropped: tuple[Dropped, ...]) -> tuple[Dropped, ...]:
    """Return one entry a reason, in order of first mention."""
    totals: dict[str, int] = {}
    for each in dropped:
        totals[each.why] = totals.get(each.why, 0) + each.characters
    return tuple(Dropped(why=why, characters=characters) for why, characters in totals.items())
