"""Where reportkit remembers what must outlast a run."""

import os
from pathlib import Path


def state_folder() -> Path | None:
    """The folder of what reportkit remembers between runs; `None` where the user has no home."""
    given = os.environ.get("XDG_STATE_HOME", "")
    if Path(given).is_absolute():
        return Path(given) / "reportkit"
    if os.name == "nt" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "reportkit" / "state"
    try:
        return Path.home() / ".local" / "state" / "reportkit"
    except RuntimeError:
        return None
