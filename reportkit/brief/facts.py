"""The facts: people, organisations, places and figures that the article names, each with its sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportkit.brief.book import Entity
from reportkit.brief.entities import find_entities
from reportkit.brief.figures import list_figures
from reportkit.brief.kinds import Kind
from reportkit.brief.roles import role_of
from reportkit.brief.study import Study
from reportkit.model.briefing import Briefing, Facts, NamedFact
from reportkit.settings import Settings
from reportkit.text.lexicon import EMPTY, lexicon


def list_facts(study: Study, briefing: Briefing, settings: Settings) -> Briefing:
    """Return the briefing with what the article names and counts."""
    facts = Facts(
        people=_named_facts(study, Kind.PERSON, settings.facts),
        organisations=_named_facts(study, Kind.ORGANISATION, settings.facts),
        places=_named_facts(study, Kind.PLACE, settings.facts),
        figures=list_figures(study, settings.facts),
    )
    return replace(briefing, facts=facts)


def names(paragraphs: Sequence[Sequence[str]], language: str | None) -> Mapping[str, list[str]]:
    """Return the names in a text by kind, under the names of the fields of `Facts`."""
    entities = find_entities(
        [sentence for paragraph in paragraphs for sentence in paragraph], lexicon(language) or EMPTY
    )
    kinds = {"people": Kind.PERSON, "organisations": Kind.ORGANISATION, "places": Kind.PLACE}
    return {field: [entity.name for entity in entities if entity.kind is kind] for field, kind in kinds.items()}


def _named_facts(study: Study, kind: Kind, limit: int) -> tuple[NamedFact, ...]:
    """Return the entities of a kind that are mentioned most, in order of first mention."""
    entities = [entity for entity in study.entities if entity.kind is kind]
    most = sorted(entities, key=lambda entity: -len(entity.mentions))[:limit]
    return tuple(_fact(study, entity) for entity in _in_order(entities, most))


def _in_order(entities: Iterable[Entity], kept: Sequence[Entity]) -> list[Entity]:
    """Return the kept entities in the order of all."""
    wanted = {id(entity) for entity in kept}
    return [entity for entity in entities if id(entity) in wanted]


def _fact(study: Study, entity: Entity) -> NamedFact:
    """Return the entry of an entity; the sentence that states the role stands first, then one that has the whole name."""
    role = role_of(study, entity) if entity.kind is Kind.PERSON else None
    whole = [each for each in entity.mentions if entity.name in study.sentences[each.sentence].text]
    refs = dict.fromkeys(study.sentences[mention.sentence].id for mention in (*whole[:1], *entity.mentions))
    if role is None:
        return NamedFact(name=entity.name, refs=tuple(refs))
    stated = study.sentences[role.sentence].id
    return NamedFact(name=entity.name, role=role.text, refs=tuple(dict.fromkeys((stated, *refs))))
