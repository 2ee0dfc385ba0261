"""`reportkit doctor`: whether a render would work here."""

import typer

from reportkit.cli.options import Quiet, Verbose, console_of


def doctor(context: typer.Context, *, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Check what a render needs: exit 0 when it would work (with warnings, maybe), 1 otherwise.

    Example: reportkit doctor
    """
    from reportkit.cli.checkup import checkup

    raise typer.Exit(checkup(console_of(context, quiet=quiet, verbose=verbose)))
