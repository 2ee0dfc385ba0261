"""What a template is given: a briefing in the words of a report. These names are the vocabulary of template authors."""

from collections.abc import Iterable
from dataclasses import dataclass

from reportkit.layout.template import Template
from reportkit.model.article import Article, Field
from reportkit.model.briefing import Briefing, Event
from reportkit.model.document import Method
from reportkit.settings import Settings
from reportkit.text.words import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """A numbered sentence of the source."""

    id: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceParagraph:
    """A numbered paragraph of the source."""

    number: int
    role: str
    sentences: tuple[SourceSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """What is known of the source; `none` where it does not say."""

    name: str
    """Of the file."""
    sha256: str
    title: str | None
    """As the source gives it; a derived one is none."""
    outlet: str | None
    published: str | None
    """ISO 8601; the filter `date` makes words of it."""
    authors: tuple[str, ...]
    url: str | None
    words: int
    paragraphs: tuple[SourceParagraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSentence:
    """A row of the timeline: what the source says once, with all the dates that it says it of."""

    events: tuple[Event, ...]
    """By date, never none."""
    text: str
    refs: tuple[str, ...]

    @property
    def all_planned(self) -> bool:
        """Whether the source speaks of each of the dates as still to come."""
        return all(event.planned for event in self.events)


def context_of(briefing: Briefing, template: Template, settings: Settings) -> dict[str, object]:
    """Return the names that templates know and a briefing has, with their values."""
    article = briefing.article
    title = article.title
    return {
        "title": title.value if title else article.source.name,
        "title_is": title.method.value if title else None,
        "source": _source(article),
        "executive_summary": briefing.executive_summary,
        "key_points": briefing.key_points,
        "background": briefing.background,
        "facts": briefing.facts,
        "timeline": _timeline(briefing.timeline),
        "quotes": briefing.quotes,
        "notices": briefing.notices,
        "settings": _settings(template, settings),
    }


def _timeline(events: Iterable[Event]) -> tuple[DatedSentence, ...]:
    """Return the events, those in the same words as one, at the first of their dates."""
    said: dict[str, list[Event]] = {}
    for event in events:
        said.setdefault(event.text, []).append(event)
    return tuple(
        DatedSentence(
            events=tuple(together),
            text=text,
            refs=tuple(dict.fromkeys(ref for event in together for ref in event.refs)),
        )
        for text, together in said.items()
    )


def _source(article: Article) -> SourceView:
    title = article.title
    return SourceView(
        name=article.source.name,
        sha256=article.source.sha256,
        title=title.value if title and title.method is not Method.DERIVED else None,
        outlet=_value(article.outlet),
        published=_value(article.published),
        authors=article.byline.value if article.byline else (),
        url=_value(article.url),
        words=count_words(article.text),
        paragraphs=tuple(
            SourceParagraph(
                number=number,
                role=paragraph.role.value,
                sentences=tuple(
                    SourceSentence(id=sentence.id, number=count, text=sentence.text)
                    for count, sentence in enumerate(paragraph.sentences, start=1)
                ),
            )
            for number, paragraph in enumerate(article.paragraphs, start=1)
        ),
    )


def _value(field: Field[str] | None) -> str | None:
    return field.value if field else None


def _settings(template: Template, settings: Settings) -> dict[str, object]:
    """Return what the template's declared settings are set to."""
    return {
        name: settings.extra[name] if name in settings.extra else getattr(settings, name) for name in template.settings
    }
