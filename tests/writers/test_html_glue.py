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
from reportkit.writers.html_glue import Inlines, pieces
from reportkit.writers.html_nodes import inlines_html
from tests.support.cases import Case, cases
from tests.support.trees import inlines

CASES = cases(Path(__file__).parent / "cases" / "html-glue.txt")
CITED = Citation(paragraph=1, sentence=1, target=None)
TAGS = (("<span class=keep>", "|"), ("<span class=long>", "<"), ("<span class=citation>", ""))


def sketch(content: Inlines) -> str:
    """The content with bars around what is kept on a line and angle brackets around what may break anywhere."""
    closing: list[str] = []

    def mark(tag: re.Match[str]) -> str:
        if tag.group() == "</span>":
            return closing.pop()
        opening = dict(TAGS)[tag.group().replace('"', "")]
        closing.append({"|": "|", "<": ">", "": ""}[opening])
        return opening

    return re.sub(r"</?span[^>]*>", mark, inlines_html(content))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Case) -> None:
    """What is kept on a line is what the case file says."""
    assert sketch(inlines(case.given, annexed=False)) == case.expected


def test_the_last_word_is_found_inside_emphasis() -> None:
    """Emphasis around several words is cut before its last one, so that only that one is kept."""
    content = (Text("It was "), Strong((Text("not a success."),)), Text(" "), CITED)
    assert inlines_html(content) == (
        'It was <strong>not a </strong><span class="keep"><strong>success.</strong> <span class="citation">[1.1]</span></span>'
    )


def test_a_word_may_begin_in_an_earlier_node() -> None:
    """A word that is partly emphasised is kept whole."""
    content = (Text("See "), Emphasis((Text("Daesh"),)), Text("-led. "), CITED)
    assert inlines_html(content).startswith('See <span class="keep"><em>Daesh</em>-led. ')


def test_space_at_the_end_of_an_earlier_node_ends_the_word() -> None:
    """White space before a node that is one word keeps the earlier node out."""
    content = (Emphasis((Text("of the "),)), Strong((Text("coalition."),)), CITED)
    assert inlines_html(content).startswith('<em>of the </em><span class="keep"><strong>coalition.</strong>')


def test_links_are_never_cut_in_two() -> None:
    """A link that ends a statement is kept whole where it is short, and left alone where it is long."""
    short = (Text("See "), Link("https://example.org", (Text("the full text"),)), CITED)
    long = (Text("See "), Link("https://example.org", (Text("the full text of the resolution in English"),)), CITED)
    assert 'See <span class="keep"><a href="https://example.org">the full text</a>' in inlines_html(short)
    assert '</a><span class="keep"><span class="citation">' in inlines_html(long)


def test_a_line_break_ends_the_word() -> None:
    """What stands on the line before is not drawn in."""
    assert inlines_html((Text("above"), LineBreak(), CITED)).startswith('above<br><span class="keep"><span')


def test_the_number_of_a_sentence_stays_with_its_first_word() -> None:
    """A small figure never ends a line."""
    number = Span((Text("2.3"),), (SemanticClass.SENTENCE_NUMBER,))
    assert inlines_html((Text("Before. "), number, Text(" He went on."))) == (
        'Before. <span class="keep"><span class="sentence-number">2.3</span> He</span> went on.'
    )


def test_the_number_of_a_sentence_without_a_short_first_word_stands_alone() -> None:
    """An overlong first word, or none, leaves the figure to itself."""
    number = Span((Text("2.3"),), (SemanticClass.SENTENCE_NUMBER,))
    assert "</span></span> <span" in inlines_html((number, Text(" " + "a" * 40)))
    assert inlines_html((number,)) == '<span class="sentence-number">2.3</span>'


words = st.text(alphabet="ab/ .", max_size=50).map(Text)
leaves = st.one_of(words, st.just(CITED), st.just(LineBreak()))
nodes = st.recursive(leaves, lambda inner: st.builds(Strong, st.lists(inner, max_size=3).map(tuple)), max_leaves=6)


@given(st.lists(nodes, max_size=8))
def test_nothing_is_lost_or_moved(content: list[Inline]) -> None:
    """The pieces, joined again, read as the content did."""
    assert "".join(plain_text(piece) for piece, _ in pieces(tuple(content))) == plain_text(tuple(content))
