"""One fault in a true sentence, by kind; and honest ways to shorten one. The word lists are this file's own."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

MONTHS = [
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
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
COUNTS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
]
AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|can|could|should|does|did|do|may|might|must)"
SAYING = (
    r"(?:said|says|say|told|tells|added|adds|claimed|claims|reported|explained|announced|warned|argued|insisted|stated"
    r"|confirmed|admitted|wrote|believes|believe|suggested|alleged|noted|tweeted|commented|testified|acknowledged)"
)
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
STRANGERS = ("Petra Vossberg", "Halvorsen", "Adebayo", "Lindqvist", "Norlake", "Ruritania", "Tromland", "Quillfeather")
QUOTE = re.compile(r"[\"“]([^\"“”]{12,})[\"”]")
SWAPS = ("always", "good", "against", "money", "people", "terrible", "today", "their", "safe", "wrong")


Fault = Callable[[str, Sequence[str], random.Random], Iterator[tuple[str, str]]]
"""Yields texts with one fault, each with how it was made, given the article's other sentences."""


def numbers(text: str, _others: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """A digit, a number for another of the sentence, a number in words, a currency, a magnitude, a share."""
    found = list(re.finditer(r"\d+(?:[.,]\d+)*", text))
    if found:
        match = rng.choice(found)
        at = rng.choice([at for at in range(match.start(), match.end()) if text[at].isdigit()])
        digit = rng.choice([each for each in "123456789" if each != text[at]])
        yield text[:at] + digit + text[at + 1 :], "digit"
    if len(found) > 1:
        one, other = sorted(rng.sample(found, 2), key=re.Match.start)
        if one.group() != other.group():
            yield _exchanged(text, one, other), "two exchanged"
            yield text[: one.start()] + other.group() + text[one.end() :], "another of the sentence"
    words = list(re.finditer(rf"\b(?:{'|'.join(COUNTS)})\b", text))
    if words:
        match = rng.choice(words)
        yield _put(text, match, rng.choice([each for each in COUNTS if each != match.group()])), "in words"
    yield from _mapped(text, {"million": "billion", "billion": "million", "thousand": "million"}, "magnitude")
    yield from _mapped(text, {"$": "£", "£": "$", "€": "$", "%": " per thousand"}, "sign")
    if re.search(r"\d (?:m|b|tr)illion\b", text):
        yield re.sub(r"(\d) (?:m|b|tr)illion\b", r"\1", text, count=1), "magnitude gone"


def dates(text: str, _others: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Another month, day of the week, year or day."""
    for names, how in ((MONTHS, "month"), (DAYS, "weekday")):
        found = [match for match in re.finditer(rf"\b(?:{'|'.join(names)})\b", text) if match.start()]
        if found:
            match = rng.choice(found)
            yield _put(text, match, rng.choice([each for each in names if each != match.group()])), how
    years = list(re.finditer(r"\b(?:19|20)\d\d\b", text))
    if years:
        match = rng.choice(years)
        yield _put(text, match, str(int(match.group()) + rng.choice([-10, -2, -1, 1, 2, 10]))), "year"
    days = list(re.finditer(rf"\b(?:{'|'.join(MONTHS)}) (\d{{1,2}})\b|\b(\d{{1,2}}) (?:{'|'.join(MONTHS)})\b", text))
    if days:
        match = rng.choice(days)
        group = 1 if match[1] else 2
        other = str(int(match[group]) % 27 + 1)
        yield text[: match.start(group)] + other + text[match.end(group) :], "day"
    yield from _mapped(
        text,
        {"yesterday": "today", "today": "tomorrow", "last year": "this year", "last week": "last month"},
        "relative",
    )


def names(text: str, others: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """A name for another: invented, of the article, of the sentence; two exchanged; one in brackets for another."""
    found = [match for match in NAME.finditer(text) if match.group().split()[0] not in {*MONTHS, *DAYS}]
    if found:
        match = rng.choice(found)
        yield _put(text, match, rng.choice(STRANGERS)), "invented"
        elsewhere = [each.group() for other in others for each in NAME.finditer(other) if each.group() not in text]
        if elsewhere:
            yield _put(text, match, rng.choice(elsewhere)), "of the article"
    distinct = [match for match in found if sum(match.group() in each.group() for each in found) == 1]
    if len(distinct) > 1:
        one, other = sorted(rng.sample(distinct, 2), key=re.Match.start)
        yield _exchanged(text, one, other), "two exchanged"
        yield _put(text, one, other.group()), "another of the sentence"
    if bracket := re.match(r"\[([^\]]+)\]", text):
        yield text.replace(bracket.group(), f"[{rng.choice(STRANGERS)}]", 1), "in brackets"
        if found:
            yield text.replace(bracket.group(), f"[{rng.choice(found).group()}]", 1), "in brackets, of the sentence"


def quotations(text: str, _others: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str]]:
    """A word inside a quotation changed, gone, put in, or moved."""
    found = [match for match in QUOTE.finditer(text) if len(match[1].split()) > 2]
    if not found:
        return
    match = rng.choice(found)
    words = match[1].split(" ")
    at = rng.randrange(len(words) - 1)
    if words[at].isalpha():
        other = rng.choice([each for each in SWAPS if each != words[at].lower()])
        yield _requoted(text, match, [*words[:at], other, *words[at + 1 :]]), "word changed"
    if words[at].strip(".,"):
        yield _requoted(text, match, [*words[:at], *words[at + 1 :]]), "word gone"
    yield _requoted(text, match, [*words[:at], rng.choice(SWAPS), *words[at:]]), "word put in"
    if words[at].isalpha() and words[at + 1].isalpha() and words[at].lower() != words[at + 1].lower():
        yield _requoted(text, match, [*words[:at], words[at + 1], words[at], *words[at + 2 :]]), "two words exchanged"


NEGATED = (
    (r" not\b(?! only)", "", "not"),
    (r"\b(is|are|was|were|has|have|had|would|could|should|does|did|do)n['’]t\b", r"\1", "n't"),
    (r"\bcan['’]?(?:no)?t\b", "can", "can't"),
    (r"\bwon['’]t\b", "will", "won't"),
    (r" never\b", "", "never"),
    (r"\bnever\b", "always", "never"),
    (r"\bno (?=[a-z])", "", "no"),
    (r"\bno (?=[a-z])", "a ", "no"),
    (r"\b[Nn]obody\b", "somebody", "nobody"),
    (r"\b[Nn]o one\b", "everyone", "no one"),
    (r"\bnothing\b", "everything", "nothing"),
    (r"\b[Nn]one of\b", "all of", "none"),
    (r"\bwithout\b", "with", "without"),
    (r" without [a-z]+ing\b", "", "without"),
    (r"\bnor\b", "and", "nor"),
    (r"\b[Nn]either\b", "both", "neither"),
    (r"\b(?:has|have|had )?failed to ", "", "failed to"),
    (r"\brefus(?:ed|es|ing) to ", "", "refused to"),
    (r"\bdeclined to ", "", "declined to"),
    (r"\bunable to ", "able to ", "unable"),
    (r"\bunlikely\b", "likely", "unlikely"),
    (r"\bdenied\b", "confirmed", "denied"),
    (r"\bfar from ", "", "far from"),
    (r"\bhas yet to ", "has to ", "yet to"),
)
DENYING = (
    (rf"\b({AUXILIARY}) (?!not\b)(?=[a-z])", r"\1 not ", "not put in"),
    (rf"\b({AUXILIARY}) (?!not\b|n)(?=[a-z])", r"\1 never ", "never put in"),
    (r"\b(is|are|was|were|has|have|had|would|could|does|did) (?=[a-z])", r"\1n't ", "n't put in"),
    (r"\b(the|a) (?=[a-z]+ )", "no ", "no put in"),
    (r"\bwith (?=[a-z])", "without ", "without put in"),
    (r"\bto (?=(?:be|take|make|get|go|give|pay|win|help|stop|leave|keep)\b)", "to not ", "not put in"),
)
HEDGES = (
    (r" (?:may|might)\b(?= [a-z])", "", "modal gone"),
    (r"\b(?:may|might|could)\b(?= [a-z])", "will", "modal"),
    (r" could\b(?= [a-z])", "", "modal gone"),
    (
        r" (?:reportedly|allegedly|apparently|possibly|probably|perhaps|likely|presumably|potentially|seemingly)\b",
        "",
        "adverb gone",
    ),
    (r"\b(?:about|approximately|around|roughly|nearly|almost|some|over|under) (?=[$£€]?\d)", "", "about"),
    (
        r"\b(?:at least|up to|more than|less than|fewer than|as many as|an estimated|no more than|close to) (?=[$£€\w])",
        "",
        "at least",
    ),
    (r"\b(?:nearly|almost|virtually|largely|mostly|partly) (?=[a-z])", "", "almost"),
    (r" (?:is|are|was|were) expected to\b", " will", "expected to"),
    (r"\b(?:expected|likely|due|set|believed|thought|said|alleged|supposed|understood) to ", "", "expected to gone"),
    (r" appear(?:s|ed)? to\b", "", "appears to"),
    (r" seem(?:s|ed)? to\b", "", "seems to"),
    (r"\b(?:alleged|suspected|possible|potential|proposed|planned|attempted|so-called) (?=[a-z])", "", "adjective"),
    (r"\b(?:sometimes|often|usually|rarely|occasionally|generally) ", "", "adverb of frequency"),
    (r"\b(?:hopes|plans|aims|wants|intends|tried|trying) to ", "", "hopes to"),
    (r"\bsuggests? (?=that\b)", "proves ", "suggests"),
)
WHO = r"(?:[^,;:.\"“”]{2,70}?)"
ATTRIBUTIONS = (
    (rf", {WHO} {SAYING}(?: [^,.\"“”]{{0,60}})?\.$", ".", "at the end"),
    (rf",[\"”] {WHO} {SAYING}(?: [^,.\"“”]{{0,60}})?\.$", '."', "behind a quotation"),
    (rf",[\"”] {SAYING} {WHO}\.$", '."', "behind a quotation"),
    (rf", {SAYING} {WHO}\.$", ".", "at the end, verb first"),
    (r"^According to [^,]{2,80}, ", "", "according to, in front"),
    (r",? according to [^,.]{2,80}(?=[.,])", "", "according to, behind"),
    (rf"^{WHO} {SAYING}(?: (?:on|in|at) [A-Z]\w+)? that ", "", "said that"),
    (
        rf"^(?:{WHO}) (?:said|says|believes|claimed|claims|warned) (?=(?:the|he|she|they|it|there|this|a|his|her)\b)",
        "",
        "said",
    ),
    (rf", {WHO} {SAYING}(?: [^,.\"“”]{{0,40}})?,(?= [a-z])", "", "in the middle"),
    (r" (?:told|tells) (?:[A-Z]\w+ ?){1,3}(?= that\b|,)", "", "told whom"),
    (
        r"\b(?:he|she|they|officials|police|critics|experts) (?:said|claimed|believe|think|say|claim),? ",
        "",
        "pronoun said",
    ),
    (r"^In an? (?:statement|interview|report|letter)[^,]{0,60}, ", "", "in a statement"),
    (r", citing [^,.]{2,60}(?=[.,])", "", "citing"),
    (r"\b(?:was|were|is|are) (?:accused of|charged with|suspected of) ", "was guilty of ", "accused of"),
)


def by_pattern(rules: Sequence[tuple[str, str, str]]) -> Fault:
    """A fault that puts something else in the place of a pattern, at one of the places where it stands."""
    known = [(re.compile(pattern), put, how) for pattern, put, how in rules]

    def fault(text: str, _others: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str]]:
        for pattern, put, how in known:
            places = list(pattern.finditer(text))
            if not places:
                continue
            match = rng.choice(places)
            made = text[: match.start()] + match.expand(put) + text[match.end() :]
            made = made.lstrip(" ,")
            if len(made.split()) > 3:
                yield made[:1].upper() + made[1:], how

    return fault


FAULTS: Mapping[str, Fault] = {
    "number": numbers,
    "date": dates,
    "name": names,
    "quotation": quotations,
    "negation": by_pattern((*NEGATED, *DENYING)),
    "hedge": by_pattern(HEDGES),
    "attribution": by_pattern(ATTRIBUTIONS),
}

KEPT = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|fail\w*|refus\w*|den(?:y|ie[sd])|declin\w+|unable"
    r"|may|might|could|reportedly|allegedly|alleged|apparently|possibly|probably|perhaps|maybe|likely|unlikely|presumably"
    r"|if|unless|whether|provided|until|according|sa(?:id|ys?|ying)|t(?:old|ells?|elling)|add(?:ed|s|ing)|claim\w*|report\w*|cit(?:ed|ing)|suggest\w*"
    r"|warn\w*|argu\w+|announc\w+|believ\w+|stat(?:ed|ing)|explain\w*|insist\w*|admit\w*|confirm\w*|quot\w+|wr(?:ote|iting)|alleg\w+|accus\w+|think\w*|(?:19|20)\d\d"
    rf"|{'|'.join(MONTHS)}|{'|'.join(DAYS)})\b",
    re.IGNORECASE,
)
"""What item 3 of the rules never lets go: no honest deletion takes one of these along."""
CONNECTIVE = re.compile(
    r"^(?:However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Nevertheless|Nonetheless|Therefore|Thus|Consequently"
    r"|As a result|For example|For instance|In fact|Indeed|Besides|Similarly|Likewise|Instead|Of course|On the other hand"
    r"|In other words|Still|Finally|At the same time|Also|Then|So), |^(?:But|And|Yet|So) (?=[a-z]+ )"
)
TAG = re.compile(
    r"^[A-Z][\w ,.]{0,40}\((?:CNN|Reuters|AP|AFP)\) ?(?:--|[-–—])? ?|\((?:CNN|Reuters|AP|AFP|PTI)\) ?(?:--|[-–—])? ?"
)
ASIDE = re.compile(r" ?\([^()\d]{1,80}\)")
DASHES = re.compile(r" [–—-]{1,2} [^–—\"“”.]{4,90} [–—-]{1,2}(?= )")
CLAUSE = re.compile(r", (?:which|who|whose|where) [^,;:\"“”.()]{8,110},(?= )")
TAIL = re.compile(
    r", (?:which|who|whose|where|while|with|amid|as|after|before|including|\w+ing) [^,;:\"“”()]{8,140}(?=\.$)"
)
INNER = re.compile(r", (?:however|meanwhile|therefore|of course|for example|for instance|in fact|too|also),? ")
APPOSITION = re.compile(r"(?<=[a-z]), (?:a|an|the) [^,;:\"“”.()\d]{4,70},(?= [a-z])")


def honest(text: str) -> Iterator[tuple[str, str]]:
    """Yield the sentence as editors shorten it, each way with its name."""
    for pattern, put, how in (
        (CONNECTIVE, "", "connective"),
        (TAG, "", "source tag"),
        (ASIDE, "", "parenthesis"),
        (DASHES, "", "between dashes"),
        (CLAUSE, "", "relative clause"),
        (TAIL, "", "trailing clause"),
        (INNER, " ", "connective inside"),
        (APPOSITION, "", "apposition"),
    ):
        for match in pattern.finditer(text):
            if how in {"connective", "source tag", "connective inside"} or not KEPT.search(match.group()):
                if _in_quotes(text, match.start()):
                    continue
                made = (text[: match.start()] + put + text[match.end() :]).replace("  ", " ").strip()
                if len(made.split()) > 4:
                    yield made[:1].upper() + made[1:], how
                break


def _in_quotes(text: str, at: int) -> bool:
    return any(match.start() < at < match.end() for match in QUOTE.finditer(text))


def _put(text: str, match: re.Match[str], other: str) -> str:
    return text[: match.start()] + other + text[match.end() :]


def _exchanged(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    return text[: one.start()] + other.group() + text[one.end() : other.start()] + one.group() + text[other.end() :]


def _requoted(text: str, match: re.Match[str], words: Sequence[str]) -> str:
    return text[: match.start(1)] + " ".join(words) + text[match.end(1) :]


def _mapped(text: str, others: Mapping[str, str], how: str) -> Iterator[tuple[str, str]]:
    for word, other in others.items():
        bounded = rf"\b{re.escape(word)}\b" if word.isalpha() else re.escape(word)
        if re.search(bounded, text):
            yield re.sub(bounded, other.replace("\\", r"\\"), text, count=1), how
            return
