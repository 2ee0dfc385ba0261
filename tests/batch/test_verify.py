"""Outputs held against their manifest, and rendered once more."""

import json
import zipfile
from pathlib import Path

import pytest

from reportkit.batch.verify import find_source
from tests.support.commands import STORY, Done, command

MANIFEST = "out/.reportkit/manifest.json"


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder in which a batch of three has run, one of them in an archive, one of which failed."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(STORY)
    Path("in/empty.txt").write_text("")
    with zipfile.ZipFile("old.zip", "w") as archive:
        archive.writestr("2019/b.txt", STORY.replace("tram", "bus"))
    done = command("batch", "in", "old.zip", "-o", "out", "--to", "md,json", "--set", "page=Letter", "-j", "1")
    assert done.code == 1, done.err
    return tmp_path / "out"


def verify(*argv: str) -> Done:
    """Verify the manifest of the batch."""
    return command("verify", MANIFEST, *argv)


def test_whole_and_faulty_outputs(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is well at first; then each output that is missing or changed has its line, wherever one stands."""
    done = verify()
    assert (done.code, done.out) == (0, "")
    assert "4 of 4 outputs are as recorded" in done.err
    text = (out / "a.md").read_text("utf-8")
    (out / "a.md").write_text(text.replace("tram", "tRam"), "utf-8")  # as long as before
    (out / "2019/b.json").unlink()
    done = verify()
    assert (done.code, done.out) == (6, "output missing  out/2019/b.json\noutput changed  out/a.md\n")
    assert "2 of 4 outputs are as recorded, 1 output changed, 1 output missing" in done.err
    monkeypatch.chdir("in")
    done = command("verify", f"../{MANIFEST}")
    assert done.out == "output missing  ../out/2019/b.json\noutput changed  ../out/a.md\n"
    (out / "a.md").unlink()
    (out / "a.md").mkdir()
    assert "output unread   ../out/a.md: is a directory" in command("verify", f"../{MANIFEST}").out


def test_rebuild(out: Path) -> None:
    """Sources that are gone or changed are told apart from outputs that do not come out the same."""
    done = verify("--rebuild", "-j", "1")
    assert (done.code, done.out) == (0, ""), done.err
    assert "4 of 4 outputs are as recorded, all come out the same again" in done.err
    assert sorted(path.name for path in out.iterdir()) == [".reportkit", "2019", "a.json", "a.md", "index.html"]
    document = json.loads(Path(MANIFEST).read_text("utf-8"))
    document["run"]["sets"]["key_points"] = "1"
    Path("other.json").write_text(json.dumps(document | {"run": document["run"] | {"base": "out", "sources": "."}}))
    done = command("verify", "other.json", "--rebuild", "-j", "1")
    assert done.code == 6
    assert "rebuilt differs out/a.md\n" in done.out
    assert "rebuilt differs out/2019/b.json\n" in done.out
    assert "warning: other.json: made with other code, packages, template or fonts" in done.err
    Path("in/a.txt").write_text(STORY + "One more sentence here.\n")
    Path("old.zip").unlink()
    done = verify("--rebuild", "-j", "1")
    assert done.code == 6
    assert sorted(line.partition(":")[0] for line in done.out.splitlines()) == [
        "source changed  in/a.txt",
        "source missing  old.zip#2019/b.txt",
    ]


def test_manifest_of_render(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its paths are seen from the folder where it was called; how to make the outputs again it does not tell."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STORY)
    assert command("render", "a.txt", "--to", "md", "-o", "b.md", "--manifest", "m.json").code == 0
    assert command("verify", "m.json").code == 0
    assert command("verify", "m.json", "--rebuild").code == 2
    Path("b.md").unlink()
    assert command("verify", "m.json").out == "output missing  b.md\n"


def test_manifests_that_do_not_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged manifest is exit 3, one whose settings are not valid here is exit 4 or 3; nothing is a traceback."""
    monkeypatch.chdir(tmp_path)
    run = {"version": "9.9", "configuration": "0" * 64, "output": "o", "base": ".", "sources": ".", "shard": None}
    for options, code in (
        ({"to": "md", "template": "gone"}, 4),
        ({"to": "odt"}, 4),
        ({"colour": "red"}, 3),
        ({"to": "md", "theme": "gone"}, 4),
    ):
        document = {
            "schema": "reportkit.manifest/1",
            "run": {**run, "options": options, "sets": {}, "fields": {}},
            "outcomes": [],
        }
        Path("m.json").write_text(json.dumps(document))
        done = command("verify", "m.json", "--rebuild", "-j", "1")
        assert done.code == code, done.err
    Path("m.json").write_text("{")
    assert command("verify", "m.json").code == 3
    assert command("verify", "none.json").code == 3


def test_sources_are_found_by_what_people_call_them(tmp_path: Path) -> None:
    """A `#` parts an archive from its member only where no file bears the whole name."""
    top = str(tmp_path)
    (tmp_path / "a#b.txt").write_text("x")
    (tmp_path / "old#er.zip").write_bytes(b"")
    assert find_source("a#b.txt", top) == (f"{top}/a#b.txt", "")
    assert find_source("old#er.zip#x/y#z.txt", top) == (f"{top}/old#er.zip", "x/y#z.txt")
    assert find_source("gone.zip#x.txt", top) == (f"{top}/gone.zip#x.txt", "")
    assert find_source("s3://b/a.txt", top) == ("s3://b/a.txt", "")
