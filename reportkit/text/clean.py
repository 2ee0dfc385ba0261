r"""Text without the characters that no article needs and that deceive readers or break writers.

Two kinds are taken out. *Junk* carries no meaning and goes silently: byte order marks, soft hyphens, zero-width spaces,
`\r`. *Dangerous* characters change what a reader sees or what a program does: control characters, bidirectional
overrides, embeddings and isolates (CVE-2021-42574), invisible tag characters and surplus variation selectors (both
smuggle text past the eye), lone surrogates, noncharacters, private-use characters (they look different on every
machine), and combining marks stacked by the dozen. Where those go, a reader of the result is told.

Kept, because scripts and emoji need them: ZWJ and ZWNJ after letters of Arabic and Indic scripts and within emoji, the
directional marks in texts with right-to-left letters, variation selectors after a character that can have one.
"""

import re
import unicodedata

STACKED_MARKS = 30
"""Combining marks on one character; Unicode's Stream-Safe Text Format (UAX 15) allows as many, languages need 5."""

_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TAG_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"
_DANGEROUS = re.compile(
    f"({_TAG_FLAG})|["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; \t and the line ends are none
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # bidirectional overrides, embeddings, isolates; deprecated format
    "\ud800-\udfff\ue000-\uf8ff"  # lone surrogates, private use
    "\ufdd0-\ufdef\ufff9-\ufffb"  # noncharacters, interlinear annotation
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags and what is reserved beside them
    "\U000f0000-\U0010ffff"  # private-use planes
    f"{''.join(chr(plane << 16 | end) for plane in range(15) for end in (0xFFFE, 0xFFFF))}]"
)
_JUNK = re.compile("[\u00ad\u180e\u200b\u2060-\u2065\ufeff\ufffc]")
_AFTER_SCRIPT = "\u0600-\u08ff\u0900-\u109f\u1780-\u18af\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefc"
_AFTER_EMOJI = "\ufe0f\u2190-\u2bff\U0001f000-\U0001faff\U000e007f"
_LOOSE_JOINER = re.compile(f"(?<![{_AFTER_SCRIPT}{_AFTER_EMOJI}])[\u200c\u200d]+|(?<=[\u200c\u200d])[\u200c\u200d]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DIRECTION_MARK = re.compile("[\u061c\u200e\u200f]")
_LOOSE_SELECTOR = re.compile(
    "(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
    "|(?<![\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]+"
    "|(?:^|(?<=[\x00-\x22\x24-\x29\x2b-\x2f\x3a-\xa8]))[\ufe00-\ufe0f]+",
)
_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{STACKED_MARKS + 1},}}")
"""Where too many marks may stand: marks are no word characters."""


def clean(text: str) -> str:
    r"""Return the text in NFC with `\n` line ends, without junk and without dangerous characters."""
    return clean_and_count(text)[0]


def clean_and_count(text: str) -> tuple[str, int]:
    """Return the clean text, and how many characters went of which a reader must be told.

    The order matters: joiners and selectors are judged by their neighbours, so whatever stands between goes before;
    stacks of marks are cut before normalisation, whose time grows with the square of their height.
    """
    if text.isascii() and text.isprintable():
        return text, 0
    text = _NEWLINES.sub("\n", text)
    before = len(text)
    text = _DANGEROUS.sub(r"\1", text)
    dangerous = before - len(text)
    text = _JUNK.sub("", text)
    before = len(text)
    text = _MARKS.sub(_unstack, _LOOSE_SELECTOR.sub("", text))
    dangerous += before - len(text)
    text = _LOOSE_JOINER.sub("", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARK.sub("", text)
    return unicodedata.normalize("NFC", text), dangerous


def _unstack(run: re.Match[str]) -> str:
    """Return the run of characters with no more than `STACKED_MARKS` marks in a row."""
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= STACKED_MARKS:
            kept.append(character)
    return "".join(kept)
