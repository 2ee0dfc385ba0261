"""Inputs of a batch, read where they lie."""

from hashlib import sha256

from reportkit.batch.archives import read_member
from reportkit.batch.feeds import read_entry
from reportkit.batch.objects import is_address, read_object
from reportkit.batch.sources import read_source
from reportkit.errors import SourceNotFoundError, words_of
from reportkit.model.source import Source
from reportkit.text.paths import shown


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


def digest_input(place: str, member: str) -> str:
    """The digest that `read_input` would give the source; of a file without making a source of it.

    Raises: SourceError, UsageError, ConfigError: as `read_input`.
    """
    if member or is_address(place):
        return read_input(place, member).sha256
    try:
        with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - a string, many times
            return sha256(file.readall()).hexdigest()
    except OSError as exc:
        raise SourceNotFoundError(shown(place), f"cannot be read: {words_of(exc)}") from exc
