"""`reportkit inspect`: the normalised article, each field with its evidence."""

from typing import Annotated

import typer

from reportkit.cli.options import Quiet, Sources, Verbose, console_of, once_each
from reportkit.errors import UsageError


def inspect(
    context: typer.Context,
    sources: Sources,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    as_lines: Annotated[bool, typer.Option("--jsonl", help="JSON Lines: an object for each source.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show the article that a SOURCE holds: its fields with their evidence, its paragraphs, what was left out.

    Example: reportkit inspect story.pdf --json
    """
    console = console_of(context, quiet=quiet, verbose=verbose)
    given = once_each(sources)
    if as_json and as_lines:
        raise UsageError("--json, --jsonl", "exclude one another")
    if as_json and len(given) > 1:
        raise UsageError("--json", f"takes one source, and {len(given)} are given", "--jsonl prints an object a line")
    from reportkit.cli.inspection import View, inspect_all

    view = View.OBJECT if as_json else View.LINE if as_lines else View.PERSON
    raise typer.Exit(inspect_all(given, view, console))
