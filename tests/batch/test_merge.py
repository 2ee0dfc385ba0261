"""Manifests of parts, merged: what a manifest of the whole would tell, or one line that says why not."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.commands import Done, command
from tests.support.manifests import Json, digest, done, failed, run_of, skipped, write_manifest

WHOLE = (
    done("2024/a.txt"),
    done("2024/b.txt", outcome="unchanged"),
    failed("2024/c.txt"),
    done("Z.txt"),
    done("é.txt"),
    failed(None, path="in/gone.txt"),
    skipped("in/.hidden"),
    skipped("in/~$x.docx"),
)
"""In the order of a whole run: inputs by their place, by code point; then what could not be looked at, then what was passed over."""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def part(number: int, *outcomes: Json, of: int = 2, folder: str = "out/.reportkit", **run: object) -> str:
    """The manifest of one shard, on disk."""
    path = Path(f"{folder}/manifest-{number}-of-{of}.json")
    return str(write_manifest(path, outcomes, run_of(shard=f"{number}/{of}", **run)))


def merge(*argv: str) -> Done:
    """Merge into `out/.reportkit/manifest.json`."""
    return command("manifest", "merge", *argv, "-o", "out/.reportkit/manifest.json")


def merged(path: str = "out/.reportkit/manifest.json") -> Mapping[str, object]:
    """The merged manifest."""
    found = json.loads(Path(path).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_parts_make_the_whole() -> None:
    """Outcomes come in the order of the whole, whatever the order of the manifests; the run is no shard any more."""
    parts = [part(1, *WHOLE[0::2]), part(2, *WHOLE[1::2])]
    for order in (parts, parts[::-1]):
        finished = merge(*order)
        assert finished.code == 0, finished.err
        assert "2 manifests, 2 failed, 3 rendered, 2 skipped, 1 unchanged" in finished.err
        found = merged()
        assert found["outcomes"] == list(WHOLE)
        assert found["run"] == run_of(shard=None)


def test_page_and_junit_are_those_of_the_whole() -> None:
    """The reports of parts that are merged are byte for byte those of a whole that is `merged`."""
    whole = str(write_manifest(Path("whole/.reportkit/m.json"), WHOLE))
    options = ("--index", "{0}/index.html", "--junit", "{0}/junit.xml")
    parts = [part(1, *WHOLE[0::3], of=3), part(2, *WHOLE[1::3], of=3), part(3, *WHOLE[2::3], of=3)]
    assert merge(*parts, *(each.format("out") for each in options)).code == 0
    assert (
        command("manifest", "merge", whole, "-o", "whole/m.json", *(each.format("whole") for each in options)).code == 0
    )
    for name in ("index.html", "junit.xml"):
        assert Path("out", name).read_bytes() == Path("whole", name).read_bytes()
    assert 'href="2024/a.pdf"' in Path("out/index.html").read_text("utf-8")


def test_the_same_outcome_twice_is_one() -> None:
    """A part that was run again, or given twice, tells nothing new; what was unchanged then was rendered before."""
    first = part(1, *WHOLE)
    again = part(1, *WHOLE[:1], done("2024/b.txt"), *WHOLE[2:], folder="again", base="../out", sources="..")
    assert merge(first, again, part(2)).code == 0
    assert merged()["outcomes"] == list(WHOLE)


@pytest.mark.parametrize(
    "other",
    [
        done("2024/a.txt", sha256=digest("another source")),
        done("2024/a.txt", outputs=done("Z.txt")["outputs"]),
        failed("2024/a.txt"),
        done("2024/a.txt", path="elsewhere/a.txt"),
    ],
)
def test_contradictions(other: Json) -> None:
    """Two manifests that tell different things of one input are not merged, and nothing is written."""
    finished = merge(part(1, *WHOLE), part(2, other))
    assert finished.code == 3
    assert "in/2024/a.txt: " in finished.err or "elsewhere/a.txt: " in finished.err
    assert "contradict one another on it" in finished.err
    assert not Path("out/.reportkit/manifest.json").exists()


def test_other_configurations() -> None:
    """Parts that were not made alike are refused, with what differs."""
    other = run_of()["options"] | {"template": "one-page"}  # type: ignore[operator]
    finished = merge(part(1), part(2, configuration="d" * 64, options=other, sets={"page": "Letter"}))
    assert finished.code == 4
    assert "was made with another template, page than" in finished.err
    finished = merge(part(1), part(2, configuration="d" * 64))
    assert finished.code == 4
    assert "other code, packages" in finished.err


def test_missing_parts() -> None:
    """A part that is missing is told by number, unless the merge is to be partial: then the manifest says which it holds."""
    parts = [part(1, WHOLE[0], of=4), part(3, WHOLE[3], of=4)]
    finished = merge(*parts)
    assert finished.code == 3
    assert "shard 2/4, 4/4: its manifest is missing" in finished.err
    assert merge(*parts, "--partial").code == 0
    assert merged()["run"] == run_of(shard="1,3/4")
    assert merge("out/.reportkit/manifest.json", part(2, of=4), part(4, of=4), "--force").code == 5  # its own input
    rest = [part(2, of=4), part(4, of=4)]
    assert command("manifest", "merge", "out/.reportkit/manifest.json", *rest, "-o", "m.json").code == 0
    assert merged("m.json")["run"] == run_of(shard=None, base="out", sources=".")


def test_parts_of_different_wholes() -> None:
    """Parts of two and of three make no whole, nor does a part with a whole."""
    for other in (part(2, of=3), str(write_manifest(Path("m.json"), []))):
        finished = merge(part(1), other)
        assert finished.code == 4
        assert "are not parts of one whole" in finished.err


def test_paths_are_told_anew() -> None:
    """Parts that lie in folders of their own: outputs and sources as seen from what the folders have in common."""
    one = part(1, WHOLE[0], folder="jobs/1/out/.reportkit", sources="../../../..")
    two = part(2, WHOLE[3], folder="jobs/2/out/.reportkit", sources="../../../../work")
    finished = command("manifest", "merge", one, two, "-o", "all.json", "--index", "pages/index.html")
    assert finished.code == 0, finished.err
    found = merged("all.json")
    assert found["run"] == run_of(shard=None, base="jobs", sources=".")
    assert isinstance(found["outcomes"], list)
    first, second = found["outcomes"]
    assert [each["path"] for each in first["outputs"]] == ["1/out/2024/a.pdf", "1/out/2024/a.md"]
    assert (first["path"], second["path"]) == ("in/2024/a.txt", "work/in/Z.txt")
    assert 'href="../jobs/2/out/Z.pdf"' in Path("pages/index.html").read_text("utf-8")


def test_stores() -> None:
    """Outputs in one bucket stay there; those of two buckets are not one tree."""
    one = part(1, WHOLE[0], base="s3://b/out")
    assert merge(one, part(2, base="s3://b/out/"), "--index", "index.html").code == 0
    assert merged()["run"] == run_of(shard=None, base="s3://b/out")
    assert 'href="s3://b/out/2024/a.pdf"' in Path("index.html").read_text("utf-8")
    finished = merge(one, part(2, base="s3://c/out"))
    assert finished.code == 4
    assert "s3://c/out" in finished.err


def test_damaged_and_unordered() -> None:
    """A manifest that is not whole, or not in order, is told in one line, and nothing is written."""
    cut = Path("cut.json")
    cut.write_text(Path(part(1, *WHOLE)).read_text("utf-8")[:-40], "utf-8")
    finished = merge(str(cut), part(2))
    assert (finished.code, finished.err.count("\n")) == (3, 1)
    finished = merge(part(1, *WHOLE[::-1]), part(2))
    assert finished.code == 3
    assert "out of order" in finished.err
    assert not Path("out/.reportkit/manifest.json").exists()


def test_manifest_of_render_is_none_of_a_tree() -> None:
    """A manifest of `render` has no tree, and cannot be merged."""
    Path("m.json").write_text('{"schema": "reportkit.manifest/1", "outcomes": []}')
    assert merge("m.json").code == 2


def test_places() -> None:
    """Nothing that is not ours is overwritten, no manifest that is read, and two reports need two places."""
    one, two = part(1), part(2)
    Path("mine.html").write_text("mine")
    assert merge(one, two, "--index", "mine.html").code == 5
    assert Path("mine.html").read_text() == "mine"
    assert command("manifest", "merge", one, two, "-o", one).code == 5
    assert command("manifest", "merge", one, two, "-o", "m", "--junit", "m").code == 2
    assert command("manifest", "merge", one, two, "-o", "s3://bucket/m.json").code == 2
    finished = command("manifest", "merge", one, two, "-o", "-")
    assert json.loads(finished.out)["outcomes"] == []
