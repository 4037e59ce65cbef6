"""A frame binds a trigger's arguments inside its clause: who, to whom, where, when, with what.

How a trigger takes its arguments is data (`frames.yml`); this module only knows how to walk the slots it names.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.events.analysis import Analysis
from extractors.events.fillers import fillers, is_nameless, speakers
from extractors.events.frame_records import Filler, Frame, Spot
from extractors.events.instruments import country_adjectives, instrument_table, read_word_lists
from extractors.events.joining import join
from extractors.events.repelling import turn_sides
from extractors.events.slots import EMPTY, Clauses, Prepositions, Slot
from extractors.events.surroundings import Surroundings, is_attribute
from extractors.events.triggers import PhraseTable, Trigger
from extractors.lexicons.loader import Strict, read_yaml_map
from extractors.mentions.records import PEOPLE_KINDS, ActorMention
from extractors.text.grammar import Grammar
from extractors.text.tags import NUM

_FOREIGN_HANDS = frozenset(["air_strike", "strike", "bombing", "shelling"])
"""Kinds of which a country's adjective alone names the forces ("Russian air strikes")."""
_PATIENTS = frozenset(["fall", "undergo"])
"""Frames whose subject is what was hit."""
_TAKES_OBJECT = frozenset(["arrest", "notable_arrest", "demonstration_arrest", "abduction", "disrupt"])
_UNARMED = frozenset(["civilians", "protesters"])
_INSIDE = frozenset(["premodifier", "possessive", "itself"])
_SIDES = frozenset(["subject", "light_subject", "blamed", "participant"])
_CORE = frozenset(["subject", "object"])
_NEAR_TRIGGER = 6
"""Tokens behind a trigger within which a place of its clause hangs on it."""


class RoleSlots(Strict):
    """Slots of one role, in order, for each form of the trigger."""

    active: list[str]
    passive: list[str]
    noun: list[str]


class FrameRule(Strict):
    """Schema of one frame of `frames.yml`."""

    agent: RoleSlots
    target: RoleSlots


