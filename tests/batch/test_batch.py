"""`reportkit batch` from end to end: one outcome for every input, nothing done twice, nothing lost."""

import json
import os
import sqlite3
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import STORY, Done, command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a tree of sources, and a state folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("a.txt", "deep/b.md", "deep/c.txt"):
        Path("in", name).parent.mkdir(parents=True, exist_ok=True)
        Path("in", name).write_text(f"# About {name}\n\n{STORY}" if name.endswith("md") else STORY)
    return tmp_path


def batch(*argv: str, **environment: str) -> Done:
    """Run a batch that writes Markdown."""
    return command("batch", *argv, "-j", "1", "--to", "md", environment=environment)


def manifest(output: str = "out") -> dict[str, Any]:
    """The manifest of the last run."""
    document: dict[str, Any] = json.loads(Path(output, ".reportkit", "manifest.json").read_bytes())
    return document


def outcomes(output: str = "out") -> dict[str, str]:
    """What became of each input, by its path."""
    return {each["path"]: each["outcome"] for each in manifest(output)["outcomes"]}


def tree(output: str = "out") -> list[str]:
    """The outputs, the run's own folder left out."""
    top = Path(output)
    return sorted(
        str(path.relative_to(top)) for path in top.rglob("*") if path.is_file() and ".reportkit" not in path.parts
    )


def briefings(output: str = "out") -> list[str]:
    """The outputs without the page that lists them."""
    return [path for path in tree(output) if path != "index.html"]


def test_a_tree_is_mirrored_and_left_alone(folder: Path) -> None:
    """Outputs lie where their sources lie; a second run does nothing, nor does one after `touch`."""
    done = batch("in", "-o", "out")
    assert (done.code, done.out) == (0, "")
    assert briefings() == ["a.md", "deep/b.md", "deep/c.md"]
    assert Counter(outcomes().values()) == {"rendered": 3}
    for path in ("in/a.txt", "in/deep/b.md"):
        os.utime(path)
    before = {path: Path("out", path).stat().st_mtime_ns for path in briefings()}
    assert batch("in/", "-o", "out/").code == 0
    assert Counter(outcomes().values()) == {"unchanged": 3}
    assert batch(str(folder / "in"), "-o", str(folder / "out"), "--rehash").code == 0
    assert Counter(outcomes().values()) == {"unchanged": 3}
    assert before == {path: Path("out", path).stat().st_mtime_ns for path in briefings()}


def test_what_changed_is_done_again(folder: Path) -> None:
    """A source that changed, an output that is gone, a setting or a template that is another; and no more than that."""
    batch("in", "-o", "out")
    Path("in/a.txt").write_text(STORY.replace("84 million", "85 million"))
    Path("out/deep/c.md").unlink()
    assert batch("in", "-o", "out").code == 0
    assert outcomes() == {"in/a.txt": "rendered", "in/deep/b.md": "unchanged", "in/deep/c.txt": "rendered"}
    assert "85 million" in Path("out/a.md").read_text()
    assert batch("in", "-o", "out", "--set", "key_points=2").code == 0
    assert Counter(outcomes().values()) == {"rendered": 3}
    assert batch("in", "-o", "out", "--field", "outlet=Gazette").code == 0
    assert Counter(outcomes().values()) == {"rendered": 3}


def test_a_change_within_the_clocks_tick_is_seen(folder: Path) -> None:
    """A source of the same size and the same time may be another: a time that is too fresh is not trusted."""
    soon = time.time_ns() + 60 * 10**9
    os.utime("in/a.txt", ns=(soon, soon))
    batch("in", "-o", "out")
    Path("in/a.txt").write_text(STORY.replace("84 million", "86 million"))
    os.utime("in/a.txt", ns=(soon, soon))
    batch("in", "-o", "out")
    assert outcomes()["in/a.txt"] == "rendered"


