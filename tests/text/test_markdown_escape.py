"""Escaped text reads as exactly that text, in every place of a Markdown document."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reportkit.text.clean import clean
from reportkit.text.markdown import escape
from tests.support.cases import Case, cases

CASES = cases(Path(__file__).parent / "cases" / "markdown_escape.txt")

FRAGMENTS = (
    *"\\`*_{}[]()<>#+-.!|~^$%&=:;@/\"' \t\n0123456789aAiIxX",
    *"é中😀“–\u00a0\u3000\u0301",
    *(
        "1.",
        "1)",
        "(1)",
        "a.",
        "iv.",
        "- ",
        "+ ",
        "* ",
        "> ",
        "# ",
        "## ",
        ":::",
        "---",
        "===",
        "***",
        "```",
        "~~~",
        "~~",
    ),
    *(
        "    ",
        "&amp;",
        "&#42;",
        "&lt",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<?",
        "<a@b.c>",
        "<http://a.b>",
        "http://a.b",
        "www.a.b",
    ),
    *(
        "[x](y)",
        "![x](y)",
        "[x]: y",
        "[^1]",
        "[@p1.s1]",
        "{.meta}",
        "{{ x }}",
        "{% x %}",
        "| a |",
        "|---|",
        "\\|",
        "\\\\",
        "![",
    ),
)
NASTY = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=14).map("".join).map(clean)

PLACES = {
    "paragraph": "{}",
    "after a word": "word {}",
    "before a word": "{} word",
    "between words": "x {} y",
    "bullet": "- {}",
    "number": "1. {}",
    "quotation": "> {}",
    "heading": "## {}",
    "cell": "| h |\n| --- |\n| {} |",
    "head cell": "| {} | h |\n| --- | --- |\n| x | y |",
    "link": "[{}](#x)",
    "after a heading": "# h\n{}",
    "after a paragraph": "h\n\n{}",
}


def one_line(text: str) -> str:
    """Return text as it may be expected back: line breaks and runs of blanks are one space, none at the ends."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def inlines_of(markdown: str) -> list[str]:
    """Return the text of each line of content that a parser finds; markup other than a link is an error."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(markdown):
        if token.type == "inline":
            kinds = {child.type for child in token.children or []}
            assert kinds <= {"text", "text_special", "link_open", "link_close"}, kinds
            found.append("".join(child.content for child in token.children or []))
        else:
            assert token.type not in {"code_block", "fence", "html_block", "hr"}, token.type
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Case) -> None:
    """Each case is written as the file says, and no more is escaped than it says."""
    assert escape(case.given) == case.expected


@pytest.mark.parametrize("place", PLACES)
@given(text=NASTY)
def test_escaped_text_comes_back(place: str, text: str) -> None:
    """Whatever the text, a parser gives it back, as the only content where it was put."""
    wanted = one_line(text)
    bare = inlines_of(PLACES[place].format("QQQ"))
    expected = [line.replace("QQQ", wanted).strip() for line in bare]
    found = inlines_of(PLACES[place].format(escape(wanted)))
    if not wanted:  # an empty bullet or cell is no line of content for the parser
        expected, found = [line for line in expected if line], [line for line in found if line]
    assert found == expected


@given(st.lists(NASTY, min_size=2, max_size=4))
def test_neighbours_do_not_make_markup(texts: list[str]) -> None:
    """Escaped texts may stand side by side, with nothing between: together they read as the texts in a row."""
    wanted = [one_line(text) for text in texts]
    assert inlines_of(f"x{''.join(map(escape, wanted))}y") == [f"x{''.join(wanted)}y"]


@given(NASTY)
def test_one_line(text: str) -> None:
    """Escaped text has no line break, no tab and no two blanks at an end."""
    escaped = escape(text)
    assert not re.search(r"[\n\t]|^ {2}| {2}$", escaped)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,;éü", max_size=60))
def test_words_are_left_alone(text: str) -> None:
    """Letters, commas and blanks need no backslash."""
    assert "\\" not in escape(text)


@pytest.mark.parametrize("piece", ["\u00a0", " ", ":", ":a", "&", "&a", "#", "_", "\\", "@a", "www.", "1", "i", "- "])
def test_linear(piece: str) -> None:
    """Text of a single repeated piece is escaped in a moment, however long."""
    started = time.process_time()
    escape(f"x{piece * 200_000}x")
    escape(piece * 200_000)
    assert time.process_time() - started < 3
