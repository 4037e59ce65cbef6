"""Facts from around a frame: the demonstration, the fight or the crowd that its own words leave out.

"Police fired tear gas" is told after a march; "the town fell" ends a battle told before. The decision table asks for
such facts as `context:...`.
"""

from __future__ import annotations

from extractors.coding.campaigns import campaign_facts
from extractors.coding.claims import feud_words
from extractors.coding.draft import AIR
from extractors.coding.situation import NEARBY, Situation
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.events.triggers import Trigger
from extractors.mentions.records import ARMED_KINDS
from extractors.text.grammar import Grammar
from extractors.text.morphology import NOUNS

_STREET_KINDS = frozenset(["protest", "riot"])
_GATHERINGS = _STREET_KINDS | {"gathering", "blockade", "stoning", "intervention"}
_GATHERING, _ARREST = "gathering", "demonstration_arrest"
_FIRE = frozenset(["shooting", "killing", "harm"])
_CAPTIVES = "captives"
_ASSAULT, _ARREST_ALONE = "assault", "arrest"
_STREET_TYPES = frozenset(["Violent demonstration", "Excessive force against protesters"])
_AMID_CROWDS = frozenset(["intervention", "arrest", "riot", "shooting"])
"""Kinds of event that a demonstration told earlier in the article may have around them."""
_CHANGES_HANDS = frozenset(["capture", "fall"])
_LEAVES = "withdraw"
_FIGHTING = frozenset(
    ["clash", "assault", "shooting", "killing", "shelling", "air_strike", "bombing", "explosion", "harm"]
)
_CLASHES = frozenset(["clash", "crowd_clash"])
_CROWD = frozenset(["protesters", "rioters"])
_CONTEXT = {
    "abduction": "context:abduction",
    "sexual_violence": "context:rape",
    "air_strike": "context:air",
    "riot": "context:rioting",
    "intervention": "context:dispersed",
}
_HITS, _BY_PEOPLE = "verb:impact", "agent:people"
_BOMBING, _PASSIVE = "bombing", "form:passive"
_STRIKE, _DEVICE, _PLANTED = "strike", "device", "planted"
_LETHAL_FORCE = frozenset(["with:live_fire", "harm:killed"])
_COUNT_REACH = 3
"""Tokens between a number and the people it counts."""


class ContextFacts:
    """Reads the facts around frames of one language."""

    def __init__(self, grammar: Grammar, feuds: tuple[str, ...]) -> None:
        """Keep the word classes that decide, and the words of feuds among peoples."""
        self._holding = grammar.holding
        self._collectives = grammar.collectives
        self._later = grammar.links.later
        self._feuds = feuds

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> ContextFacts:
        """With the shipped words of a language."""
        return cls(grammar, feud_words(language))

    def of(self, frame: Frame, situation: Situation) -> set[str]:
        """Facts from around the frame: a demonstration, a riot, a dispersal in the same sentence; any known place."""
        kinds = frame.analysis.trigger_kinds
        facts = {_CONTEXT[kind] for kind in kinds if kind in _CONTEXT}
        is_street = not _STREET_KINDS.isdisjoint(kinds)
        if is_street or (frame.kind in _AMID_CROWDS and not _STREET_KINDS.isdisjoint(situation.kinds)):
            facts.add("context:demonstration")
        if frame.kind in _CHANGES_HANDS and _is_fought_over(frame, situation):
            facts.add("context:fighting")
        if frame.kind in _CHANGES_HANDS and _is_vacated(frame):
            facts.add("context:vacated")
        if frame.kind == _CAPTIVES and not _CLASHES.isdisjoint(kinds):
            facts.add("context:fighting")
        if _ends_in_arrests(frame):
            facts.add("context:arrests")
        if _is_crowded(frame):
            facts.add("context:crowd")
        if situation.country is None and not frame.spots and not any((a.coded or 0) > 1 for a in frame.amounts):
            facts.add("context:nowhere")
        if _follows_air_strike(frame, situation):
            facts.add("context:air_before")
        if not frame.agents:
            facts.update(campaign_facts(frame, situation))
        if _demonstration_near(frame, self._later, self._holding):
            facts.update(("context:demonstration_near", "context:demonstration_here"))
        if _demonstration_before(frame, situation):
            facts.update(("context:demonstration_near", "context:demonstration_before"))
        clauses = frame.analysis.clauses
        if not self._collectives.isdisjoint(clauses.lows[: frame.position]):
            facts.add("context:collective")
        if frame.kind in _CLASHES:
            text = frame.analysis.sentence.text.lower()
            facts.update(["context:feud"] if any(words in text for words in self._feuds) else [])
        if frame.verb in self._holding:
            facts.add("context:held")
        if "protest" in kinds and frame.facts >= _LETHAL_FORCE:
            facts.add("context:lethal_force")
        return facts


def _is_fought_over(frame: Frame, situation: Situation) -> bool:
    """True when the sentence, or what was told before it, has a fight beside the ground that changes hands."""
    kinds = {*frame.analysis.trigger_kinds, *(draft.kind for draft in situation.drafts)}
    return not _FIGHTING.isdisjoint(kinds)


