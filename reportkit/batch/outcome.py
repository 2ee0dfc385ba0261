"""What became of each source, and the JSON document that tells it (`reportkit.manifest/1`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from reportkit.errors import ReportkitError
from reportkit.model.artefact import Artefact, OutputFormat
from reportkit.model.briefing import Briefing
from reportkit.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file, or what went to a stream."""

    format: OutputFormat
    path: str
    """As it was named, `-` for standard output."""
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source."""

    name: str
    """Last part of the path, `stdin` for standard input."""
    path: str
    """As it was given, `-` for standard input."""
    sha256: str | None = None
    """Digest of its bytes; `None` where they could not be read."""
    outputs: tuple[Output, ...] = ()
    notices: tuple[Notice, ...] = ()
    error: ReportkitError | None = None
    """Why it failed; `None`: it was rendered."""


def output_of(artefact: Artefact, path: str) -> Output:
    """The record of an artefact that went to this path."""
    return Output(
        format=artefact.format, path=path, sha256=sha256(artefact.data).hexdigest(), size_bytes=len(artefact.data)
    )


def manifest_as_json(outcomes: Sequence[Outcome]) -> bytes:
    """The manifest: the same bytes for the same outcomes."""
    document = {"schema": "reportkit.manifest/1", "outcomes": [_outcome(each) for each in outcomes]}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "name": outcome.name,
        "path": outcome.path,
        "sha256": outcome.sha256,
        "outcome": "rendered" if outcome.error is None else "failed",
        "outputs": [
            {"format": each.format.value, "path": each.path, "sha256": each.sha256, "bytes": each.size_bytes}
            for each in outcome.outputs
        ],
        "notices": [notice_as_json(each) for each in outcome.notices],
        "error": None if outcome.error is None else error_as_json(outcome.error),
    }


def notice_as_json(notice: Notice) -> dict[str, object]:
    """A degradation, as manifests tell it."""
    return {"code": notice.code.value, "detail": notice.detail, "where": notice.where}


def error_as_json(error: ReportkitError) -> dict[str, object]:
    """Why a source failed, as manifests tell it."""
    return {"code": error.code, "problem": error.problem, "hint": error.hint, "exit": error.exit_code}


def card_of(briefing: Briefing) -> dict[str, object]:
    """What a list of briefings tells of one: title, outlet, date, language, summary."""
    article = briefing.article
    return {
        "title": article.title.value if article.title else None,
        "outlet": article.outlet.value if article.outlet else None,
        "published": article.published.value if article.published else None,
        "language": article.language.value if article.language else None,
        "summary": [statement.text for statement in briefing.executive_summary],
    }
