"""The reports of `reportkit batch`: written where they go, refused where they would harm, the same however the work was done."""

import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from tests.support.commands import STORY, Done, command

MANIFEST = Path("out/.reportkit/manifest.json")
INDEX = Path("out/index.html")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where `in/` holds two articles, one that fails and one that is passed over."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "in/a.txt": STORY,
        "in/deep/b.txt": STORY.replace("tram", "bus"),
        "in/empty.txt": "",
        "in/.hidden": "",
    }.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def batch(*argv: str, **environment: str) -> Done:
    """A batch of `in/` into `out/`."""
    return command("batch", "in", "-o", "out", "--to", "md", "-j", "1", *argv, environment=environment)


def outcomes(path: Path = MANIFEST) -> list[dict[str, object]]:
    """The outcomes of a manifest that follows its schema, without what differs from run to run."""
    document = json.loads(path.read_text("utf-8"))
    jsonschema.validate(document, json.loads(command("schema", "manifest").out))
    return [{name: value for name, value in each.items() if name != "seconds"} for each in document["outcomes"]]


def test_first_and_second_run() -> None:
    """Manifest, page and JUnit tell of all inputs; the second run leaves the page alone, the third the manifest as well."""
    assert batch("--junit", "j.xml").code == 1
    first = outcomes()
    assert [(each["outcome"], each["tree_path"], each["path"]) for each in first] == [
        ("rendered", "a.txt", "in/a.txt"),
        ("rendered", "deep/b.txt", "in/deep/b.txt"),
        ("failed", "empty.txt", "in/empty.txt"),
        ("skipped", None, "in/.hidden"),
    ]
    suite = etree.parse("j.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "1", "1")
    assert "2 briefings" in INDEX.read_text("utf-8")
    Path("in/empty.txt").unlink()
    page = INDEX.stat()
    assert batch().code == 0
    assert [each["outcome"] for each in outcomes()] == ["unchanged", "unchanged", "skipped"]
    assert INDEX.stat() == page
    manifest = MANIFEST.stat()
    assert batch().code == 0
    assert (INDEX.stat(), MANIFEST.stat()) == (page, manifest)
    Path("in/a.txt").unlink()
    assert batch().code == 0
    assert len(outcomes()) == 2
    assert "1 briefing," in INDEX.read_text("utf-8")
    MANIFEST.unlink()
    INDEX.unlink()
    assert batch().code == 0
    assert len(outcomes()) == 2
    assert "1 briefing," in INDEX.read_text("utf-8")


def test_sources_are_called_as_they_are_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run from another folder tells the paths by which it was given the sources, so that they can be found again."""
    assert batch().code == 1
    monkeypatch.chdir("in")
    Path("empty.txt").unlink()
    assert command("batch", ".", "-o", "../out", "--to", "md", "-j", "1").code == 0
    found = outcomes(Path("../out/.reportkit/manifest.json"))
    assert [(each["outcome"], each["path"]) for each in found][:2] == [
        ("unchanged", "./a.txt"),
        ("unchanged", "./deep/b.txt"),
    ]
    assert command("verify", "../out/.reportkit/manifest.json", "--rebuild", "-j", "1").code == 0


def test_shards_make_the_whole() -> None:
    """No part writes the page; merged, manifest and page are those of the whole, byte for byte but for seconds."""
    Path("in/empty.txt").unlink()
    for part in ("1/2", "2/2"):
        assert batch("--shard", part).code == 0
    assert not INDEX.exists()
    parts = [f"out/.reportkit/manifest-{number}-of-2.json" for number in (1, 2)]
    assert command("manifest", "merge", *parts, "-o", str(MANIFEST), "--index", str(INDEX)).code == 0
    merged, page = outcomes(), INDEX.read_bytes()
    shutil.rmtree("out")
    assert command("batch", "in", "-o", "out", "--to", "md", "-j", "2").code == 0
    assert (outcomes(), INDEX.read_bytes()) == (merged, page)


def test_a_page_that_is_not_ours() -> None:
    """Found before anything is rendered, and kept, unless it is forced; what we wrote and somebody changed is theirs."""
    INDEX.parent.mkdir()
    INDEX.write_text("mine")
    done = batch()
    assert done.code == 5
    assert "out/index.html: exists, and is not what reportkit wrote there" in done.err
    assert not Path("out/a.md").exists()
    assert batch("--shard", "1/1").code == 5
    assert batch("--force").code == 1
    assert "2 briefings" in INDEX.read_text("utf-8")
    INDEX.write_text("mine again")
    assert batch().code == 5
    assert INDEX.read_text() == "mine again"


def test_a_tree_from_elsewhere() -> None:
    """A tree that a cache brought to a fresh machine is ours: its own state knows page and manifest."""
    assert batch().code == 1
    shutil.copytree("out", "cached")
    shutil.rmtree("out")
    shutil.copytree("cached", "out")
    for name in ("in/empty.txt", "in/a.txt"):
        Path(name).unlink()
    done = batch(XDG_STATE_HOME=str(Path("fresh").absolute()))
    assert done.code == 0, done.err
    assert "1 briefing," in INDEX.read_text("utf-8")
    assert len(outcomes()) == 2


def test_a_page_that_is_a_source() -> None:
    """Where the input folder is the output folder, a page of the user's is an input, and never overwritten."""
    Path("in/index.html").write_text(f"<p>{STORY}</p>")
    done = command("batch", "in", "-o", "in", "--to", "md", "-j", "1")
    assert done.code == 5
    assert Path("in/index.html").read_text().startswith("<p>")


def test_input_and_output_in_one_folder() -> None:
    """The page that the first run wrote is no input of the second."""
    Path("in/empty.txt").unlink()
    argv = ("batch", "in", "-o", "in", "--to", "html", "-j", "1")
    assert command(*argv).code == 0
    done = command(*argv)
    assert (done.code, done.err) == (0, "reportkit: 2 unchanged, 5 passed over: in\n")
    found = outcomes(Path("in/.reportkit/manifest.json"))
    assert {each["path"]: each["why"] for each in found if each["outcome"] == "skipped"} == {
        "in/.hidden": "hidden",
        "in/.reportkit": "hidden",
        "in/a.html": "written by an earlier run",
        "in/deep/b.html": "written by an earlier run",
        "in/index.html": "written by an earlier run",
    }


def test_inputs_that_cannot_be_looked_at_and_those_not_come_to() -> None:
    """What is not there failed; what came after the first failure was passed over, with the reason; parts merge alike."""
    done = command("batch", "gone.txt", "in", "-o", "out", "--to", "md", "--fail-fast", "-j", "1", "--junit", "j.xml")
    assert done.code == 1, done.err
    assert [(each["outcome"], each["path"], each.get("why")) for each in outcomes()] == [
        ("skipped", "in/a.txt", "not begun: an input failed before (--fail-fast)"),
        ("skipped", "in/deep/b.txt", "not begun: an input failed before (--fail-fast)"),
        ("skipped", "in/empty.txt", "not begun: an input failed before (--fail-fast)"),
        ("failed", "gone.txt", None),
        ("skipped", "in/.hidden", "hidden"),
    ]
    assert etree.parse("j.xml").getroot()[0].get("skipped") == "4"
    assert "0 briefings" in INDEX.read_text("utf-8")
    assert command("manifest", "merge", str(MANIFEST), "-o", "m.json").code == 0
    assert outcomes(Path("m.json")) == outcomes()


def test_what_a_killed_run_left_of_a_report_goes() -> None:
    """The passing file of a report is taken away by the next run that writes the report, that of others is not."""
    INDEX.parent.mkdir()
    mark = sha256(str(INDEX.resolve()).encode()).hexdigest()[:12]
    ours, others = (INDEX.with_name(f".reportkit-report-{each}-00.part") for each in (mark, "0" * 12))
    ours.touch()
    others.touch()
    assert batch().code == 1
    assert (ours.exists(), others.exists()) == (False, True)


def test_streams_and_places() -> None:
    """Manifest and JUnit go to standard output where asked, not both; a file that is not ours is refused before work."""
    done = batch("--manifest", "-")
    assert len(json.loads(done.out)["outcomes"]) == 4
    assert batch("--junit", "-").out.startswith("<?xml")
    assert batch("--junit", "-", "--manifest", "-").code == 2
    assert batch("--junit", "s3://bucket/j.xml").code == 2
    Path("j.xml").write_text("mine")
    shutil.rmtree("out")
    assert batch("--junit", "j.xml").code == 5
    assert not Path("out").exists()


def test_github(tmp_path: Path) -> None:
    """In a step, failures are annotated by their place in the checkout, and the summary grows by ours."""
    Path("summary.md").write_text("Before.\n")
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary.md", "GITHUB_WORKSPACE": str(tmp_path)}
    done = batch(**environment)
    assert done.code == 1
    assert done.out.startswith(
        "::error file=in/empty.txt,title=briefing failed%3A empty::in/empty.txt: is empty%0Ahint: "
    )
    assert done.out.count("::") == 2
    summary = Path("summary.md").read_text("utf-8")
    assert summary.startswith("Before.\n## Briefings\n\n2 rendered, 1 failed, 1 skipped.\n")
    assert "::error title=" in batch(**environment | {"GITHUB_WORKSPACE": "out"}).out
    with zipfile.ZipFile("old.zip", "w") as archive:
        archive.writestr("b.txt", "")
    done = command("batch", "old.zip", "-o", "new", "--to", "md", "-j", "1", environment=environment)
    assert done.out.startswith("::error file=old.zip,title=briefing failed%3A empty::old.zip#b.txt: ")
    done = command("batch", "in", "-o", "new", "-j", "1", environment={"GITHUB_ACTIONS": "true"})
    assert done.out.startswith("::error file=in/empty.txt,")
    done = batch(**environment | {"GITHUB_STEP_SUMMARY": "in"})
    assert "warning: GITHUB_STEP_SUMMARY: in: cannot be written: is a directory" in done.err
    assert done.code == 1
    assert batch(GITHUB_ACTIONS="false").out == ""