def _is_vacated(frame: Frame) -> bool:
    """True for "took over the town after the rebels had left it": the sentence says that armed men went away."""
    analysis, takers = frame.analysis, {f.mention for f in frame.agents}
    for trigger in analysis.standing:
        group = analysis.owner[trigger.first]
        if trigger.rule.kind != _LEAVES or analysis.clauses.kinds[group] != "V" or group <= frame.position:
            continue
        chunks = (analysis.chunks[g] for g in analysis.clauses.subject(group).groups)
        leavers = {m for c in chunks for m in analysis.actors_in(c.first, c.last) if m.kind in ARMED_KINDS}
        if leavers - takers:
            return True
    return False


def _follows_air_strike(frame: Frame, situation: Situation) -> bool:
    """True for "several raids hit Foo" and "Foo was bombed" where the text has told of an air strike: it is another one."""
    is_hit = frame.is_noun and _HITS in frame.facts and _BY_PEOPLE not in frame.facts
    is_bombed = frame.kind == _BOMBING and _PASSIVE in frame.facts and not frame.agents
    are_bombs = _are_its_bombs(frame)
    if not (is_hit or is_bombed or are_bombs):
        return False
    strikes = [d for d in situation.drafts if d.sub_event_type == AIR and d.status == "occurred"]
    if are_bombs:
        strikes = [d for d in strikes if 0 <= frame.analysis.sentence.index - d.sentence_index <= NEARBY]
    return bool(strikes)


def _are_its_bombs(frame: Frame) -> bool:
    """True for the bombs of "the bombs hit a school", told of as known or as several, and laid by nobody."""
    sentence, chunks = frame.analysis.sentence, frame.analysis.chunks
    is_hit = frame.kind == _STRIKE and not frame.is_noun and not frame.agents
    if not is_hit or _DEVICE not in frame.instruments or _PLANTED in frame.instruments:
        return False
    definite, tags = frame.analysis.clauses.grammar.definite, frame.analysis.tags
    return any(
        sentence.lowers[chunks[g].first] in definite or tags[chunks[g].head] == NOUNS for g in frame.subject_groups
    )


def _ends_in_arrests(frame: Frame) -> bool:
    """True when the sentence says that people were arrested and tells of no fight: "raided the house, arresting four"."""
    analysis = frame.analysis
    if frame.kind != _ASSAULT or not _CLASHES.isdisjoint(analysis.trigger_kinds):
        return False
    told = (analysis.chunks[analysis.owner[t.first]] for t in analysis.standing if t.rule.kind == _ARREST_ALONE)
    return any(chunk.kind == "V" and chunk.tense != "infinitive" for chunk in told)


def _is_crowded(frame: Frame) -> bool:
    """True when the sentence names demonstrators, or counts people ("hundreds of residents")."""
    counts = frame.analysis.counts
    for mention in frame.analysis.actors:
        if mention.kind in _CROWD:
            return True
        is_crowd = mention.is_plural and mention.kind == "civilians"
        if is_crowd and any(c.last <= mention.head <= c.last + _COUNT_REACH for c in counts):
            return True
    return False


def _demonstration_near(frame: Frame, later: frozenset[str], holding: frozenset[str]) -> bool:
    """True when the frame's own sentence tells of a demonstration, in other words than the frame's."""
    others = (t for t in frame.analysis.standing if t is not frame.trigger and _tells_of_crowd(t, frame, holding))
    return any(not _is_earlier(t, frame.analysis, later) for t in others)


def _tells_of_crowd(trigger: Trigger, frame: Frame, holding: frozenset[str]) -> bool:
    """True for words of protest and riot; for whoever is arrested or shot at by the state, also "marched" and "at a march"."""
    if trigger.rule.kind in _STREET_KINDS:
        return True
    is_met = frame.kind == _ARREST or (frame.kind in _FIRE and "agent:state" in frame.facts)
    if not is_met or trigger.rule.kind != _GATHERING:
        return False
    clauses, group = frame.analysis.clauses, frame.analysis.owner[trigger.first]
    if clauses.chunks[group].kind == "V":
        return True
    verb, how = clauses.governor(group) or (-1, "")
    return verb == frame.position or (how == "object" and clauses.lows[verb] in holding)


def _is_earlier(trigger: Trigger, analysis: Analysis, later: frozenset[str]) -> bool:
    """True for the demonstrations of "following demonstrations": they were before."""
    if trigger.form != "noun":
        return False
    opener = analysis.clauses.opener(analysis.owner[trigger.first])
    return opener is not None and analysis.clauses.lows[opener] in later


def _demonstration_before(frame: Frame, situation: Situation) -> bool:
    """True when an event coded up to two sentences before was a demonstration."""
    drafts = situation.drafts_near(frame.analysis.sentence.index)
    return any(d.status == "occurred" and (d.kind in _GATHERINGS or d.sub_event_type in _STREET_TYPES) for d in drafts)