class FrameBinder:
    """Binds the roles of triggers in an analysed sentence."""

    def __init__(
        self,
        rules: Mapping[str, FrameRule],
        instruments: PhraseTable[str],
        adjectives: Mapping[str, str],
        grammar: Grammar,
    ) -> None:
        """Keep the tables. `adjectives` maps adjectives of countries to alpha-2 codes."""
        self.rules = dict(rules)
        self._adjectives = dict(adjectives)
        self._grammar = grammar
        self._surroundings = Surroundings(instruments, grammar)

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> FrameBinder:
        """The binder of a shipped language."""
        rules = read_yaml_map(FrameRule, language, "frames.yml")
        instruments = instrument_table(read_word_lists(language, "instruments.yml"))
        return cls(rules, instruments, country_adjectives(language, grammar.tables), grammar)

    def bind(self, analysis: Analysis) -> list[Frame]:
        """Frames of all triggers whose form fits the grammar, in text order, noun and verb frames of one event joined."""
        frames: list[Frame] = []
        for trigger in analysis.triggers:
            position = _position(trigger, analysis)
            if _form_fits(trigger, analysis, position):
                frame = Frame(analysis, trigger, position, trigger.rule.kind)
                self._roles(frame)
                if frame.is_noun and frame.kind == "assault":
                    turn_sides(frame, self._grammar)
                frames.append(frame)
        if frames:
            self._surroundings.read(frames, analysis)
        for frame in frames:
            frame.has_place_phrase = any(_is_close(s, frame) for s in frame.spots)
        return join(frames, analysis.clauses, self._grammar.links)

    def surround(self, frames: list[Frame], analysis: Analysis) -> None:
        """Places, days and instruments of the clauses of frames that were made without `bind`."""
        self._surroundings.read(frames, analysis)

    # -- roles -------------------------------------------------------------------------------------------------

    def _roles(self, frame: Frame) -> None:
        rule = self.rules[frame.trigger.rule.frame]
        voice = self._voice(frame)
        slots = _Slots(frame, self._grammar, rule.target.noun)
        for name in getattr(rule.agent, voice):
            groups, fillers = self._filled(name, slots, frame)
            if groups:
                frame.subject_groups = frame.subject_groups or groups
                _bind_places(frame, groups, name)
            if fillers:
                frame.agents.extend(fillers)
                break
        known = {id(f.mention) for f in frame.agents}
        for name in getattr(rule.target, voice):
            groups, fillers = self._filled(name, slots, frame)
            if groups:
                frame.object_groups = groups if name in _CORE else frame.object_groups
                frame.target_groups = frame.target_groups or groups
                _bind_places(frame, groups, name)
            fillers = [f for f in fillers if id(f.mention) not in known]
            if fillers:
                frame.targets.extend(fillers)
                break
        if not frame.object_groups and not frame.is_noun:
            clauses = frame.analysis.clauses
            hit = clauses.subject(frame.position) if voice == "passive" else clauses.objects(frame.position)
            frame.object_groups = hit.groups

    def _filled(self, name: str, slots: _Slots, frame: Frame) -> tuple[tuple[int, ...], list[Filler]]:
        """The slot's noun groups and the actors in them; for a premodifier the actor inside the trigger's own group."""
        if name in _INSIDE:
            return (), self._inside(name, frame)
        slot = slots.find(name)
        if not slot.groups:
            return (), []
        found = fillers(frame.analysis, slot, name)
        is_open = name == "subject" and is_nameless(f.mention for f in found)
        return slot.groups, (speakers(frame.analysis, slot) if is_open else []) or found

    def _inside(self, name: str, frame: Frame) -> list[Filler]:
        first = frame.analysis.chunks[frame.position].first
        if name == "itself":
            covering = frame.analysis.actors_in(first, frame.trigger.last)
            return [Filler(m, name) for m in covering if m.first <= frame.trigger.first < m.last]
        inside = frame.analysis.actors_in(first, frame.trigger.first)
        if frame.kind in _FOREIGN_HANDS:
            inside = [m for m in inside if m.country is None or m.kind not in PEOPLE_KINDS]  # "a Russian guided bomb"
        if not inside and name == "premodifier" and frame.kind in _FOREIGN_HANDS:
            inside = self._country_adjective(first, frame)
        return [Filler(m, name) for m in inside[-1:]]

    def _country_adjective(self, first: int, frame: Frame) -> list[ActorMention]:
        """The forces of a country whose adjective stands before the event noun ("Russian air strikes")."""
        sentence = frame.analysis.sentence
        for i in range(first, frame.trigger.first):
            iso2 = self._adjectives.get(sentence.lowers[i])
            if iso2 is not None and sentence.words[i][0].isupper():
                return [
                    ActorMention(
                        i, i + 1, i, *sentence.span(i, i + 1), sentence.slice(i, i + 1),
                        "military", None, iso2, True, False, None, True, "actor.country_adjective",
                    )
                ]  # fmt: skip
        return []

    def _voice(self, frame: Frame) -> str:
        """ "noun", "passive" or "active": "X attacked at dawn" is active when X is armed and no agent phrase follows.

        "Suspects arrested with arms" is passive, for a verb of taking somebody never lacks its object.
        """
        if frame.is_noun:
            return "noun"
        analysis, position = frame.analysis, frame.position
        chunk = analysis.chunks[position]
        is_bare_participle = chunk.voice == "passive" and chunk.tense == "participle" and chunk.last - chunk.first == 1
        if not is_bare_participle:
            return chunk.voice
        if any(word in self._grammar.links.agent for word, _ in analysis.clauses.prepositions(position)):
            return "passive"
        if frame.kind in _TAKES_OBJECT and not analysis.clauses.objects(position).groups:
            return "passive"
        subjects = [analysis.chunks[group] for group in analysis.clauses.subject(position).groups]
        is_armed = any(m.kind not in _UNARMED for c in subjects for m in analysis.actors_in(c.first, c.last))
        return "active" if is_armed else "passive"


