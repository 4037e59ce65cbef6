"""Facts about a frame, as short strings that guards and the decision table test ("agent:state", "with:aircraft")."""

from __future__ import annotations

from extractors.events.captives import are_captives
from extractors.events.frame_records import Frame
from extractors.events.groups import FINITE
from extractors.mentions.records import ARMED_KINDS, PEOPLE_KINDS, STATE_KINDS, ActorMention
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import NOUN, NOUNS
from extractors.text.tags import NAME, NUM

_SITE = ".civilian_site"
"""In the rule of a mention that is a building and stands for its people ("a school")."""
_BOMBER = ".suicide_bomber"
"""The same for whoever carries the bomb."""
_COALITION = "coalition"
"""How the ids of such coalitions end."""
_DEMONSTRATIONS = frozenset(["protest", "gathering"])
_VICTIMS = "victims"
"""Step of a target that only its harm names."""
_MASS = 20
"""So many people taken at once are a mass arrest."""


def facts_of(frame: Frame, country: str | None, grammar: Grammar) -> set[str]:
    """All facts of a bound frame; `country` is the ISO 3166 alpha-2 code of the country the event is in."""
    facts = {"form:noun" if frame.is_noun else "form:verb"}
    chunk = frame.analysis.chunks[frame.position]
    if chunk.voice == "passive":
        facts.add("form:passive")
    elif not frame.is_noun:
        facts.add("form:active")
    if chunk.kind == "V" and chunk.tense in FINITE:
        facts.add("form:finite")
    if not frame.is_noun and frame.analysis.clauses.main_verb(frame.position) is None:
        facts.add("form:main")
    facts.update(f"with:{name}" for name in frame.instruments)
    if "with:planted" in facts:
        facts.add("with:device")
    _agent_facts(facts, frame, country, grammar)
    _target_facts(facts, frame, country, grammar)
    if frame.has_own_day:
        facts.add("day:own")
    if frame.spots:
        _place_facts(facts, frame, grammar)
    for amount in frame.amounts:
        if amount.coded != 0:
            facts.update(("harm:any", f"harm:{amount.category}"))
            if (amount.coded or 0) >= _MASS:
                facts.add("harm:mass")
    if frame.amounts and all(a.is_stated for a in frame.amounts):
        facts.add("harm:stated")
    if any(t.rule.kind == "destruction" and frame.analysis.may_have_object(t) for t in frame.absorbed):
        facts.add("harm:property")
    if frame.analysis.is_note:
        facts.add("context:note")
    if frame.absorbed or frame.verb in grammar.impact:
        facts.add("verb:impact")
    if frame.verb in grammar.repelling:
        facts.add("verb:repelled")
    if frame.verb in grammar.observing:
        facts.add("verb:observed")
    return facts


def _agent_facts(facts: set[str], frame: Frame, country: str | None, grammar: Grammar) -> None:
    armed = (f.mention for f in frame.agents if f.mention.kind in ARMED_KINDS)
    if any(m.country is not None or not m.is_equipment for m in armed):
        facts.add("agent:somebody")
    for filler in frame.agents:
        _actor_facts(facts, "agent", filler.mention, country)
        if _is_coalition(filler.mention):
            facts.add("agent:coalition")
        if _BOMBER in filler.mention.rule_id:
            facts.add("with:suicide")
        if frame.analysis.sentence.lowers[filler.mention.head] in grammar.collectives:
            facts.add("agent:collective")
    if not frame.agents:
        facts.add("agent:none")
    if _is_rivals(frame, grammar):
        facts.add("agent:rivals")
    if frame.is_by_air:
        facts.add("agent:aircraft")
    tags, chunks = frame.analysis.tags, frame.analysis.chunks
    is_told = frame.agents or frame.instruments or not frame.subject_groups
    if not is_told and all(_is_thing(group, frame, grammar) for group in frame.subject_groups):
        facts.add("agent:thing")
    if any(tags[chunks[group].head] in (NOUNS, NUM) for group in frame.subject_groups):
        facts.add("agent:many" if frame.agents else "agent:plural")
    lowers = frame.analysis.sentence.lowers
    words = (lowers[chunks[group].first : chunks[group].last] for group in frame.subject_groups)
    if not all(map(grammar.collectives.isdisjoint, words)):
        facts.update(("agent:collective", "agent:many" if frame.agents else "agent:plural"))


