"""Articles read and printed, one after the other."""

import json
from enum import Enum
from pathlib import Path

from reportkit.batch.sources import called, read_source
from reportkit.cli.article_view import article_view
from reportkit.cli.configuration import configure
from reportkit.cli.console import Console, hush_libraries
from reportkit.cli.verdict import verdict
from reportkit.errors import ReportkitError, SourceError
from reportkit.model.article import Article
from reportkit.model.contract import article_as_json
from reportkit.pipeline import understand
from reportkit.text.paths import shown


class View(Enum):
    """How an article is printed."""

    PERSON = "for people"
    OBJECT = "--json"
    LINE = "--jsonl"


def inspect_all(sources: tuple[str, ...], view: View, console: Console) -> int:
    """Print the article of each source; the exit code.

    Raises: ConfigError: the configuration is not valid.
            WriteError: standard output does not take it.
    """
    hush_libraries()
    settings = configure({}, {}).settings
    errors: list[ReportkitError | None] = []
    for given in sources:
        try:
            article = understand(read_source(given, console.stdin), settings)
        except SourceError as exc:
            console.error(called(exc, Path(given).name, shown(given)))
            errors.append(exc)
            continue
        if view is not View.PERSON:
            for notice in article.notices:
                console.notice(shown(given), notice)
        console.write(_printed(article, view))
        errors.append(None)
    return verdict(errors, console)


def _printed(article: Article, view: View) -> str:
    if view is View.PERSON:
        return article_view(article)
    indent = 2 if view is View.OBJECT else None
    return json.dumps(article_as_json(article), ensure_ascii=False, indent=indent) + "\n"
