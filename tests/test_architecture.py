"""What imports what: downwards, never round in circles, and nothing heavy before it is used."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import reportkit
from reportkit.model.artefact import OutputFormat
from reportkit.model.source import InputFormat
from reportkit.readers import READERS
from reportkit.writers import WRITERS

PACKAGE = Path(reportkit.__file__).parent
BASIS = ("errors", "notices", "limits", "settings", "model")
STAGES = ("readers", "normalise", "brief", "layout", "writers")
ABOVE = ("pipeline", "trace", "batch", "cli", "__main__")
HEAVY = frozenset({
    "weasyprint", "docx", "trafilatura", "pypdfium2", "lxml", "jinja2", "numpy", "markdown_it", "mdit_py_plugins",
    "yaml", "fontTools", "py3langid", "charset_normalizer", "PIL", "lxml_html_clean", "rich", "fsspec", "s3fs", "dask",
    "distributed",
})  # fmt: skip
MODULES = {
    ".".join(("reportkit", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def imports(path: Path, *, at_top: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    """Return the import statements of a module that ever run: all, or those that run when it is loaded."""
    tree = ast.parse(path.read_text("utf-8"))
    passed_over: set[ast.AST] = set()
    for node in ast.walk(tree):
        for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if for_types or (at_top and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
            passed_over.update(ast.walk(node))
        if isinstance(node, ast.Import | ast.ImportFrom) and node not in passed_over:
            yield node


@cache
def names(path: Path, *, at_top: bool) -> frozenset[str]:
    """Return what a module imports, by full name; of our own packages the module that is meant."""
    found: set[str] = set()
    for node in imports(path, at_top=at_top):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            module = node.module or ""
            found |= {full if (full := f"{module}.{alias.name}") in MODULES else module for alias in node.names}
    return frozenset(found)


def layer(module: str) -> str:
    """Return the first name below `reportkit`; the package itself is its public API."""
    return module.split(".")[1] if "." in module else "reportkit"


def below() -> Mapping[str, set[str]]:
    """Return for each layer those that it may import."""
    basis = set(BASIS)
    allowed = {each: set(basis) for each in BASIS}
    allowed["text"] = basis | {"text"}
    allowed |= {stage: basis | {"text", stage} for stage in STAGES}
    allowed["pipeline"] = basis | {"text", *STAGES}
    allowed["trace"] = allowed["pipeline"] | {"pipeline", "trace"}
    allowed["batch"] = allowed["pipeline"] | {"pipeline", "batch", "reportkit"}
    allowed["cli"] = allowed["batch"] | {"trace", "cli"}
    allowed["__main__"] = allowed["cli"]
    allowed["reportkit"] = allowed["pipeline"] | {"pipeline"}
    return allowed


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    """A module imports its own layer and lower ones; no stage imports another, they meet at the model."""
    ours = {name for name in names(MODULES[module], at_top=False) if name.split(".")[0] == "reportkit"}
    version = {"reportkit"} if layer(module) in STAGES else set()
    reached = {layer(name) for name in ours} - version
    assert reached <= below()[layer(module)], sorted(reached - below()[layer(module)])


@pytest.mark.parametrize("module", MODULES)
def test_imports_are_absolute_and_light(module: str) -> None:
    """No relative import anywhere; a module that needs a document library to be loaded is itself loaded late."""
    assert not [
        each for each in imports(MODULES[module], at_top=False) if isinstance(each, ast.ImportFrom) and each.level
    ]
    heavy = {each for each, path in MODULES.items() if needs_heavy(path)}
    if module not in heavy:
        assert not names(MODULES[module], at_top=True) & heavy


def needs_heavy(path: Path) -> bool:
    """Tell whether a document library is imported as soon as this module is."""
    return bool({name.split(".")[0] for name in names(path, at_top=True)} & HEAVY)


def test_loading_all_stages_loads_no_document_library() -> None:
    """The tables of readers and writers are there before any library is."""
    code = "import sys, reportkit.pipeline, reportkit.cli.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in done.stdout.split()} & HEAVY


def test_no_cycles() -> None:
    """Following imports, those inside functions too, never leads back; all may ask the package itself for its version."""
    graph = {
        module: {name for name in names(path, at_top=False) if name in MODULES} - {module, "reportkit"}
        for module, path in MODULES.items()
    }
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way, module))
        if module not in done:
            for name in sorted(graph[module]):
                visit(name, (*way, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_below_nothing_reads_the_world() -> None:
    """Clock, locale and network are read in `cli` and `batch` only, the environment in `cli` alone."""
    outside = {"locale", "time", "socket", "urllib.request", "http.client", "requests", "urllib3", "random", "secrets"}
    for module, path in MODULES.items():
        if layer(module) in {"cli", "__main__"}:
            continue
        assert layer(module) == "batch" or not names(path, at_top=False) & outside, module
        attributes = {
            f"{node.value.id}.{node.attr}"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        }
        assert not attributes & {"os.environ", "os.getenv", "datetime.now", "date.today", "datetime.utcnow"}, module


def test_tables_are_complete() -> None:
    """Every format has its reader or writer, in a file of its name, and the tables hold nothing else."""
    assert set(READERS) == set(InputFormat)
    assert set(WRITERS) == set(OutputFormat)
    for kind in InputFormat:
        assert READERS[kind].__module__ == f"reportkit.readers.{kind.value}"
    files = {OutputFormat.MD: "markdown"}
    for target in OutputFormat:
        assert WRITERS[target].__module__ == f"reportkit.writers.{files.get(target, target.value)}"


def test_every_layer_is_known() -> None:
    """A new package below `reportkit` must find its place in the order first."""
    assert {layer(module) for module in MODULES} == {"reportkit", *BASIS, "text", *STAGES, *ABOVE}
