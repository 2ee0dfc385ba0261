"""Annotations and step summary: escaped as GitHub reads them, and no more than it shows."""

import pytest
from markdown_it import MarkdownIt

from reportkit.batch.github import SUMMARY_BYTES, annotations, gather, step_summary
from tests.support.manifests import Json, done, failed, records, skipped


def lines(*outcomes: Json) -> list[str]:
    """The annotations of these outcomes, with sources inside the repository but for those below `/`."""
    return list(annotations(gather(records(*outcomes)), lambda path: None if path.startswith("/") else path))


def summary(*outcomes: Json) -> str:
    """The summary of these outcomes."""
    return step_summary(gather(records(*outcomes)))


def cells(text: str) -> list[list[str]]:
    """The rows of all tables as a Markdown parser reads them."""
    rows: list[list[str]] = []
    in_row = False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        in_row = token.type == "tr_open" or (in_row and token.type != "tr_close")
        if token.type == "inline" and in_row:
            pieces = [each.content for each in token.children or () if each.type in {"text", "text_special"}]
            rows[-1].append("".join(pieces))
    return rows


def test_failures_are_errors_and_notices_warnings() -> None:
    """Each names the file; of several notices of one source there is one warning; what is fine is not annotated."""
    notices = [
        {"code": "glyph-missing", "detail": "no glyph for 𓀀", "where": None},
        {"code": "page-empty", "detail": "has no text", "where": "page 2"},
    ]
    assert lines(done("a.txt"), failed("b.pdf", hint="save it anew"), done("c.txt", notices=notices)) == [
        "::error file=in/b.pdf,title=briefing failed%3A damaged::in/b.pdf: is not a PDF%0Ahint: save it anew\n",
        "::warning file=in/c.txt,title=glyph-missing%2C page-empty::in/c.txt: no glyph for 𓀀%0Ahas no text (page 2)\n",
    ]


def test_escaping() -> None:
    """No text ends a command or begins another: per cent, line breaks, and in properties colon and comma."""
    (line,) = lines(failed(None, path="a, b: 100%\r\n::stop-commands::x", problem="50%\n::error::x"))
    assert line == (
        "::error file=a%2C b%3A 100%25%0D%0A%3A%3Astop-commands%3A%3Ax,title=briefing failed%3A damaged"
        "::a, b: 100%25%0D%0A::stop-commands::x: 50%25%0A::error::x\n"
    )


def test_sources_elsewhere_have_no_file() -> None:
    """What does not lie in the repository is annotated without a place."""
    assert lines(failed(None, path="/elsewhere/a.pdf"))[0].startswith("::error title=")


def test_no_more_than_github_shows() -> None:
    """Ten errors, ten warnings, and one line that tells how many more there are."""
    notice = {"code": "encoding-guessed", "detail": "taken for latin-1", "where": None}
    found = lines(
        *(failed(f"a{n:02}.pdf") for n in range(23)), *(done(f"b{n}.txt", notices=[notice]) for n in range(11))
    )
    kinds = [line[2:].partition(" ")[0] for line in found]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert "13 more failed and 1 more have notices" in found[-1]


def test_summary_tells_counts_failures_and_briefings() -> None:
    """Counts first, then what failed and why, then what was made; what a source does not state is said."""
    card = {"outlet": "The Harbour Post", "published": "2026-03-31"}
    text = summary(
        done("a.txt", card=card), done("b.txt", outcome="unchanged"), failed("c.pdf", hint="save it anew"), skipped("x")
    )
    assert "1 rendered, 1 unchanged, 1 failed, 1 skipped." in text
    assert cells(text) == [
        ["source", "problem", "remedy"],
        ["in/c.pdf", "is not a PDF", "save it anew"],
        ["title", "outlet", "date", "source"],
        ["On a", "The Harbour Post", "2026-03-31", "in/a.txt"],
        ["On b", "not stated", "not stated", "in/b.txt"],
    ]


@pytest.mark.parametrize(
    "title",
    ["a | b", "<img src=x onerror=alert(1)>", "**bold** _it_ `code`", "[a](http://x)", "&lt;b&gt;", "\\| \\", "# one"],
)
def test_titles_stay_text(title: str) -> None:
    """Whatever a title holds, its cell reads as exactly that."""
    assert cells(summary(done("a.txt", card={"title": title})))[1][0] == title


def test_a_title_stays_on_its_line() -> None:
    """Line breaks and control characters do not end a row; what is very long is cut."""
    rows = cells(
        summary(done("a.txt", card={"title": "one\ntwo\x07 three"}), done("b.txt", card={"title": "x" * 5000}))
    )
    assert rows[1][0] == "one two three"
    assert len(rows[2][0]) < 400


def test_summary_is_bounded() -> None:
    """It stays below what GitHub takes, counts what it leaves out, and shrinks to the room that others have left."""
    found = gather(records(*(done(f"{n:05}.txt", card={"title": "é" * 300, "outlet": "ü" * 300}) for n in range(1500))))
    text = step_summary(found)
    assert len(text.encode()) < SUMMARY_BYTES
    rows = len(cells(text)) - 1
    assert f"and {1500 - rows:,} more" in text
    small = step_summary(found, room_bytes=20_000)
    assert 0 < len(small.encode()) < 20_000
    assert step_summary(found, room_bytes=100) == ""
