"""Document properties that programs fill in by themselves, and that say nothing of the document."""

import re

_JUNK_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|office)\b.*|word(?: |-)?(?:document|dokument)?|dokument\d*|document\d*|doc\d+|untitled.*|unbenannt.*"
    r"|sans titre.*|sin título.*|senza titolo.*|zonder titel.*|без имени.*|layout ?\d*|print|slide \d+|powerpoint.presentation|presentation\d*"
    r"|title|titel|default|template|vorlage|page \d+|scan\w*|cover|normal(?:\.dot\w?)?|about:blank|https?://\S+"
    r"|.*\.(?:docx?|dotx?|pdf|rtf|odt|indd|qxd|qxp|pub|pages|tex|dvi|html?|txt|md|pptx?|xlsx?|ps|eps|fm|p65|cdr|ai))",
    re.IGNORECASE,
)
_JUNK_NAME = re.compile(
    r"(?:python-docx|apache poi|docx4j|aspose.*|openxml.*|pandoc|libreoffice|openoffice.*|microsoft.*|windows[ -]user|office user|user\d*|usuario|utilisateur"
    r"|benutzer|admin\w*|administrator|root|owner|author|autor|auteur|unknown|unbekannt|anonymous|anonym|default|pc\d*|hp|dell|lenovo|acer|asus|test\w*"
    r"|none|null|nil|n/?a|-+|\.+|\d+|\(?unspecified\)?|un-?named|.*\b(?:acrobat|distiller|indesign|writer|creator|converter|scanner|printer)\b.*)",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Return whether the property may be a title that a person gave."""
    text = text.strip()
    return any(map(str.isalpha, text)) and not _JUNK_TITLE.fullmatch(text) and ("_" not in text or " " in text)


def is_name(text: str) -> bool:
    """Return whether the property may be the name of an author: no program, no account, no placeholder."""
    text = text.strip()
    return any(map(str.isalpha, text)) and not _JUNK_NAME.fullmatch(text) and (" " in text or not text.islower())
