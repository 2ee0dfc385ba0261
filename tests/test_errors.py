"""The tree of errors: codes that never change, names that machines know, a way through processes."""

import pickle
from collections.abc import Iterator

import pytest

from reportkit import errors
from reportkit.errors import ReportkitError


def kinds(root: type[ReportkitError] = ReportkitError) -> Iterator[type[ReportkitError]]:
    """Return all kinds of errors."""
    for kind in root.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_exit_codes_never_change() -> None:
    """The families have the codes that the design gives them, and every kind has its family's."""
    families = {kind.__name__: kind.exit_code for kind in ReportkitError.__subclasses__()}
    assert families == {
        "UsageError": 2,
        "SourceError": 3,
        "ConfigError": 4,
        "WriteError": 5,
        "GateError": 6,
        "SeveralFailedError": 1,
    }
    for family in ReportkitError.__subclasses__():
        assert {kind.exit_code for kind in kinds(family)} <= {family.exit_code}
    assert ReportkitError.exit_code == 70


def test_names_are_unique() -> None:
    """Each kind has a name of its own for manifests, in words parted by hyphens."""
    names = [kind.code for kind in kinds()]
    assert len(set(names)) == len(names)
    assert all(name == name.lower() and " " not in name for name in names)


@pytest.mark.parametrize("kind", tuple(kinds()))
def test_errors_travel(kind: type[ReportkitError]) -> None:
    """An error keeps its three parts from one process to another."""
    error = pickle.loads(pickle.dumps(kind("story.txt", "is odd", "straighten it")))  # noqa: S301 - our own bytes
    assert type(error) is kind
    assert (error.subject, error.problem, error.hint) == ("story.txt", "is odd", "straighten it")
    assert str(error) == "story.txt: is odd"


def test_tree_is_drawn() -> None:
    """The drawing atop the module names every kind."""
    assert all(kind.__name__ in str(errors.__doc__) for kind in kinds())
