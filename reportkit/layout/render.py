"""A template and its context become Markdown; whatever goes wrong names the template's file and line."""

from collections.abc import Mapping
from types import TracebackType

from reportkit.errors import TemplateError
from reportkit.layout.run import OverLimitError, new_run
from reportkit.layout.template import MAIN, Template
from reportkit.text.clean import clean_and_count


def render(template: Template, context: Mapping[str, object]) -> str:
    """Return the Markdown that a template yields.

    Raises:  TemplateError: syntax, a name that is not there, a value that is no text, an attempt to leave the fence, a
             limit passed; with file and line.
    """
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    from reportkit.layout.environment import environment_of

    try:
        with new_run():
            markdown = environment_of(template.files).get_template(MAIN).render(context)
    except TemplateSyntaxError as exc:
        where = f"{exc.filename or template.file(MAIN).path}:{exc.lineno}"
        raise TemplateError(where, _sentence(exc.message), _hint(exc.message)) from exc
    except TemplateNotFound as exc:
        known = ", ".join(file.name for file in template.files if file.name.startswith("sections/"))
        problem = f"there is no file {exc.name!r} among the template's"
        raise TemplateError(_place(template, exc.__traceback__), problem, f"there are {known}") from exc
    except RecursionError as exc:
        raise TemplateError(_place(template, exc.__traceback__), "is nested too deep, or calls itself") from exc
    except (JinjaError, OverLimitError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as exc:
        # Jinja2: "other exceptions may occur during rendering so the caller has to ensure that all are caught".
        raise TemplateError(_place(template, exc.__traceback__), _sentence(str(exc))) from exc
    if clean_and_count(markdown)[1]:
        raise TemplateError(
            template.file(MAIN).path, "puts out characters that no document may hold (control characters, say)"
        )
    return markdown


def _place(template: Template, traceback: TracebackType | None) -> str:
    """Return `file:line` of the innermost line of a template that the error passed through."""
    paths = {file.path for file in template.files}
    place = template.file(MAIN).path
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name in paths:
            place = f"{name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place


def _sentence(message: str | None) -> str:
    return (message or "not valid").strip().rstrip(".")


def _hint(message: str | None) -> str | None:
    from reportkit.layout.filters import FILTERS

    if "No filter named" in (message or ""):
        return f"filters are {', '.join(sorted(FILTERS))}"
    return None
