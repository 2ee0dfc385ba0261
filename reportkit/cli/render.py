"""`reportkit render`: sources in, briefings out."""

from typing import Annotated

import typer

from reportkit.cli.options import (
    CreationDate,
    Fields,
    Force,
    Language,
    Manifest,
    PdfVariant,
    Quiet,
    Sets,
    Sources,
    Strict,
    TemplateName,
    ThemeName,
    To,
    Verbose,
    console_of,
    given_options,
    once_each,
    pairs,
    supplied_fields,
)


def render(  # noqa: PLR0913 - a parameter for each option
    context: typer.Context,
    sources: Sources,
    *,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="PATH", help="File, name, folder (out/), or - for standard output."),
    ] = None,
    to: To = None,
    template: TemplateName = None,
    theme: ThemeName = None,
    sets: Sets = None,
    fields: Fields = None,
    language: Language = None,
    date: CreationDate = None,
    pdf_variant: PdfVariant = None,
    manifest: Manifest = None,
    strict: Strict = False,
    force: Force = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make a briefing of each SOURCE: PDF, Word and Markdown under the source's name, beside you.

    Example: reportkit render story.html -o out/ --template one-page --set page=Letter
    """
    console = console_of(context, quiet=quiet, verbose=verbose)
    options = given_options(
        to=to,
        template=template,
        theme=theme,
        language=language,
        date=date,
        pdf_variant=pdf_variant,
        strict=strict,
        force=force,
    )
    from reportkit.cli.session import Session, run_session

    session = Session(
        sources=once_each(sources),
        output=output,
        options=options,
        sets=pairs("--set", sets or ()),
        supplied=supplied_fields(fields or ()),
        manifest=manifest,
    )
    raise typer.Exit(run_session(session, console))
