"""The whole story: bytes in, briefing out.

    bytes ── read ──► Document ── normalise ──► Article ── brief ──► Briefing ── lay out ──► Report ── write ──► bytes

Input:    a source, the settings, a template, a theme, and the fields that the user supplies.
Output:   what every stage made, the bytes of each format, and all notices, each once.
Not here: files, streams, clock and environment (`cli`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from reportkit.brief import brief
from reportkit.brief.gate import mark_unfaithful
from reportkit.errors import GateError
from reportkit.layout import Template, lay_out
from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.article import Article
from reportkit.model.briefing import Briefing
from reportkit.model.document import FieldName
from reportkit.model.report import Report
from reportkit.model.source import Source
from reportkit.model.theme import Theme
from reportkit.normalise import normalise, supply
from reportkit.notices import Notice
from reportkit.readers import read, read_contract
from reportkit.settings import Settings
from reportkit.text.clean import clean
from reportkit.writers import WRITERS

NOTHING: Mapping[FieldName, str] = MappingProxyType({})

Elsewhere = Mapping[OutputFormat, Callable[[Report], Callable[[], Artefact]]]
"""Formats written by somebody beside us: called with the report, it gives back what waits for the artefact."""
NOBODY: Elsewhere = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A source with all that was made of it."""

    article: Article
    briefing: Briefing
    report: Report
    artefacts: tuple[Artefact, ...]
    """One for each format of the settings, in their order."""
    notices: tuple[Notice, ...]
    """Of all stages and formats, each once."""


def understand(source: Source, settings: Settings, supplied: Mapping[FieldName, str] = NOTHING) -> Article:
    """The normalised article that the source holds.

    Raises: SourceError: the source cannot be read, or holds no text.
            UsageError: a supplied field is not in its form.
    """
    ours = read_contract(source)
    if ours is not None:
        return _supplied(ours.article if isinstance(ours, Briefing) else ours, settings, supplied)
    return normalise(source, read(source), language=settings.language, supplied=_clean(supplied))


def prepare(source: Source, settings: Settings, supplied: Mapping[FieldName, str] = NOTHING) -> Briefing:
    """The briefing of the source; of a source that is a briefing's JSON that briefing, judged anew.

    Raises: SourceError, UsageError: as `understand`.
    """
    ours = read_contract(source)
    if isinstance(ours, Briefing):
        return mark_unfaithful(replace(ours, article=_supplied(ours.article, settings, supplied)))
    return brief(understand(source, settings, supplied), settings)


def _supplied(article: Article, settings: Settings, supplied: Mapping[FieldName, str]) -> Article:
    """The article with what the user gives for its fields."""
    return supply(article, language=settings.language, supplied=_clean(supplied))


def _clean(supplied: Mapping[FieldName, str]) -> dict[FieldName, str]:
    return {name: clean(value) for name, value in supplied.items()}


def render(
    source: Source,
    settings: Settings,
    template: Template,
    theme: Theme,
    supplied: Mapping[FieldName, str] = NOTHING,
    elsewhere: Elsewhere = NOBODY,
) -> Rendered:
    """The source's briefing in every format that the settings name; nothing is written to disk.

    Raises: SourceError, UsageError: as `understand`.
            ConfigError: the template or a setting does not fit.
            RendererError: the library behind a format refused the document.
            GateError: the settings are strict, and there are notices.
    """
    briefing = prepare(source, settings, supplied)
    report = lay_out(briefing, template, theme, settings)
    waiting = {each: elsewhere[each](report) for each in settings.to if each in elsewhere}
    here = {each: WRITERS[each](report, theme, settings) for each in settings.to if each not in waiting}
    artefacts = tuple(here[each] if each in here else waiting[each]() for each in settings.to)
    notices = unique(briefing.notices, *(artefact.notices for artefact in artefacts))
    if settings.strict and notices:
        raise refusal(source, notices)
    return Rendered(article=briefing.article, briefing=briefing, report=report, artefacts=artefacts, notices=notices)


def unique(*groups: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices in order of first appearance, each once."""
    return tuple(dict.fromkeys(notice for group in groups for notice in group))


def refusal(source: Source, notices: tuple[Notice, ...]) -> GateError:
    """The error by which a strict run refuses a result that bears these notices; it tells every one."""
    told = "; ".join(f"{each.code}: {each.detail}" + (f" ({each.where})" if each.where else "") for each in notices)
    return GateError(source.name, f"refused by --strict: {told}", "leave --strict out to write it with these notices")
