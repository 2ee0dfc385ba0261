"""What runs in other people's CI: the action, the hooks, GitLab's jobs, the container, as far as this machine can run them."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.support.commands import STORY

ROOT = Path(__file__).parents[2]
SYSTEM = re.findall(r"^SYSTEM_RENDER := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[0].split()
"""The system packages that a render needs."""

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the recipes are written for bash")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with three articles, the names of two of which a careless shell would take apart."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles/two words").mkdir(parents=True)
    for number, name in enumerate(("a.txt", "two words/b*.txt", "$(touch taken).txt")):
        (tmp_path / "articles" / name).write_text(STORY.replace("84 million", f"{number + 4} million"))
    return tmp_path


def bash(script: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a step as the services do, with the `reportkit` and the `python` of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    full = {**os.environ, "PATH": path, **environment}
    argv = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(argv, capture_output=True, text=True, env=full, check=False)


def load(name: str) -> dict[str, object]:
    """A recipe in YAML."""
    found = yaml.safe_load((ROOT / name).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


ACTION = load("action.yml")


def steps() -> list[dict[str, object]]:
    """The steps of the action."""
    found = ACTION["runs"]["steps"]  # type: ignore[index]
    assert isinstance(found, list)
    return found


def step(name: str) -> tuple[str, dict[str, str]]:
    """The script of a step, and its environment with the inputs' defaults put in."""
    (found,) = (each for each in steps() if each.get("name") == name)
    defaults = {key: str(value.get("default", "")) for key, value in ACTION["inputs"].items()}  # type: ignore[attr-defined]
    environment = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: defaults[match[1]], value)
        for key, value in found["env"].items()  # type: ignore[attr-defined]
    }
    return str(found["run"]), environment


def test_the_action_is_whole() -> None:
    """Inputs are told and used, all of them; actions have a version; no script takes a value into its own text."""
    text = (ROOT / "action.yml").read_text("utf-8")
    inputs = ACTION["inputs"]
    assert isinstance(inputs, dict)
    assert all(each["description"].endswith(".") for each in inputs.values())
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(inputs)
    for each in steps():
        assert "uses" in each or each["shell"] == "bash"
        assert re.fullmatch(r"actions/[\w-]+@v\d+", str(each.get("uses", "actions/none@v1")))
        assert "${{" not in str(each.get("run", ""))


