"""One call of `verify`: the outputs first, then, where it is asked for, every source rendered again."""

import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from reportkit import __version__
from reportkit.batch.guarded import Limits
from reportkit.batch.key import configuration_key
from reportkit.batch.local import cores, run_local
from reportkit.batch.manifest import Run
from reportkit.batch.recorded import Manifest, read_manifest
from reportkit.batch.verify import Checked, Rebuilding, Tree, aside, check_outputs, tree_of
from reportkit.batch.work import Work
from reportkit.cli.console import Console, hush_libraries, printable
from reportkit.cli.values import PARSERS
from reportkit.errors import ConfigError, DamagedSourceError, UsageError, VerificationError
from reportkit.layout import Template, load_template, load_theme, template_settings
from reportkit.limits import DOCUMENT_MEMORY_BYTES, DOCUMENT_SECONDS
from reportkit.model.document import FieldName
from reportkit.settings import Settings


@dataclass(slots=True)
class Count:
    """What was looked at, and what was found."""

    outputs: int = 0
    sound: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def take(self, checked: Iterable[Checked], console: Console) -> Iterator[Checked]:
        """Go through what is looked at, and tell each fault on standard output.

        Raises: WriteError: standard output does not take it.
        """
        for each in checked:
            if each.fault is not None:
                self.faults[each.fault.what] += 1
                console.write(f"{printable(str(each.fault))}\n")
            yield each

    def words(self, *, rebuilt: bool) -> str:
        """What was found, in one line."""
        told = [f"{self.sound:,} of {self.outputs:,} outputs are as recorded"]
        if rebuilt and not self.faults:
            told.append("all come out the same again")
        return ", ".join([*told, *(f"{number:,} {what}" for what, number in sorted(self.faults.items()))])


def verify_manifest(given: str, console: Console, *, rebuild: bool, jobs: int | None) -> None:
    """Hold the outputs against the manifest.

    Raises: VerificationError: some are not as it tells.
            ReportkitError: the manifest cannot be read, or tells of settings that are not valid here.
    """
    hush_libraries()
    manifest = read_manifest(given)
    if rebuild and manifest.run is None:
        raise UsageError("--rebuild", "a manifest of `render` does not tell how", "give the manifest of a batch")
    tree, count = tree_of(manifest), Count()
    for each in count.take(check_outputs(tree), console):
        count.outputs += 1
        count.sound += each.fault is None
    if rebuild and manifest.run is not None:
        with tempfile.TemporaryDirectory(prefix="reportkit-") as folder:
            deque(count.take(_rebuild(tree, manifest.run, Path(folder), jobs, console), console), maxlen=0)
    words = count.words(rebuilt=rebuild)
    if count.faults:
        raise VerificationError(manifest.called, words)
    console.say(f"{manifest.called}: {words}")


def _rebuild(tree: Tree, run: Run, folder: Path, jobs: int | None, console: Console) -> Iterator[Checked]:
    """What comes of rendering every source again as the run did.

    Raises: ConfigError: what the run was told is not valid here.
    """
    sources = tree.manifest.place(run.sources)
    work = _recorded_work(tree.manifest, run, sources)
    key = configuration_key(work.settings, work.template, work.theme, work.supplied)
    if key != run.configuration:
        made = f"made by reportkit {run.version}, this is {__version__}" if run.version != __version__ else "made"
        console.warning(
            f"{tree.manifest.called}: {made} with other code, packages, template or fonts: expect differences"
        )
    limits = Limits(seconds=DOCUMENT_SECONDS, memory_bytes=DOCUMENT_MEMORY_BYTES)
    engine = partial(run_local, jobs=jobs or cores(), limits=limits)
    yield from Rebuilding(tree, sources, aside(work, folder)).run(engine)


def _recorded_work(manifest: Manifest, run: Run, sources: str) -> Work:
    """What the run did with every source; neither environment nor configuration files of today count.

    Raises: DamagedSourceError: the manifest tells of options that there are not.
            ConfigError: a value is not valid here, or the template or the theme is gone.
    """
    unknown = [*(run.options.keys() - PARSERS.keys()), *(run.fields.keys() - {each.value for each in FieldName})]
    if unknown:
        raise DamagedSourceError(manifest.called, f"tells of an option that there is not: {unknown[0]}")
    try:
        values = {name: PARSERS[name](value) for name, value in run.options.items()}
        settings = replace(Settings(), **values)  # type: ignore[arg-type]  # each parser gives its field's type
    except ValueError as exc:
        raise ConfigError(manifest.called, f"tells of a value that is not valid: {exc}") from exc
    template = _recorded_template(settings.template, sources)
    declared = {name: value for name, value in run.sets.items() if name in {"page", *template.settings}}
    return Work(
        settings=template_settings(template, settings, declared),
        template=template,
        theme=load_theme(settings.theme),
        supplied={FieldName(name): value for name, value in run.fields.items()},
        output="",
        mark="",
        notes=None,
        temporary=None,
    )


def _recorded_template(name: str, sources: str) -> Template:
    """The template that the run named, whose folder is seen from where the run was started.

    Raises: TemplateError: there is none any more.
    """
    folder = Path(sources) / name
    return load_template(str(folder) if folder.joinpath("template.toml").is_file() else name)
