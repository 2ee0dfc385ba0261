"""The standfirst: what stands above a story to sum it up."""

from dataclasses import replace

from reportkit.model.article import Field, Role
from reportkit.model.document import FieldName, Method, count_characters
from reportkit.normalise.draft import Draft, Part
from reportkit.normalise.supplied import supplied_text
from reportkit.text.words import count_words, words

_HEAD = 4
_MOST_WORDS = 90
_FEWEST_WORDS = 6
"""Fewer are the slogan of a site."""
_FEWEST_IN_HEADING = 8
"""Of a heading that stands between title and text to sum it up; the heading of a section is shorter."""
_MOST_BEFORE = 3
"""Words of a place in front of what a description repeats: `Berlin. The …`."""
_TRUNCATED = ("…", "...", "[…]", "[...]")
_RESTATED_LATER = 0.75
"""Share of its words that come again in the text …"""
_RESTATED_NEXT = 0.5
"""… and in the paragraph after it, which tells the story from its beginning; a plain first paragraph shares about 0.2
with the second (own articles in six languages, 2026-11-24)."""
_BODY_TO_STANDFIRST = 3
"""Words of the text for one of a standfirst that nothing else marks, at least."""
_STEM = 5
"""Letters by which two forms of a word are taken for one."""
_SHORTEST_WORD = 4


def find_standfirst(draft: Draft) -> Draft:
    """Return the draft with its standfirst; where it stands among the paragraphs that one stays, with its role.

    A declared description counts if it is whole (no ellipsis), is not the title, and is not merely how the first
    paragraph begins. In the text a standfirst is what stands above the byline or before the paragraph with the
    dateline, a first line without a full stop, or a short first paragraph that the next one tells again in full.

    Raises:  UsageError: the user's standfirst is empty.
    """
    supplied = supplied_text(draft, FieldName.STANDFIRST)
    declared = _declared(draft)
    for value in [supplied.value] if supplied else [each.value for each in declared]:
        number = _place_of(draft, value)
        if number is not None:
            return _with(draft, number, supplied)
    number = _stated(draft) if supplied is None else None
    if number is not None:
        return _with(draft, number, None)
    return replace(draft, standfirst=supplied or next(iter(declared), None))


def _with(draft: Draft, number: int, field: Field[str] | None) -> Draft:
    """Return the draft with this part as standfirst, in the page's words where the user gave none."""
    part = draft.parts[number]
    return replace(
        _marked(draft, number),
        standfirst=field or Field(value=part.text, method=Method.STATED, evidence=str(part.locator)),
    )


def _marked(draft: Draft, number: int) -> Draft:
    """Return the draft with the role given to a paragraph of running text or a subheading."""
    part = replace(draft.parts[number], role=Role.STANDFIRST, level=0)
    return replace(draft, parts=(*draft.parts[:number], part, *draft.parts[number + 1 :]))


def _declared(draft: Draft) -> list[Field[str]]:
    """Return the declared descriptions that could be a standfirst, the best witness first."""
    title = words(draft.title.value) if draft.title else ()
    found = []
    for each in draft.declared(FieldName.STANDFIRST):
        value = " ".join(each.value.split())
        said = words(value)
        if value.endswith(_TRUNCATED) or len(said) < _FEWEST_WORDS or said == title or _is_cut_from(said, draft.parts):
            continue
        found.append(Field(value=value, method=each.method, evidence=each.evidence))
    return found


def _is_cut_from(said: tuple[str, ...], parts: tuple[Part, ...]) -> bool:
    """Whether the words are the beginning of a longer paragraph: a description that a machine cut off."""
    for part in parts[:_HEAD]:
        there = words(part.text)
        if len(there) > len(said) + 1 and there[: len(said) - 1] == said[:-1]:
            return True
    return False


def _place_of(draft: Draft, value: str) -> int | None:
    """Return the index of the paragraph in the head that says the same, or the same after a place; `None` for none."""
    said = words(value)
    for number, part in enumerate(draft.parts[:_HEAD]):
        there = words(part.text)
        if part.role in {Role.BODY, Role.HEADING} and said and there[-len(said) :] == said:
            before = len(there) - len(said)
            if before <= _MOST_BEFORE:
                return number
    return None


def _stated(draft: Draft) -> int | None:
    """Return the index of the part that is a standfirst by its place or by what follows it."""
    if not draft.parts[1:] or not _could_be(draft, draft.parts[0]):
        return None
    first, rest = draft.parts[0], draft.parts[1:]
    above = draft.above_byline == 1 or (draft.dateline_at is not None and draft.dateline_at == 1)
    titled = draft.title is not None and draft.title.method is not Method.DERIVED
    open_ended = titled and not first.text.rstrip('”"’»)').endswith((".", "!", "?", "。", ":", "؟", "۔"))
    return 0 if above or open_ended or _is_told_again(first, rest) else None


def _could_be(draft: Draft, first: Part) -> bool:
    """Whether the first part is short running text above a longer one."""
    count = count_words(first.text)
    body = sum(count_words(part.text) for part in draft.parts[1:] if part.is_prose)
    return (
        (first.role is Role.BODY or (first.role is Role.HEADING and count >= _FEWEST_IN_HEADING))
        and draft.dateline_at != 0
        and _FEWEST_WORDS <= count <= _MOST_WORDS
        and body > count
        and draft.parts[1].role is not Role.LIST
    )


def _is_told_again(first: Part, rest: tuple[Part, ...]) -> bool:
    """Whether the paragraph after it begins the story anew: most of its words come again there and below."""
    said = _stems(first.text)
    following = next((part for part in rest if part.is_prose), None)
    body = sum(count_words(part.text) for part in rest if part.is_prose)
    if not said or following is None or body < _BODY_TO_STANDFIRST * count_words(first.text):
        return False
    later = _stems(" ".join(part.text for part in rest))
    return len(said & later) >= _RESTATED_LATER * len(said) and len(
        said & _stems(following.text)
    ) >= _RESTATED_NEXT * len(said)


def _stems(text: str) -> frozenset[str]:
    """Return what tells a text's subject: the beginnings of its longer words."""
    return frozenset(word[:_STEM] for word in words(text) if count_characters(word) >= _SHORTEST_WORD)
