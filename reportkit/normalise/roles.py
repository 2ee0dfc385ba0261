"""What each paragraph is for: news, background, conclusion."""

import re
from dataclasses import replace

from reportkit.model.article import Role
from reportkit.normalise.draft import Draft, Part
from reportkit.normalise.signs import Signs, plain, signs
from reportkit.text.sentences import split
from reportkit.text.words import count_words

_ABOUT = re.compile(r"(?:about|über|à propos d[e'’]|acerca de|sobre|informazioni su|over|hakkında)\s+\S", re.IGNORECASE)
_MOST_HEADING_WORDS = 8
_NEWS_FIRST = 1
"""So many paragraphs of news come before any background that has no heading."""
_LONGEST = 600
"""Characters of a sentence in which signs are looked for."""
_ENOUGH_SIGNS = 2
_ENOUGH_SENTENCES = 0.5
"""Share of a paragraph's sentences that look back without telling news, and more than those that tell it."""


def give_roles(draft: Draft) -> Draft:
    """Return the draft with background and conclusion marked; most paragraphs of most articles stay body.

    Background is what stands under a heading that says so, or a paragraph after the news whose sentences mostly look
    back. A conclusion is a last paragraph that opens as one, or stands under such a heading.
    """
    known = signs(draft.tag)
    parts = list(draft.parts)
    section: Role | None = None
    level, news = 0, 0
    for number, part in enumerate(parts):
        if part.role is Role.HEADING:
            if not section or part.level <= level:
                section, level = _section(part, known), part.level
            continue
        if part.role is not Role.BODY:
            continue
        role = section or (
            Role.BACKGROUND if news >= _NEWS_FIRST and _looks_back(part, draft.tag, known) else Role.BODY
        )
        news += role is Role.BODY
        parts[number] = replace(part, role=role)
    return replace(draft, parts=_with_conclusion(tuple(parts), known))


def _section(heading: Part, known: Signs) -> Role | None:
    """Return the role that a heading gives to what stands under it."""
    name = plain(heading.text)
    if count_words(name) > _MOST_HEADING_WORDS:
        return None
    if name in known.background or _ABOUT.match(name):
        return Role.BACKGROUND
    opening = known.conclusion.match(name)
    return (
        Role.CONCLUSION if name in {"conclusion", "conclusions"} or (opening and opening.end() == len(name)) else None
    )


def _looks_back(part: Part, language: str | None, known: Signs) -> bool:
    """Whether most of a paragraph's sentences tell what was before, and few tell what is new."""
    sentences = [part.text[start : min(end, start + _LONGEST)] for start, end in split(part.text, language)]
    signs_of, new_ones, anchored = [], 0, False
    for sentence in sentences:
        if any(pattern.search(sentence) for pattern in known.reporting):
            new_ones += 1
            continue
        firm = sum(bool(pattern.search(sentence)) for pattern in known.history)
        anchored = anchored or bool(firm)
        signs_of.append(firm + sum(bool(pattern.search(sentence)) for pattern in known.perfect))
    back = sum(map(bool, signs_of))
    enough = sum(signs_of) >= _ENOUGH_SIGNS and back >= _ENOUGH_SENTENCES * len(sentences)
    return anchored and enough and back > new_ones


def _with_conclusion(parts: tuple[Part, ...], known: Signs) -> tuple[Part, ...]:
    """Return the parts with the last paragraph marked where it opens as a conclusion."""
    prose = [number for number, part in enumerate(parts) if part.role in {Role.BODY, Role.BACKGROUND}]
    if not prose[1:] or not known.conclusion.match(parts[prose[-1]].text):
        return parts
    last = prose[-1]
    return (*parts[:last], replace(parts[last], role=Role.CONCLUSION), *parts[last + 1 :])