def test_a_template_that_changed_renders_what_uses_it(folder: Path) -> None:
    """The content of the template counts, not its name."""
    Path("mine").mkdir()
    Path("mine/template.toml").write_text('title = "Note"\ndescription = "A note."\n')
    Path("mine/report.md.j2").write_text("# Note\n\nBrief.\n")
    batch("in", "-o", "out", "--template", "mine")
    batch("in", "-o", "out", "--template", "mine")
    assert Counter(outcomes().values()) == {"unchanged": 3}
    Path("mine/report.md.j2").write_text("# Note\n\nBriefer.\n")
    batch("in", "-o", "out", "--template", "mine")
    assert Counter(outcomes().values()) == {"rendered": 3}
    assert "Briefer." in Path("out/a.md").read_text()


def test_failures_are_told_and_tried_again(folder: Path) -> None:
    """One bad source stops nothing, is never exit 0, and is tried anew in the next run."""
    Path("in/bad.pdf").write_bytes(b"%PDF-1.7\nnothing\n")
    Path("in/old.doc").write_bytes(b"nothing to read")
    done = batch("in", "-o", "out")
    assert done.code == 1
    assert "reportkit: error: in/bad.pdf: " in done.err
    assert Counter(outcomes().values()) == {"rendered": 3, "failed": 2}
    again = batch("in", "-o", "out")
    assert again.code == 1
    assert Counter(outcomes().values()) == {"unchanged": 3, "failed": 2}
    Path("in/bad.pdf").unlink()
    Path("in/old.doc").unlink()
    assert batch("in", "-o", "out").code == 0


def test_all_failed_for_one_reason(folder: Path) -> None:
    """The exit code is that reason's."""
    Path("bad").mkdir()
    for name in ("a.pdf", "b.pdf"):
        Path("bad", name).write_bytes(b"%PDF-1.7\nnothing\n")
    assert batch("bad", "-o", "out").code == 3
    assert batch("none.txt", "-o", "out2").code == 3


def test_fail_fast(folder: Path) -> None:
    """The first failure ends the run; what was not begun is told, and done by the next run."""
    Path("in/a.txt").write_bytes(b"")
    done = batch("in", "-o", "out", "--fail-fast")
    assert done.code == 1
    assert outcomes() == {"in/a.txt": "failed", "in/deep/b.md": "skipped", "in/deep/c.txt": "skipped"}
    assert "2 not begun" in done.err
    assert batch("in", "-o", "out").code == 1
    assert Counter(outcomes().values()) == {"rendered": 2, "failed": 1}


def test_sources_of_one_name_keep_their_suffix(folder: Path) -> None:
    """So do those whose names differ by case or composition only; of a third name nothing changes."""
    for name in ("same.txt", "same.md", "Caf\u00e9.txt", "cafe\u0301.md"):
        Path("in", name).write_text(STORY)
    assert batch("in", "-o", "out").code == 0
    assert briefings() == sorted(
        ["a.md", "deep/b.md", "deep/c.md", "same.txt.md", "same.md.md", "Caf\u00e9.txt.md", "cafe\u0301.md.md"]
    )


def test_names_that_differ_by_case_alone(folder: Path) -> None:
    """They are kept apart on every file system, and are the same in the next run."""
    for name in ("Twin.txt", "twin.txt"):
        Path("in", name).write_text(STORY)
    assert batch("in", "-o", "out").code == 0
    twins = [path for path in briefings() if "win" in path]
    assert [path[:9] for path in twins] == ["Twin.txt~", "twin.txt~"]
    assert len({path.casefold() for path in twins}) == 2
    batch("in", "-o", "out")
    assert Counter(outcomes().values()) == {"unchanged": 5}


def test_names_that_cannot_be_kept_apart(folder: Path) -> None:
    """Two inputs of one whole name are refused before anything is written."""
    Path("other").mkdir()
    Path("other/a.txt").write_text(STORY)
    done = batch("in", "other", "-o", "out")
    assert done.code == 2
    assert "would have the same names" in done.err
    assert tree() == []


def test_an_input_given_twice_is_done_once(folder: Path) -> None:
    """Whether by its folder or by itself."""
    assert batch("in", "in/a.txt", "./in/a.txt", "-o", "out").code == 0
    assert len(outcomes()) == 3


