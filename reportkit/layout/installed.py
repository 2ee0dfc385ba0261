"""Where the templates lie that ship with the product: the only module that knows."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def templates_folder() -> Traversable:
    """Return the folder of templates and themes: inside the package where it was installed, beside it in a checkout."""
    packed = files("reportkit").joinpath("_templates")
    return packed if packed.is_dir() else Path(__file__).parents[2] / "templates"
