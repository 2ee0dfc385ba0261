r"""Plain text as Markdown that reads as exactly that text, wherever it stands: paragraph, list item, cell, heading.

Held for CommonMark and GitHub, and as far as it goes without harm to the reader of the source for what else reads
Markdown: Pandoc (`A)` opens a list), Jekyll and Hugo (`{{`), Obsidian (`==`, `#tag`), MathJax (`$`), shortcodes (`:x:`).
Only backslashes are used, no entities; a character that cannot be taken for markup where it stands is left as it is.
"""

import re

_LINE_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")

_ANYWHERE = re.compile(
    r"""
      [\\`*\[\]{|~^$]                     # code, emphasis, links, attributes, cells, strikes, mathematics
    | <(?=[A-Za-z/!?]|$)                  # tags; a value may end where the template's own text goes on
    | (?<![^\W_])_ | _(?![^\W_])          # emphasis, but for the inside of a word: snake_case
    | &(?=\#?\w*;|\#\w*$|\w{2,}$|$)      # entities
    | (?<!\S)\# | \#$                     # headings, their closing marks, tags
    | !$                                  # images: a link may follow
    | (?<==)= | =(?==) | (?<=%)% | %(?=%) # marks and comments
    | (?<!\w):(?=[\w+-]+:)                # shortcodes
    | :(?=//) | (?<=\bwww)\. | (?<=[\w.+-])@(?=\w)  # bare addresses, which GitHub would make links of
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENING = re.compile(
    r"""
    [ ]?(?:
        (?=[>=])                          # quotation, underline of a heading
      | (?=[+-](?:[\s+-]|$))              # list, thematic break, grid table
      | (?=:(?:[\s:-]|$))                 # container, definition
      | \(?(?:[0-9]+|\#|@\w*|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?=\)))(?=[.)](?:\s|$))  # numbered lists
    )
    """,
    re.VERBOSE,
)


def escape(text: str) -> str:
    """Return the text as Markdown on one line.

    Shape: white space is one space where it holds a line break or a tab, or stands at an end; all else comes back from
           a parser as it was.
    """
    text = _bare_ends(_LINE_SPACE.sub(" ", text))
    opening = _OPENING.match(text)
    if opening is None:
        return _ANYWHERE.sub(r"\\\g<0>", text)
    at = opening.end()
    mark = text[at : at + 1]
    before, after = _ANYWHERE.sub(r"\\\g<0>", text[:at]), _ANYWHERE.sub(r"\\\g<0>", text[at + 1 :])
    return f"{before}\\{mark}{after}"


def _bare_ends(text: str) -> str:
    """Return the text with white space of any kind at its ends made a space: parsers take that away."""
    stripped = text.strip()
    before = " " if text[:1].isspace() else ""
    after = " " if stripped and text[-1:].isspace() else ""
    return f"{before}{stripped}{after}"
