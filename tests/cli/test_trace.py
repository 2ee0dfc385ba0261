"""Briefings traced and edited, as a user does it: render, look, change, render again."""

import io
import json
from pathlib import Path

import pytest

from tests.support.commands import STORY, command


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a source and its briefing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY)
    assert command("render", "story.txt", "--to", "md,json").code == 0
    return tmp_path


def edited(old: str, new: str) -> None:
    """Change the briefing's JSON as an editor does, outside the article."""
    text = Path("story.json").read_text("utf-8")
    at = text.index(old)
    assert at < text.index('"article": {')
    Path("edited.json").write_text(text[:at] + new + text[at + len(old) :], "utf-8")


def test_for_people() -> None:
    """Headings, verdicts, what is said, ids and words of the source, and a line that sums up; nothing is wider than asked."""
    done = command("trace", "story.md", environment={"COLUMNS": "80"})
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[0] == "story.md, held against its annex"
    assert lines[2] == "Executive summary"
    assert lines[3].startswith("  holds         The city council approved a new tram line")
    assert any(line.startswith("         [1.1]  The city council approved") for line in lines)
    assert lines[-1].endswith(" statements: all hold")
    assert all(len(line) <= 80 for line in lines)


def test_for_machines() -> None:
    """JSON Lines: an object a statement, with exactly the four keys."""
    done = command("trace", "story.json", "story.txt", "--json")
    objects = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert all(list(each) == ["text", "refs", "holds", "reasons"] for each in objects)
    assert all(each["holds"] is True and each["reasons"] == [] and each["refs"] for each in objects)


def test_what_does_not_hold_ends_with_6() -> None:
    """The statement is marked, the reason told, and the exit code is that of a gate."""
    edited("approved a new tram line", "rejected a new tram line")
    done = command("trace", "edited.json")
    assert done.code == 6
    assert "  FAILS         The city council rejected a new tram line" in done.out
    assert "         why    “rejected” stands where the source has “approved”" in done.out
    assert done.out.splitlines()[-1].endswith(" hold, 1 not")


def test_another_source_is_warned_of() -> None:
    """The verdicts are on standard output, the doubt on standard error."""
    Path("other.txt").write_text(STORY.replace("31 votes", "30 votes"))
    done = command("trace", "story.md", "other.txt", "--json")
    assert done.code == 6
    assert done.err.startswith("reportkit: warning: other.txt is not the file that the briefing was made from")
    assert command("trace", "story.md", "other.txt", "--json", "-q").err == ""


def test_without_annex_and_source_there_is_nothing_to_trace_by() -> None:
    """One line says so, and how to help it."""
    assert command("render", "story.txt", "-o", "short.md", "--template", "one-page").code == 0
    done = command("trace", "short.md")
    assert (done.code, done.out) == (3, "")
    assert done.err.splitlines() == [
        "reportkit: error: short.md: has no annex to hold its statements against",
        "  hint: name the source as well, or render with --set annex=full",
    ]
    assert command("trace", "short.md", "story.txt").code == 0


def test_standard_input_is_traced() -> None:
    """Either of the two may be standard input."""
    assert command("trace", "-", stdin=Path("story.md").read_bytes()).code == 0
    assert command("trace", "story.md", "-", stdin=STORY.encode()).code == 0


def test_colour_only_where_it_is_asked_for() -> None:
    """Verdicts are coloured when forced to be or on a terminal that can; never where NO_COLOR is set."""
    assert "\x1b[32mholds\x1b[0m" in command("trace", "story.md", environment={"FORCE_COLOR": "1"}).out
    assert "\x1b" not in command("trace", "story.md").out

    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    shown = command("trace", "story.md", stdout=Terminal(), environment={"TERM": "xterm", "NO_COLOR": ""})
    assert "\x1b[32mholds" in shown.out
    assert "\x1b" not in command("trace", "story.md", stdout=Terminal(), environment={"NO_COLOR": "1"}).out


def test_an_unchanged_json_gives_the_very_same_outputs() -> None:
    """Markdown, HTML, DOCX and JSON of the JSON are those of the source, byte for byte."""
    formats = ["--to", "md,html,docx,json"]
    assert command("render", "story.txt", "-o", "first/story", *formats).code == 0
    done = command("render", "first/story.json", "-o", "second/story", *formats, "--strict")
    assert (done.code, done.err) == (0, "")
    for suffix in ("md", "html", "docx", "json"):
        assert Path(f"first/story.{suffix}").read_bytes() == Path(f"second/story.{suffix}").read_bytes()


def test_an_edited_json_is_laid_out_with_a_notice_or_refused() -> None:
    """What still holds is laid out in silence; what no longer does is told, and `--strict` refuses it."""
    edited("The city council approved", "The council approved")
    assert "“city” was left out of its clause" in command("render", "edited.json", "-o", "one.md").err
    edited("by 31 votes to 14", "by 13 votes to 14")
    done = command("render", "edited.json", "-o", "two.md")
    assert done.code == 0
    assert done.err.startswith("reportkit: notice: edited.json: executive_summary 1: “The city council")
    assert "the number “13” stands where the source has “31” (p1.s1)" in done.err
    assert "by 13 votes to 14" in Path("two.md").read_text()
    strict = command("render", "edited.json", "-o", "three.md", "--strict")
    assert strict.code == 6
    assert "statement-unfaithful" in strict.err
    assert not Path("three.md").exists()


def test_a_json_that_is_broken_is_refused_with_its_place() -> None:
    """File and path of what is wrong, in one line."""
    edited('"refs": [\n        "p1.s1"', '"refs": [\n        "p9.s1"')
    done = command("render", "edited.json", "-o", "one.md")
    assert done.code == 3
    assert done.err.splitlines()[0] == (
        "reportkit: error: edited.json: $.executive_summary[0].refs[0] is 'p9.s1', and the article has no such sentence"
    )


def test_the_article_of_a_json_is_inspected_and_a_briefing_made_of_it() -> None:
    """`inspect` shows the article in a briefing; an article's own JSON is briefed like its source."""
    article = command("inspect", "--json", "story.json").out
    assert article == command("inspect", "--json", "story.txt").out
    Path("article.json").write_text(article, "utf-8")
    assert command("render", "article.json", "-o", "again.md").code == 0
    assert Path("again.md").read_bytes() == Path("story.md").read_bytes()


def test_fields_and_language_may_be_given_for_a_json_too() -> None:
    """`--field` and `--lang` win over what the JSON has, as they do over a source."""
    options = ["--field", "published=2025-05-06", "--lang", "de", "--field", "byline=Ada Ito; Bo Lind"]
    assert command("render", "story.json", "-o", "one.md", *options).code == 0
    text = Path("one.md").read_text("utf-8")
    assert "**Datum** 6\\. Mai 2025" in text or "**Datum** 6. Mai 2025" in text
    assert "Ada Ito, Bo Lind" in text
    done = command("render", "story.json", "-o", "two.md", "--field", "published=soon")
    assert done.code == 2
