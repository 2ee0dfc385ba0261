"""Where a line may not break."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.model.report import (
    Citation,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    SemanticClass,
    Span,
    Strong,
    Text,
    plain_text,
)
from reportkit.writers.glue import NO_BREAK_SPACE, Inlines, glued
from reportkit.writers.html_nodes import inlines_html
from tests.support.cases import Case, cases
from tests.support.trees import inlines

CASES = cases(Path(__file__).parent / "cases" / "glue.txt")
CITED = Citation(paragraph=1, sentence=1, target=None)
TAGS = (("<span class=keep>", "|"), ("<span class=long>", "<"), ("<span class=citation>", ""))


def sketch(content: Inlines) -> str:
    """The content with `~` for no-break spaces, bars around what does not wrap, angle brackets around what may break anywhere."""
    closing: list[str] = []

    def mark(tag: re.Match[str]) -> str:
        if tag.group() == "</span>":
            return closing.pop()
        opening = dict(TAGS)[tag.group().replace('"', "")]
        closing.append({"|": "|", "<": ">", "": ""}[opening])
        return opening

    return re.sub(r"</?span[^>]*>", mark, inlines_html(content)).replace(NO_BREAK_SPACE, "~")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Case) -> None:
    """What is kept on a line is what the case file says."""
    assert sketch(inlines(case.given, annexed=False)) == case.expected


def test_the_space_may_end_an_earlier_node() -> None:
    """White space at the end of emphasis, however deep, becomes a no-break space too."""
    content = (Text("It was "), Strong((Emphasis((Text("not a success. "),)),)), CITED)
    assert plain_text(glued(content)) == f"It was not a success.{NO_BREAK_SPACE}[1.1]"


def test_links_and_line_breaks_are_left_alone() -> None:
    """Nothing is put where there is no white space, and the words of a link stay as they are."""
    for before in (Link("https://example.org", (Text("the full text"),)), LineBreak()):
        content = (Text("See "), before, CITED)
        assert glued(content) == content


def test_the_number_of_a_sentence_stays_with_its_first_word() -> None:
    """A small figure never ends a line; another figure may."""
    content = (Text("Before. "), Span((Text("2.3"),), (SemanticClass.SENTENCE_NUMBER,)), Text(" He went on."))
    assert glued(content) == (*content[:2], Text(f"{NO_BREAK_SPACE}He went on."))
    label = (Span((Text("2.3"),), (SemanticClass.LABEL,)), Text(" He went on."))
    assert glued(label) == label


words = st.text(alphabet="ab/ .", max_size=50).map(Text)
leaves = st.one_of(words, st.just(CITED), st.just(LineBreak()))
nodes = st.recursive(leaves, lambda inner: st.builds(Strong, st.lists(inner, max_size=3).map(tuple)), max_leaves=6)


@given(st.lists(nodes, max_size=8))
def test_nothing_is_lost_or_moved(content: list[Inline]) -> None:
    """Read with plain spaces, the content says what it did; white space before a citation may have become one space."""
    before, after = plain_text(tuple(content)), plain_text(glued(tuple(content)))
    assert after.replace(NO_BREAK_SPACE, " ").split() == before.split()
    assert glued(glued(tuple(content))) == glued(tuple(content))
