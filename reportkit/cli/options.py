"""Arguments and options that commands share, and what is made of their text."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from reportkit.cli.console import Console
from reportkit.errors import UsageError

if TYPE_CHECKING:
    from reportkit.model.document import FieldName

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Files to read; - is standard input.", show_default=False),
]
To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="FORMATS", help="Of pdf, docx, md, html, json; by commas. [pdf,docx,md]"),
]
TemplateName = Annotated[
    str | None, typer.Option("--template", metavar="NAME|DIR", help="What the report holds. [briefing]")
]
ThemeName = Annotated[str | None, typer.Option("--theme", metavar="NAME", help="What the report looks like. [default]")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="A setting of the template: page=Letter, annex=none."),
]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=VALUE", help="What the source lacks: published=2026-03-31."),
]
Language = Annotated[
    str | None, typer.Option("--lang", metavar="TAG", help="Language of the source, such as en or pt-BR.")
]
CreationDate = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="Creation date in the outputs' properties. [SOURCE_DATE_EPOCH]"),
]
PdfVariant = Annotated[str | None, typer.Option("--pdf-variant", metavar="NAME", help="Such as pdf/a-3a. [pdf/ua-1]")]
Manifest = Annotated[
    str | None, typer.Option("--manifest", metavar="FILE", help="Write what became of each source, as JSON.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse a result that bears a notice.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files that reportkit did not make.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say what is done.")]


def console_of(context: typer.Context, *, quiet: bool, verbose: bool) -> Console:
    """The console that `run` made, with what was asked before and after the command."""
    console = context.find_object(Console)
    if console is None:
        raise LookupError("commands are started by reportkit.__main__.run")
    return console.adjusted(quiet=quiet, verbose=verbose)


def given_options(**options: object) -> dict[str, object]:
    """Those of the options of a run that were given, by the names of their settings."""
    given = {name: ",".join(value) if isinstance(value, list) else value for name, value in options.items()}
    return {name: value for name, value in given.items() if value is not None and value is not False}


def once_each(sources: Sequence[str]) -> tuple[str, ...]:
    """The sources in their order, each once."""
    return tuple(dict.fromkeys(sources))


def pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """What `KEY=VALUE` options say; the last of a key counts.

    Raises: UsageError: one has no `=`, or no key before it.
    """
    found = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"{option} {text}", "is not of the form KEY=VALUE", f"write {option} key=value")
        found[key.strip()] = value
    return found


def supplied_fields(given: Sequence[str]) -> "dict[FieldName, str]":
    """The fields of the article that the user supplies with `--field`.

    Raises: UsageError: there is no field of that name.
    """
    from reportkit.model.document import FieldName

    known = {each.value: each for each in FieldName}
    found = {}
    for key, value in pairs("--field", given).items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(known)}"
            raise UsageError(f"--field {key}", "there is no such field", hint)
        found[known[key]] = value
    return found
