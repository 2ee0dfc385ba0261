"""Inputs of a batch, read where they lie."""

from reportkit.batch.archives import read_member
from reportkit.batch.feeds import read_entry
from reportkit.batch.objects import is_address, read_object
from reportkit.batch.sources import read_source
from reportkit.model.source import Source


def read_input(place: str, member: str) -> Source:
    """The source that an input is.

    Raises: SourceError: it cannot be read, is gone, or is too large.
            UsageError, ConfigError: a URL that cannot be reached by what is installed.
    """
    if is_address(place):
        return read_object(place)
    if not member:
        return read_source(place, None)
    if place.lower().endswith(".zip"):
        return read_member(place, member)
    return read_entry(place, member)
