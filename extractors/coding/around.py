"""Who is named around an event: in its sentence, in those behind it, in those before it, each as ACLED names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.coding.actor_facts import has_no_planes
from extractors.coding.alliances import load_alliances
from extractors.coding.draft import AIR, FROM_AFAR, Draft
from extractors.coding.governed import (
    PEOPLE,
    answers,
    governed,
    governor_of,
    is_backing,
    is_done_to,
    is_hit,
    is_of_deed,
    is_of_land,
    suffers,
)
from extractors.coding.interaction import CIVILIANS, EXTERNAL_FORCES, GROUPS, STATE_FORCES, STATES, oppose
from extractors.coding.naming import ARMED, GROUND, Naming, is_called_by_side, is_on_group, is_stand_in
from extractors.coding.situation import NEARBY, Situation
from extractors.coding.who import country_of
from extractors.events.analysis import Analysis
from extractors.events.groups import SKIPPED
from extractors.events.status_shapes import is_answered
from extractors.mentions.actors import ActorFinder
from extractors.mentions.actors_groups import COUNTRY, MODIFIER, SITE
from extractors.mentions.records import STATE_KINDS, ActorKind, ActorMention, CodedActor
from extractors.text.grammar import Grammar

_CLASSES = {"armed": ARMED, "state": STATES, "group": GROUPS, "anyone": ARMED | {CIVILIANS}}
_FORCES: tuple[ActorKind, ...] = ("police", "military")
_AFTER = 3
"""Sentences behind the event in which a side may still be named."""
_CLASH = "Armed clash"
_FOUGHT = GROUND | {_CLASH}
_ARRESTS = frozenset(["arrest", "notable_arrest"])
_GOVERNMENT = "government"


class Around:
    """The actors around the events of one article."""

    def __init__(
        self, naming: Naming, grammar: Grammar, finder: ActorFinder, situation: Situation, drafts: Sequence[Draft]
    ) -> None:
        """Keep the sentences by their index, the events that they tell of, the verbs of saying and the words of negation."""
        self._drafts = [draft for draft in drafts if draft.status == "occurred"]
        self._naming = naming
        self._finder = finder
        self._agent = grammar.links.agent
        self._struck, self._aimed = grammar.links.struck, grammar.links.aimed
        self._inside = grammar.links.inside | grammar.links.beside
        self._reporting, self._answering = grammar.reporting, grammar.answering
        self._connections, self._answer = grammar.connections, grammar.links.answer
        self._connecting = grammar.connecting
        self._attributed = grammar.links.attributed
        self._negation = grammar.negation
        self._analyses = {analysis.sentence.index: analysis for analysis in situation.analyses}

    def mentions(self, draft: Draft, *, is_target: bool = False) -> Iterator[tuple[Analysis, ActorMention]]:
        """Mentions of the event's sentence, of those behind it, of those before; nobody who only speaks."""
        index = draft.sentence_index
        first, last = index - NEARBY, index + _AFTER
        if is_target:
            apart = self._told_elsewhere(draft)
            first = max([first, *(at + 1 for at in apart if at < index)])
            last = min([last, *(at - 1 for at in apart if at > index)])
        for at in (*range(index, last + 1), *range(index - 1, first - 1, -1)):
            analysis = self._analyses.get(at)
            for mention in analysis.actors if analysis is not None else ():
                if analysis is not None and not self._is_none(mention, analysis, draft):
                    yield analysis, mention

    def _told_elsewhere(self, draft: Draft) -> list[int]:
        """Indices of the sentences that tell of something at another place of its own: who is named there suffered that."""
        here = draft.place.place_id if draft.place is not None else None
        return [
            d.sentence_index
            for d in self._drafts
            if d.has_own_place and d.place is not None and d.place.place_id != here
        ]

    def own(self, draft: Draft) -> Iterator[tuple[Analysis, ActorMention]]:
        """The same of the event's sentence only."""
        return ((a, m) for a, m in self.mentions(draft) if a.sentence.index == draft.sentence_index)

    def _is_none(self, mention: ActorMention, analysis: Analysis, draft: Draft) -> bool:
        """True for a part of the trigger, a place named after a people, a bare country, who only speaks or is only helped."""
        if mention.rule_id.endswith(COUNTRY) or (draft.start < mention.end and mention.start < draft.end):
            return True
        if mention.rule_id.startswith(PEOPLE) and any(
            p.first < mention.last and mention.first < p.last for p in analysis.places
        ):
            return True
        if analysis.sentence.index > draft.sentence_index and (
            answers(mention, analysis, self._answering)
            or (draft.sub_event_type == _CLASH and self._arrests(mention, analysis))
        ):
            return True
        if self._is_helped(mention, analysis) or (draft.sub_event_type in _FOUGHT and is_backing(mention, analysis)):
            return True
        if draft.sub_event_type in FROM_AFAR and is_of_land(mention, analysis):
            return True
        group = analysis.owner[mention.head]
        if mention.rule_id == f"actor.{mention.country}{MODIFIER}" and not is_of_deed(group, analysis):
            return True
        return self._speaks(group, analysis) or (mention.rule_id.endswith(SITE) and self._is_inside(group, analysis))

    def _speaks(self, group: int, analysis: Analysis) -> bool:
        """True for the subject of a verb of saying, and for whose source that is ("a source at the command told us")."""
        clauses = analysis.clauses
        verb, how = clauses.governor(group) or (-1, "")
        if how == "subject":
            return clauses.lows[verb] in self._reporting
        if how and clauses.lows[verb] in self._attributed:
            return True
        verb = clauses.behind(group, SKIPPED)
        while verb < len(clauses.kinds) and clauses.kinds[verb] == "P":  # "police in Foo said"
            verb = clauses.behind(clauses.behind(verb, SKIPPED), SKIPPED)
        is_active = verb < len(clauses.kinds) and clauses.kinds[verb] == "V" and clauses.chunks[verb].voice == "active"
        return is_active and clauses.lows[verb] in self._reporting

    @staticmethod
    def _arrests(mention: ActorMention, analysis: Analysis) -> bool:
        """True for the police of "police have arrested six men", told after a fight of others."""
        verb, how = governor_of(mention, analysis)
        return how == "subject" and any(
            analysis.owner[t.first] == verb and t.rule.kind in _ARRESTS for t in analysis.triggers
        )

    def _is_inside(self, group: int, analysis: Analysis) -> bool:
        """True for the prison of "clashes in a prison": it is where they were."""
        before = analysis.clauses.before(group, SKIPPED)
        return before >= 0 and analysis.clauses.lows[before] in self._inside

    def holder(self, draft: Draft) -> CodedActor | None:
        """Who holds what was hit: the rebels of "rebel-held districts", of "a rebel town" or "a town held by rebels"."""
        analysis = self._analyses.get(draft.sentence_index)
        if analysis is None:
            return None
        named = [m for m in analysis.actors if m.country is None and is_of_land(m, analysis)]
        if not self._finder.holding.isdisjoint(analysis.vocabulary):
            named = [*self._finder.holders(analysis.sentence), *self._holding_agents(analysis), *named]
        coded = (self._naming.code(mention, draft) for mention in named)
        return next((actor for actor in coded if actor is not None and actor.inter in ARMED), None)

    def _holding_agents(self, analysis: Analysis) -> Iterator[ActorMention]:
        clauses = analysis.clauses
        for mention in analysis.actors:
            verb, how = governor_of(mention, analysis)
            if how in self._agent and clauses.lows[verb] in self._finder.holding:
                yield mention

    def named_group(self, draft: Draft, other: CodedActor | None) -> CodedActor | None:
        """The only armed group that the event's sentence names by name, unless it is the other side."""
        named = [
            self._naming.code(m, draft)
            for a, m in self.own(draft)
            if m.is_strong and m.entry_id and not (suffers(m, a, draft.sub_event_type) or self._is_contact(m, a))
        ]
        groups = {a.name: a for a in named if a is not None and a.inter in GROUPS}
        if other is not None:
            groups.pop(other.name, None)
        return next(iter(groups.values())) if len(groups) == 1 else None

    def _is_contact(self, mention: ActorMention, analysis: Analysis) -> bool:
        """True for the group of "over alleged links to the group", which did nothing and suffers nothing."""
        before = analysis.clauses.before(analysis.owner[mention.first], SKIPPED)
        is_linked = before > 0 and analysis.clauses.kinds[before - 1 : before + 1] == ["N", "P"]
        return is_linked and analysis.clauses.lows[before - 1] in self._connections

    def _is_helped(self, mention: ActorMention, analysis: Analysis) -> bool:
        """True for the group of "accused of supporting the group" and "for working with it"."""
        clauses = analysis.clauses
        before = clauses.before(analysis.owner[mention.first], SKIPPED)
        deed = before - (before > 0 and clauses.kinds[before] == "P")
        is_charge = deed > 0 and clauses.kinds[deed] in "NV" and clauses.kinds[deed - 1] == "P"
        return is_charge and clauses.lows[deed] in self._connecting

    def acting(self, taken: set[str], draft: Draft) -> CodedActor | None:
        """Who acts in the event's own sentence ("the army answered with drone strikes"), if he is armed."""
        subjects = (self._naming.code(m, draft) for a, m in self.own(draft) if governed(m, a) == "subject")
        return next((a for a in subjects if a is not None and a.inter in ARMED and a.name not in taken), None)

    def names_armed(self, draft: Draft) -> bool:
        """True where the event's own sentence names anybody armed."""
        named = (self._naming.code(m, draft) for _, m in self.own(draft))
        return any(actor is not None and actor.inter in ARMED for actor in named)

    def people(self, draft: Draft) -> CodedActor | None:
        """The first civilians that the event's own sentence names, not only by their houses."""
        named = (
            self._naming.code(m, draft)
            for a, m in self.own(draft)
            if not m.rule_id.endswith(SITE) and a.sentence.lowers[m.first] not in self._negation
        )
        return next((actor for actor in named if actor is not None and actor.inter == CIVILIANS), None)

    def names(self, actor: CodedActor | None, draft: Draft) -> bool:
        """True for an actor whom the event's own sentence names."""
        return actor is not None and any(mention is actor.said for _, mention in self.own(draft))

    def teller(self, draft: Draft) -> CodedActor | None:
        """The foreign forces that tell of an air raid on a group: "a drone killed a jihadist leader, the army of X said"."""
        analysis = self._analyses.get(draft.sentence_index)
        if analysis is None or draft.sub_event_type != AIR or not is_on_group(draft):
            return None
        told = (m for m in analysis.actors if m.kind in STATE_KINDS and self._speaks(analysis.owner[m.head], analysis))
        coded = (self._naming.code(mention, draft) for mention in told)
        return next((actor for actor in coded if actor is not None and actor.inter == EXTERNAL_FORCES), None)

    def _responds(self, mention: ActorMention, analysis: Analysis, draft: Draft) -> bool:
        """True for the army of "the army raided Foo in response to a rocket attack": that was done to it."""
        position = analysis.group_of(draft.start)
        is_before = analysis.sentence.index == draft.sentence_index and mention.end <= draft.start
        return is_before and position is not None and is_answered(position, analysis.clauses, self._answer)

    @staticmethod
    def _friends(other: CodedActor | None, draft: Draft) -> tuple[str, ...]:
        """How the names of those begin who fight beside an actor."""
        if other is None:
            return ()
        return load_alliances().friends(other.name, country_of(draft.place)[0], draft.when.day)

    def doer(self, sort: str, taken: set[str], other: CodedActor | None, draft: Draft) -> CodedActor | None:
        """The same as `find`, for who did it: no base or stronghold, which only can be hit."""
        return self.find(sort, taken, other, draft, is_doer=True)

    def victim(self, sort: str, taken: set[str], other: CodedActor | None, draft: Draft) -> CodedActor | None:
        """The same as `find`, for whom a bomb was meant: forces that something is done to, not those named nearby."""
        return self.find(sort, taken, other, draft, is_victim=True)

    def struck(self, sort: str, taken: set[str], other: CodedActor | None, draft: Draft) -> CodedActor | None:
        """The same as `find`, for whom something hit: nobody named where another place is told of; ground is its holder's."""
        holder = self.holder(draft) if draft.sub_event_type in GROUND else None
        if holder is not None and holder.name not in taken:
            return holder
        return self.find(sort, taken, other, draft, is_target=True)

    def find(
        self,
        sort: str,
        taken: set[str],
        other: CodedActor | None,
        draft: Draft,
        *,
        is_doer: bool = False,
        is_victim: bool = False,
        is_target: bool = False,
    ) -> CodedActor | None:
        """The nearest actor of a sort that is not yet on a side; in a fight rather one of the opposing sort."""
        allowed, same, nameless = _CLASSES[sort], None, None
        friends = self._friends(other, draft)
        for analysis, mention in self.mentions(draft, is_target=is_target and draft.sub_event_type in FROM_AFAR):
            if (same or nameless) and analysis.sentence.index != draft.sentence_index:
                break
            is_struck = is_doer and (
                _is_grounded(mention, draft)
                or is_done_to(mention, analysis, draft.sub_event_type, self._struck)
                or _is_harmed(mention, draft)
            )
            if (is_doer or draft.sub_event_type in FROM_AFAR) and self._responds(mention, analysis, draft):
                continue
            if is_victim and not (_is_harmed(mention, draft) or is_hit(mention, analysis, self._aimed)):
                continue
            found = None if is_struck else self._naming.code(mention, draft)
            if found is not None and is_doer and mention.kind == _GOVERNMENT and draft.sub_event_type in FROM_AFAR:
                found = self._naming.stand_in("military", draft) if found.inter == STATE_FORCES else None
            if found is None or found.inter not in allowed or found.name in taken or found.name.startswith(friends):
                continue
            if is_doer and has_no_planes(found, draft):
                continue
            if other is not None and (is_called_by_side(found, other) or self._naming.never_meet(found, other, draft)):
                continue
            if self._naming.is_vague(found, draft):
                if analysis.sentence.index != draft.sentence_index and not is_doer:
                    return same  # "the militants" of another sentence may be anybody's
                nameless = nameless or found
            elif other is None or is_stand_in(other) or oppose(found.inter, other.inter):
                return found
            elif is_doer or found.inter not in STATES or not mention.rule_id.endswith(MODIFIER):
                same = same or found  # two states' raids are no fight between them
        return same or nameless


def _is_grounded(mention: ActorMention, draft: Draft) -> bool:
    """True for the police where something was struck from the air: they have no bombers."""
    return draft.sub_event_type == AIR and mention.kind == "police"


def _is_harmed(mention: ActorMention, draft: Draft) -> bool:
    """True for the forces of "shelling killed 16 soldiers": in a fight they are a side, in what else was done a target."""
    if draft.sub_event_type == _CLASH or mention.kind not in _FORCES:
        return False
    return any(v.start == mention.start for amount in draft.amounts for v in amount.victims)