def test_the_action_installs_what_a_render_needs(tmp_path: Path) -> None:
    """Its first script asks for the system packages of the Makefile, and installs the wheel of the checkout."""
    script, environment = step("Install reportkit")
    assert re.findall(r"lib[\w.-]+", script) == SYSTEM
    aside = {"PIP_TARGET": str(tmp_path), "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    missing = ["sh", "-c", "command -v dpkg-query && dpkg-query -W $0 $@", *SYSTEM]
    if subprocess.run(missing, capture_output=True, check=False).returncode:
        script = script.partition("\n")[2]  # nothing is installed on the machine that runs the tests
    done = bash(script, **environment, **aside, GITHUB_ACTION_PATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "reportkit/_templates/briefing/template.toml").is_file()


def test_the_action_makes_briefings(folder: Path) -> None:
    """Its script passes every name on as it is, whatever stands in it, and tells where the manifest lies."""
    script, environment = step("Make the briefings")
    given = {
        "BATCH_INPUT": "articles/a.txt\n\narticles/two words\narticles/$(touch taken).txt\n",
        "BATCH_TO": "md",
        "BATCH_JUNIT": "j.xml",
        "BATCH_ARGS": "-j 1 --set key_points=*",
        "GITHUB_OUTPUT": "output.txt",
    }
    done = bash(script, **environment | given)
    assert done.returncode == 4, done.stderr  # `*` came through as it was written
    done = bash(script, **environment | given | {"BATCH_ARGS": "-j 1 --set key_points=2"})
    assert done.returncode == 0, done.stderr
    assert not (folder / "taken").exists()
    assert sorted(path.name for path in (folder / "out").iterdir() if path.suffix == ".md") == [
        "$(touch taken).md",
        "a.md",
        "b*.md",
    ]
    assert (folder / "j.xml").is_file()
    manifest = Path("output.txt").read_text().splitlines()[-1].removeprefix("manifest=")
    assert len(json.loads((folder / manifest).read_text("utf-8"))["outcomes"]) == 3


def test_the_action_does_a_part(folder: Path) -> None:
    """As a job of a matrix it tells of the manifest of its part; a failure is the step's own."""
    script, environment = step("Make the briefings")
    (folder / "articles/empty.txt").write_text("")
    given = {"BATCH_INPUT": "articles", "BATCH_TO": "md", "BATCH_SHARD": "1/1", "BATCH_ARGS": "-j 1"}
    done = bash(script, **environment | given, GITHUB_OUTPUT="output.txt", GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=articles/empty.txt,")
    assert Path("output.txt").read_text() == "manifest=out/.reportkit/manifest-1-of-1.json\n"


HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def hook(name: str, *arguments: str, files: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    """Run a hook as pre-commit does: its entry taken apart like a command line, arguments, then files."""
    (found,) = (each for each in HOOKS if each["id"] == name)
    words = [*shlex.split(found["entry"]), *(arguments or found.get("args", ())), *files]
    return bash(shlex.join(words))


def test_hooks_are_whole() -> None:
    """Each hook has what pre-commit asks for, and its patterns choose articles, not what lies beside them."""
    for each in HOOKS:
        assert {"id", "name", "description", "language", "entry"} <= each.keys()
        assert each["language"] == "python"
        assert each.get("pass_filenames", True) != each.get("always_run", False)
    read = HOOKS[0]
    chosen = [
        name
        for name in ("a.txt", "x/b.html", "README.md", "docs/CHANGELOG.md", "c.docx", "main.py", "LICENSE", "d.md")
        if re.search(read["files"], name) and not re.search(read["exclude"], name)
    ]
    assert chosen == ["a.txt", "x/b.html", "c.docx", "d.md"]


def test_hook_read(folder: Path) -> None:
    """Articles pass without a word; one that is no article fails and is named."""
    files = tuple(str(path.relative_to(folder)) for path in sorted(folder.rglob("*.txt")))
    done = hook("reportkit-read", files=files)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing\n")
    done = hook("reportkit-read", files=(*files, "broken.pdf"))
    assert done.returncode != 0
    assert "error: broken.pdf: " in done.stderr
    assert not (folder / "taken").exists()


def test_hooks_batch_and_verify(folder: Path) -> None:
    """With the arguments that they come with: briefings are made, found sound, and not any more once one is edited."""
    assert hook("reportkit-batch").returncode == 0
    assert hook("reportkit-verify").returncode == 0
    (folder / "briefings/a.md").write_text("edited")
    done = hook("reportkit-verify")
    assert (done.returncode, done.stdout) == (6, "output changed  briefings/a.md\n")


def test_gitlab(folder: Path) -> None:
    """Its jobs, run one after the other: parts, then the whole with its page, verified."""
    jobs = load(".ci/gitlab.yml")
    variables, base, parts, page = (jobs[name] for name in ("variables", ".reportkit", "briefings", "briefings-page"))
    assert isinstance(variables, dict)
    assert isinstance(base, dict)
    assert isinstance(parts, dict)
    assert isinstance(page, dict)
    assert [word for word in base["before_script"][0].split() if word.startswith("lib")] == SYSTEM
    total = parts["parallel"]
    for number in range(1, total + 1):
        (script,) = parts["script"]
        done = bash(
            script.replace("reportkit batch", "reportkit batch --to md -j 1"),
            **variables,
            CI_NODE_INDEX=str(number),
            CI_NODE_TOTAL=str(total),
        )
        assert done.returncode == 0, done.stderr
        assert list(folder.glob(parts["artifacts"]["reports"]["junit"]))
    done = bash("\n".join(page["script"]), **variables)
    assert done.returncode == 0, done.stderr
    assert "3 of 3 outputs are as recorded" in done.stderr
    assert "3 briefings" in (folder / "public/index.html").read_text("utf-8")


def container() -> Iterator[tuple[str, str]]:
    """Each instruction of the Containerfile with its argument, continued lines joined."""
    text = (ROOT / ".github/Containerfile").read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            instruction, _, argument = line.partition(" ")
            yield instruction, argument


def test_container_builds_its_wheel(tmp_path: Path) -> None:
    """What it copies is enough for the wheel and for the pins, and nothing else is in its way."""
    instructions = list(container())
    assert [name for name, _ in instructions].count("FROM") == 2
    assert re.findall(r"lib[\w.-]+\d", " ".join(each for name, each in instructions if "apt-get" in each)) == SYSTEM
    for name, argument in instructions:
        if name == "COPY" and not argument.startswith("--from"):
            *sources, target = argument.split()
            for source in sources:
                place = tmp_path / target.lstrip("/") / (source if target.endswith("/") else "")
                place.parent.mkdir(parents=True, exist_ok=True)
                copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
                copy(ROOT / source, place)
    script = next(argument for name, argument in instructions if name == "RUN")
    script = script.replace("/wheels", str(tmp_path / "wheels")).replace(" /src", f" {tmp_path / 'src'}")
    done = bash(script.replace("pip ", "python -m pip ", 1), PIP_NO_BUILD_ISOLATION="0", PIP_NO_INDEX="1")
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    assert "reportkit/_templates/briefing/report.md.j2" in zipfile.ZipFile(wheel).namelist()
    pins = (tmp_path / "wheels/pins.txt").read_text().splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line) for line in pins)
    assert {"weasyprint", "python-docx"} <= {line.partition("==")[0] for line in pins}
