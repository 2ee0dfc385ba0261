"""What is found where the user points: every file is an input, or is told why not."""

import os
import zipfile
from pathlib import Path

import pytest

from reportkit.batch.collect import collect
from reportkit.batch.inputs import Input, Skipped, Unreadable
from reportkit.errors import SourceNotFoundError, UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a tree of sources."""
    monkeypatch.chdir(tmp_path)
    for path in ("in/a.txt", "in/deep/er/b.html", "in/c.docx"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("x")
    return tmp_path


def names(given: str, output: str | None = None) -> list[str]:
    """The names of the inputs found, in their order."""
    return sorted(each.name for each in collect(given, output) if isinstance(each, Input))


def skipped(given: str, output: str | None = None) -> dict[str, str]:
    """What was passed over, with the reason."""
    return {each.place: each.why for each in collect(given, output) if isinstance(each, Skipped)}


def test_a_folder_is_mirrored(folder: Path) -> None:
    """Names are paths below the folder, however it is written."""
    assert (
        names("in")
        == names("in/")
        == names("./in")
        == names(str(folder / "in"))
        == ["a.txt", "c.docx", "deep/er/b.html"]
    )


def test_what_is_passed_over(folder: Path) -> None:
    """Lock files, hidden files and folders, what is no article and what holds many; unread documents are not."""
    for path in (
        "in/~$c.docx",
        "in/.hidden.txt",
        "in/.git/x.txt",
        "in/logo.png",
        "in/Makefile",
        "in/more.zip",
        "in/old.doc",
    ):
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text("x")
    os.mkfifo("in/pipe.txt")
    assert skipped("in") == {
        "in/~$c.docx": "a lock file of Word's",
        "in/.hidden.txt": "hidden",
        "in/.git": "hidden",
        "in/logo.png": "not an article by its suffix: name it by itself to have it read",
        "in/Makefile": "not an article by its suffix: name it by itself to have it read",
        "in/more.zip": "holds many articles: name it by itself",
        "in/pipe.txt": "neither a file nor a folder",
    }
    assert "old.doc" in names("in")


def test_links_are_followed_inside_the_folder_only(folder: Path) -> None:
    """A link to a file or folder inside is read under its own name; links out, round in circles and to nothing are told."""
    Path("secret.txt").write_text("x")
    Path("elsewhere").mkdir()
    Path("in/also.txt").symlink_to("a.txt")
    Path("in/shelf").symlink_to("deep")
    Path("in/out.txt").symlink_to("../secret.txt")
    Path("in/away").symlink_to("../elsewhere")
    Path("in/deep/up").symlink_to("..")
    Path("in/gone.txt").symlink_to("nothing.txt")
    assert names("in") == ["a.txt", "also.txt", "c.docx", "deep/er/b.html", "shelf/er/b.html"]
    assert skipped("in") == {
        "in/out.txt": "a symbolic link that leaves the input folder",
        "in/away": "a symbolic link that leaves the input folder",
        "in/deep/up": "a symbolic link that leads back to where it lies",
        "in/shelf/up": "a symbolic link that leads back to where it lies",
        "in/gone.txt": "a symbolic link that leads nowhere",
    }


def test_the_output_folder_is_no_input(folder: Path) -> None:
    """An output folder inside the input folder is passed over, and told."""
    Path("in/out").mkdir()
    Path("in/out/a.md").write_text("x")
    assert skipped("in", os.path.realpath("in/out")) == {"in/out": "the output folder"}


def test_a_folder_that_cannot_be_read_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not passed over: what it holds should have been rendered."""
    scandir = os.scandir  # root reads everything: the system is made to refuse

    def refusing(path: str) -> "os.ScandirIterator[str]":  # type: ignore[name-defined]
        if path == "in/deep":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = [each for each in collect("in", None) if isinstance(each, Unreadable)]
    assert [(each.place, each.error.problem) for each in found] == [("in/deep", "cannot be read: permission denied")]


