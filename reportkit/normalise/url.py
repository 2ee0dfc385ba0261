"""The address under which the article was published."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from reportkit.model.article import Field
from reportkit.model.document import FieldName
from reportkit.normalise.draft import Draft
from reportkit.normalise.supplied import supplied_url

_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def find_url(draft: Draft) -> Draft:
    """Return the draft with the address that the container declares, if it is one of the web.

    Raises:  UsageError: the user's address is none.
    """
    given = supplied_url(draft)
    if given is not None:
        return replace(draft, url=given)
    for each in draft.declared(FieldName.URL):
        if is_address(each.value.strip()):
            return replace(draft, url=Field(value=each.value.strip(), method=each.method, evidence=each.evidence))
    return draft


def is_address(text: str) -> bool:
    """Whether the text is an absolute web address with a host, and nothing else."""
    return bool(_ADDRESS.fullmatch(text)) and bool(host_of(text))


def address_in(text: str) -> str | None:
    """Return the first web address in the text, without the punctuation that follows it."""
    found = _ADDRESS.search(text)
    if found is None:
        return None
    address = found[0].rstrip(".,;:!?)]}'\"")
    return address if host_of(address) else None


def host_of(address: str) -> str | None:
    """Return the host of a web address as written, in lower case; `None` where it has none."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
