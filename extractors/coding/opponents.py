"""The side that no clause names: looked for when the whole article has been read.

A fight has two sides, a bomb somebody who laid it, a riot that ended in arrests the police. What the event's own clause
leaves out is taken from the event's sentence, then from those around it, in a fixed order; what nothing names is filled
in by the codebook's stand-ins (sections 2 and 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.coding.actors import ActorNamer
from extractors.coding.claims import ClaimFinder, Extent
from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.interaction import (
    CIVILIANS,
    EXTERNAL_FORCES,
    IDENTITY_MILITIA,
    POLITICAL_MILITIA,
    REBEL_GROUP,
    STATE_FORCES,
)
from extractors.coding.situation import NEARBY, Situation
from extractors.events.analysis import Analysis
from extractors.mentions.records import ActorKind, ActorMention, CodedActor
from extractors.text.grammar import Grammar

_STATE = frozenset([STATE_FORCES, EXTERNAL_FORCES])
_GROUPS = frozenset([REBEL_GROUP, POLITICAL_MILITIA, IDENTITY_MILITIA])
_CLASSES = {
    "armed": _STATE | _GROUPS,
    "state": _STATE,
    "group": _GROUPS,
    "people": frozenset([CIVILIANS]),
    "anyone": _STATE | _GROUPS | {CIVILIANS},
}
_DEEDS = frozenset(["Explosions/Remote violence", "Violence against civilians"])
"""Event types whose perpetrator may be named apart."""
_ARRESTS = "Arrests"
_ALONE = frozenset(["Change to group/activity", "Headquarters or base established"])
_SHELLING = "Shelling/artillery/missile attack"
_AFTER = 3
"""Sentences behind the event in which a side may still be named."""
_DEFAULT = "default."
_COUNTRY = ":country"


def is_stand_in(actor: CodedActor | None) -> bool:
    """True for nobody, and for an actor that the text does not name."""
    return actor is None or actor.rule_id.startswith(_DEFAULT)


class Opponents:
    """Completes the sides of events."""

    def __init__(self, namer: ActorNamer, grammar: Grammar, claims: ClaimFinder) -> None:
        """Keep the namer, the verbs of saying and the finder of perpetrators named apart from the deed."""
        self._claims = claims
        book = Codebook.default()
        self._namer = namer
        self._reporting = grammar.reporting
        self._event_type = book.event_type
        self._sides = book.sides
        self._unnamed1 = book.unnamed_actor1
        self._unnamed = book.unnamed_actor2
        self._opposing = book.unnamed_opponent
        self._answers = frozenset(s for s, t in book.event_type.items() if t == "Battles")
        self._lone = frozenset(["Disrupted weapons use"])

    def complete(self, drafts: list[Draft], situation: Situation, spans: list[Extent]) -> None:
        """Fill in the sides of an article's events, which are changed in place."""
        for draft in drafts:
            if draft.status != "occurred":
                continue
            if self._event_type[draft.sub_event_type] in ("Protests", "Riots"):
                self._face_crowd(draft, situation)
            else:
                if draft.sub_event_type in _ALONE:
                    self._alone(draft, situation)
                self._drop_unfit(draft)
                self._sharpen(draft, situation)
                self._perpetrator(draft, situation, spans)
                self._pair(draft, situation)
            self._fill(draft)

    def _fill(self, draft: Draft) -> None:
        """Stand-ins for whoever nothing names: by the sub-event type, in a fight by the other side."""
        kind = draft.sub_event_type
        if self._event_type[kind] == "Violence against civilians":
            self._victims(draft)
        if draft.actor1 is None and draft.actor2 is None and self._at_the_front(draft):
            return
        if kind in self._answers:
            if draft.actor1 is None:
                draft.actor1 = self._answer(draft.actor2, draft)
            if draft.actor2 is None:
                draft.actor2 = self._answer(draft.actor1, draft)
            return
        if kind == _ARRESTS and self._is_vague(draft.actor2, draft):
            draft.actor2 = self._stand_in("civilians", draft)
        if kind in self._lone and draft.actor1 is None and not is_stand_in(draft.actor2):
            draft.actor1, draft.actor2 = draft.actor2, None
        if draft.actor1 is None and kind in self._unnamed1:
            draft.actor1 = self._stand_in(self._unnamed1[kind], draft)
        is_lone = draft.actor1 is not None and draft.actor1.inter in _GROUPS and kind in self._lone
        if draft.actor2 is None and kind in self._unnamed and not is_lone:
            draft.actor2 = self._stand_in(self._unnamed[kind], draft)
            if draft.actor2 is not None and draft.actor1 is not None and draft.actor2.name == draft.actor1.name:
                draft.actor2 = None

    def _at_the_front(self, draft: Draft) -> bool:
        """Where two armies face each other, a fight that names nobody is theirs, a shelling the state's."""
        is_fight = draft.sub_event_type in self._answers
        if not is_fight and draft.sub_event_type != _SHELLING:
            return False
        iso2, country = (None, None) if draft.place is None else (draft.place.iso2, draft.place.country)
        enemy = self._namer.belligerent(iso2, country, draft.when.day)
        if enemy is not None:
            draft.actor1 = self._stand_in("military", draft)
            draft.actor2 = enemy if is_fight else None
        return enemy is not None

    def _answer(self, other: CodedActor | None, draft: Draft) -> CodedActor | None:
        """Who stands against somebody in a fight when nobody is named."""
        return self._stand_in(self._opposing[other.inter] if other is not None else "unidentified_armed", draft)

    def _drop_unfit(self, draft: Draft) -> None:
        """Civilians neither bomb nor abduct, weapons are not theirs, and nobody but a state arrests."""
        if draft.sub_event_type == _ARRESTS and draft.actor1 is not None and draft.actor1.inter not in _STATE:
            draft.actor1, draft.assoc1 = None, ()
        if self._event_type[draft.sub_event_type] in _DEEDS and draft.actor1 and draft.actor1.inter == CIVILIANS:
            if draft.actor2 is None:
                draft.actor2, draft.assoc2 = draft.actor1, draft.assoc1
            draft.actor1, draft.assoc1 = None, ()
        if draft.sub_event_type in self._lone and draft.actor2 and draft.actor2.inter == CIVILIANS:
            draft.actor2, draft.assoc2 = None, ()

    def _sharpen(self, draft: Draft, situation: Situation) -> None:
        """Gunmen and militants are the group that their sentence names."""
        if self._is_vague(draft.actor1, draft) and draft.actor1 is not None:
            draft.actor1 = self._named_group(draft, draft.actor2, situation) or draft.actor1
        if self._is_vague(draft.actor2, draft) and draft.actor2 is not None:
            draft.actor2 = self._named_group(draft, draft.actor1, situation) or draft.actor2

    def _named_group(self, draft: Draft, other: CodedActor | None, situation: Situation) -> CodedActor | None:
        """The only group that the event's sentence names, unless it is the other side."""
        own = [m for a, m in self._around(draft, situation) if a.sentence.index == draft.sentence_index]
        named = [self._code(m, draft) for m in own if m.is_strong and m.entry_id]
        groups = {a.name: a for a in named if a is not None and a.inter in _CLASSES["armed"]}
        if other is not None:
            groups.pop(other.name, None)
        return next(iter(groups.values())) if len(groups) == 1 else None

    def _is_vague(self, actor: CodedActor | None, draft: Draft) -> bool:
        """True for nobody and for a group that is not named ("gunmen")."""
        if actor is None or is_stand_in(actor):
            return True
        nobody = self._stand_in("unidentified_armed", draft)
        return nobody is not None and actor.name == nobody.name

    def _victims(self, draft: Draft) -> None:
        """Whom violence against civilians hits is a civilian; who he is goes to the associates (codebook section 2)."""
        victim = draft.actor2
        if victim is not None and victim.inter != CIVILIANS:
            draft.assoc2 = (victim.name, *draft.assoc2)
            draft.actor2 = None

    # -- crowds ------------------------------------------------------------------------------------------------------

    def _face_crowd(self, draft: Draft, situation: Situation) -> None:
        """Whom a riot meets: forces that act in a sentence around it, or that arrest people; a mob its victims."""
        if draft.sub_event_type == "Peaceful protest" or (draft.actor2 and not is_stand_in(draft.actor2)):
            return
        for analysis, mention in self._around(draft, situation):
            if mention.kind in ("police", "military") and _acts(mention, analysis):
                found = self._code(mention, draft)
                if found is not None:
                    draft.actor2 = found
                    return
        if draft.actor2 is None and any(a.category == "arrested" for a in draft.amounts):
            draft.actor2 = self._stand_in("police", draft)

    # -- everything else ---------------------------------------------------------------------------------------------

    def _perpetrator(self, draft: Draft, situation: Situation, spans: list[Extent]) -> None:
        """The group that claims a deed, or is suspected of it, where the deed names nobody in particular."""
        if self._event_type[draft.sub_event_type] not in _DEEDS or not self._is_vague(draft.actor1, draft):
            return
        claim = self._claims.find(situation.article.text, spans, draft.sentence_index)
        found = self._code(claim.mention, draft) if claim is not None else None
        if claim is None or found is None or found.inter not in _GROUPS or _is_named(found, draft.actor2):
            return
        draft.actor1 = found
        if claim.is_own:
            draft.claimed_by = found.name

    def _alone(self, draft: Draft, situation: Situation) -> None:
        """Whoever moves, recruits or builds is alone in it: the subject of the event's sentence, before all others."""
        for analysis, mention in self._around(draft, situation):
            if analysis.sentence.index != draft.sentence_index:
                break
            found = self._code(mention, draft) if _how(mention, analysis) == "subject" else None
            if found is not None and found.inter in _CLASSES["armed"]:
                draft.actor1, draft.actor2, draft.assoc2 = found, None, ()
                return
        if draft.actor1 is None:
            draft.actor1, draft.assoc1 = draft.actor2, draft.assoc2
        draft.actor2, draft.assoc2 = None, ()

    def _pair(self, draft: Draft, situation: Situation) -> None:
        if draft.sub_event_type == _ARRESTS and (draft.actor2 is None or draft.actor2.inter == CIVILIANS):
            suspected = self._named_group(draft, draft.actor1, situation)
            if suspected is not None:
                draft.actor2, draft.assoc2 = suspected, ()
        sides = self._sides.get(draft.sub_event_type)
        if sides is None:
            return
        taken = {a.name for a in (draft.actor1, draft.actor2) if a is not None and not is_stand_in(a)}
        taken.update((*draft.assoc1, *draft.assoc2))
        if is_stand_in(draft.actor1) and sides.actor1 is not None:
            found = self._find(sides.actor1, taken, draft.actor2, draft, situation)
            if found is not None:
                draft.actor1 = found
                taken.add(found.name)
        if is_stand_in(draft.actor2) and sides.actor2 is not None:
            found = self._find(sides.actor2, taken, draft.actor1, draft, situation)
            if found is not None:
                draft.actor2 = found

    def _find(
        self, sort: str, taken: set[str], other: CodedActor | None, draft: Draft, situation: Situation
    ) -> CodedActor | None:
        """The nearest actor of a sort that is not yet on a side; in a fight rather one of the opposing sort."""
        allowed, same = _CLASSES[sort], None
        for _, mention in self._around(draft, situation):
            found = self._code(mention, draft)
            if found is None or found.inter not in allowed or found.name in taken:
                continue
            if other is None or is_stand_in(other) or _oppose(found.inter, other.inter):
                return found
            same = same or found
        return same

    def _around(self, draft: Draft, situation: Situation) -> Iterator[tuple[Analysis, ActorMention]]:
        """Mentions around an event: of its sentence, of those behind it, of those before; nobody who only speaks."""
        index = draft.sentence_index
        own = [a for a in situation.analyses if a.sentence.index == index]
        behind = [a for a in situation.analyses if index < a.sentence.index <= index + _AFTER]
        before = [a for a in reversed(situation.analyses) if index - NEARBY <= a.sentence.index < index]
        for analysis in (*own, *behind, *before):
            for mention in analysis.actors:
                is_trigger = draft.start < mention.end and mention.start < draft.end
                if not (is_trigger or mention.rule_id.endswith(_COUNTRY) or self._speaks(mention, analysis)):
                    yield analysis, mention

    def _speaks(self, mention: ActorMention, analysis: Analysis) -> bool:
        """True for the subject of a verb of saying ("police said")."""
        verb, how = analysis.clauses.governor(analysis.owner[mention.head]) or (-1, "")
        return how == "subject" and analysis.clauses.lows[verb] in self._reporting

    def _code(self, mention: ActorMention, draft: Draft) -> CodedActor | None:
        iso2, country = (None, None) if draft.place is None else (draft.place.iso2, draft.place.country)
        return self._namer.code(mention, iso2, country, draft.when.day)

    def _stand_in(self, kind: ActorKind, draft: Draft) -> CodedActor | None:
        iso2, country = (None, None) if draft.place is None else (draft.place.iso2, draft.place.country)
        return self._namer.default_for(kind, iso2, country, draft.when.day)


def _is_named(actor: CodedActor, other: CodedActor | None) -> bool:
    return other is not None and other.name == actor.name


def _oppose(one: str, two: str) -> bool:
    """True for a state and a group that is none."""
    return (one in _STATE) != (two in _STATE)


def _acts(mention: ActorMention, analysis: Analysis) -> bool:
    """True for whoever does something or has it done to them, not for "against police brutality"."""
    if mention.rule_id.endswith((":modifier", ":object")):
        return False
    return _how(mention, analysis) in ("subject", "object", "by", "with", "at")


def _how(mention: ActorMention, analysis: Analysis) -> str:
    """How a verb governs a mention: "subject", "object" or a preposition; empty where none does."""
    found = analysis.clauses.governor(analysis.owner[mention.head])
    return found[1] if found is not None else ""
