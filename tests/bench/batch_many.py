"""A batch of very many inputs that did not change: seconds and memory of the second run, against the run with few.

python tests/bench/batch_many.py [--inputs 100000] [--keep FOLDER]

The first run is not rendered but written down: an engine that puts a line where a briefing would be. What is measured, the
plan of the second run and its reports, does not know the difference.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from reportkit.batch.ledger import Ledger
from reportkit.batch.outputs import Guard
from reportkit.batch.plan import Request
from reportkit.batch.run import Batch, planned, run_batch
from reportkit.batch.work import Result, Task, Work, Written
from reportkit.cli.batching import Call, _folder_of_state
from reportkit.cli.configuration import Configured, configure
from reportkit.cli.console import console_over
from reportkit.cli.progress import watching
from reportkit.cli.reporting import Reports, write_reports
from reportkit.layout import load_theme

STORY = (
    "Number {0}\n\nThe council of town {0} met on 3 March 2026 and agreed on a budget of {0} euros for the library.\n"
)
PER_FOLDER = 1_000


def make_inputs(folder: Path, count: int) -> None:
    """Write the sources: small texts, a thousand a folder."""
    for number in range(count):
        if number % PER_FOLDER == 0:
            (folder / f"{number // PER_FOLDER:04}").mkdir(parents=True)
        path = folder / f"{number // PER_FOLDER:04}" / f"{number:07}.txt"
        path.write_text(STORY.format(number), "utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))


def write_down(tasks: Iterator[Task], work: Work) -> Iterator[Result]:
    """An engine that renders nothing: a line for each output, and the record that a rendering would leave."""
    top = Path(work.output)
    for task in tasks:
        path = f"{task.stem}.md"
        target = top / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(task.stem)
        status = target.stat()
        record = {
            "name": Path(task.place).name,
            "path": task.place,
            "sha256": "0" * 64,
            "outputs": [{"format": "md", "path": path, "sha256": "0" * 64, "bytes": status.st_size}],
            "notices": [],
            "error": None,
            "briefing": {
                "title": f"Number {task.number}",
                "outlet": None,
                "published": None,
                "language": "en",
                "summary": ["The council met on 3 March 2026 and agreed on a budget for the library of the town."],
            },
        }
        from hashlib import sha256

        yield Result(
            task=task,
            record=json.dumps(record),
            sha256=sha256(Path(task.place).read_bytes()).hexdigest(),
            outputs=(Written(path, "0" * 64, f"{status.st_size}-{status.st_mtime_ns}"),),
        )


def first_run(inputs: Path, output: Path) -> None:
    """Leave what a first run leaves."""
    configured = configure({"to": "md"}, {})
    request = Request(inputs=(str(inputs),), output=str(output), formats=("md",))
    work = Work(
        settings=configured.settings,
        template=configured.template,
        theme=load_theme("default"),
        supplied={},
        output=str(output),
        mark="batch-",
        notes=None,
        temporary=None,
    )
    with _folder_of_state(request, dry_run=False) as folder:
        batch = Batch(request=request, work=work, engine=write_down, state_folder=folder)
        console = console_over(None, None, None)
        with planned(batch) as (state, config), watching(console) as watch:
            state.connection.execute("pragma synchronous = off")
            ended = run_batch(batch, state, config, watch)
            write_reports(reports_of(batch, configured), state, config, ended, console)


def reports_of(batch: Batch, configured: Configured) -> Reports:
    """What the first run reports: the second finds its manifest and its page."""
    call = Call(
        inputs=batch.request.inputs,
        output=batch.request.output,
        options={},
        sets={},
        supplied={},
        **dict.fromkeys(("jobs", "scheduler", "shard", "timeout", "memory", "manifest", "junit")),
        engine="local",
        rehash=False,
        fail_fast=False,
        dry_run=False,
    )
    guard = Guard(ledger=Ledger(None), sources=(), force=False)
    return Reports(call=call, configured=configured, batch=batch, guard=guard)


def second_run(inputs: Path, output: Path, *options: str) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds, and peak megabytes of `reportkit batch`."""
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = (
        "import resource, sys; from reportkit.__main__ import run;"
        "assert run(sys.argv[1:]) == 0; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    argv = ["batch", str(inputs), "-o", str(output), "--to", "md", *options]
    done = subprocess.run([sys.executable, "-c", code, *argv], capture_output=True, text=True, check=True)
    if "rendered" in done.stderr or "unchanged" not in done.stderr:
        raise SystemExit(f"rendered something: {done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, cpu, int(done.stdout.split()[-1]) / 1024


def main() -> None:
    """Print a row for each number of inputs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    print(f"{'unchanged inputs':<30}{'seconds':>9}{'CPU':>8}{'MB':>8}   asked")
    with tempfile.TemporaryDirectory() as passing:
        top = arguments.keep or Path(passing)
        for count in (1_000, arguments.inputs):
            inputs, output = top / f"in-{count}", top / f"out-{count}"
            if not inputs.exists():
                make_inputs(inputs, count)
            if not output.exists():
                first_run(inputs, output)
            for options, asked in (((), "< 5 s, < 300 MB"), (("--rehash",), "< 10 s")):
                seconds, cpu, megabytes = second_run(inputs, output, *options)
                print(f"{count:>9,} {' '.join(options):<20}{seconds:>9.2f}{cpu:>8.2f}{megabytes:>8.0f}   {asked}")


if __name__ == "__main__":
    main()
