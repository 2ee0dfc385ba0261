"""Outputs, held against their manifest: whether each is there and as it was written, and whether it comes out the same again."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reportkit.batch.inputs import called
from reportkit.batch.objects import is_address
from reportkit.batch.recorded import Manifest
from reportkit.batch.records import DONE, Output, Record
from reportkit.batch.sources import STREAM
from reportkit.batch.stores import ObjectStore
from reportkit.batch.work import Result, Task, Work
from reportkit.errors import ReportkitError, SourceNotFoundError, words_of
from reportkit.text.paths import shown

_READERS = 8
_AT_ONCE = 512


class Fault(NamedTuple):
    """Something that is not as the manifest tells."""

    what: str
    """In two words: `output missing`."""
    path: str
    why: str = ""

    def __str__(self) -> str:
        """Put it on one line."""
        return f"{self.what:<16}{shown(self.path)}" + (f": {self.why}" if self.why else "")


class Checked(NamedTuple):
    """An output, or a source, that was looked at."""

    record: Record
    fault: Fault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Where the outputs of a manifest lie."""

    manifest: Manifest
    base: str
    """Folder or URL; empty for the working folder."""

    def path(self, output: Output) -> str:
        """Where an output lies."""
        if not self.base or os.path.isabs(output.path):  # noqa: PTH117 - beside strings
            return output.path
        return f"{self.base.rstrip('/')}/{output.path}" if self.base != "." else output.path


def tree_of(manifest: Manifest) -> Tree:
    """The tree of a manifest's outputs; one of `render` tells paths as seen from the folder where it was called."""
    return Tree(manifest=manifest, base=manifest.place(manifest.run.base) if manifest.run is not None else "")


def check_outputs(tree: Tree) -> Iterator[Checked]:
    """Look at every output that is in a file or an object, in the order of the manifest.

    Raises: SourceNotFoundError, DamagedSourceError: the manifest is not whole.
            UsageError, ConfigError: the store cannot be reached by what is installed.
    """
    written = (
        (record, output)
        for _, record in tree.manifest.outcomes()
        for output in record.outputs
        if record.outcome in DONE and output.path != STREAM
    )
    look = _look_at_object if is_address(tree.base) else _look_at_file
    with ThreadPoolExecutor(_READERS) as pool:
        while some := list(islice(written, _AT_ONCE)):
            faults = pool.map(partial(look, tree), [output for _, output in some])
            yield from (Checked(record, fault) for (record, _), fault in zip(some, faults, strict=True))


def _look_at_file(tree: Tree, output: Output) -> Fault | None:
    path = tree.path(output)
    try:
        with Path(path).open("rb") as file:
            if os.fstat(file.fileno()).st_size != output.size_bytes:
                return Fault("output changed", path)
            return None if file_digest(file, "sha256").hexdigest() == output.sha256 else Fault("output changed", path)
    except (FileNotFoundError, NotADirectoryError):
        return Fault("output missing", path)
    except (OSError, ValueError) as exc:
        return Fault("output unread", path, words_of(exc) if isinstance(exc, OSError) else "its name is not valid")


def _look_at_object(tree: Tree, output: Output) -> Fault | None:
    path = tree.path(output)
    try:
        data = ObjectStore(tree.base).read(output.path)
    except ReportkitError as exc:
        return Fault("output unread", path, exc.problem)
    if data is None:
        return Fault("output missing", path)
    return None if sha256(data).hexdigest() == output.sha256 else Fault("output changed", path)


class Rebuilding:
    """Every source rendered once more, aside, and the result compared with what the manifest tells."""

    def __init__(self, tree: Tree, sources: str, work: Work) -> None:
        """Take `sources` for what the sources' paths are relative to, and the output folder of `work` for a passing one."""
        self._tree, self._sources, self._work = tree, sources, work
        self._under_way: dict[int, Record] = {}

    def run(self, engine: Callable[[Iterator[Task], Work], Iterator[Result | None]]) -> Iterator[Checked]:
        """What comes of each source, as it comes.

        Raises: SourceNotFoundError, DamagedSourceError: the manifest is not whole.
                WorkerDiedError: the engine cannot work at all.
        """
        results = engine(self._tasks(), self._work)
        try:
            for result in results:
                if result is not None:
                    record = self._under_way.pop(result.task.number)
                    faults = self._faults(record, result)
                    yield from [Checked(record, fault) for fault in faults] or [Checked(record, None)]
                    self._remove(result)
        finally:
            results.close()  # type: ignore[attr-defined]  # engines are generators: their processes end here

    def _tasks(self) -> Iterator[Task]:
        for number, (_, record) in enumerate(self._tree.manifest.outcomes()):
            if record.outcome in DONE:
                self._under_way[number] = record
                place, member = find_source(record.path, self._sources)
                yield Task(number, place, member, str(number))

    def _faults(self, record: Record, result: Result) -> list[Fault]:
        source = called(result.task.place, result.task.member)
        if isinstance(result.error, SourceNotFoundError):
            return [Fault("source missing", source, result.error.problem)]
        if result.sha256 is not None and result.sha256 != record.sha256:
            return [Fault("source changed", source)]
        if result.error is not None:
            return [Fault("rebuild failed", source, result.error.problem)]
        made = {each.path.rpartition(".")[2]: each.sha256 for each in result.outputs}
        return [
            Fault("rebuilt differs", self._tree.path(each))
            for each in record.outputs
            if made.get(each.format) != each.sha256
        ]

    def _remove(self, result: Result) -> None:
        """Take away what was made only to be compared."""
        for each in result.outputs:
            (Path(self._work.output) / each.path).unlink(missing_ok=True)


def find_source(path: str, sources: str) -> tuple[str, str]:
    """The file or URL that a manifest calls so, and the member of it: what stands behind a `#`, where no file bears it."""
    if is_address(path):
        return path, ""
    place = os.path.normpath(os.path.join(sources, path))  # noqa: PTH118 - beside strings
    if os.path.lexists(place):
        return place, ""
    at = path.find("#")
    while at >= 0:
        holder = os.path.normpath(os.path.join(sources, path[:at]))  # noqa: PTH118
        if os.path.isfile(holder):  # noqa: PTH113
            return holder, path[at + 1 :]
        at = path.find("#", at + 1)
    return place, ""


def aside(work: Work, folder: Path) -> Work:
    """The same work with its outputs in a passing folder."""
    return replace(
        work,
        settings=replace(work.settings, force=True),
        output=str(folder / "out"),
        notes=None,
        temporary=folder / "tmp",
    )