class _Slots:
    """The slots of one trigger, found by name as they are asked for."""

    def __init__(self, frame: Frame, grammar: Grammar, opposite: list[str]) -> None:
        self._frame = frame
        self._opposite = opposite
        self._grammar = grammar
        self._clauses: Clauses = frame.analysis.clauses
        self._own: dict[str, tuple[int, ...]] | None = None
        self._shared: dict[str, tuple[int, ...]] | None = None

    def find(self, name: str) -> Slot:
        """The noun groups of a slot: subject, object, the subject of a light verb, or behind a preposition."""
        if name == "subject":
            return self._clauses.subject(self._frame.position)
        if name == "object":
            return self._object()
        if name == "blamed":
            return self._blamed()
        if name == "participant":
            return self._participant()
        return self._light_subject() if name == "light_subject" else self._prepositional(name)

    def _participant(self) -> Slot:
        """Whom the verb of an adjunct is about, where it has another side: "workers were hurt in clashes with police"."""
        verb, how = self._clauses.governor(self._frame.position) or (-1, "")
        if how not in self._grammar.links.inside or self._clauses.lows[verb] in self._grammar.reporting:
            return EMPTY
        if not any(self._prepositional(name).groups for name in self._opposite):
            return EMPTY
        return Slot(self._clauses.subject(verb).groups, "participant")

    def _blamed(self) -> Slot:
        """Behind a participle of blaming right after the event noun: "a raid blamed on the rebels"."""
        kinds, verb = self._clauses.kinds, self._frame.position + 1
        if kinds[verb : verb + 3] != ["V", "P", "N"] or not self._clauses.blames(verb + 1):
            return EMPTY
        return Slot(self._clauses.listed_right(verb + 2), "blamed")

    def _object(self) -> Slot:
        frame = self._frame
        whole = self._clauses.group_at(frame.trigger.last) if frame.trigger.form == "phrase" else EMPTY
        return whole if whole.groups else self._clauses.objects(frame.position)

    def _light_subject(self) -> Slot:
        """The subject of a verb that only carries the event noun: "X launched an attack"."""
        verb, how = self._clauses.governor(self._frame.position) or (-1, "")
        if how != "object" or self._clauses.lows[verb] not in self._grammar.light:
            return EMPTY
        is_passive = self._clauses.chunks[verb].voice == "passive"
        return EMPTY if is_passive else Slot(self._clauses.subject(verb).groups, "light_subject")

    def _prepositional(self, name: str) -> Slot:
        """Groups behind a preposition, behind the trigger or, for a few, behind the verb that governs an event noun."""
        if self._own is None:
            self._own = self._up_to_next_event(self._clauses.prepositions(self._frame.position))
        groups = self._own.get(name)
        if groups is None and self._frame.is_noun and name in self._grammar.links.shared_with_governor:
            if self._shared is None:
                self._shared = self._behind_governor()
            groups = self._shared.get(name)
        return Slot(groups, name) if groups else EMPTY

    def _behind_governor(self) -> dict[str, tuple[int, ...]]:
        verb, how = self._clauses.governor(self._frame.position) or (-1, "")
        return self._up_to_next_event(self._clauses.prepositions(verb)) if how in _CORE else {}

    def _up_to_next_event(self, found: Prepositions) -> dict[str, tuple[int, ...]]:
        """Groups by preposition, up to another event or a time ("strikes on X following attacks by Y")."""
        frame, temporal = self._frame, self._grammar.temporal
        others: set[int] = set()
        if frame.is_noun and found:
            owner = frame.analysis.owner
            others = {owner[t.first] for t in frame.analysis.triggers if t.form == "noun"} - {frame.position}
        own: dict[str, tuple[int, ...]] = {}
        for word, groups in found:
            if word in temporal or not others.isdisjoint(groups):
                break
            if word not in self._grammar.partitives or groups[0] == frame.position + 2 or not frame.is_noun:
                own.setdefault(word, groups)
        return own


def _position(trigger: Trigger, analysis: Analysis) -> int:
    """The trigger's chunk; of "shot and killed" that of the last verb, which has the object."""
    last = analysis.owner[trigger.last - 1]
    return last if trigger.form == "phrase" and analysis.chunks[last].kind == "V" else analysis.owner[trigger.first]


def _form_fits(trigger: Trigger, analysis: Analysis, position: int) -> bool:
    """True when a noun trigger heads a noun group (or stands before its number), a verb trigger a verb group."""
    chunk = analysis.chunks[position]
    if trigger.form == "noun":
        return chunk.kind == "N" and (trigger.last > chunk.head or analysis.tags[chunk.head] == NUM)
    if chunk.kind != "V" or analysis.sentence.glued[trigger.first]:
        return False
    return trigger.form == "phrase" or chunk.head == trigger.first


def _bind_places(frame: Frame, groups: tuple[int, ...], name: str) -> None:
    """Places in the noun groups of a slot; those of a subject only where the subject is what was hit."""
    analysis = frame.analysis
    if not analysis.places:
        return
    if name in _SIDES and frame.trigger.rule.frame not in _PATIENTS and frame.object_groups != groups:
        return
    known = {id(s.mention) for s in frame.spots}
    for group in groups:
        chunk = analysis.chunks[group]
        inside = analysis.places_in(chunk.first, chunk.last)
        further = analysis.clauses.of_group(group)
        if further is not None:
            inside += analysis.places_in(analysis.chunks[further].first, analysis.chunks[further].last)
        for mention in inside:
            if id(mention) not in known and not is_attribute(mention, chunk):
                frame.spots.append(Spot(mention, name))
                known.add(id(mention))


def _is_close(spot: Spot, frame: Frame) -> bool:
    """True when a place hangs on the trigger, with no verb between an event noun and the place."""
    analysis = frame.analysis
    between = analysis.clauses.kinds[frame.position : analysis.owner[spot.mention.first]] if frame.is_noun else []
    if spot.step in ("clause_before", "premodifier") or "V" in between:
        return False
    return spot.step != "clause" or spot.mention.first < frame.trigger.last + _NEAR_TRIGGER
