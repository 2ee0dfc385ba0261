"""Lay out: a briefing becomes a report, the one content tree that every writer walks.

In:   the briefing, a template, the settings.
Out:  the report; its blocks are what the template's Markdown says, parsed once.
Lost: nothing; a section with nothing to say is left out by the template, heading and all.
Not here: how things look (the theme) and formats (`writers`).
"""

from collections.abc import Iterable, Iterator

from reportkit.layout.declared import DeclaredSetting, template_settings
from reportkit.layout.labels import every_label, labels_of
from reportkit.layout.render import render
from reportkit.layout.template import Template, load_template, template_names
from reportkit.layout.theme import load_theme, theme_names
from reportkit.layout.tree import blocks_of
from reportkit.layout.view import context_of
from reportkit.model.briefing import Briefing
from reportkit.model.report import Block, Container, Heading, ListBlock, Quote, Report, plain_text
from reportkit.model.theme import Theme
from reportkit.settings import Settings

__all__ = [
    "DeclaredSetting",
    "Template",
    "every_label",
    "lay_out",
    "load_template",
    "load_theme",
    "template_names",
    "template_settings",
    "theme_names",
]


def lay_out(briefing: Briefing, template: Template, _theme: Theme, settings: Settings) -> Report:
    """The briefing laid out by the template; themes say only how that looks, and have no part in it yet.

    Raises:  TemplateError: a fault of the template, with its file and line.
    """
    article = briefing.article
    language = article.language.value if article.language else None
    words_in, labels = labels_of(template, language)
    kind = template.titles.get(words_in, template.title)
    names = {"kind": kind, "language": words_in, "labels": labels}
    markdown = render(template, {**names, **context_of(briefing, template, settings)})
    outlet = article.outlet.value if article.outlet else article.source.name
    blocks = blocks_of(markdown, template, frozenset(article.sentences()), labels["citation"])
    return Report(
        briefing=briefing,
        kind=kind,
        title=_title(blocks),
        language=language or words_in,
        blocks=blocks,
        footer=f"{kind} · {outlet}",
        page_of=labels["page_of"],
    )


def _title(blocks: Iterable[Block]) -> str:
    """Return the text of the one heading of level 1."""
    return next(plain_text(heading.children) for heading in _headings(blocks) if heading.level == 1)


def _headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Yield the headings, wherever they stand."""
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Container() | Quote():
                yield from _headings(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from _headings(item)
            case _:
                pass