def _is_coalition(mention: ActorMention) -> bool:
    """True for states that wage a war together, from the air: "the coalition"."""
    return mention.kind == "external" and (mention.entry_id or "").endswith(_COALITION)


def _is_rivals(frame: Frame, grammar: Grammar) -> bool:
    """True for "rival gangs clashed" and "a militia fought a rival faction": the one group that is named is both sides."""
    if len(frame.agents) != 1 or frame.targets:
        return False
    mention, chunks, lowers = frame.agents[0].mention, frame.analysis.chunks, frame.analysis.sentence.lowers
    groups = (*frame.object_groups, *frame.target_groups, *(frame.subject_groups if mention.is_plural else ()))
    spans = [(chunks[group].first, chunks[group].last) for group in groups]
    spans += [(mention.first, mention.last)] if mention.is_plural else []
    return any(not grammar.rivals.isdisjoint(lowers[first:last]) for first, last in spans)


def _is_thing(group: int, frame: Frame, grammar: Grammar) -> bool:
    """True for a common noun that is no actor: "the drink killed nine"."""
    chunk = frame.analysis.chunks[group]
    is_noun = frame.analysis.tags[chunk.head] in (NOUN, NOUNS)
    if not is_noun or frame.analysis.clauses.last_word(group) in grammar.deadly:
        return False
    return not any(a.first < chunk.last and chunk.first < a.last for a in frame.analysis.actors)


def _target_facts(facts: set[str], frame: Frame, country: str | None, grammar: Grammar) -> None:
    for filler in frame.targets:
        _actor_facts(facts, "target", filler.mention, country)
        if frame.analysis.sentence.lowers[filler.mention.head] in grammar.livelihoods:
            facts.add("target:livelihood")
    if not grammar.off_duty_openers.isdisjoint(frame.analysis.vocabulary):
        armed = [filler.mention for filler in frame.targets if filler.mention.kind in ARMED_KINDS]
        if armed and all(_is_off_duty(mention, frame, grammar) for mention in armed):
            facts.add("target:off_duty")
    if are_captives(frame):
        facts.add("target:captive")
    if any(filler.step != _VICTIMS for filler in frame.targets):
        facts.add("target:met")
    if not frame.targets:
        facts.add("target:none")
        if frame.object_groups:
            facts.add("target:object")
    lows = frame.analysis.clauses.lows
    objects = {lows[group] for group in frame.object_groups}
    if not grammar.settlements.isdisjoint(objects):
        facts.add("object:settlement")
    if not grammar.ground.isdisjoint(objects) or _is_ground_before(frame, grammar):
        facts.add("object:ground")
    is_armed = any(f.mention.kind in ARMED_KINDS for f in frame.targets)
    if not is_armed and _is_crowd_event(frame, grammar):
        facts.add("target:demonstrators")
    tags, chunks = frame.analysis.tags, frame.analysis.chunks
    if any(tags[chunks[group].head] == NAME for group in frame.object_groups):
        facts.add("object:name")
    if not grammar.civil_sites.isdisjoint([lows[group] for group in frame.target_groups]):
        facts.add("target:civil_site")
    if any(_is_person(chunks[group], frame, grammar) for group in (*frame.target_groups, *frame.object_groups)):
        facts.add("target:person")


def _is_off_duty(mention: ActorMention, frame: Frame, grammar: Grammar) -> bool:
    """True for "a former rebel", "an off-duty soldier" and "a soldier on leave" (codebook: attacks on them are no battles)."""
    analysis = frame.analysis
    lowers, chunk = analysis.sentence.lowers, analysis.chunks[analysis.owner[mention.head]]
    return any(
        tuple(lowers[i : i + len(phrase)]) == phrase
        for phrase in grammar.off_duty
        for i in (*range(max(chunk.first - 1, 0), mention.head), mention.last)
    )