def test_reserved_names_are_refused_before_anything_is_written(folder: Path) -> None:
    """`index.html` at the top is the page that lists the briefings; below it is a name like any other."""
    Path("in/index.txt").write_text(STORY)
    done = command("batch", "in", "-o", "out", "--to", "html")
    assert done.code == 2
    assert "in/index.txt" in done.err
    assert tree() == []
    Path("in/index.txt").rename("in/deep/index.txt")
    assert command("batch", "in", "-o", "out", "--to", "html", "-j", "1").code == 0
    assert "deep/index.html" in tree()


def test_output_beside_the_sources(folder: Path) -> None:
    """The folder of the sources can be that of the outputs: no source is overwritten, no output is taken for a source."""
    before = Path("in/deep/b.md").read_text()
    assert batch("in", "-o", "in").code == 0
    assert Path("in/deep/b.md").read_text() == before
    assert Path("in/deep/b.md.md").exists()
    assert batch("in", "-o", "in").code == 0
    found = outcomes("in")
    assert {path for path, what in found.items() if what == "unchanged"} == {
        "in/a.txt",
        "in/deep/b.md",
        "in/deep/c.txt",
    }
    assert {found[f"in/{path}"] for path in ("a.md", "deep/b.md.md", "deep/c.md")} == {"skipped"}


def test_the_output_folder_inside_the_sources(folder: Path) -> None:
    """It is passed over, in the first run and in the next."""
    for what in ("rendered", "unchanged"):
        assert batch("in", "-o", "in/out").code == 0
        assert Counter(each for each in outcomes("in/out").values() if each != "skipped") == {what: 3}


def test_what_is_not_ours_is_not_overwritten(folder: Path) -> None:
    """A file that stands where an output should go fails that input alone; `--force` overwrites it."""
    Path("out").mkdir()
    Path("out/a.md").write_text("mine")
    done = batch("in", "-o", "out")
    assert done.code == 1
    assert outcomes()["in/a.txt"] == "failed"
    assert Path("out/a.md").read_text() == "mine"
    assert batch("in", "-o", "out", "--force").code == 0
    assert Path("out/a.md").read_text() != "mine"


def test_an_output_that_somebody_changed(folder: Path) -> None:
    """It is noticed and kept, as `render` would."""
    batch("in", "-o", "out")
    Path("out/a.md").write_text("mine")
    assert batch("in", "-o", "out").code == 1
    assert Path("out/a.md").read_text() == "mine"


def test_dry_run(folder: Path) -> None:
    """It prints what would be done with every file, and leaves nothing behind."""
    Path("in/logo.png").write_bytes(b"x")
    done = command("batch", "in", "none.txt", "-o", "out", "--dry-run", "--to", "pdf,md")
    assert done.code == 0
    assert done.out.splitlines() == [
        "render    in/a.txt -> out/a.pdf out/a.md",
        "render    in/deep/b.md -> out/deep/b.pdf out/deep/b.md",
        "render    in/deep/c.txt -> out/deep/c.pdf out/deep/c.md",
        "fail      none.txt: there is no such file",
        "skip      in/logo.png: not an article by its suffix: name it by itself to have it read",
    ]
    assert not Path("out").exists()
    batch("in", "-o", "out")
    assert command("batch", "in", "-o", "out", "--dry-run", "--to", "md").out.startswith("unchanged in/a.txt")


def test_no_article_at_all(folder: Path) -> None:
    """An empty folder is a mistake; what was passed over is hinted at."""
    Path("empty").mkdir()
    done = batch("empty", "-o", "out")
    assert done.code == 3
    Path("empty/logo.png").write_bytes(b"x")
    assert "--dry-run tells why" in batch("empty", "-o", "out").err


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("in", "-o", "-"), "a batch writes a tree"),
        (("in", "-o", "in/a.txt"), "is a file"),
        (("in", "-o", "out", "--shard", "3/2"), "no part of a whole"),
        (("in", "-o", "out", "--shard", "half"), "no part of a whole"),
        (("in", "-o", "out", "--engine", "spark"), "no such engine"),
        (("in", "-o", "out", "--scheduler", "tcp://h:1"), "the local engine has none"),
        (("in", "-o", "out", "--timeout", "0"), "no time to work in"),
        (("in", "-o", "out", "--timeout", "nan"), "no time to work in"),
        (("https://example.org/", "-o", "out"), "web addresses cannot be read"),
    ],
)
def test_calls_that_make_no_sense(folder: Path, argv: tuple[str, ...], words: str) -> None:
    """Each is told in one line, and nothing is written."""
    done = command("batch", *argv)
    assert done.code == 2
    assert words in done.err
    assert not Path("out").exists() or tree() == []


