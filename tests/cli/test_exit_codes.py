"""Every exit code is reached; a bug and a signal end as they should; starting loads nothing heavy."""

import gc
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reportkit import layout
from reportkit.__main__ import main, run
from reportkit.pipeline import render
from tests.support.commands import STORY, command

HEAVY = {
    "weasyprint", "docx", "trafilatura", "pypdfium2", "lxml", "jinja2", "numpy", "markdown_it", "yaml", "fontTools",
    "py3langid", "PIL", "sqlite3", "asyncio", "rich",
}  # fmt: skip


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_starting_loads_no_document_library(option: str) -> None:
    """Help and version import neither a document library nor a stage."""
    code = f"import sys; from reportkit.__main__ import run; run([{option!r}]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & HEAVY
    stages = ("readers", "normalise", "brief", "layout", "writers", "pipeline")
    assert not [stage for stage in stages if f"reportkit.{stage}" in done.stdout.split()]


def test_bug_ends_with_traceback_and_70(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is told with its traceback and with where it belongs."""

    def fail() -> tuple[str, ...]:
        raise ZeroDivisionError

    monkeypatch.setattr(layout, "template_names", fail)
    done = command("template", "list")
    assert done.code == 70
    assert "Traceback (most recent call last)" in done.err
    assert "reportkit: error: bug: ZeroDivisionError (reportkit " in done.err
    assert "report it" in done.err


def test_bug_in_one_source_leaves_the_others_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that meets a bug is a failure with a traceback; the next one is rendered."""

    def fail_once(*given: object) -> object:
        monkeypatch.setattr("reportkit.cli.rendering.render", render)
        raise ZeroDivisionError

    monkeypatch.setattr("reportkit.cli.rendering.render", fail_once)
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(STORY)
    monkeypatch.chdir(tmp_path)
    done = command("render", "one.txt", "two.txt", "--to", "md", "--manifest", "m.json")
    assert done.code == 1
    assert "Traceback" in done.err
    outcomes = json.loads(Path("m.json").read_text())["outcomes"]
    assert [each["outcome"] for each in outcomes] == ["failed", "rendered"]
    assert outcomes[0]["error"]["exit"] == 70


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_ends_the_run_and_leaves_no_file(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """Interrupted or terminated while a file is on its way, the command ends with its code and leaves nothing behind."""
    (tmp_path / "story.txt").write_text(STORY)
    slow = (  # a shell that runs the tests in the background has SIGINT ignored, and its children inherit that
        "import os, signal, time; from reportkit import __main__;"
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        "os.fsync = lambda _: (os.write(1, b'here\\n'), time.sleep(30)); __main__.main()"
    )
    command_line = [sys.executable, "-c", slow, "render", "story.txt", "--to", "md", "-o", "out/"]
    with subprocess.Popen(command_line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        assert list((tmp_path / "out").iterdir())
        process.send_signal(number)
        _, err = process.communicate(timeout=20)
    assert process.returncode == code, err
    assert b"Traceback" not in err
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (SystemExit(143), 143)])
def test_signal_at_any_moment(error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal that comes before a command begins, or while its data are written, ends the run as well."""

    def interrupt(_app: object) -> None:
        raise error

    monkeypatch.setattr("reportkit.__main__.get_command", interrupt)
    assert command("--version").code == code


def test_process_ends_with_the_code(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The program ends with the code of its command, at once, and listens to SIGTERM while it runs."""
    codes: list[int] = []
    thresholds, handler = gc.get_threshold(), signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.setattr(sys, "argv", ["reportkit", "frobnicate"])
    try:
        main()
        with pytest.raises(SystemExit, match="143"):
            signal.raise_signal(signal.SIGTERM)
    finally:
        gc.set_threshold(*thresholds)
        signal.signal(signal.SIGTERM, handler)
    assert codes == [2]
    assert capfdbinary.readouterr().err.startswith(b"reportkit: error: arguments: no such command")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("argv", [["render", "-", "--to", "md", "-o", "-"], ["inspect", "-"], ["--help"]])
def test_full_disk_behind_standard_output(argv: list[str], tmp_path: Path) -> None:
    """Data that standard output does not take is exit 5, in one line."""
    (tmp_path / "story.txt").write_text(STORY)
    with Path("/dev/full").open("wb") as full, (tmp_path / "story.txt").open("rb") as story:
        process = subprocess.run(
            [sys.executable, "-m", "reportkit", *argv], stdin=story, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert process.returncode == 5
    assert process.stderr.decode().splitlines()[-1].startswith("reportkit: error: standard output: no space left")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_full_device_as_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that `-o` names takes the one output as a stream; where it is full, that is exit 5."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY)
    done = command("render", "story.txt", "--to", "md", "-o", "/dev/full")
    assert (done.code, done.err) == (5, "reportkit: error: /dev/full: cannot be written: no space left on device\n")
    assert command("render", "story.txt", "--to", "md", "-o", "/dev/null", "-q").code == 0


def test_reader_that_has_had_enough(tmp_path: Path) -> None:
    """Where the next program closes the pipe early, the command ends quietly and well."""
    (tmp_path / "story.txt").write_text(STORY)
    command_line = [sys.executable, "-m", "reportkit", "inspect", "story.txt", "--json"]
    with subprocess.Popen(command_line, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 0


def test_closed_streams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed standard input is a missing source, a closed standard output a failed write; a closed error tells nobody."""
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run(["inspect", "-"]) == 3
    assert run(["--version"]) == 5


def test_odd_locale_and_odd_names(tmp_path: Path) -> None:
    """Under any locale the words are UTF-8, and a file name that is not UTF-8 is read, shown and named."""
    name = b"caf\xe9.txt" if sys.platform == "linux" else "café.txt".encode()
    (tmp_path / os.fsdecode(name)).write_text(STORY)
    for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
        environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        command_line = [os.fsencode(sys.executable), b"-m", b"reportkit", b"render", name, b"nothing \xc3\xa4.txt"]
        done = subprocess.run(
            [*command_line, b"--to", b"md,json", b"-o", b"out/", b"--manifest", b"m.json", b"--force"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert "nothing ä.txt: there is no such file" in done.stderr.decode("utf-8")
        assert json.loads((tmp_path / "m.json").read_text("utf-8"))["outcomes"][0]["outcome"] == "rendered"
    made = {os.fsencode(path.name) for path in (tmp_path / "out").iterdir()}
    assert made == {name[:-4] + b".md", name[:-4] + b".json"}
