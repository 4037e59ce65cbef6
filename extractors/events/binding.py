"""A frame binds a trigger's arguments inside its clause: who, to whom, where, when, with what.

How a trigger takes its arguments is data (`frames.yml`); this module only knows how to walk the slots it names.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.events.analysis import Analysis
from extractors.events.fillers import doers_before, fillers, is_nameless, speakers, speaking_victims
from extractors.events.frame_records import Filler, Frame, Spot
from extractors.events.instruments import instrument_table, read_word_lists
from extractors.events.joining import join
from extractors.events.joint_doers import joint_owner
from extractors.events.repelling import turn_sides, turn_weapons
from extractors.events.role_slots import CORE, SENDER, RoleFinder
from extractors.events.shared_doers import joined_to
from extractors.events.slots import Slot
from extractors.events.surroundings import Surroundings, is_attribute
from extractors.events.triggers import PhraseTable, Trigger
from extractors.events.weapons_lost import whose_weapons
from extractors.lexicons.loader import Strict, read_yaml_map
from extractors.mentions.actors_groups import COUNTRY, MODIFIER
from extractors.mentions.records import ARMED_KINDS, PEOPLE_KINDS, ActorMention
from extractors.text.grammar import Grammar
from extractors.text.morphology import PARTICIPLE, PAST
from extractors.text.tags import NUM

_FOREIGN_HANDS = frozenset(["air_strike", "strike", "bombing", "shelling"])
"""Kinds of which a country's adjective alone names the forces ("Russian air strikes")."""
_NO_STATES = frozenset(["abduction"])
"""Kinds before which the name of a country only says where."""
_PATIENTS = frozenset(["fall", "undergo"])
"""Frames whose subject is what was hit."""
_TAKES_OBJECT = frozenset(["arrest", "notable_arrest", "demonstration_arrest", "abduction", "disrupt"])
_GATHERING, _INTERCEPT = "gathering", "intercept"
_UNARMED = frozenset(["civilians", "protesters"])
_INSIDE = frozenset(["premodifier", "possessive", "itself"])
_AIMED = frozenset(["attack", "ram", "launch", "device"])
"""Frames of which one side is the attacker."""
_SIDES = frozenset(["subject", "light_subject", "blamed", "participant"])
_SUBJECT, _PASSIVE = "subject", "passive"
_DOERS = frozenset([_SUBJECT, "light_subject"])
"""Slots of whoever does it, where a pronoun may stand for who speaks ("said it carried out a raid")."""
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
    def default(cls, grammar: Grammar, adjectives: Mapping[str, str], language: str = "en") -> FrameBinder:
        """The binder of a shipped language; `adjectives` as the constructor takes them."""
        rules = read_yaml_map(FrameRule, language, "frames.yml")
        instruments = instrument_table(read_word_lists(language, "instruments.yml"))
        return cls(rules, instruments, adjectives, grammar)

    def bind(self, analysis: Analysis) -> list[Frame]:
        """Frames of all triggers whose form fits the grammar, in text order, noun and verb frames of one event joined."""
        frames: list[Frame] = []
        for trigger in analysis.triggers:
            position = _position(trigger, analysis)
            if _form_fits(trigger, analysis, position):
                frame = Frame(analysis, trigger, position, trigger.rule.kind)
                self._roles(frame)
                if frame.is_noun and trigger.rule.frame in _AIMED:
                    turn_sides(frame, self._grammar)
                if frame.is_noun and frame.targets:
                    turn_weapons(frame, self._grammar)
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
        slots = RoleFinder(frame, self._grammar, rule.target.noun)
        for name in getattr(rule.agent, voice):
            groups, fillers = self._filled(name, slots, frame)
            if groups:
                frame.subject_groups = frame.subject_groups or groups
                _bind_places(frame, groups, name, is_doer=True)
            if fillers:
                frame.agents.extend(fillers)
                break
        known = {id(f.mention) for f in frame.agents}
        for name in getattr(rule.target, voice):
            groups, fillers = self._filled(name, slots, frame)
            if groups:
                frame.object_groups = groups if name in CORE else frame.object_groups
                frame.target_groups = frame.target_groups or groups
                _bind_places(frame, groups, name, is_doer=name == SENDER)
            if groups and not fillers and voice == _PASSIVE and name == _SUBJECT:
                fillers = speaking_victims(frame.analysis, Slot(groups, name))
            fillers = [f for f in fillers if id(f.mention) not in known]
            if fillers:
                frame.targets.extend(fillers)
                break
        if not frame.object_groups and not frame.is_noun:
            clauses = frame.analysis.clauses
            hit = clauses.subject(frame.position) if voice == "passive" else clauses.objects(frame.position)
            frame.object_groups = hit.groups

    def _filled(self, name: str, slots: RoleFinder, frame: Frame) -> tuple[tuple[int, ...], list[Filler]]:
        """The slot's noun groups and the actors in them; for a premodifier the actor inside the trigger's own group."""
        if name in _INSIDE:
            return (), self._inside(name, frame)
        slot = slots.find(name)
        if not slot.groups:
            return (), []
        found = fillers(frame.analysis, slot, name)
        if not found and frame.trigger.rule.frame == _INTERCEPT:
            found = [Filler(m, name) for m in whose_weapons(frame.analysis, slot.groups)]
        if name not in _DOERS or not is_nameless(f.mention for f in found):
            return slot.groups, found
        first = frame.analysis.sentence.lowers[frame.analysis.chunks[frame.position].first]
        if name != _SUBJECT and first in self._grammar.definite:
            return slot.groups, found  # "said it had carried out the raid" claims what was told before
        told = speakers(frame.analysis, slot)
        if name == _SUBJECT:
            told = told or doers_before(frame.analysis, slot, frame.position)
        return slot.groups, told or found

    def _inside(self, name: str, frame: Frame) -> list[Filler]:
        first = frame.analysis.chunks[frame.position].first
        if name == "itself":
            covering = frame.analysis.actors_in(first, frame.trigger.last)
            return [Filler(m, name) for m in covering if m.first <= frame.trigger.first < m.last]
        inside = [m for m in frame.analysis.actors_in(first, frame.trigger.first) if not self._is_of_ground(m, frame)]
        if frame.kind in _NO_STATES:
            inside = [m for m in inside if not m.rule_id.endswith(COUNTRY)]  # "Pakistan train hijack"
        if frame.kind in _FOREIGN_HANDS:
            inside = [m for m in inside if m.country is None or m.kind not in PEOPLE_KINDS]  # "a Russian guided bomb"
        if not inside and name == "premodifier" and frame.kind in _FOREIGN_HANDS:
            inside = self._country_adjective(first, frame)
        owner = joint_owner(inside[-1], frame.position, frame.analysis, self._grammar) if inside else None
        return [Filler(m, name) for m in ([owner] if owner is not None else []) + inside[-1:]]

    def _is_of_ground(self, mention: ActorMention, frame: Frame) -> bool:
        """True for the "Kenyan" of "a Kenyan village attack" and "the Kenyan oil field battle": it says where."""
        between = frame.analysis.sentence.lowers[mention.last : frame.trigger.first]
        return mention.rule_id.endswith(MODIFIER) and not self._grammar.ground.isdisjoint(between)

    def _country_adjective(self, first: int, frame: Frame) -> list[ActorMention]:
        """The forces of a country whose adjective stands before the event noun: "Russian air strikes", not "Russian-made"."""
        sentence, made = frame.analysis.sentence, self._grammar.links.made
        for i in range(first, frame.trigger.first):
            iso2 = self._adjectives.get(sentence.lowers[i])
            if iso2 is not None and sentence.words[i][0].isupper() and sentence.lowers[i + 1] not in made:
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
        if chunk.voice == "active" and joined_to(position, analysis.clauses) is not None:
            return "passive"  # "was seized and shot dead"
        is_being = analysis.sentence.lowers[chunk.first] in self._grammar.being
        if not chunk.is_passive_participle or is_being:
            return chunk.voice
        if any(word in self._grammar.links.agent for word, _ in analysis.clauses.prepositions(position)):
            return "passive"
        if frame.kind in _TAKES_OBJECT and not analysis.clauses.objects(position).groups:
            return "passive"
        words = self._grammar.tables.classes(analysis.sentence.lowers[chunk.head])
        if PARTICIPLE in words and PAST not in words:
            return "passive"  # "troops taken hostage"
        if frame.trigger.form == "phrase" and any(
            analysis.chunks[g].first < frame.trigger.last for g in analysis.clauses.objects(position).groups
        ):
            return "active"  # "protesters set fire to cars"
        subjects = [analysis.chunks[group] for group in analysis.clauses.subject(position).groups]
        is_armed = any(m.kind not in _UNARMED for c in subjects for m in analysis.actors_in(c.first, c.last))
        return "active" if is_armed else "passive"


