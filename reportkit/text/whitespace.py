"""White space of texts: how runs of it become one space."""


def collapse(text: str) -> str:
    """Return the text on one line: runs of white space become one space, none stands at the ends.

    No-break spaces become plain ones too: later stages look for `30 September` and `5 %` as they are read, not as they
    were typeset.
    """
    return " ".join(text.split())
