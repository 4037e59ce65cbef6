"""A frame binds a trigger's arguments inside its clause: who, to whom, where, when, with what.

How a trigger takes its arguments is data (`frames.yml`); this module only knows how to walk the slots it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractors.events.analysis import Analysis
from extractors.events.slots import EMPTY, Clauses, Slot
from extractors.events.triggers import PhraseTable, Trigger
from extractors.lexicons.loader import LexiconError, Strict, read_yaml_map
from extractors.mentions.actors_countries import load_countries
from extractors.mentions.records import ActorMention, DateMention
from extractors.places.records import PlaceMention
from extractors.report import Status
from extractors.text.grammar import Chunk, Grammar

_VERBAL_KIND = "V"
_FOREIGN_HANDS = frozenset(["air_strike", "strike", "bombing", "shelling"])


class RoleSlots(Strict):
    """Slots of one role, in order, for each form of the trigger."""

    active: list[str]
    passive: list[str]
    noun: list[str]


class FrameRule(Strict):
    """Schema of one frame of `frames.yml`."""

    agent: RoleSlots
    target: RoleSlots


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor mention in a role and the slot or step that found it."""

    mention: ActorMention
    step: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place mention bound to a frame and the step that found it."""

    mention: PlaceMention
    step: str


@dataclass(slots=True)
class Amount:
    """How many people were harmed, as one phrase says it. `coded` is `None` for a vague plural.

    `category` is killed, injured, abducted, arrested or displaced; `start`/`end` are article offsets of the phrase.
    `is_also` marks "were also killed"; `is_stated` a number that the text itself says is the coded one.
    """

    category: str
    low: int | None
    high: int | None
    coded: int | None
    start: int
    end: int
    rule_id: str
    victims: tuple[ActorMention, ...] = ()
    is_additional: bool = False
    is_also: bool = False
    is_stated: bool = False


@dataclass(slots=True)
class Frame:
    """An event candidate in one sentence, filled step by step; see `extractors.coder` for the order of the steps."""

    analysis: Analysis
    trigger: Trigger
    position: int
    kind: str
    agents: list[Filler] = field(default_factory=list)
    targets: list[Filler] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)
    instruments: set[str] = field(default_factory=set)
    status: Status = "occurred"
    status_rule: str = ""
    absorbed: list[Trigger] = field(default_factory=list)
    object_groups: tuple[int, ...] = ()
    subject_groups: tuple[int, ...] = ()
    claimants: list[ActorMention] = field(default_factory=list)
    is_anaphoric: bool = False
    has_own_day: bool = False
    has_place_phrase: bool = False
    """True when a place hangs on the trigger itself, not on a verb it was joined with."""
    names_settlement: bool = False
    """True when an unnamed settlement is the place ("a village in the north"): a later sentence may name it."""
    verb: str = ""
    """The verb that governs an event noun, in lower case; empty for verb triggers."""

    @property
    def is_noun(self) -> bool:
        """True when the trigger stands as a noun."""
        return self.analysis.chunks[self.position].kind != _VERBAL_KIND


class FrameBinder:
    """Binds the roles of triggers in an analysed sentence."""

    def __init__(
        self, rules: Mapping[str, FrameRule], instruments: Mapping[str, Iterable[str]], adjectives: Mapping[str, str], grammar: Grammar
    ) -> None:
        """Keep the rules and compile the instrument words. `adjectives` maps adjectives of countries to alpha-2 codes."""
        self.rules = dict(rules)
        self._adjectives = dict(adjectives)
        self.grammar = grammar
        self._settlements = grammar.settlements
        self._instruments: PhraseTable[str] = PhraseTable()
        for name, words in instruments.items():
            for word in words:
                self._instruments.add(word, name)

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> FrameBinder:
        """The binder of a shipped language."""
        rules = read_yaml_map(FrameRule, language, "frames.yml")
        words = read_word_lists(language, "instruments.yml")
        adjectives = {word.lower(): c.iso2 for c in load_countries(language, grammar.tables) for word in (*c.adjectives, *c.names) if " " not in word}
        return cls(rules, words, adjectives, grammar)

    def bind(self, analysis: Analysis) -> list[Frame]:
        """Frames of all triggers whose form fits the grammar, in text order, noun and verb frames of one event joined."""
        clauses = analysis.clauses
        tools = list(self._instruments.matches(analysis.sentence.lowers))
        frames: list[Frame] = []
        for trigger in analysis.triggers:
            position = _position(trigger, analysis)
            if not _form_fits(trigger, analysis, position):
                continue
            frame = Frame(analysis, trigger, position, trigger.rule.kind)
            self._roles(frame, clauses)
            self._surroundings(frame, clauses, tools)
            frame.has_place_phrase = any(_is_close(s, trigger) for s in frame.spots)
            frames.append(frame)
        return _join(frames, clauses)

    # -- roles -------------------------------------------------------------------------------------------------

    def _roles(self, frame: Frame, clauses: Clauses) -> None:
        rule = self.rules[frame.trigger.rule.frame]
        voice = _voice(frame, clauses)
        for role, slots, bag in (("agent", rule.agent, frame.agents), ("target", rule.target, frame.targets)):
            for name in getattr(slots, voice):
                slot, premodifier = self._slot(name, frame, clauses)
                fillers = premodifier or _fillers(frame.analysis, slot, name)
                if role == "agent" and name == "subject":
                    frame.subject_groups = slot.groups
                if role == "target" and name in ("object", "subject") and slot.groups:
                    frame.object_groups = slot.groups
                fillers = [f for f in fillers if all(f.mention is not g.mention for g in (*frame.agents, *frame.targets))]
                _spots(frame, slot, name)
                if fillers:
                    bag.extend(fillers)
                    break
        self._object(frame, clauses, voice)

    @staticmethod
    def _object(frame: Frame, clauses: Clauses, voice: str) -> None:
        """What was hit, also where the frame takes its target elsewhere: object of an active, subject of a passive verb."""
        if not frame.object_groups and not frame.is_noun:
            slot = clauses.subject(frame.position) if voice == "passive" else clauses.objects(frame.position)
            frame.object_groups = slot.groups

    def _slot(self, name: str, frame: Frame, clauses: Clauses) -> tuple[Slot, list[Filler]]:
        """The slot's noun groups; for premodifier and possessive the actor mentions inside the trigger's own group."""
        position = frame.position
        if name == "subject":
            return clauses.subject(position), []
        if name == "object":
            whole = clauses.group_at(frame.trigger.last) if frame.trigger.form == "phrase" else EMPTY
            return whole if whole.groups else clauses.objects(position), []
        if name in ("premodifier", "possessive"):
            chunk = frame.analysis.chunks[position]
            inside = [m for m in frame.analysis.actors if chunk.first <= m.head < frame.trigger.first]
            if not inside and name == "premodifier" and frame.kind in _FOREIGN_HANDS:
                inside = self._country_adjective(chunk.first, frame)
            return EMPTY, [Filler(m, name) for m in inside[-1:]]
        if name in ("light_subject", "light_subject_passive"):
            return self._light(name, frame, clauses), []
        if name == "between_second":
            return EMPTY, []
        start = frame.position
        found = self._own_groups(clauses.prepositions(start), frame)
        slot = _prepositional(name, found)
        if not slot.groups and frame.is_noun:
            governor = clauses.governor(start)
            if governor and name in ("by", "against", "on") and governor[1] in ("object", "subject"):
                slot = _prepositional(name, self._own_groups(clauses.prepositions(governor[0]), frame))
        return slot, []

    def _own_groups(self, found: list[tuple[str, tuple[int, ...]]], frame: Frame) -> list[tuple[str, tuple[int, ...]]]:
        """The prepositional groups up to where another event or time begins ("strikes on X following attacks by Y")."""
        others = {frame.analysis.owner[t.first] for t in frame.analysis.triggers if t.form == "noun"} - {frame.position}
        own: list[tuple[str, tuple[int, ...]]] = []
        for word, groups in found:
            if word in self.grammar.temporal or (frame.is_noun and others.intersection(groups)):
                break
            own.append((word, groups))
        return own

    def _country_adjective(self, first: int, frame: Frame) -> list[ActorMention]:
        """The forces of a country whose adjective stands before the event noun ("Russian air strikes")."""
        sentence = frame.analysis.sentence
        for i in range(first, frame.trigger.first):
            iso2 = self._adjectives.get(sentence.lowers[i])
            if iso2 is not None and sentence.words[i][0].isupper():
                start, end = sentence.span(i, i + 1)
                words = sentence.slice(i, i + 1)
                return [ActorMention(i, i + 1, i, start, end, words, "military", None, iso2, True, False, None, True, "actor.country_adjective")]
        return []

    def _light(self, name: str, frame: Frame, clauses: Clauses) -> Slot:
        governor = clauses.governor(frame.position)
        if governor is None:
            return EMPTY
        verb, how = governor
        chunk = frame.analysis.chunks[verb]
        is_passive = chunk.voice == "passive"
        if how == "object" and not is_passive and clauses.low(verb) in self.grammar.light:
            slot = clauses.subject(verb)
            return Slot(slot.groups, "light_subject") if name == "light_subject" else EMPTY
        return EMPTY

    # -- surroundings ------------------------------------------------------------------------------------------

    def _is_governed(self, mention: PlaceMention, analysis: Analysis) -> bool:
        """True when a preposition puts something at the place, be it through a chain of "of"."""
        if mention.relation != "none":
            return True
        before = analysis.owner[mention.first] - 1
        return before >= 0 and analysis.chunks[before].kind == "P" and analysis.sentence.lowers[analysis.chunks[before].head] in self.grammar.partitives

    def surround(self, frame: Frame) -> None:
        """Places, days and instruments of the clause of a frame that was made without `bind`."""
        self._surroundings(frame, frame.analysis.clauses, list(self._instruments.matches(frame.analysis.sentence.lowers)))

    def _surroundings(self, frame: Frame, clauses: Clauses, tools: list[tuple[int, int, list[str]]]) -> None:
        analysis = frame.analysis
        first = analysis.chunks[clauses.start(frame.position)].first
        last = analysis.chunks[clauses.end(frame.position) - 1].last
        opener = clauses.opener(frame.position) if frame.is_noun else None
        if opener is not None:
            first = analysis.chunks[opener].first
        elif frame.is_noun:
            governor = clauses.governor(frame.position)
            if governor:
                frame.verb = clauses.low(governor[0])
                last = max(last, analysis.chunks[clauses.end(governor[0]) - 1].last)
                first = min(first, analysis.chunks[clauses.start(governor[0])].first)
        own = frame.trigger.first
        taken = {id(s.mention) for s in frame.spots}
        named = [m for m in analysis.places if not (_is_country(m) and analysis.is_part_of_actor(m))]
        holders = [m for m in named if m.is_container]
        named = [m for m in named if not m.is_container] or holders
        after = [m for m in named if own <= m.first < last and id(m) not in taken and self._is_governed(m, analysis)]
        before = [m for m in named if first <= m.first < own and id(m) not in taken and m.relation not in ("none", "from", "to")]
        frame.spots.extend(Spot(m, "clause") for m in after)
        if not frame.spots:
            frame.spots.extend(Spot(m, "clause_before") for m in before)
        if not frame.spots:
            inside = [m for m in analysis.places if analysis.chunks[frame.position].first <= m.first < own and not _is_country(m)]
            frame.spots.extend(Spot(m, "premodifier") for m in inside)
        frame.dates = [d for d in analysis.dates if first <= d.first < last]
        frame.has_own_day = any(d.granularity not in ("year", "vague") for d in frame.dates)
        lowers, indefinite = analysis.sentence.lowers, self.grammar.indefinite
        frame.names_settlement = any(
            c.kind == "N" and own < c.last <= last and lowers[c.first] in indefinite and lowers[c.head] in self._settlements for c in analysis.chunks
        )
        hit = () if frame.trigger.rule.frame == "launch" else frame.object_groups
        for start, _end, values in tools:
            if first <= start < last and analysis.owner[start] not in hit:
                frame.instruments.update(values)


def _position(trigger: Trigger, analysis: Analysis) -> int:
    """The trigger's chunk; of "shot and killed" that of the last verb, which has the object."""
    last = analysis.owner[trigger.last - 1]
    return last if trigger.form == "phrase" and analysis.chunks[last].kind == "V" else analysis.owner[trigger.first]