def _position(trigger: Trigger, analysis: Analysis) -> int:
    """The trigger's chunk; of "shot and killed" that of the last verb, which has the object."""
    last = analysis.owner[trigger.last - 1]
    return last if trigger.form == "phrase" and analysis.chunks[last].kind == "V" else analysis.owner[trigger.first]


def _is_of_fighters(trigger: Trigger, analysis: Analysis) -> bool:
    """True for "gatherings of rebels", which are hit where they are: the word heads an armed actor."""
    return any(actor.head == trigger.last - 1 and actor.kind in ARMED_KINDS for actor in analysis.actors)


def _form_fits(trigger: Trigger, analysis: Analysis, position: int) -> bool:
    """True when a noun trigger heads a noun group (or stands before its number), a verb trigger a verb group."""
    chunk = analysis.chunks[position]
    if trigger.form == "noun":
        is_head = trigger.last > chunk.head or analysis.tags[chunk.head] == NUM
        return (
            chunk.kind == "N"
            and is_head
            and not (trigger.rule.kind == _GATHERING and _is_of_fighters(trigger, analysis))
        )
    if chunk.kind != "V" or analysis.sentence.glued[trigger.first]:
        return False
    if trigger.rule.is_transitive and chunk.voice == "active":
        clauses = analysis.clauses
        if all(clauses.is_bearing(group) for group in clauses.objects(position).groups):
            return False
    return trigger.form == "phrase" or chunk.head == trigger.first


def _bind_places(frame: Frame, groups: tuple[int, ...], name: str, *, is_doer: bool = False) -> None:
    """Places in the noun groups of a slot; those of a subject only where the subject is what was hit.

    The name of a country among those who did it says who, not where ("a raid by Chad and Niger").
    """
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
            is_owner = is_doer or not chunk.first <= mention.first < chunk.last  # "the embassy of Foo"
            if is_owner and mention.is_country and mention.relation == "none":
                continue
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
