"""`reportkit manifest`: what became of the inputs of several runs, made one document."""

from typing import Annotated

import typer

from reportkit.cli.options import Force, Quiet, Verbose, console_of

manifest = typer.Typer(help="Merge manifests.", no_args_is_help=True, rich_markup_mode=None)


@manifest.command("merge", short_help="Make one manifest of many shards.")
def merge(  # noqa: PLR0913 - a parameter for each option
    context: typer.Context,
    manifests: Annotated[
        list[str], typer.Argument(metavar="MANIFEST", help="Those of `batch --shard`.", show_default=False)
    ],
    *,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The one manifest; - for standard output.", show_default=False
        ),
    ],
    index: Annotated[
        str | None,
        typer.Option("--index", metavar="FILE", help="Write the page that lists the briefings: out/index.html."),
    ] = None,
    junit: Annotated[
        str | None, typer.Option("--junit", metavar="FILE", help="Write what became of each input as JUnit XML.")
    ] = None,
    partial: Annotated[bool, typer.Option("--partial", help="Merge though shards are missing.")] = False,
    force: Force = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make one MANIFEST of those of all shards: what a run of the whole would have written.

    Example: reportkit manifest merge out/.reportkit/manifest-*-of-4.json -o out/.reportkit/manifest.json --index out/index.html
    """
    console = console_of(context, quiet=quiet, verbose=verbose)
    from reportkit.cli.merging import Merging, merge_manifests

    merging = Merging(manifests=tuple(manifests), output=output, index=index, junit=junit, partial=partial, force=force)
    merge_manifests(merging, console)


# A group of one command would otherwise take that command's place: `reportkit manifest` instead of `reportkit manifest merge`.
@manifest.callback()
def _group() -> None:
    """Merge manifests."""
