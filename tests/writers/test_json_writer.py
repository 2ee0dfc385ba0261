"""JSON outputs keep the published contract, and say all that the values hold."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from reportkit.layout import lay_out, load_template, load_theme, template_settings
from reportkit.model.article import Article, Role
from reportkit.model.briefing import Briefing
from reportkit.model.contract import article_as_json, briefing_as_json
from reportkit.model.source import InputFormat
from reportkit.notices import Notice, NoticeCode
from reportkit.settings import PageSize, Settings
from reportkit.writers import WRITERS
from reportkit.writers.json import write_json
from tests.support.articles import article_of
from tests.support.briefings import coalition_article, coalition_briefing
from tests.support.reports import coalition_report

SCHEMAS = Path(__file__).parents[2] / "reportkit" / "model" / "schemas"
NOTICE = Notice(code=NoticeCode.PAGE_WITHOUT_TEXT, detail="Page 3 holds pictures only", where="page 3")


def schema(name: str) -> dict[str, object]:
    """Return a published schema, itself checked."""
    loaded: dict[str, object] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


def faults(name: str, value: object) -> list[str]:
    """Return what a schema finds wrong with a value."""
    return [error.message for error in jsonschema.Draft202012Validator(schema(name)).iter_errors(value)]


def articles() -> list[Article]:
    """Return articles that use every field, and none."""
    full = article_of(
        ("Heading", Role.HEADING), "A sentence. Another.", title="T", published="2024-09-30T14:05+02:00", outlet="O"
    )
    return [coalition_article(), replace(full, notices=(NOTICE,)), article_of("Bare text.", language=None)]


@pytest.mark.parametrize("article", articles(), ids=["sample", "full", "bare"])
def test_article_keeps_the_contract(article: Article) -> None:
    """An article as JSON is valid, and its keys are the schema's, in the schema's order."""
    value = article_as_json(article)
    assert faults("article", value) == []
    properties = schema("article")["properties"]
    assert isinstance(properties, dict)
    assert list(value) == list(properties)


@pytest.mark.parametrize(
    "briefing",
    [
        coalition_briefing(),
        replace(coalition_briefing(), notices=(NOTICE,)),
        Briefing(article=article_of("Bare text.")),
    ],
    ids=["sample", "with a notice", "empty"],
)
def test_briefing_keeps_the_contract(briefing: Briefing) -> None:
    """A briefing as JSON is valid, and its keys are the schema's, in the schema's order."""
    value = briefing_as_json(briefing)
    assert faults("briefing", value) == []
    properties = schema("briefing")["properties"]
    assert isinstance(properties, dict)
    assert list(value) == list(properties)


def test_nothing_is_lost() -> None:
    """What the contract carries equals what the values hold."""
    briefing = coalition_briefing()
    value = json.loads(json.dumps(briefing_as_json(briefing)))
    assert value["title"] == {
        "value": "Antony Blinken warns that Daesh/ISIS may exploit ongoing Middle East conflicts",
        "method": "derived",
        "evidence": "p1.s1",
    }
    assert value["byline"] is None
    assert value["published"] is None
    assert [each["text"] for each in value["key_points"]] == [each.text for each in briefing.key_points]
    assert value["timeline"][1]["date"] == "2025-09"
    assert value["timeline"][1]["planned"] is True
    assert value["facts"]["people"] == [{"name": "Antony Blinken", "role": "US Secretary of State", "refs": ["p2.s1"]}]
    assert value["quotes"][0]["speaker"] == "Blinken"
    assert value["article"]["text"] == briefing.article.text
    sentence = value["article"]["paragraphs"][1]["sentences"][4]
    assert sentence["id"] == "p2.s5"
    assert value["article"]["paragraphs"][1]["text"][sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("paragraphs", 0, "id"), "p0"),
        (("paragraphs", 0, "sentences", 0, "start"), -1),
        (("source", "sha256"), "abc"),
        (("source", "extra"), 1),
        (("title",), ""),
        (("title", "method"), "guessed"),
        (("published",), {"value": "30/9/2024", "method": "stated", "evidence": "x"}),
    ],
)
def test_schema_refuses(path: tuple[str | int, ...], value: object) -> None:
    """The schema is no rubber stamp: a wrong value in any of these places is found."""
    broken = json.loads(json.dumps(article_as_json(coalition_article())))
    at = broken
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert faults("article", broken)


@pytest.mark.parametrize("name", ["article", "briefing"])
def test_schema_describes_every_property(name: str) -> None:
    """Every property of every object is described, and no object takes others."""

    def walk(node: object, where: str) -> None:
        if isinstance(node, list):
            for each in node:
                walk(each, where)
        if not isinstance(node, dict):
            return
        properties = node.get("properties")
        if isinstance(properties, dict):
            assert node.get("additionalProperties") is False, where
            for key, value in properties.items():
                assert "description" in value or "$ref" in value, f"{where}.{key}"
        for key, value in node.items():
            walk(value, f"{where}.{key}")

    walk(schema(name), name)


def test_schema_knows_every_role_and_format() -> None:
    """Roles and formats of the schema are those of the product."""
    text = json.dumps(schema("briefing"))
    for each in (*Role, *InputFormat):
        assert json.dumps(each.value) in text


def test_bytes() -> None:
    """UTF-8 without escapes, two blanks an indent, one line end at the end; what is printed does not depend on the paper."""
    report = coalition_report()
    theme = load_theme("default")
    data = write_json(report, theme, Settings()).data
    text = data.decode("utf-8")
    assert text.startswith('{\n  "schema": "reportkit.briefing/1",\n')
    assert text.endswith("}\n")
    assert "“enormous volatility.”" in text
    assert data == write_json(report, theme, Settings(page=PageSize.LETTER)).data


def test_every_format_has_a_writer_that_gives_it() -> None:
    """The table is complete, and each writer names its own format."""
    template, theme = load_template("key-points"), load_theme("default")
    settings = template_settings(template, Settings(), {})
    report = lay_out(coalition_briefing(), template, theme, settings)
    for name, writer in WRITERS.items():
        assert writer(report, theme, settings).format is name
