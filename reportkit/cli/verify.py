"""`reportkit verify`: outputs held against their manifest."""

from typing import Annotated

import typer

from reportkit.cli.options import Quiet, Verbose, console_of


def verify(
    context: typer.Context,
    manifest: Annotated[str, typer.Argument(metavar="MANIFEST", help="File or URL.", show_default=False)],
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Render every source again as recorded, and compare the bytes.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="Processes at work. [as many as cores]")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check that the outputs that a MANIFEST tells of are whole and unchanged: exit 6, and a line for each that is not.

    Example: reportkit verify out/.reportkit/manifest.json --rebuild
    """
    console = console_of(context, quiet=quiet, verbose=verbose)
    from reportkit.cli.verifying import verify_manifest

    verify_manifest(manifest, console, rebuild=rebuild, jobs=jobs)
