"""Our own JSON as a source: known by its schema, read whole or refused in one line."""

import json

import pytest

from reportkit.errors import DamagedSourceError
from reportkit.model.article import Article
from reportkit.model.briefing import Briefing
from reportkit.model.contract import article_as_json, briefing_as_json
from reportkit.model.source import Source
from reportkit.notices import NoticeCode
from reportkit.readers import read_contract
from tests.support.briefings import coalition_article, coalition_briefing

BRIEFING = json.dumps(briefing_as_json(coalition_briefing()), ensure_ascii=False)


def read(text: str | bytes) -> Article | Briefing | None:
    """Return what a file of this text holds."""
    return read_contract(Source(name="b.json", data=text if isinstance(text, bytes) else text.encode()))


def test_briefing_and_article_are_known_by_their_schema() -> None:
    """Whatever its name, with a byte order mark or without."""
    assert read(BRIEFING) == coalition_briefing()
    assert read(b"\xef\xbb\xbf" + BRIEFING.encode()) == coalition_briefing()
    assert read(json.dumps(article_as_json(coalition_article()))) == coalition_article()


@pytest.mark.parametrize(
    "text", ["A story.", '{"headline": "Bridge"}', '{"a": 1, "schema": "other/1"}', '["schema"]', ""]
)
def test_everything_else_is_somebody_elses(text: str) -> None:
    """A text, another JSON, nothing: for the other readers to judge."""
    assert read(text) is None


def test_a_schema_that_is_only_quoted_is_none() -> None:
    """A document that speaks of our schema is not ours."""
    assert read('{"text": "see", "about": {"schema": "reportkit.briefing/1"}}') is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (BRIEFING[:-40], "is no whole JSON: line 1, column"),
        (BRIEFING.replace("briefing/1", "briefing/9", 1), "'reportkit.briefing/9', which this version does not know"),
        (BRIEFING.encode("utf-16").replace(b"\0", b"")[2:].replace(b"t", b"\xff", 1), "not in UTF-8"),
        ('{"schema": "reportkit.briefing/1", "x": ' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_ours_but_broken_is_refused(text: str | bytes, problem: str) -> None:
    """Cut off, of another version, in another encoding, nested without end."""
    with pytest.raises(DamagedSourceError) as caught:
        read(text)
    assert problem in str(caught.value)


def test_characters_that_deceive_go_with_a_notice() -> None:
    """What an editor pastes in is cleaned as every source is."""
    given = json.loads(BRIEFING)
    given["key_points"][0]["text"] += "\u202e"
    made = read(json.dumps(given))
    assert isinstance(made, Briefing)
    assert made.key_points == coalition_briefing().key_points
    assert [notice.code for notice in made.notices] == [NoticeCode.CHARACTERS_REMOVED]
