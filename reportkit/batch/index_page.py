"""The page at the top of the output tree that lists the briefings: one file that needs nothing else, not even a script.

Without its script it is a plain list in the order of the paths; with it, it filters as one types, and sorts. It says
nothing that changes from run to run (no clock, no seconds, no folder's name), so that every way to make the same
briefings makes the same page. Written as it is made: it may be larger than memory.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from urllib.parse import quote

from reportkit.batch.records import DONE, Card, Output, Record
from reportkit.layout import load_theme
from reportkit.writers.html_page import colour_rules, font_rule

_CALLED = {"pdf": "PDF", "docx": "Word", "md": "Markdown", "html": "HTML", "json": "JSON"}
_READ_FIRST = ("html", "pdf", "docx", "md", "json")
"""Where a title leads: the first of these that there is."""
_SUMMARY_CHARACTERS = 280
"""A second sentence is shown where both are no longer than this."""
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d{2}))?(?:T.*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def page_lines(records: Iterable[Record], prefix: str = "") -> Iterator[str]:
    """The page; `prefix` leads from its folder to the top of the output tree: empty, or a path or URL that ends in `/`."""
    head, foot = _shell()
    yield head
    number = 0
    for record in records:
        if record.outcome in DONE and record.card is not None:
            number += 1
            yield _entry(record, record.card, prefix)
    yield foot.replace("{count}", "1 briefing" if number == 1 else f"{number:,} briefings")


@cache
def shell_digest() -> str:
    """The digest of all that is the same on every page."""
    return sha256("".join(_shell()).encode()).hexdigest()


@cache
def _shell() -> tuple[str, str]:
    """What stands before and behind the entries."""
    folder = files("reportkit.batch").joinpath("page")
    page, style, script = (folder.joinpath(f"page.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    style = f"{_tokens()}{style}"
    policy = (
        f"default-src 'none'; style-src '{_allowed(style)}'; script-src '{_allowed(script)}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = page.replace("{policy}", policy).replace("{style}", style).replace("{script}", script)
    head, _, foot = page.partition("{entries}")
    return head, foot


def _tokens() -> str:
    """Colours and upright faces of the default theme."""
    theme = load_theme("default")
    faces = [
        font_rule(face, f"data:font/woff2;base64,{b64encode(theme.files[face.web_file]).decode('ascii')}")
        for face in theme.fonts
        if face.web_file and not face.italic
    ]
    return colour_rules(theme.colours) + "".join(faces)


def _allowed(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def _entry(record: Record, card: Card, prefix: str) -> str:
    """The item of a briefing."""
    links = {each.format: _address(each, prefix) for each in record.outputs}
    first = next((links[each] for each in _READ_FIRST if each in links), "")
    stem = record.outputs[0].path.removesuffix(f".{record.outputs[0].format}")
    said = _spoken(card)
    formats = " ".join(f'<a href="{href}">{_CALLED.get(name, _text(name))}</a>' for name, href in links.items())
    summary = _summary(card)
    told = f'<p class="summary"{said}>{_text(summary)}</p>\n' if summary else ""
    return (
        f'<li>\n<h2><a href="{first}"{said}>{_text(card.title or record.name)}</a></h2>\n'
        f'<p class="meta">{_date(card.published)}{_outlet(card.outlet)} <span class="path">{_text(stem)}</span></p>\n'
        f'{told}<p class="formats">{formats}</p>\n</li>\n'
    )


def _address(output: Output, prefix: str) -> str:
    """The link to an output, relative wherever its tree is."""
    return escape(prefix + quote(output.path, safe="/"))


def _spoken(card: Card) -> str:
    """The attributes of what the article says: its language, and its direction, which must not reach what stands beside."""
    if card.language and _LANGUAGE.fullmatch(card.language) and card.language.lower() != "en":
        return f' lang="{card.language}" dir="auto"'
    return ' dir="auto"'


def _summary(card: Card) -> str:
    """The first sentence, and the second where both are short."""
    both = " ".join(card.summary[:2])
    return both if len(both) <= _SUMMARY_CHARACTERS else card.summary[0]


def _date(published: str | None) -> str:
    match = _DATE.fullmatch(published or "")
    if match is None:
        return "<span>date not stated</span>"
    year, month, day = match.groups()
    words = " ".join(part for part in (day and str(int(day)), month and _MONTHS[int(month) - 1], year) if part)
    return f'<time datetime="{"-".join(part for part in match.groups() if part)}">{words}</time>'


def _outlet(outlet: str | None) -> str:
    return f' <span class="outlet" dir="auto">{_text(outlet)}</span>' if outlet else ""


def _text(text: str) -> str:
    """Text of an article, as text and nothing else."""
    return escape(text if text.isprintable() else _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))