def _form_fits(trigger: Trigger, analysis: Analysis, position: int) -> bool:
    chunk = analysis.chunks[position]
    glued = analysis.sentence.glued
    if trigger.form == "noun":
        if chunk.kind != "N" or trigger.last < chunk.head + 1 and not _is_modifier_of_event(trigger, analysis, chunk.head):
            return False
        return True
    if chunk.kind != "V":
        return False
    if glued[trigger.first]:
        return False
    return trigger.form == "phrase" or (chunk.first <= trigger.first and chunk.head == trigger.first)


def _is_modifier_of_event(trigger: Trigger, analysis: Analysis, head: int) -> bool:
    """A noun trigger before the head of its group counts only when the head is an event word or a number too."""
    if analysis.tags[head] == "#":
        return True
    return any(t.form == "noun" and t.first <= head < t.last and t is not trigger for t in analysis.triggers) and False


def _voice(frame: Frame, clauses: Clauses) -> str:
    if frame.is_noun:
        return "noun"
    chunk = frame.analysis.chunks[frame.position]
    if chunk.voice == "passive" and chunk.tense == "participle" and chunk.last - chunk.first == 1:
        # "X attacked at dawn": a bare -ed form with an armed subject and no agent phrase is active
        if any(word == "by" for word, _ in clauses.prepositions(frame.position)):
            return "passive"
        subject = clauses.subject(frame.position)
        for group in subject.groups:
            c = frame.analysis.chunks[group]
            if any(m.kind not in ("civilians", "protesters") for m in frame.analysis.actors_in(c.first, c.last)):
                return "active"
    return chunk.voice


