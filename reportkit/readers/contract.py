"""Our own JSON as a source: an article that `inspect --json` printed, a briefing that `render --to json` wrote.

In:     a `Source` whose bytes are such a document, changed by an editor or not.
Out:    the `Article` or the `Briefing` itself: what stands between bytes and it was done when it was made.
"""

import json
import re
from dataclasses import replace

from reportkit.errors import DamagedSourceError, SourceTooLargeError
from reportkit.limits import SOURCE_BYTES
from reportkit.model.article import Article
from reportkit.model.briefing import Briefing
from reportkit.model.contract import ARTICLE_SCHEMA, BRIEFING_SCHEMA
from reportkit.model.contract_reading import article_from_json, briefing_from_json
from reportkit.model.source import Source
from reportkit.readers.assembly import Cleaner

_OBJECT = re.compile(rb'\s*\{\s*"')
_SCHEMA = re.compile(rb'"schema"\s*:\s*"reportkit\.(?:article|briefing)/')
_AGAIN = "make it anew with reportkit render --to json"


def read_contract(source: Source) -> Article | Briefing | None:
    """Return the article or briefing that the source is the JSON of, `None` for a source of any other kind.

    Notices: `characters-removed`.
    Raises:  DamagedSourceError: such a document, but not well-formed or not as its schema says.
             SourceTooLargeError: over `SOURCE_BYTES`.
    """
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    if not _OBJECT.match(data) or not _SCHEMA.search(data):
        return None
    if len(data) > SOURCE_BYTES:
        raise SourceTooLargeError(source.name, f"has more bytes than the limit SOURCE_BYTES = {SOURCE_BYTES:,}")
    cleaner = Cleaner()
    value = _cleaned(_parsed(source.name, data), cleaner)
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema == ARTICLE_SCHEMA:
        article = article_from_json(value, source.name)
        return replace(article, notices=article.notices + cleaner.notices())
    if schema == BRIEFING_SCHEMA:
        briefing = briefing_from_json(value, source.name)
        return replace(briefing, notices=briefing.notices + cleaner.notices())
    if isinstance(schema, str) and schema.startswith(("reportkit.article/", "reportkit.briefing/")):
        raise DamagedSourceError(source.name, f"$.schema is {schema!r}, which this version does not know", _AGAIN)
    return None


def _parsed(subject: str, data: bytes) -> object:
    """Return the document's value.

    Raises:  DamagedSourceError: no JSON, or not in UTF-8.
    """
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as exc:
        raise DamagedSourceError(subject, "is JSON, but not in UTF-8", "save it as UTF-8") from exc
    except json.JSONDecodeError as exc:
        problem = f"is no whole JSON: line {exc.lineno}, column {exc.colno}: {exc.msg[:1].lower()}{exc.msg[1:]}"
        raise DamagedSourceError(subject, problem, "check the comma or quotation mark there") from exc
    except RecursionError as exc:
        raise DamagedSourceError(subject, "is JSON that is nested too deeply", _AGAIN) from exc


def _cleaned(value: object, cleaner: Cleaner) -> object:
    """Return the value with every text in it clean."""
    if isinstance(value, str):
        return cleaner.clean(value)
    if isinstance(value, list):
        return [_cleaned(each, cleaner) for each in value]
    if isinstance(value, dict):
        return {key: _cleaned(each, cleaner) for key, each in value.items()}
    return value
