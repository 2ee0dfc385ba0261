"""The static fonts of the default theme, cut from the variable originals.

    python tests/build/fonts.py FOLDER-WITH-THE-VARIABLE-FONTS templates/themes/default/fonts

The originals are Source Serif 4 4.004 and Inter 4.1, both under the SIL Open Font License 1.1. Source Serif's own name
table reserves the name "Source", so the cuts, which are a modified version, are named "Reportkit Serif" (OFL 1.1,
condition 3); Inter reserves none. Static cuts rather than the variable files, because with variable fonts a PDF takes
twice as long and carries a time stamp. The `web-*.woff2` files hold Latin, Greek and Cyrillic for the HTML output.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CUTS = {
    "serif-regular": ("SourceSerif4[opsz,wght].ttf", {"wght": 400, "opsz": 11}, "Reportkit Serif", "Regular"),
    "serif-italic": ("SourceSerif4-Italic[opsz,wght].ttf", {"wght": 400, "opsz": 11}, "Reportkit Serif", "Italic"),
    "serif-semibold": ("SourceSerif4[opsz,wght].ttf", {"wght": 600, "opsz": 18}, "Reportkit Serif", "SemiBold"),
    "sans-regular": ("Inter[opsz,wght].ttf", {"wght": 400, "opsz": 14}, "Inter", "Regular"),
    "sans-semibold": ("Inter[opsz,wght].ttf", {"wght": 600, "opsz": 14}, "Inter", "SemiBold"),
}
"""File stem of the cut: original, place on its axes, family and style of the cut."""

WEB_RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2010, 0x2027), (0x2030, 0x203A), (0x20A0, 0x20BF))
"""Code points of the web subsets: Latin with its extension A, punctuation and currency signs."""


def rename(font: TTFont, family: str, style: str) -> None:
    """Name the font by `family` and `style` in every record that bears the name."""
    postscript = f"{family.replace(' ', '')}-{style}"
    names = {1: f"{family} {style}", 2: "Regular", 3: f"reportkit:{postscript}", 4: f"{family} {style}", 6: postscript}
    names |= {16: family, 17: style}
    table = font["name"]
    for record in list(table.names):
        if record.nameID in {1, 2, 3, 4, 6, 16, 17, 18, 21, 22, 25}:
            table.removeNames(nameID=record.nameID)
    for number, name in names.items():
        table.setName(name, number, 3, 1, 0x409)


def cut(original: Path, axes: dict[str, float], family: str, style: str) -> TTFont:
    """One static font at the given place on the axes of a variable one."""
    font = instantiateVariableFont(TTFont(original, recalcTimestamp=False), axes, inplace=True)
    rename(font, family, style)
    if "STAT" in font:
        del font["STAT"]
    font["OS/2"].usWeightClass = int(axes["wght"])
    return font


def web_subset(path: Path, target: Path) -> None:
    """The same face as WOFF2 with Latin, punctuation and currency signs only."""
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
    options.hinting = False
    options.recalc_timestamp = False
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in WEB_RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def main(originals: Path, folder: Path) -> None:
    """Write every cut and its web subset into `folder`."""
    for stem, (name, axes, family, style) in CUTS.items():
        target = folder / f"{stem}.ttf"
        cut(next(originals.rglob(name.replace("[", "[[]"))), axes, family, style).save(target)
        web_subset(target, folder / f"web-{stem}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
