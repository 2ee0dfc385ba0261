"""One article of a batch, done from end to end in whichever process: read, rendered, put in place, told."""

import json
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from reportkit.batch.inputs import called
from reportkit.batch.outcome import card_of, error_as_json, notice_as_json
from reportkit.batch.reading import read_input
from reportkit.batch.state import Notes
from reportkit.batch.stores import Store, store_at
from reportkit.errors import ReportkitError, SourceTooLargeError
from reportkit.layout import Template
from reportkit.model.document import FieldName
from reportkit.model.source import Source
from reportkit.model.theme import Theme
from reportkit.notices import Notice
from reportkit.pipeline import Rendered, render
from reportkit.settings import Settings
from reportkit.text.paths import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be done with every input; goes to each process once."""

    settings: Settings
    template: Template
    theme: Theme
    supplied: Mapping[FieldName, str]
    output: str
    """Folder or URL."""
    mark: str
    """Stands in the names of the run's passing files."""
    notes: Path | None
    """Where workers note what they are about to write; `None` where there is no folder for it."""
    temporary: Path | None
    """Where libraries keep their temporary files, so that the next run finds and removes them."""
    start: Path | None = None
    """Folder that relative paths start from, where processes start elsewhere: those of a cluster that others keep."""


class Task(NamedTuple):
    """One input that is to be rendered."""

    number: int
    place: str
    member: str
    stem: str
    known: tuple[tuple[str, str], ...] = ()
    """Path and digest of what we wrote to its outputs' places before."""


class Written(NamedTuple):
    """A file that is in place."""

    path: str
    sha256: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a task."""

    task: Task
    record: str
    """The outcome as the manifest tells it, as JSON."""
    sha256: str | None = None
    """Digest of the source; `None` where it could not be read."""
    outputs: tuple[Written, ...] = ()
    notices: tuple[Notice, ...] = ()
    error: ReportkitError | None = None
    """Why it failed; `None`: it was rendered."""
    seconds: float = 0.0
    bug: str | None = field(default=None, repr=False)
    """The traceback of a fault of our own."""

    @property
    def called(self) -> str:
        """How people call the input."""
        return shown(called(self.task.place, self.task.member))


def portable(work: Work) -> Work:
    """The same in values that can be sent to another process."""
    return replace(
        work,
        settings=replace(work.settings, extra=dict(work.settings.extra)),
        template=replace(work.template, settings=dict(work.template.settings), titles=dict(work.template.titles)),
        theme=replace(
            work.theme,
            colours=dict(work.theme.colours),
            word_fonts=dict(work.theme.word_fonts),
            files=dict(work.theme.files),
        ),
        supplied=dict(work.supplied),
    )


def do(task: Task, work: Work) -> Result:
    """Render an input and put its outputs in place; whatever goes wrong is the result, and then none is in place.

    Notices: those of the rendering, in the result.
    """
    began = time.monotonic()
    source: Source | None = None
    bug = None
    try:
        source = read_input(task.place, task.member)
        rendered = render(source, work.settings, work.template, work.theme, work.supplied)
        return _done(task, work, source, rendered, began)
    except ReportkitError as exc:
        error = exc
    except MemoryError:
        error = SourceTooLargeError(called(task.place, task.member), "needs more memory than one article may take")
    except Exception as exc:  # noqa: BLE001 - the other inputs go on
        bug = traceback.format_exc()
        error = bug_error(task, exc)
    return failed(task, error, sha256=source.sha256 if source else None, seconds=time.monotonic() - began, bug=bug)


def bug_error(task: Task, error: Exception) -> ReportkitError:
    """A fault of our own as the error of one input."""
    name = shown(called(task.place, task.member))
    return ReportkitError(name, f"{type(error).__name__}: this is a bug of reportkit's", "please report it")


def failed(
    task: Task, error: ReportkitError, *, sha256: str | None = None, seconds: float = 0.0, bug: str | None = None
) -> Result:
    """The result of a task that came to nothing."""
    record = {**_head(task, sha256), "outputs": [], "notices": [], "error": error_as_json(error), "briefing": None}
    return Result(task=task, record=_as_line(record), sha256=sha256, error=error, seconds=seconds, bug=bug)


def _done(task: Task, work: Work, source: Source, rendered: Rendered, began: float) -> Result:
    """The result of a rendering, once its files are in place.

    Raises: WriteError: they cannot be put there.
    """
    files = {f"{task.stem}.{each.format.value}": each.data for each in rendered.artefacts}
    known = frozenset(task.known)
    store = _store(work.output, work.mark, work.notes)
    versions = store.put(files, lambda path, digest: (path, digest) in known, force=work.settings.force)
    outputs = [
        {
            "format": each.format.value,
            "path": (path := f"{task.stem}.{each.format.value}"),
            "sha256": sha256(files[path]).hexdigest(),
            "bytes": len(files[path]),
        }
        for each in rendered.artefacts
    ]
    record = {
        **_head(task, source.sha256),
        "outputs": outputs,
        "notices": [notice_as_json(each) for each in rendered.notices],
        "error": None,
        "briefing": card_of(rendered.briefing),
    }
    written = tuple(Written(str(each["path"]), str(each["sha256"]), versions[str(each["path"])]) for each in outputs)
    return Result(
        task=task,
        record=_as_line(record),
        sha256=source.sha256,
        outputs=written,
        notices=rendered.notices,
        seconds=time.monotonic() - began,
    )


def _head(task: Task, digest: str | None) -> dict[str, object]:
    path = shown(called(task.place, task.member))
    name = shown(task.member or task.place).rstrip("/").rpartition("/")[2]
    return {"name": name, "path": path, "sha256": digest}


def _as_line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


@cache
def _store(output: str, mark: str, notes: Path | None) -> Store:
    """The store of this process, and its notes, opened once."""
    return store_at(output, mark, Notes(notes).note if notes is not None else None)