def test_a_name_that_is_no_utf8_is_a_failure(folder: Path) -> None:
    """It cannot be told in JSON, so it is refused with the remedy."""
    Path(os.fsdecode(b"in/caf\xe9.txt")).write_text("x")
    (found,) = (each for each in collect("in", None) if isinstance(each, Unreadable))
    assert (found.place, found.error.hint) == ("in/caf\N{REPLACEMENT CHARACTER}.txt", "rename it")


def test_a_glob_is_mirrored_below_its_fixed_part(folder: Path) -> None:
    """`**` goes into folders; hidden files are not matched; nothing matched is a failure."""
    assert names("in/**/*.html") == ["deep/er/b.html"]
    assert names("in/*") == ["a.txt", "c.docx"]
    (found,) = collect("in/*.pdf", None)
    assert isinstance(found, Unreadable)
    assert found.error.problem == "nothing matches this pattern"


def test_a_file_with_signs_of_a_pattern_in_its_name_is_a_file(folder: Path) -> None:
    """What exists is meant before what is matched."""
    Path("in/why?.txt").write_text("x")
    assert names("in/why?.txt") == ["why?.txt"]


def test_a_named_file_is_read_whatever_its_suffix(folder: Path) -> None:
    """Its name in the output tree is its own; a missing one is a failure."""
    Path("in/NOTES").write_text("x")
    assert names("in/NOTES") == ["NOTES"]
    (found,) = collect("none.txt", None)
    assert isinstance(found, Unreadable)
    assert found.error.problem == "there is no such file"


def test_a_list_is_mirrored_as_it_is_written(folder: Path) -> None:
    """Relative paths keep their folders, absolute ones too, and none leads out of the output folder; folders are walked."""
    absolute = folder / "in" / "a.txt"
    Path("list").write_text(f"in/a.txt\n\nin/deep/er/b.html\r\n../{folder.name}/in/c.docx\n{absolute}\nin/deep\n")
    inside = str(absolute).lstrip("/")
    assert names("@list") == sorted(["in/a.txt", "in/deep/er/b.html", f"{folder.name}/in/c.docx", inside, "er/b.html"])
    assert next(each.place for each in collect("@list", None)) == "in/a.txt"


def test_lists_that_cannot_be_read(folder: Path) -> None:
    """A list that is not there, or standard input that is closed, ends the run."""
    with pytest.raises(SourceNotFoundError, match="no such file"):
        list(collect("@nothing", None))
    with pytest.raises(SourceNotFoundError, match="closed"):
        list(collect("@-", None))


@pytest.mark.parametrize("given", ["", "-", "https://example.org/a"])
def test_inputs_that_cannot_be_understood(given: str) -> None:
    """Nothing, one article on standard input, the web: each with its remedy."""
    with pytest.raises(UsageError) as caught:
        list(collect(given, None))
    assert caught.value.hint


def test_an_archive_is_taken_apart(folder: Path) -> None:
    """Members are inputs under their own names; those that would lead out are passed over."""
    with zipfile.ZipFile("many.zip", "w") as archive:
        for name in (
            "a.txt",
            "deep/b.html",
            "../evil.txt",
            "/root.txt",
            "deep/logo.png",
            "__MACOSX/._a.txt",
            "c\\d.txt",
        ):
            archive.writestr(name, "x")
    assert names("many.zip") == ["a.txt", "deep/b.html"]
    out = "its name would lead out of the output folder"
    assert skipped("many.zip") == {
        "many.zip#../evil.txt": out,
        "many.zip#/root.txt": out,
        "many.zip#c\\d.txt": out,
        "many.zip#deep/logo.png": "not an article by its suffix: name it by itself to have it read",
        "many.zip#__MACOSX/._a.txt": "hidden",
    }


def test_a_damaged_archive_is_a_failure(folder: Path) -> None:
    """It counts as one failed input."""
    Path("many.zip").write_bytes(b"PK\3\4 and no more")
    (found,) = collect("many.zip", None)
    assert isinstance(found, Unreadable)
    assert found.error.code == "damaged"