def _is_person(chunk: Chunk, frame: Frame, grammar: Grammar) -> bool:
    """True for "Senator Foo" and "the senator", not for "the senator's home"."""
    lowers, is_name = frame.analysis.sentence.lowers, frame.analysis.tags[chunk.head] == NAME
    words = lowers[chunk.first : chunk.last] if is_name else lowers[chunk.head : chunk.head + 1]
    return not grammar.public_figures.isdisjoint(words)


def _is_ground_before(frame: Frame, grammar: Grammar) -> bool:
    """True for the "it" of "attacked the village and seized it": the ground or place named just before."""
    clauses = frame.analysis.clauses
    if not any(clauses.lows[group] in grammar.ground_pronouns for group in frame.object_groups):
        return False
    before = next((i for i in range(frame.position - 1, -1, -1) if clauses.kinds[i] == "V"), -1)
    named = clauses.objects(before).groups if before >= 0 else ()
    chunks = (frame.analysis.chunks[group] for group in named)
    return any(clauses.lows[g] in grammar.ground for g in named) or any(
        frame.analysis.places_in(chunk.first, chunk.last) for chunk in chunks
    )


def _is_crowd_event(frame: Frame, grammar: Grammar) -> bool:
    """True for "opened fire on the rally": the people of a demonstration were hit.

    A gathering that gunmen fire on is any gathering of people; one that the police fire on demonstrates.
    """
    analysis = frame.analysis
    rallies = [t for t in analysis.triggers if t.form == "noun" and t.rule.kind in _DEMONSTRATIONS]
    if not any(f.mention.kind in STATE_KINDS for f in frame.agents):
        rallies = [t for t in rallies if analysis.sentence.lowers[t.last - 1] not in grammar.gatherings]
    if not rallies:
        return False
    hit = {*frame.target_groups, *frame.object_groups}
    for word, groups in analysis.clauses.prepositions(frame.position):
        hit.update(groups if word in grammar.links.struck else ())
    return any(analysis.owner[t.last - 1] in hit for t in rallies)


def _actor_facts(facts: set[str], role: str, mention: ActorMention, country: str | None) -> None:
    kind = mention.kind
    facts.add(f"{role}:{kind}")
    if kind in ARMED_KINDS:
        facts.update((f"{role}:armed", *_allegiance(role, mention, country)))
    if _SITE in mention.rule_id:
        facts.add(f"{role}:site")
    if kind in PEOPLE_KINDS:
        facts.add(f"{role}:people")
        if kind == "protesters":
            facts.add(f"{role}:demonstrators")
    if mention.is_plural:
        facts.add(f"{role}:many")


def _allegiance(role: str, mention: ActorMention, country: str | None) -> tuple[str, ...]:
    """Whether an armed actor is of the state, of another country, or of neither."""
    is_state = mention.kind in STATE_KINDS
    home = mention.country or home_of(mention.entry_id)
    is_abroad = bool(home and country and home != country)
    if mention.kind == "external" or (is_state and is_abroad):
        return (f"{role}:external",)
    return (f"{role}:state", f"{role}:state_home") if is_state else (f"{role}:nonstate",)


def home_of(entry_id: str | None) -> str | None:
    """Code of the country whose lexicon names an actor ("IL/idf"); `None` for one of no country ("world/nato")."""
    code = (entry_id or "").partition("/")[0]
    return code if code.isupper() else None


def _place_facts(facts: set[str], frame: Frame, grammar: Grammar) -> None:
    facts.add("place:near")
    for step in {spot.step for spot in frame.spots}:
        if step == "object" or step in grammar.links.target_place:
            facts.update(("target:place", "place:object"))
        if step in grammar.links.struck:
            facts.add("place:on")
        if step == "subject":
            facts.update(("target:place", "place:subject"))
    if frame.targets and frame.analysis.chunks[frame.position].voice == "passive":
        facts.add("passive:at_place")
