"""Random kills of a batch: after each the same command again, and in the end the bytes of a run that nobody disturbed.

python tests/bench/batch_kills.py ARTICLES [--kills 30] [--seed 1] [--to pdf,docx,md]
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OURS = {"state.sqlite3", "state.sqlite3-wal", "state.sqlite3-shm", "lock", "manifest.json", "manifest.jsonl"}


def digests(folder: Path) -> dict[str, str]:
    """The outputs with their digests, the run's own folder left out."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".reportkit" not in path.parts
    }


def left_over(folder: Path) -> list[str]:
    """Files that should not be there after a run: passing files, temporary files, notes."""
    passing = [str(path) for path in folder.rglob(".reportkit-*")]
    own = [str(path) for path in (folder / ".reportkit").rglob("*") if path.is_file() and path.name not in OURS]
    return passing + own


def children(process: int) -> list[int]:
    """All processes below one, itself left out."""
    done = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    below: dict[int, list[int]] = {}
    for line in done.stdout.splitlines():
        child, parent = map(int, line.split())
        below.setdefault(parent, []).append(child)
    found, to_do = [], [process]
    while to_do:
        to_do += (new := below.get(to_do.pop(), []))
        found += new
    return found


def disturbed(command: list[str], output: Path, kills: int, span: float) -> tuple[dict[str, int], int]:
    """Run the command until it is done, and kill it or something below it now and then; the kills and the runs."""
    done, runs = {"parent": 0, "below": 0}, 1
    process = subprocess.Popen(command)
    while sum(done.values()) < kills:
        time.sleep(random.uniform(0.05, span))
        if process.poll() is not None:
            if not process.returncode:
                shutil.rmtree(output)  # all done before all kills: once more from the start
        elif not kill_one(process, done):
            continue
        else:
            process.wait()
        runs += 1
        process = subprocess.Popen(command)
    while process.wait():
        runs += 1
        process = subprocess.Popen(command)
    return done, runs


def kill_one(process: "subprocess.Popen[bytes]", done: dict[str, int]) -> bool:
    """Kill the process or one below it; tell whether it was itself."""
    below = children(process.pid) if random.random() < 0.5 else []
    try:
        os.kill(random.choice(below) if below else process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    done["below" if below else "parent"] += 1
    return not below


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", default="pdf,docx,md")
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    with tempfile.TemporaryDirectory() as passing:
        calm, wild = Path(passing, "calm"), Path(passing, "wild")
        command = [
            sys.executable,
            "-m",
            "reportkit",
            "batch",
            str(arguments.articles),
            "--to",
            arguments.to,
            "-q",
            "-o",
        ]
        began = time.monotonic()
        subprocess.run([*command, str(calm)], check=True)
        span = (time.monotonic() - began) / arguments.kills * 2
        kills, runs = disturbed([*command, str(wild)], wild, arguments.kills, span)
        wanted, got = digests(calm), digests(wild)
        print(f"{arguments.kills} kills ({kills['parent']} of the parent, {kills['below']} below it), {runs} runs")
        lost, added = wanted.keys() - got.keys(), got.keys() - wanted.keys()
        different = [name for name, digest in wanted.items() if name in got and got[name] != digest]
        print(f"{len(wanted)} outputs: {len(lost)} lost, {len(different)} different, {len(added)} too many")
        print(f"left over: {left_over(wild) or 'nothing'}")
        sys.exit(wanted != got or bool(left_over(wild)))


if __name__ == "__main__":
    main()
