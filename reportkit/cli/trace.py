"""`reportkit trace`: each sentence of a briefing beside its source."""

from typing import Annotated

import typer

from reportkit.cli.options import Quiet, Verbose, console_of


def trace(
    context: typer.Context,
    briefing: Annotated[
        str,
        typer.Argument(
            metavar="BRIEFING",
            help="A briefing that render wrote: PDF, DOCX, Markdown, HTML or JSON.",
            show_default=False,
        ),
    ],
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE", help="What it was made from; without it, its own annex is taken.", show_default=False
        ),
    ] = None,
    *,
    as_lines: Annotated[bool, typer.Option("--json", help="JSON Lines: an object for each statement.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show each sentence of a BRIEFING beside the sentences of the source that it cites, and whether they bear it out.

    Exit 6 where one of them does not hold.

    Example: reportkit trace story.pdf story.html
    """
    console = console_of(context, quiet=quiet, verbose=verbose)
    from reportkit.cli.tracing import trace_briefing

    raise typer.Exit(trace_briefing(briefing, source, as_lines=as_lines, console=console))
