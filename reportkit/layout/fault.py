"""A fault in what a template yields, with the place in the template that it comes from."""

import re

from reportkit.errors import TemplateError
from reportkit.layout.template import MAIN, Template

_SHOWN = 60


def fault(template: Template, problem: str, written: str, hint: str | None = None) -> TemplateError:
    """Return the error for something that stands in the rendered text as `written`.

    The rendered text knows nothing of the template's lines. What is at fault is nearly always written in the template
    itself, so the place is the first line of its files that holds it; otherwise its main file, and the text is quoted.
    """
    written = written.strip()
    needle = re.compile(re.escape(written) + (r"(?![\w-])" if written[-1:].isalnum() else ""))
    for file in template.files:
        for number, line in enumerate(file.text.splitlines(), start=1):
            if written and needle.search(line):
                return TemplateError(f"{file.path}:{number}", problem, hint)
    shown = " ".join(written.split())
    quoted = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
    return TemplateError(template.file(MAIN).path, f"{problem}, in “{quoted}”" if quoted else problem, hint)
