"""Fields that the user gives: they win over everything, and are checked, because nobody else can."""

import re

from reportkit.errors import UsageError
from reportkit.model.article import Field
from reportkit.model.document import FieldName, Method
from reportkit.normalise.draft import Draft

_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def supplied_text(draft: Draft, name: FieldName) -> Field[str] | None:
    """Return the field as the user gave it, `None` where they did not.

    Raises:  UsageError: given, but empty.
    """
    given = draft.supplied.get(name)
    if given is None:
        return None
    value = " ".join(given.split())
    if not value:
        raise UsageError(
            f"--field {name.value}", "the value is empty", f"leave the option out to keep the source's {name.value}"
        )
    return Field(value=value, method=Method.SUPPLIED, evidence=f"--field {name.value}={value}")


def supplied_names(draft: Draft) -> Field[tuple[str, ...]] | None:
    """Return the byline as the user gave it, names parted by `;`.

    Raises:  UsageError: given, but without a name.
    """
    field = supplied_text(draft, FieldName.BYLINE)
    if field is None:
        return None
    names = tuple(name.strip() for name in field.value.split(";") if name.strip())
    if not names:
        raise UsageError("--field byline", "there is no name in it", "write --field 'byline=Jane Doe; John Smith'")
    return Field(value=names, method=field.method, evidence=field.evidence)


def supplied_url(draft: Draft) -> Field[str] | None:
    """Return the address as the user gave it.

    Raises:  UsageError: no `http` or `https` address.
    """
    field = supplied_text(draft, FieldName.URL)
    if field is not None and not _URL.fullmatch(field.value):
        raise UsageError(
            "--field url", f"'{field.value}' is not a web address", "write it in full: https://example.org/story"
        )
    return field
