"""From a Document to an Article: fields with their evidence, paragraphs with a role, numbered sentences.

Input:    what a reader found, and the fields that the user gives.
Output:   the `Article`. Every field says how it was found and where, or is absent.
Lost:     title block, byline, date and credit lines, dateline, furniture and pictures; `Coverage` counts every
          character of them by reason.
Not here: what matters in the article (`brief`), and anything that the source does not bear out. Neither the clock nor
          the file's date is asked.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from reportkit.errors import EmptySourceError
from reportkit.model.article import Article
from reportkit.model.document import Document, FieldName
from reportkit.model.source import Source
from reportkit.normalise.boilerplate import drop_boilerplate
from reportkit.normalise.byline import find_byline
from reportkit.normalise.dateline import find_dateline
from reportkit.normalise.draft import Draft, Step, draft_of
from reportkit.normalise.language import find_language, supplied_language
from reportkit.normalise.numbering import article_of
from reportkit.normalise.outlet import find_outlet
from reportkit.normalise.published import find_published, supplied_date
from reportkit.normalise.roles import give_roles
from reportkit.normalise.standfirst import find_standfirst
from reportkit.normalise.supplied import supplied_names, supplied_text, supplied_url
from reportkit.normalise.title import find_title
from reportkit.normalise.url import find_url

# The order is meaning. Language first: the words that the others look for depend on it. Then what frames the text, from
# the outside in: address and outlet (the title may end in the outlet's name), date and byline (they stand between title
# and text, and `For immediate release, 12 March` must be read before furniture goes), furniture. The title is then the
# first line that is left, or the first sentence. With the title gone the text begins: dateline, standfirst (the
# paragraph before a dateline is one), and at last the roles of what remains.
STEPS: tuple[Step, ...] = (
    find_language,
    find_url,
    find_outlet,
    find_published,
    find_byline,
    drop_boilerplate,
    find_title,
    find_dateline,
    find_standfirst,
    give_roles,
)


def normalise(
    source: Source,
    document: Document,
    *,
    language: str | None = None,
    supplied: Mapping[FieldName, str] = MappingProxyType({}),
) -> Article:
    """Return the article that the document holds.

    Raises:  EmptySourceError: no block but pictures holds text. (No step drops the last part.)
             UsageError: a field that the user gives is empty or not in its form.
    """
    draft = draft_of(source, document, language, supplied)
    if not draft.parts:
        raise EmptySourceError(source.name, "there is no text in it", "a scanned document needs OCR first")
    for step in STEPS:
        draft = step(draft)
    return article_of(draft)


def supply(
    article: Article, *, language: str | None = None, supplied: Mapping[FieldName, str] = MappingProxyType({})
) -> Article:
    """Return an article that was normalised before with the fields that the user gives.

    Raises:  UsageError: one is empty or not in its form.
    """
    draft = Draft(
        source=Source(name=article.source.name, data=b""),
        document=Document(format=article.source.format, blocks=(), characters_in=0),
        asked_language=language,
        supplied=supplied,
        parts=(),
    )
    return replace(
        article,
        title=supplied_text(draft, FieldName.TITLE) or article.title,
        standfirst=supplied_text(draft, FieldName.STANDFIRST) or article.standfirst,
        byline=supplied_names(draft) or article.byline,
        dateline=supplied_text(draft, FieldName.DATELINE) or article.dateline,
        published=supplied_date(draft) or article.published,
        outlet=supplied_text(draft, FieldName.OUTLET) or article.outlet,
        url=supplied_url(draft) or article.url,
        language=supplied_language(draft) or article.language,
    )
