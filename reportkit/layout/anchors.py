"""Anchors of headings as GitHub makes them, so that links in a Markdown briefing hold there."""

import re

_DROPPED = re.compile(r"[^\w\- ]")


class Anchors:
    """Gives every heading of one report an anchor of its own."""

    def __init__(self) -> None:
        """Begin with none given."""
        self._given: dict[str, int] = {}

    def give(self, text: str) -> str:
        """Return the anchor for a heading: lower case, no punctuation, hyphens for spaces, a number where it was given before."""
        wanted = _DROPPED.sub("", text.strip().lower()).replace(" ", "-") or "section"
        anchor = wanted
        while anchor in self._given:
            self._given[wanted] += 1
            anchor = f"{wanted}-{self._given[wanted]}"
        self._given[anchor] = 0
        return anchor
