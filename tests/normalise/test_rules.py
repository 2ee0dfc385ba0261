"""Every rule of the stage on its case file, through the whole stage: rules live from one another."""

from pathlib import Path
from typing import NamedTuple

import pytest

from reportkit.model.article import Article, Field
from reportkit.model.document import FieldName
from reportkit.model.source import InputFormat, Source
from reportkit.normalise import normalise
from tests.support.cases import Case, cases
from tests.support.documents import document_of

_FIELDS: dict[str, tuple[FieldName, ...]] = {
    "title": (FieldName.TITLE,),
    "standfirst": (FieldName.TITLE, FieldName.STANDFIRST),
    "byline": (FieldName.BYLINE,),
    "published": (FieldName.PUBLISHED,),
    "dateline": (FieldName.DATELINE, FieldName.PUBLISHED),
    "outlet": (FieldName.OUTLET, FieldName.URL),
    "language": (FieldName.LANGUAGE,),
    "boilerplate": (),
    "roles": (),
}
"""Fields that the cases of a rule show, beside paragraphs and what was dropped."""


_FORMATS = {"mail": InputFormat.EMAIL, "Word": InputFormat.DOCX}
"""Words in the name of a case that say what its source is; text otherwise."""


class RuleCase(NamedTuple):
    """A case and the rule whose file it is from."""

    rule: str
    case: Case


_FOLDER = Path(__file__).parent / "cases"
_CASES = [RuleCase(rule, case) for rule in _FIELDS for case in cases(_FOLDER / f"{rule}.txt")]


@pytest.mark.parametrize("each", _CASES, ids=lambda each: f"{each.rule}: {each.case.name}")
def test_rule_does_what_its_case_says(each: RuleCase) -> None:
    """Fields with method and evidence, paragraphs with their role, and what was dropped are those of the case."""
    form = next((form for word, form in _FORMATS.items() if word in each.case.name), InputFormat.TEXT)
    document = document_of(each.case.given, form=form)
    article = normalise(Source(name="test", data=b""), document, language=each.case.language)
    assert _shown(article, _FIELDS[each.rule]) == each.case.expected


def test_every_case_file_is_run() -> None:
    """No case file lies there that no test reads."""
    assert {path.stem for path in _FOLDER.glob("*.txt")} == {*_FIELDS, "headline"}


def _shown(article: Article, fields: tuple[FieldName, ...]) -> str:
    """Return an article as the case files write it."""
    lines = [f"{name.value}: {_field(getattr(article, name.value))}" for name in fields]
    lines += [f"[{paragraph.role.value}] " + paragraph.text.replace("\n", "⏎") for paragraph in article.paragraphs]
    lines += [f"dropped {each.why}: {each.characters}" for each in article.coverage.dropped]
    return "\n".join(lines)


def _field(field: Field[str] | Field[tuple[str, ...]] | None) -> str:
    """Return a field as the case files write it."""
    if field is None:
        return "-"
    value = field.value if isinstance(field.value, str) else "; ".join(field.value)
    return f"{value} ({field.method.value}: {field.evidence})"
