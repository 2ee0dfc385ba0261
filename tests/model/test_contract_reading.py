"""Article and briefing from their JSON: nothing is lost on the way, and what is wrong is told with its place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportkit.errors import DamagedSourceError
from reportkit.model.contract import article_as_json, briefing_as_json
from reportkit.model.contract_reading import article_from_json, briefing_from_json
from reportkit.model.document import Method
from tests.support.briefings import coalition_article, coalition_briefing

SAMPLES = sorted(Path(__file__).parents[2].glob("samples/*/article.json"))
Change = Callable[[Any], object]


def briefing() -> Any:  # noqa: ANN401 - a JSON document
    """Return the JSON of a briefing, fresh, as `json.loads` gives it."""
    return json.loads(json.dumps(briefing_as_json(coalition_briefing())))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_the_article_of_every_sample_comes_back_whole(path: Path) -> None:
    """Written again, an article that was read from its JSON gives the same JSON."""
    given = json.loads(path.read_text("utf-8"))
    assert article_as_json(article_from_json(given, "a.json")) == given


def test_article_and_briefing_come_back_equal() -> None:
    """What was written is what is read: the very same values."""
    article = article_as_json(coalition_article())
    assert article_from_json(json.loads(json.dumps(article)), "a.json") == coalition_article()
    assert briefing_from_json(briefing(), "b.json") == coalition_briefing()


def test_a_field_changed_at_the_top_is_supplied_by_the_user() -> None:
    """The article takes the editor's value, and says that it is the editor's; untouched fields keep their evidence."""
    given = briefing()
    given["title"]["value"] = "What Blinken said"
    given["byline"] = {"value": ["Ada Ito"], "method": "stated", "evidence": ""}
    article = briefing_from_json(given, "b.json").article
    assert article.title is not None
    assert (article.title.value, article.title.method) == ("What Blinken said", Method.SUPPLIED)
    assert article.byline is not None
    assert (article.byline.value, article.byline.method) == (("Ada Ito",), Method.SUPPLIED)
    assert article.outlet == coalition_article().outlet


def test_a_statement_on_several_lines_is_put_on_one() -> None:
    """An editor's line ends are blanks."""
    given = briefing()
    given["key_points"][0]["text"] = "One\n  line."
    assert briefing_from_json(given, "b.json").key_points[0].text == "One line."


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda b: b.pop("quotes"), "$ lacks quotes"),
        (lambda b: b.update(mood="calm"), "$ has 'mood', which does not belong there"),
        (lambda b: b.update(schema="reportkit.briefing/2"), "$.schema is 'reportkit.briefing/2'"),
        (lambda b: b.update(key_points={}), "$.key_points is no list"),
        (lambda b: b.update(facts=[]), "$.facts is no object"),
        (lambda b: b["key_points"][2].update(text=5), "$.key_points[2].text is no text"),
        (lambda b: b["key_points"][2].update(text=" "), "$.key_points[2].text is empty"),
        (lambda b: b["key_points"][2].update(refs=[]), "$.key_points[2].refs is empty"),
        (lambda b: b["key_points"][2].update(refs=["p9.s9"]), "$.key_points[2].refs[0] is 'p9.s9', and the article has no such sentence"),
        (lambda b: b["timeline"][0].update(planned="no"), "$.timeline[0].planned is neither true nor false"),
        (lambda b: b["timeline"][0].update(date="soon"), "$.timeline[0].date is no date"),
        (lambda b: b["source"].update(bytes=-1), "$.source.bytes is no whole number"),
        (lambda b: b["source"].update(bytes=True), "$.source.bytes is no whole number"),
        (lambda b: b["source"].update(sha256="abc"), "$.source.sha256 is no SHA-256 digest"),
        (lambda b: b["source"].update(name="other.txt"), "$.source differs from $.article.source"),
        (lambda b: b["title"].update(method="guessed"), "$.title.method is 'guessed', which is not known there"),
        (lambda b: b["language"].update(value="the Queen's"), "$.language.value is no language tag"),
        (lambda b: b.update(published={"value": "May", "method": "stated", "evidence": ""}), "$.published.value is no date"),
        (lambda b: b.update(byline={"value": [], "method": "stated", "evidence": ""}), "$.byline.value is empty"),
        (lambda b: b["article"]["paragraphs"][0].update(id="p7"), "$.article.paragraphs[0].id is 'p7', not 'p1'"),
        (lambda b: b["article"]["paragraphs"][0]["sentences"][1].update(id="x"), "$.article.paragraphs[0].sentences[1].id is 'x'"),
        (lambda b: b["article"]["paragraphs"][0]["sentences"][0].update(text="No."), "sentences[0].text is not what its paragraph says there"),
        (lambda b: b["notices"].append({"code": "odd", "detail": "", "where": None}), "$.notices[0].code is 'odd'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(change: Change, problem: str) -> None:
    """One change that the schema does not allow gives one line: document, path, problem."""
    given = briefing()
    change(given)
    with pytest.raises(DamagedSourceError) as caught:
        briefing_from_json(given, "b.json")
    assert str(caught.value).startswith("b.json: $")
    assert problem in str(caught.value)


def test_no_object_at_all() -> None:
    """Any JSON value gets an answer."""
    with pytest.raises(DamagedSourceError, match=r"a\.json: \$ is no object"):
        article_from_json([], "a.json")
