"""Sources rendered one after the other: each has its outcome, and a failure of one leaves the others alone."""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportkit.batch.outcome import Outcome, Output, output_of
from reportkit.batch.outputs import Guard, ReaderGoneError, write_stream, write_whole
from reportkit.batch.sources import STREAM, called, read_source
from reportkit.cli.console import Console
from reportkit.cli.naming import Plan
from reportkit.errors import ReportkitError
from reportkit.layout import Template
from reportkit.model.artefact import Artefact
from reportkit.model.document import FieldName
from reportkit.model.source import Source
from reportkit.model.theme import Theme
from reportkit.pipeline import Elsewhere, render
from reportkit.settings import Settings
from reportkit.text.paths import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be done with every source."""

    settings: Settings
    template: Template
    theme: Theme
    supplied: Mapping[FieldName, str]
    plan: Plan
    guard: Guard
    elsewhere: Elsewhere


def render_all(sources: tuple[str, ...], work: Work, console: Console) -> tuple[Outcome, ...]:
    """What became of each source, in their order; failures are told as they come."""
    outcomes = []
    for number, given in enumerate(sources):
        console.progress(f"{shown(given)} ({number + 1} of {len(sources)})" if len(sources) > 1 else shown(given))
        outcome = _outcome(given, number, work, console)
        if outcome.error is not None:
            console.error(called(outcome.error, outcome.name, outcome.path))
        outcomes.append(outcome)
    console.clear()
    return tuple(outcomes)


def _outcome(given: str, number: int, work: Work, console: Console) -> Outcome:
    """What became of one source; a bug is told at once, with its traceback, and counts as a failure like any other."""
    name, path, digest = "stdin" if given == STREAM else shown(Path(given).name), shown(given), None
    try:
        source = read_source(given, console.stdin)
        digest = source.sha256
        return _rendered(source, path, number, work, console)
    except ReportkitError as exc:
        return Outcome(name=name, path=path, sha256=digest, error=exc)
    except ReaderGoneError:
        raise
    except Exception as exc:  # noqa: BLE001 - the other sources go on
        console.block(traceback.format_exc())
        bug = ReportkitError(path, f"{type(exc).__name__}: this is a bug of reportkit's", "please report it")
        return Outcome(name=name, path=path, sha256=digest, error=bug)


def _rendered(source: Source, path: str, number: int, work: Work, console: Console) -> Outcome:
    """Render a source and put what came of it where the plan says; `path` is how the user calls it.

    Raises: ReportkitError: it failed, and none of its files was written.
    """
    files = work.plan.paths[number] if work.plan.paths is not None else {}
    rendered = render(source, work.settings, work.template, work.theme, work.supplied, work.elsewhere)
    if work.plan.paths is None:
        outputs: tuple[Output, ...] = (_to_stream(rendered.artefacts[0], work.plan.stream, console),)
    else:
        data = {files[each.format]: each.data for each in rendered.artefacts}
        if not write_whole(data, work.guard):
            console.warning("what was written could not be noted in the state folder: next time it will take --force")
        outputs = tuple(output_of(each, shown(str(files[each.format]))) for each in rendered.artefacts)
        console.detail(f"{path}: {', '.join(each.path for each in outputs)}")
    for notice in rendered.notices:
        console.notice(source.name if path == STREAM else path, notice)
    return Outcome(name=source.name, path=path, sha256=source.sha256, outputs=outputs, notices=rendered.notices)


def _to_stream(artefact: Artefact, stream: Path | None, console: Console) -> Output:
    if stream is None:
        console.write(artefact.data)
        return output_of(artefact, STREAM)
    write_stream(stream, artefact.data)
    return output_of(artefact, shown(str(stream)))
