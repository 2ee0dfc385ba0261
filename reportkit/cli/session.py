"""One call of `render`: settings and places settled first, then the sources, then the manifest."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from reportkit.batch.ledger import Ledger
from reportkit.batch.outcome import Outcome, manifest_as_json
from reportkit.batch.outputs import Guard, write_stream, write_whole
from reportkit.batch.sources import STREAM
from reportkit.cli import aside
from reportkit.cli.configuration import configure
from reportkit.cli.console import Console, hush_libraries
from reportkit.cli.naming import Plan, Request, is_stream, plan
from reportkit.cli.state import state_folder
from reportkit.cli.verdict import verdict
from reportkit.errors import UsageError
from reportkit.layout import load_theme
from reportkit.model.document import FieldName


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the command line says."""

    sources: tuple[str, ...]
    output: str | None
    options: Mapping[str, object]
    sets: Mapping[str, str]
    supplied: Mapping[FieldName, str]
    manifest: str | None


def run_session(session: Session, console: Console) -> int:
    """Render the sources, write the manifest; the exit code.

    Raises: ReportkitError: options, configuration or places are not valid, or the manifest cannot be written.
    """
    hush_libraries()
    configured = configure(session.options, session.sets)
    request = Request(
        sources=session.sources,
        output=session.output,
        formats=configured.settings.to,
        asked=configured.asked("to"),
    )
    places = plan(request)
    guard = Guard(
        ledger=Ledger(state_folder()),
        sources=tuple(each for each in session.sources if each != STREAM),
        force=configured.settings.force,
    )
    if session.manifest is not None:
        _check_manifest(session.manifest, places, guard)
    settings, theme = replace(configured.settings, to=places.formats), load_theme(configured.settings.theme)
    with ExitStack() as stack:
        elsewhere = stack.enter_context(aside.PdfAside(theme, settings)).formats if aside.pays(settings) else {}
        from reportkit.cli.rendering import Work, render_all  # loads all stages, while the other process loads its own

        work = Work(
            settings=settings,
            template=configured.template,
            theme=theme,
            supplied=session.supplied,
            plan=places,
            guard=guard,
            elsewhere=elsewhere,
        )
        outcomes = render_all(session.sources, work, console)
    if session.manifest is not None:
        _write_manifest(session.manifest, outcomes, guard, console)
    return verdict([each.error for each in outcomes], console)


def _check_manifest(given: str, places: Plan, guard: Guard) -> None:
    """Make sure that the manifest has a place of its own.

    Raises: UsageError: it would share its place with an output.
            OutputExistsError: a source stands there, or something else that is not ours.
    """
    if given == STREAM:
        if places.paths is None and places.stream is None:
            raise UsageError("--manifest -", "standard output takes the briefing already", "name a file")
        return
    path = Path(given)
    guard.keep_sources([path])
    if not is_stream(path):
        guard.keep_others(path)
    taken = {os.path.realpath(file) for files in places.paths or () for file in files.values()}
    if os.path.realpath(given) in taken:
        raise UsageError(f"--manifest {given}", "is an output of this run", "name another file")


def _write_manifest(given: str, outcomes: tuple[Outcome, ...], guard: Guard, console: Console) -> None:
    data = manifest_as_json(outcomes)
    if given == STREAM:
        console.write(data)
    elif is_stream(Path(given)):
        write_stream(Path(given), data)
    else:
        write_whole({Path(given): data}, guard)
