"""The language: the user's word, else the container's where the text bears it out, else what the text shows."""

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from reportkit.errors import UsageError
from reportkit.model.article import Field
from reportkit.model.document import FieldName, Method
from reportkit.normalise.draft import Draft
from reportkit.text.words import count_words, words

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@]\w+)*")
_SHORT = {
    "ara": "ar", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "chi": "zh", "zho": "zh", "dan": "da", "deu": "de", "ger": "de",
    "dut": "nl", "nld": "nl", "ell": "el", "gre": "el", "eng": "en", "est": "et", "eus": "eu", "fas": "fa", "per": "fa", "fin": "fi",
    "fra": "fr", "fre": "fr", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko",
    "lav": "lv", "lit": "lt", "nob": "nb", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk",
    "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi",
}  # fmt: skip
"""ISO 639-2 codes that BCP 47 wants short."""
_LONG = frozenset(("ast", "ceb", "ckb", "dsb", "fil", "gsw", "haw", "hsb", "kab", "nds", "sco", "wuu", "yue"))
"""Languages that have a code of three letters only; other three letters are `utf` or a word."""
_ALIKE = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"hr", "bs", "sr", "sh"}),
    frozenset({"ms", "id"}),
    frozenset({"cs", "sk"}),
    frozenset({"gl", "pt"}),
    frozenset({"zh", "yue", "wuu", "lzh"}),
)
"""Written languages that the model confuses: a declaration decides among them."""
_FEWEST_WORDS = 20
"""A text shorter than this shows no language: headlines in one are taken for another."""
_FEWEST_WORDS_AGAINST = 60
"""So long must a text be to overrule a declaration, which templates of content systems often get wrong."""
_PLAIN_SHARE = 0.22
"""Share of a text that a language's commonest words make up; in prose they are 0.3 to 0.45."""
_PLAIN_LEAD = 3
"""So many of its own words for one of any other language's …"""
_PLAIN_SHARE_ALONE = 0.05
"""… and so many in the text, shared words apart."""
_SURE = 0.9
_SURE_AGAINST = 0.98
_SAMPLE = 6_000
"""Characters that are looked at; more changes nothing but the time."""


def find_language(draft: Draft) -> Draft:
    """Return the draft with its language as a BCP 47 tag, where there is evidence for one.

    A declared tag loses only to a text of some length that is clearly in another language: pages in Turkish or German
    that call themselves `en` because their template does are common.

    Raises:  UsageError: the user's tag is none.
    """
    asked = supplied_language(draft)
    if asked is not None:
        return replace(draft, language=asked)
    declared = _declared(draft)
    text = " ".join(part.text for part in draft.parts if part.is_prose)[:_SAMPLE]
    count = count_words(text)
    if declared is not None and count < _FEWEST_WORDS_AGAINST:
        return replace(draft, language=declared)
    if count < _FEWEST_WORDS:
        return draft
    shown, certainty = _shown(text)
    if declared is not None and (certainty < _SURE_AGAINST or _agree(declared.value, shown)):
        return replace(draft, language=declared)
    if certainty < _SURE:
        return draft
    against = f" (declared: {declared.value})" if declared else ""
    return replace(draft, language=Field(value=shown, method=Method.DERIVED, evidence=f"text, {count} words{against}"))


def supplied_language(draft: Draft) -> Field[str] | None:
    """Return the user's language, from `--lang` or `--field`."""
    given, option = draft.supplied.get(FieldName.LANGUAGE), "--field language"
    if given is None:
        given, option = draft.asked_language, "--lang"
    if given is None:
        return None
    tag = _normalised(given)
    if tag is None:
        raise UsageError(option, f"'{given}' is not a language tag", "write it as in BCP 47: en, de-AT, pt-BR")
    joint = " " if option == "--lang" else "="
    return Field(value=tag, method=Method.SUPPLIED, evidence=f"{option}{joint}{given}")


def _declared(draft: Draft) -> Field[str] | None:
    """Return the first declared tag that is one."""
    for each in draft.declared(FieldName.LANGUAGE):
        tag = _normalised(each.value)
        if tag is not None:
            return Field(value=tag, method=each.method, evidence=each.evidence)
    return None


def _normalised(tag: str) -> str | None:
    """Return the tag in its canonical letters, `None` where it is none: `en_us.UTF-8` is `en-US`."""
    match = _TAG.fullmatch(tag.strip())
    if match is None:
        return None
    language = match[1].lower()
    language = _SHORT.get(language, language)
    if len(language) > len("en") and language not in _LONG:
        return None
    rest = (match[2].title() if match[2] else "", match[3].upper() if match[3] else "")
    return "-".join(filter(None, (language, *rest)))


def _agree(tag: str, shown: str) -> bool:
    """Whether the declared tag and the language shown are one, or too close to tell apart."""
    primary = tag.partition("-")[0]
    return primary == shown or any(primary in group and shown in group for group in _ALIKE)


def _shown(text: str) -> tuple[str, float]:
    """Return the language that the text is most likely in and how sure that is, from 0 to 1."""
    plain = _by_function_words(text)
    return (plain, 1.0) if plain else _by_model(text)


def _by_function_words(text: str) -> str | None:
    """Return the language whose commonest words make up much of the text, `None` where no language stands out.

    Loading the model takes half a second of a run. Of 1,400 texts in 25 languages none was given to another language
    than the model gives it to; of 851 in English, German, French, Spanish and
    Portuguese 98 % were decided here (2026-11-24).
    """
    found = words(text)
    common = _function_words()
    ranked = sorted(common, key=lambda tag: -sum(map(common[tag].__contains__, found)))
    best = common[ranked[0]]
    share = sum(map(best.__contains__, found)) / len(found)
    if share < _PLAIN_SHARE:
        return None
    for other in ranked[1:]:
        for_it = sum(map((best - common[other]).__contains__, found))
        against = sum(map((common[other] - best).__contains__, found))
        if for_it < _PLAIN_LEAD * against or for_it < _PLAIN_SHARE_ALONE * len(found):
            return None
    return ranked[0]


@lru_cache(maxsize=1)
def _function_words() -> Mapping[str, frozenset[str]]:
    """Return the commonest words of each language."""
    every = tomllib.loads((files("reportkit.normalise") / "function_words.toml").read_text(encoding="utf-8"))
    return {tag: frozenset(common.split()) for tag, common in every.items()}


def _by_model(text: str) -> tuple[str, float]:
    """Return the language by py3langid's model.

    The scores are log-likelihoods over the whole text; taken as they stand, a sentence would be as certain as a book.
    Divided by the square root of the length they rank the same and spread like probabilities.
    """
    import py3langid

    ranked: list[tuple[str, float]] = py3langid.rank(text)
    scale = math.sqrt(len(text.encode("utf-8")))
    best, top = ranked[0]
    return best, 1 / sum(math.exp((score - top) / scale) for _, score in ranked)
