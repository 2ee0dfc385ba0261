"""Which files a run is to write: every form of `-o`, and names under which no two sources meet."""

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from reportkit.batch.sources import STREAM
from reportkit.errors import UsageError
from reportkit.model.artefact import OutputFormat

SUFFIXES: Mapping[str, OutputFormat] = MappingProxyType(
    {
        ".pdf": OutputFormat.PDF,
        ".docx": OutputFormat.DOCX,
        ".md": OutputFormat.MD,
        ".markdown": OutputFormat.MD,
        ".html": OutputFormat.HTML,
        ".htm": OutputFormat.HTML,
        ".json": OutputFormat.JSON,
    }
)
"""What a suffix of `-o` asks for."""

_NOT_OURS = frozenset({".txt", ".doc", ".odt", ".rtf", ".epub", ".tex", ".xml", ".pptx", ".xlsx", ".eml"})
"""Suffixes that name a format which we do not write; any other belongs to the name, as in `-o figures.2026`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where the outputs of a run go."""

    formats: tuple[OutputFormat, ...]
    paths: tuple[Mapping[OutputFormat, Path], ...] | None
    """For each source, in order, its files; `None`: the one output goes to a stream."""
    stream: Path | None = None
    """A device or pipe that stands in the file system; `None` with `paths` `None`: standard output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the user says about outputs."""

    sources: Sequence[str]
    """As given, without repetition."""
    output: str | None
    """`-o`."""
    formats: tuple[OutputFormat, ...]
    asked: bool
    """The formats come from `--to`, not from a default or a configuration file, which `-o brief.pdf` overrules."""


def plan(request: Request) -> Plan:
    """The files of every source.

    Raises: UsageError: `-o` does not fit the sources or the formats, or two sources would share a file.
    """
    output = request.output
    if output is None:
        return _in_folder(request, Path())
    if not output:
        raise UsageError("-o", "the path is empty", "name a file, a folder, or - for standard output")
    if output == STREAM:
        return _to_stream(request, None)
    path = Path(output)
    if _is_folder(output):
        return _in_folder(request, path)
    if is_stream(path):
        return _to_stream(request, path)
    if len(request.sources) > 1:
        raise UsageError(
            f"-o {output}", f"is one file, for {len(request.sources)} sources", f"name a folder: -o {output}/"
        )
    return _one_name(request, path)


def _is_folder(output: str) -> bool:
    separators = tuple(each for each in (os.sep, os.altsep) if each)
    return output.endswith(separators) or output in {".", ".."} or os.path.isdir(output)  # noqa: PTH112 - `Path.is_dir` raises where the name is too long


def is_stream(path: Path) -> bool:
    """Whether a device or pipe stands there: it can be written to, but not replaced."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _to_stream(request: Request, stream: Path | None) -> Plan:
    if len(request.sources) > 1:
        raise UsageError(
            f"-o {request.output}",
            f"takes one source, and {len(request.sources)} are given",
            "name a folder: -o out/",
        )
    if len(request.formats) > 1:
        raise UsageError(
            f"-o {request.output}", f"takes one format, not {_listed(request.formats)}", "name it: --to md"
        )
    return Plan(formats=request.formats, paths=None, stream=stream)


def _one_name(request: Request, path: Path) -> Plan:
    """The files of one source whose name `-o` gives, with the suffix of a format or without."""
    suffix = path.suffix.lower()
    if suffix in _NOT_OURS:
        raise UsageError(
            f"-o {request.output}",
            f"there is no output format {suffix[1:]}",
            f"choose from {_listed(OutputFormat)}, or add a slash for a folder",
        )
    named = SUFFIXES.get(suffix)
    if named is None:
        files = {each: path.with_name(f"{path.name}.{each.value}") for each in request.formats}
        return Plan(formats=request.formats, paths=(files,))
    if request.asked and request.formats != (named,):
        raise UsageError(
            f"-o {request.output}",
            f"names {named.value}, but --to asks for {_listed(request.formats)}",
            f"leave one of them out, or give the name without {path.suffix}",
        )
    return Plan(formats=(named,), paths=({named: path},))


def _in_folder(request: Request, folder: Path) -> Plan:
    names = output_names(request.sources, folder, request.formats)
    return Plan(
        formats=request.formats,
        paths=tuple({each: folder / f"{name}.{each.value}" for each in request.formats} for name in names),
    )


def output_names(
    sources: Sequence[str], folder: Path = Path(), formats: Sequence[OutputFormat] = ()
) -> tuple[str, ...]:
    """For each source the name of its outputs, without suffix.

    Where outputs would meet those of another source, or their own source, they keep its suffix: `memo.docx` beside itself
    gives `memo.docx.pdf`.

    Raises: UsageError: even so two would meet.
    """
    full = [Path(source).name if source != STREAM else "stdin" for source in sources]
    names = [
        whole
        if _covers(folder / f"{Path(whole).stem}.{Path(whole).suffix[1:].lower()}", source, formats)
        else Path(whole).stem
        for whole, source in zip(full, sources, strict=True)
    ]
    while meeting := _meeting(names):
        kept = [whole if _key(name) in meeting else name for whole, name in zip(full, names, strict=True)]
        if kept == names:
            pair = [source for source, name in zip(sources, names, strict=True) if _key(name) in meeting][:2]
            raise UsageError(
                pair[1], f"its outputs would have the same names as those of {pair[0]}", "render them one by one"
            )
        names = kept
    return tuple(names)


def _covers(output: Path, source: str, formats: Sequence[OutputFormat]) -> bool:
    """Whether an output with the source's own suffix is among the formats, and would take the source's place."""
    if output.suffix[1:] not in formats:
        return False
    try:
        return output.samefile(source)
    except (OSError, ValueError):
        return False


def _meeting(names: Sequence[str]) -> set[str]:
    return {key for key, count in Counter(map(_key, names)).items() if count > 1}


def _key(name: str) -> str:
    """The name as the least discerning file system knows it: neither case nor composition of letters counts."""
    return unicodedata.normalize("NFC", name).casefold()


def _listed(formats: Sequence[OutputFormat] | type[OutputFormat]) -> str:
    return ", ".join(each.value for each in formats)
