"""`reportkit render`: sources in, briefings out."""

from typing import Annotated

import typer

from reportkit.cli.options import Quiet, Sources, Verbose, console_of, once_each, pairs, supplied_fields


def render(  # noqa: PLR0913 - a parameter for each option
    context: typer.Context,
    sources: Sources,
    *,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="PATH", help="File, name, folder (out/), or - for standard output."),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="FORMATS", help="Of pdf, docx, md, html, json; by commas. [pdf,docx,md]"),
    ] = None,
    template: Annotated[
        str | None, typer.Option("--template", metavar="NAME|DIR", help="What the report holds. [briefing]")
    ] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="NAME", help="What the report looks like. [default]")
    ] = None,
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A setting of the template: page=Letter, annex=none."),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="NAME=VALUE", help="What the source lacks: published=2026-03-31."),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="TAG", help="Language of the source, such as en or pt-BR.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="Creation date in the outputs' properties. [SOURCE_DATE_EPOCH]"),
    ] = None,
    pdf_variant: Annotated[
        str | None, typer.Option("--pdf-variant", metavar="NAME", help="Such as pdf/a-3a. [pdf/ua-1]")
    ] = None,
    manifest: Annotated[
        str | None, typer.Option("--manifest", metavar="FILE", help="Write what became of each source, as JSON.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse a result that bears a notice.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that reportkit did not make.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make a briefing of each SOURCE: PDF, Word and Markdown under the source's name, beside you.

    Example: reportkit render story.html -o out/ --template one-page --set page=Letter
    """
    console = console_of(context, quiet=quiet, verbose=verbose)
    options = {
        "to": ",".join(to) if to else None,
        "template": template,
        "theme": theme,
        "language": language,
        "date": date,
        "pdf_variant": pdf_variant,
        "strict": strict or None,
        "force": force or None,
    }
    from reportkit.cli.session import Session, run_session

    session = Session(
        sources=once_each(sources),
        output=output,
        options={name: value for name, value in options.items() if value is not None},
        sets=pairs("--set", sets or ()),
        supplied=supplied_fields(fields or ()),
        manifest=manifest,
    )
    raise typer.Exit(run_session(session, console))
