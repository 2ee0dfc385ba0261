"""What the product knows of a language in words: lists by language.

Data lie in `lexicons/`, one TOML file a language (`en.toml`); they are read when first asked for, and kept. A language
without a file has no lexicon: what needs one must say so with a notice, or do without.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Words = frozenset[str]
"""A list of words or of phrases."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The word lists of one language, in lower case with typewriter apostrophes; a list that a file lacks is empty.

    There is one a language (`lexicon` keeps it), so two are the same only if they are one: patterns made of its lists are
    kept by it, and found again without looking at thousands of words.
    """

    capitals: Words = frozenset()
    """What besides names is capitalised: `nouns` in German; `none` where a script has no capitals."""
    unspaced: Words = frozenset()
    """Not empty where words are set without spaces, so that a sentence opens with what it begins with."""
    stop_words: Words = frozenset()
    """Words that say nothing of the subject."""
    endings: Words = frozenset()
    """Endings that forms of one word differ in."""
    connectives: Words = frozenset()
    """Openings that may be deleted together with their comma."""
    connectives_with_comma: Words = frozenset()
    """Of those, the ones that are connectives only where a comma follows."""
    loose_connectives: Words = frozenset()
    """Of those, the ones that may be deleted where no comma follows."""
    leaning: Words = frozenset()
    """First words that lean on the sentence before and cannot be deleted."""
    leaning_phrases: Words = frozenset()
    leaning_nouns: Words = frozenset()
    """Openings that speak of a thing or a person as known: *the decision*."""
    restricting: Words = frozenset()
    """Words right behind such an opening that go on to tell which: *the decision to …*, *the man who …*."""
    indefinite: Words = frozenset()
    """Articles that bring somebody up for the first time."""
    demonstratives: Words = frozenset()
    articles_too: Words = frozenset()
    """Of the demonstratives, those that are articles as well: `das`, which points back only before a verb."""
    pointing: Words = frozenset()
    """Words that point back before a noun wherever they stand."""
    time_nouns: Words = frozenset()
    """Nouns that make a demonstrative stand on its own: this *week*."""
    subordinators: Words = frozenset()
    """Words behind which a pronoun still opens the sentence: *in his*, *when they*."""
    auxiliaries: Words = frozenset()
    """Verbs before which a number stands for people or things told of before: *four were*."""
    quantities: Words = frozenset()
    """Words that count as numbers do: *some were*."""
    credit_lines: Words = frozenset()
    """What the last lines of an article say of those who made it."""
    captions: Words = frozenset()
    """What points at a picture, between commas: *Ms Ito, pictured, …*."""
    reported_mood: Words = frozenset()
    """Verb forms that tell what somebody else says: a sentence with one and no word of saying has lost its speaker."""
    third_person: Words = frozenset()
    impersonal: Words = frozenset()
    """Phrases whose pronoun stands for nobody: `il y a`."""
    first_person: Words = frozenset()
    """First and second person: somebody speaks, and outside quotation marks it is the author."""
    masculine: Words = frozenset()
    feminine: Words = frozenset()
    masculine_possessive: Words = frozenset()
    feminine_possessive: Words = frozenset()
    masculine_nouns: Words = frozenset()
    """Nouns and titles for men; the next for women."""
    feminine_nouns: Words = frozenset()
    governing: Words = frozenset()
    """Prepositions that make of a name something other than the one who acts."""
    possessive_endings: Words = frozenset()
    """What a name takes where it stands for a possessive; empty in languages that do it otherwise."""
    reporting: Words = frozenset()
    """Verbs of saying, in all forms."""
    quoting: Words = frozenset()
    """Of those, the ones that put words between quotation marks."""
    characterising: Words = frozenset()
    """Verbs after which even two quoted words are somebody's."""
    naming: Words = frozenset()
    """Words right behind which a quotation is a title or a name."""
    addressing: Words = frozenset()
    """Verbs behind which the hearer stands, not the speaker."""
    inverting: Words = frozenset()
    """Not empty where the subject may stand behind the verb of saying before the quotation too."""
    verb_last: Words = frozenset()
    """Not empty where the verb of saying stands behind the quotation, its subject before."""
    verb_first: Words = frozenset()
    """Not empty where a sentence opens with its verb, one of saying as well."""
    tags: Words = frozenset()
    """Words that stand for a verb of saying right behind a quotation: `„…“, so der Minister`."""
    topics: Words = frozenset()
    """Particles that mark a subject."""
    before_verb: Words = frozenset()
    """Words that may stand between a subject and its verb: `has also`."""
    subject_links: Words = frozenset()
    """Words with which more is said of a subject: a spokesman *for* the ministry."""
    subject_stops: Words = frozenset()
    """Words that no longer belong to a subject."""
    sources: Words = frozenset()
    """Nouns for people and bodies that speak without a name: `police`."""
    attributions: Words = frozenset()
    negations: Words = frozenset()
    hedges: Words = frozenset()
    conditions: Words = frozenset()
    light: Words = frozenset()
    """Of negations, hedges, conditions and verbs of saying, those that may go together with a whole clause."""
    trailing: Words = frozenset()
    """Words that open a clause of reason or circumstance, which may go from the end of a sentence."""
    relative: Words = frozenset()
    """Pronouns that open a relative clause."""
    future: Words = frozenset()
    """Signs that something is still to come."""
    limits: Words = frozenset()
    """Words that make a date the last or the first day of something, in whatever tense that is told: *by the end of*."""
    on_dates: Words = frozenset()
    """Prepositions that set an event on a date: *in* June."""
    future_endings: Words = frozenset()
    """Endings of verbs that tell of what is to come."""
    past: Words = frozenset()
    """Verbs and auxiliaries that tell of the past, other than by an ending."""
    past_endings: Words = frozenset()
    """Endings of verbs that tell of the past."""
    not_past: Words = frozenset()
    """Words with an ending of either kind that are no such verbs."""
    modals: Words = frozenset()
    """Verbs that leave open whether something happens at all."""
    background: Words = frozenset()
    """Signs that something was so before."""
    background_openings: Words = frozenset()
    past_perfect: Words = frozenset()
    past_perfect_next: Words = frozenset()
    honorifics: Words = frozenset()
    roles: Words = frozenset()
    """Nouns that name what a person is."""
    nobility: Words = frozenset()
    """Of those, the titles that bear the name of a place only as a name."""
    role_modifiers: Words = frozenset()
    family: Words = frozenset()
    person_nouns: Words = frozenset()
    """Common nouns that a pronoun for a person may mean."""
    person_verbs: Words = frozenset()
    """Verbs that only people are the subject of."""
    prompts: Words = frozenset()
    """First words of lines that ask the reader to do something, or label a picture."""
    organisation_words: Words = frozenset()
    organisation_nouns: Words = frozenset()
    """Common nouns that stand before the name of one: the *operator* Norlake."""
    organisation_heads: Words = frozenset()
    """Words that open an organisation's name where `of` follows."""
    organisation_company: Words = frozenset()
    """Common nouns that stand behind the name of one: Norlake *spokesman*."""
    organisation_openers: Words = frozenset()
    """What leads up to the name of a company: *acquisition of*."""
    organisations: Words = frozenset()
    team_words: Words = frozenset()
    """What a team is called behind the name of its place: Oslo *City*."""
    place_words: Words = frozenset()
    place_heads: Words = frozenset()
    heads_with_of: Words = frozenset()
    """Of those, the ones that open it only before `of`: the *Sea* of Galilee."""
    place_nouns: Words = frozenset()
    """Common nouns that `of` and the name of a place follow: the *village* of Crumbeck."""
    surname_like: Words = frozenset()
    """Place words that are family names too."""
    seldom_surnames: Words = frozenset()
    """Of those, the ones that after a given name still make a place as a rule: Grant *Park*."""
    compass: Words = frozenset()
    place_prepositions: Words = frozenset()
    things: Words = frozenset()
    """Nouns that make of the name before them a thing: the Oduya *Prize*."""
    abstract_endings: Words = frozenset()
    """Endings of nouns that are nobody's name."""
    place_openers: Words = frozenset()
    """Of the prepositions, those that hardly ever stand before another name."""
    not_names: Words = frozenset()
    """Capitalised, yet no names."""
    demonyms: Words = frozenset()
    months: Words = frozenset()
    days: Words = frozenset()
    """Names of the days of the week."""
    since: Words = frozenset()
    """Words that make a date behind them one of the past."""
    numbering: Words = frozenset()
    """Words before a number that names a thing: *flight* 370."""
    magnitudes: Words = frozenset()
    inner_magnitudes: Words = frozenset()
    """Of those, the ones that stand inside a number written in digits: *4 bin 713*, where *$3 million 10 years ago* is two."""
    units: Words = frozenset()
    number_words: Words = frozenset()
    counting_words: Words = frozenset()
    """Of those, the ones that count without a magnitude behind them."""
    uncounted: Words = frozenset()
    """What follows a number that counts nothing: an age, an hour."""
    rates: Words = frozenset()
    """What follows a number to say how often: *a month*."""
    range_openers: Words = frozenset()
    """Words before the first number of a range: *between* 3 and 5."""
    range_links: Words = frozenset()
    """Words between its numbers."""
    range_closers: Words = frozenset()
    """Of those, the ones that make a range by themselves."""
    approximators: Words = frozenset()


EMPTY = Lexicon()
"""What stands in for a language without word lists: everything works, and nothing is recognised by its words."""


def lexicon(language: str | None) -> Lexicon | None:
    """Return the word lists of a BCP 47 tag's language, `None` for a language without them."""
    return _of((language or "").replace("_", "-").split("-")[0].lower())


@cache
def _of(name: str) -> Lexicon | None:
    """Return the word lists of a language, read once."""
    file = files("reportkit.text").joinpath("lexicons", f"{name}.toml")
    if not name.isalpha() or len(name) > len("eng") or not file.is_file():
        return None
    return _parsed(tomllib.loads(file.read_text("utf-8")))


def _parsed(data: dict[str, str | list[str]]) -> Lexicon:
    """Return the lists of a file as sets.

    Raises:  TypeError: the file has a key that no list of ours bears (a mistake in our own data).
    """
    return Lexicon(**{key: _forms(value) for key, value in data.items()})


def _forms(value: str | list[str]) -> Words:
    """Return the entries of a list, each also in the form that case folding gives it (`ß` as `ss`)."""
    entries = value.split() if isinstance(value, str) else value
    return frozenset((*entries, *map(str.casefold, entries)))