def _fillers(analysis: Analysis, slot: Slot, name: str) -> list[Filler]:
    step = name if slot.step in (name, "subject", "object") else slot.step
    found: list[Filler] = []
    for group in slot.groups:
        chunk = analysis.chunks[group]
        inside = analysis.actors_in(chunk.first, chunk.last)
        heads = [m for m in inside if m.last >= chunk.head + 1] or inside[-1:]
        found.extend(Filler(m, step) for m in heads)
    return found


def _spots(frame: Frame, slot: Slot, name: str) -> None:
    for group in slot.groups:
        chunk = frame.analysis.chunks[group]
        known = {id(s.mention) for s in frame.spots}
        if name in ("subject", "light_subject") and frame.trigger.rule.frame not in ("fall", "undergo") and name != "object":
            if not (frame.object_groups == slot.groups):
                continue
        further = frame.analysis.clauses.of_group(group)
        inside = frame.analysis.places_in(chunk.first, chunk.last)
        if further is not None:
            inside = inside + frame.analysis.places_in(frame.analysis.chunks[further].first, frame.analysis.chunks[further].last)
        for mention in inside:
            if id(mention) not in known and not _is_attribute(mention, chunk):
                frame.spots.append(Spot(mention, name))


def _is_close(spot: Spot, trigger: Trigger) -> bool:
    if spot.step in ("clause_before", "premodifier"):
        return False
    return spot.step != "clause" or spot.mention.first < trigger.last + 6


