"""Outcomes and manifests made by hand."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from reportkit.batch.records import Record, record_of

Json = dict[str, object]

CONFIGURATION = "c" * 64


def digest(text: str) -> str:
    """The digest of a text."""
    return sha256(text.encode()).hexdigest()


def done(tree_path: str, *, outcome: str = "rendered", **changes: object) -> Json:
    """The outcome of an input of `in/` that became a PDF and Markdown; `changes` to the outcome, or to its card by `card`."""
    stem = tree_path.rpartition(".")[0]
    card = {"title": f"On {stem}", "outlet": None, "published": None, "language": "en", "summary": ["It is so."]}
    card.update(changes.pop("card", {}))  # type: ignore[call-overload]
    return {
        "outcome": outcome,
        "seconds": 0.25 if outcome == "rendered" else None,
        "tree_path": tree_path,
        "name": tree_path.rpartition("/")[2],
        "path": f"in/{tree_path}",
        "sha256": digest(tree_path),
        "outputs": [
            {
                "format": each,
                "path": f"{stem}.{each}",
                "sha256": digest(f"{stem}.{each}"),
                "bytes": len(f"{stem}.{each}"),
            }
            for each in ("pdf", "md")
        ],
        "notices": [],
        "error": None,
        "briefing": card,
        **changes,
    }


def failed(tree_path: str | None, path: str = "", **error: object) -> Json:
    """The outcome of an input that failed."""
    full = {"code": "damaged", "problem": "is not a PDF", "hint": None, "exit": 3, **error}
    path = path or f"in/{tree_path}"
    return {
        **_nothing("failed", path),
        "tree_path": tree_path,
        "seconds": 0.5 if tree_path else None,
        "error": full,
    }


def skipped(path: str, why: str = "hidden") -> Json:
    """The outcome of what was passed over."""
    return {**_nothing("skipped", path), "why": why}


def _nothing(outcome: str, path: str) -> Json:
    return {
        "outcome": outcome,
        "seconds": None,
        "tree_path": None,
        "name": path.rpartition("/")[2],
        "path": path,
        "sha256": None,
        "outputs": [],
        "notices": [],
        "error": None,
        "briefing": None,
    }


def records(*outcomes: Json) -> list[Record]:
    """The outcomes as values."""
    return [record_of(each) for each in outcomes]


def run_of(**changes: object) -> Json:
    """What a manifest tells of a run."""
    return {
        "version": "0.1.0",
        "configuration": CONFIGURATION,
        "output": "out",
        "base": "..",
        "sources": "../..",
        "shard": None,
        "options": {"to": "pdf,md", "template": "briefing", "theme": "default", "pdf_variant": "pdf/ua-1"},
        "sets": {"page": "A4"},
        "fields": {},
        **changes,
    }


def write_manifest(path: Path, outcomes: Sequence[Json], run: Mapping[str, object] | None = None) -> Path:
    """Put a manifest on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"schema": "reportkit.manifest/1", "run": dict(run or run_of()), "outcomes": list(outcomes)}
    path.write_text(json.dumps(document), "utf-8")
    return path
