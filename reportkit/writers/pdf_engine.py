"""WeasyPrint as this product uses it: loaded late, with fonts of its own, fetching nothing but the theme's files.

Fontconfig is asked for the fonts of the machine only where the theme's own lack a character. Otherwise the renderer
knows the theme's faces and no others, so that neither an installed font of the same name nor a rule of somebody's
fonts.conf can change a page.
"""

import io
import os
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from shutil import rmtree
from types import ModuleType
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from reportkit.errors import RendererError
from reportkit.model.theme import Theme
from reportkit.writers.html_page import font_rule, theme_rules
from reportkit.writers.pdf_log import listening

if TYPE_CHECKING:
    from weasyprint import CSS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.ffi import fontconfig as Fontconfig  # noqa: N812 - a library as a type
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcherResponse

SCHEME = "theme:"
"""Addresses of the theme's files, which nothing outside this product answers to."""

_VOID = re.compile(r"<((?:br|hr|meta)\b[^>]*)>")
_KEPT = 4
"""How many themes are kept ready; a process that renders a batch uses one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A theme made ready for the renderer: taking in its fonts and its style sheet costs more than a short document."""

    theme: Theme
    with_system_fonts: bool
    css: "CSS"
    counters: "CounterStyle"
    fonts: "FontConfiguration"
    fetch: Callable[[str], "URLFetcherResponse"]
    process: int
    """Whose files its fonts are: a forked process must not remove its parent's."""

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Make its fonts those of the process: some versions of Pango ask the process rather than their own map."""
        from weasyprint.text.ffi import ffi

        if self.with_system_fonts:
            yield
            return
        fontconfig = _fontconfig()
        fontconfig.FcConfigSetCurrent(self.fonts._config)  # noqa: SLF001 - see `_no_fonts`
        try:
            yield
        finally:
            fontconfig.FcConfigSetCurrent(ffi.NULL)  # the machine's own configuration, loaded when next asked for


_looks: list[Look] = []
"""The looks used last, the latest at the end."""


@cache
def weasyprint() -> ModuleType:
    """The renderer, imported at first use.

    Raises: RendererError: the libraries under it (Pango, HarfBuzz, Fontconfig) are not installed.
    """
    try:
        # It prints advice of its own where a library is missing, and warns where the machine has no fonts or no
        # HarfBuzz-Subset: the first is told below, the second does not matter here, the third is `doctor`'s.
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import weasyprint as module
    except OSError as exc:
        raise RendererError(
            "PDF",
            "the Pango library, which sets the text, is not installed",
            "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango",
        ) from exc
    assert isinstance(module, ModuleType)  # noqa: S101 - the package has no types
    return module


def subsetter_available() -> bool:
    """Tell whether HarfBuzz-Subset is installed; without it PDFs come out the same but take about three times as long.

    Raises: RendererError: the renderer cannot be loaded at all.
    """
    weasyprint()
    from weasyprint.text.ffi import harfbuzz_subset

    return harfbuzz_subset is not None


def look_of(theme: Theme, *, with_system_fonts: bool) -> Look:
    """The theme ready for the renderer, made once for each process.

    Raises: RendererError: WeasyPrint is not installed completely, finds fault with the style sheet, or cannot keep the
            fonts in the temporary folder.
    """
    module = weasyprint()
    for look in _looks:
        if (look.process, look.with_system_fonts) == (os.getpid(), with_system_fonts) and look.theme == theme:
            return look
    fetch = _fetcher(theme)
    fonts = _system_fonts() if with_system_fonts else _no_fonts()
    faces = "".join(font_rule(face, SCHEME + face.file) for face in theme.fonts)
    counters = _counters()
    try:
        with listening():
            css = module.CSS(
                string=theme_rules(theme, faces), font_config=fonts, counter_style=counters, url_fetcher=fetch
            )
    except OSError as exc:
        raise RendererError("PDF", f"WeasyPrint cannot keep the fonts in its temporary folder: {exc}") from exc
    look = Look(
        theme=theme,
        with_system_fonts=with_system_fonts,
        css=css,
        counters=counters,
        fonts=fonts,
        fetch=fetch,
        process=os.getpid(),
    )
    _looks[:] = [*_looks[-_KEPT + 1 :], look]
    return look


def parsed(document: str, look: Look) -> "HTML":
    """The renderer's document made of our own HTML, which is XML but for elements without an end.

    WeasyPrint parses HTML in Python, as somebody else's must be parsed; for ours that took a twentieth of the time.
    """
    module = weasyprint()
    html = module.HTML.__new__(module.HTML)
    html.base_url, html.url_fetcher, html.media_type = None, look.fetch, "print"
    root = ET.fromstring(_VOID.sub(r"<\1/>", document))  # noqa: S314 - written by us a moment ago
    html.wrapper_element = module.cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


def release() -> None:
    """Remove the fonts that WeasyPrint keeps in the temporary folder: for a process that is about to end at once."""
    for look in _looks:
        folder = look.fonts._folder  # noqa: SLF001 - its own removal waits for an end that does not come
        if folder is not None and look.process == os.getpid():
            rmtree(folder, ignore_errors=True)


def _counters() -> "CounterStyle":
    from weasyprint.css.counters import CounterStyle

    return CounterStyle()


def _system_fonts() -> "FontConfiguration":
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _no_fonts() -> "FontConfiguration":
    """Return a configuration without any font: the theme's faces, added later, are then alone in it."""
    from weasyprint.text.ffi import ffi, pangoft2

    fontconfig = _fontconfig()
    fonts = _system_fonts()
    empty = fontconfig.FcConfigCreate()
    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", fonts.font_map), empty)
    fontconfig.FcConfigDestroy(empty)  # the map holds it now
    fonts._config = empty  # noqa: SLF001 - WeasyPrint offers no way to choose the configuration
    return fonts


@cache
def _fontconfig() -> "Fontconfig":
    """Return WeasyPrint's own handle of the library, with two functions more."""
    from weasyprint.text.ffi import ffi, fontconfig

    ffi.cdef("FcConfig * FcConfigCreate (void); FcBool FcConfigSetCurrent (FcConfig *config);")
    return fontconfig


def _fetcher(theme: Theme) -> Callable[[str], "URLFetcherResponse"]:
    """Return a fetcher that serves the theme's own files and ends the rendering at any other address."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    def fetch(url: str) -> "URLFetcherResponse":
        data = theme.files.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if data is None:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, data)

    return fetch