def test_shards_are_parts_of_the_whole(folder: Path) -> None:
    """Together they do what the whole does, each input by one of them; which one does not depend on the others."""
    for number in range(12):
        Path("in", f"story-{number}.txt").write_text(STORY)
    batch("in", "-o", "whole")
    done = {}
    for number in (1, 2, 3):
        assert batch("in", "-o", "parts", "--shard", f"{number}/3").code == 0
        found = json.loads(Path("parts", ".reportkit", f"manifest-{number}-of-3.json").read_bytes())
        assert found["run"]["shard"] == f"{number}/3"
        for each in found["outcomes"]:
            assert each["path"] not in done
            done[each["path"]] = each["sha256"]
    assert done == {each["path"]: each["sha256"] for each in manifest("whole")["outcomes"]}
    assert briefings("parts") == briefings("whole")
    assert all(Path("parts", path).read_bytes() == Path("whole", path).read_bytes() for path in briefings("whole"))
    Path("in/deep/c.txt").unlink()
    for number in (1, 2, 3):
        batch("in", "-o", "parts", "--shard", f"{number}/3")
        found = json.loads(Path("parts", ".reportkit", f"manifest-{number}-of-3.json").read_bytes())
        assert {each["outcome"] for each in found["outcomes"]} <= {"unchanged"}


def test_archive_and_feed(folder: Path) -> None:
    """Members and entries are rendered under their own names, and left alone while they do not change."""
    import zipfile

    with zipfile.ZipFile("many.zip", "w") as archive:
        archive.writestr("x/one.txt", STORY)
        archive.writestr("x/two.txt", STORY)
    body = "".join(f"<p>{each}</p>" for each in STORY.split("\n\n"))
    Path("feed.rss").write_text(
        f"<rss><channel><title>G</title><item><title>Tram</title><guid>1</guid><description><![CDATA[{body}]]>"
        "</description></item></channel></rss>"
    )
    assert batch("many.zip", "feed.rss", "-o", "out").code == 0
    assert briefings() == ["Tram.md", "x/one.md", "x/two.md"]
    os.utime("many.zip")
    os.utime("feed.rss")
    assert batch("many.zip", "feed.rss", "-o", "out").code == 0
    assert Counter(outcomes().values()) == {"unchanged": 3}
    assert sorted(outcomes()) == ["feed.rss#1", "many.zip#x/one.txt", "many.zip#x/two.txt"]


def test_another_run_at_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs do not share an output folder: the second is refused."""
    fcntl = pytest.importorskip("fcntl", reason="Windows has no flock")
    monkeypatch.setattr("reportkit.batch.run._LOCK_SECONDS", 0.2)
    batch("in", "-o", "out")
    with Path("out/.reportkit/lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = batch("in", "-o", "out")
    assert done.code == 5
    assert "another run is at work there" in done.err


def test_a_damaged_state(folder: Path) -> None:
    """It is told with the remedy."""
    Path("out/.reportkit").mkdir(parents=True)
    Path("out/.reportkit/state.sqlite3").write_bytes(b"no database" * 1000)
    done = batch("in", "-o", "out")
    assert done.code == 5
    assert "hint: remove it" in done.err


def test_a_state_of_another_version(folder: Path) -> None:
    """It is told with the remedy, and not misread."""
    batch("in", "-o", "out")
    with sqlite3.connect("out/.reportkit/state.sqlite3") as connection:
        connection.execute("pragma user_version = 99")
    done = batch("in", "-o", "out")
    assert done.code == 5
    assert "another version of reportkit" in done.err


def test_a_run_can_be_followed(folder: Path) -> None:
    """While it runs every outcome is a line of its own; at the end they are one document."""
    batch("in", "-o", "out")
    lines = Path("out/.reportkit/manifest.jsonl").read_text().splitlines()
    assert {json.loads(line)["path"] for line in lines} == set(outcomes())