def _is_country(mention: PlaceMention) -> bool:
    return bool(mention.candidates) and mention.candidates[0].kind == "country"


def _is_attribute(mention: PlaceMention, chunk: Chunk) -> bool:
    """True for the "U.S." of "a U.S. tanker": a country that says whose, not where."""
    return _is_country(mention) and mention.last <= chunk.head


def _prepositional(name: str, found: list[tuple[str, tuple[int, ...]]]) -> Slot:
    for word, groups in found:
        if word == name:
            return Slot(groups, name)
    return EMPTY


def _is_damage(frame: Frame, frames: list[Frame], clauses: Clauses) -> bool:
    """True for "destroying homes" behind an attack: damage is the attack's effect, not an event of its own."""
    if frame.kind != "destruction" or frame.is_noun:
        return False
    others = {f.position for f in frames if f is not frame and f.kind not in ("destruction", "protest", "arrest")}
    subject = clauses.subject(frame.position)
    if set(subject.groups) & others:
        return True
    chunk = frame.analysis.chunks[frame.position]
    return subject.step == "shared_subject" and any(p < frame.position for p in others) and chunk.tense in ("participle", "past")


def _join(frames: list[Frame], clauses: Clauses) -> list[Frame]:
    """Join an event noun with the verb it is subject or instrument of: "strikes hit the market" is one event."""
    nouns = {f.position: f for f in frames if f.is_noun}
    frames = [f for f in frames if not _is_damage(f, frames, clauses)]
    kept: list[Frame] = []
    for frame in frames:
        partner = None if frame.is_noun else _partner(frame, nouns, clauses)
        if partner is None:
            kept.append(frame)
            continue
        known = {id(x.mention) for x in (*partner.agents, *partner.targets)}
        partner.targets.extend(f for f in frame.targets if id(f.mention) not in known)
        if not partner.agents:
            partner.agents.extend(f for f in frame.agents if id(f.mention) not in known)
        spots = {id(s.mention) for s in partner.spots}
        extra = [s for s in frame.spots if id(s.mention) not in spots]
        partner.spots = [s for s in extra if s.step == "object"] + partner.spots + [s for s in extra if s.step != "object"]
        dates = {id(d) for d in partner.dates}
        partner.dates.extend(d for d in frame.dates if id(d) not in dates)
        partner.instruments |= frame.instruments
        partner.absorbed.append(frame.trigger)
        partner.object_groups = frame.object_groups
    return kept


def _partner(frame: Frame, nouns: dict[int, Frame], clauses: Clauses) -> Frame | None:
    if frame.kind in ("clash", "capture", "withdraw", "arrest", "protest", "agreement"):
        return None
    for group in clauses.subject(frame.position).groups:
        if group in nouns and nouns[group].kind not in ("protest", "capture"):
            return nouns[group]
    for word, groups in clauses.prepositions(frame.position):
        if word in ("in", "by", "with", "during", "using") and frame.trigger.rule.is_weak or word in ("in", "with") and frame.kind in ("killing",):
            for group in groups:
                if group in nouns and nouns[group].kind not in ("protest", "clash", "capture"):
                    return nouns[group]
    return None


def read_word_lists(*parts: str) -> dict[str, list[str]]:
    """A YAML map of names to word lists.

    Raises:
        LexiconError: The file is not such a map.
    """
    from extractors.lexicons.loader import read_data

    data = read_data(*parts)
    if not isinstance(data, dict) or not all(isinstance(v, list) for v in data.values()):
        raise LexiconError(f"{'/'.join(parts)}: expected a map of names to word lists")
    return {str(k): [str(w) for w in v] for k, v in data.items()}
