"""A briefing read back from the file that it was written to, each of its sentences beside those of its source.

Input:    a briefing as PDF, DOCX, Markdown, HTML or JSON, and its source where that is at hand.
Output:   its statements in order, each with the sentences that it cites and the verdict of the gate on it.
Lost:     looks, and whatever of a report cites nothing: title block, captions, the citation of the source.
Not here: what a statement may say (`brief.faithfulness`), and how the result is printed (`cli`).

It stands above the stages because it undoes them: it reads with the readers what the writers wrote, knows the words that
layout puts in, and asks the gate of `brief`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportkit.brief.faithfulness import Verdict
from reportkit.brief.gate import Ground, ground_of, judge
from reportkit.errors import SourceError
from reportkit.model.article import Article
from reportkit.model.briefing import Briefing
from reportkit.model.source import Source
from reportkit.pipeline import understand
from reportkit.readers import read_contract
from reportkit.settings import Settings
from reportkit.trace.judging import judge_line
from reportkit.trace.opening import open_report
from reportkit.trace.written import Written, written_in

_SHOWN = 5
"""Sentences that a doubt names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A statement of a briefing beside its source."""

    part: str
    """The heading that it stands under, or the key of its part in JSON."""
    text: str
    refs: tuple[str, ...]
    cited: Mapping[str, str]
    """The sentences that it refers to, by their ids; those that the source has."""
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A briefing, traced."""

    statements: tuple[Traced, ...]
    against: str
    """What the statements were held against: the source's name, or what of the briefing."""
    doubts: tuple[str, ...] = ()
    """Why that may not be the source that the briefing was made from."""


def trace(given: Source, source: Source | None, settings: Settings) -> Trace:
    """Return the statements of a briefing with their verdicts.

    Shape:   source: what the briefing was made from; `None`: its own annex, or the article in its JSON.
    Raises:  SourceError: one of the two cannot be read, is no briefing, or has nothing to trace it by.
    """
    article = understand(source, settings) if source is not None else None
    ours = read_contract(given)
    if isinstance(ours, Briefing):
        return _trace_json(ours, article)
    if ours is not None:
        raise SourceError(given.name, "is an article, not a briefing", "trace what was rendered from it")
    written = written_in(open_report(given))
    if not written.lines:
        raise SourceError(
            given.name, "has no statement with a citation such as [2.5]: it is no briefing of reportkit's"
        )
    if article is None and not written.annex:
        hint = "name the source as well, or render with --set annex=full"
        raise SourceError(given.name, "has no annex to hold its statements against", hint)
    return _trace_report(written, article)


def _trace_json(briefing: Briefing, article: Article | None) -> Trace:
    """Return the trace of a briefing's JSON, against the article in it or against another reading of its source."""
    doubts = []
    if article is not None:
        if article.source.sha256 != briefing.article.source.sha256:
            doubts.append(_other_source(article, briefing.article.source.sha256[:16]))
        briefing = replace(briefing, article=article)
    texts = {ref: sentence.text for ref, sentence in briefing.article.sentences().items()}
    statements = tuple(
        Traced(
            part=each.part,
            text=each.text,
            refs=each.entry.refs,
            cited={ref: texts[ref] for ref in each.entry.refs if ref in texts},
            verdict=each.verdict,
        )
        for each in judge(briefing)
    )
    against = article.source.name if article else "the article in it"
    return Trace(statements=statements, against=against, doubts=tuple(doubts))


def _trace_report(written: Written, article: Article | None) -> Trace:
    """Return the trace of a report, against its annex or its source."""
    ground = Ground(texts=written.annex, language=written.language, published=written.published, set_apart=None)
    doubts = []
    if article is not None:
        ground = ground_of(article)
        if written.sha256 and not article.source.sha256.startswith(written.sha256):
            doubts.append(_other_source(article, written.sha256))
        strange = [ref for ref, text in written.annex.items() if ground.texts.get(ref, "").split() != text.split()]
        if strange:
            doubts.append(_other_annex(article, strange, len(written.annex)))
    statements = tuple(
        Traced(
            part=line.heading,
            text=line.text,
            refs=line.refs,
            cited={ref: ground.texts[ref] for ref in line.refs if ref in ground.texts},
            verdict=judge_line(line, ground),
        )
        for line in written.lines
    )
    return Trace(statements=statements, against=article.source.name if article else "its annex", doubts=tuple(doubts))


def _other_source(article: Article, digest: str) -> str:
    name, ours = article.source.name, article.source.sha256
    return f"{name} is not the file that the briefing was made from: its SHA-256 is {ours[:16]}, the briefing names {digest}"


def _other_annex(article: Article, strange: Sequence[str], count: int) -> str:
    shown = ", ".join(strange[:_SHOWN]) + (" …" if len(strange) > _SHOWN else "")
    return f"{len(strange)} of the {count} sentences in the briefing's annex differ from {article.source.name}: {shown}"
