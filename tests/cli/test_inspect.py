"""Articles shown to people and to machines."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.support.commands import STORY, command


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with sources."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY + "\nOriginal Source: www.example.org\n")
    (tmp_path / "latin.txt").write_bytes(STORY.replace("Lindqvist", "Müller").encode("latin-1"))
    return tmp_path


def test_for_people() -> None:
    """Every field stands there, found or not, with method and evidence; paragraphs, coverage and notices follow."""
    lines = command("inspect", "story.txt").out.splitlines()
    fields = lines[lines.index("Fields") + 1 : lines.index("Paragraphs") - 1]
    names = [line.split()[0] for line in fields if line[2] != " "]
    assert names == ["title", "standfirst", "byline", "dateline", "published", "outlet", "url", "language"]
    assert "  title       stated   City council approves a new tram line to the harbour" in lines
    assert "  published   -        not stated" in lines
    assert "                       from: Original Source: www.example.org" in lines
    assert any(line.startswith("  p3  background") for line in lines)
    assert any(line.startswith("  left out: credit line") for line in lines)
    assert "Notices" not in lines
    assert all(len(line) <= 100 for line in lines)
    assert "  encoding-guessed" in command("inspect", "latin.txt").out


def test_for_machines() -> None:
    """One object follows the published schema; JSON Lines are the same objects, a line each; notices go to both streams."""
    schema = json.loads(command("schema", "article").out)
    one = command("inspect", "--json", "latin.txt")
    jsonschema.validate(json.loads(one.out), schema)
    assert "reportkit: notice: latin.txt: " in one.err
    lines = command("inspect", "--jsonl", "story.txt", "latin.txt").out.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["story.txt", "latin.txt"]
    assert json.loads(lines[1]) == json.loads(one.out)


def test_language_of_the_configuration_counts() -> None:
    """What is configured for a render shapes the article that is shown."""
    done = command("inspect", "--json", "story.txt", environment={"REPORTKIT_LANGUAGE": "en-GB"})
    assert json.loads(done.out)["language"]["value"] == "en-GB"


def test_completion_is_on() -> None:
    """The shell is told the commands; what it is told is data like any other."""
    asked = {"_REPORTKIT_COMPLETE": "complete_bash", "COMP_WORDS": "reportkit ins", "COMP_CWORD": "1"}
    done = command(environment=asked)
    assert (done.code, done.out.split(), done.err) == (0, ["inspect"], "")
