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
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say what is done.")]


def console_of(context: typer.Context, *, quiet: bool, verbose: bool) -> Console:
    """The console that `run` made, with what was asked before and after the command."""
    console = context.find_object(Console)
    if console is None:
        raise LookupError("commands are started by reportkit.__main__.run")
    return console.adjusted(quiet=quiet, verbose=verbose)


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
