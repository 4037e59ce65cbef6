"""The side that no clause names: looked for when the whole article has been read.

A fight has two sides, a bomb somebody who laid it, a riot that ended in arrests the police. What the event's own clause
leaves out is taken from the event's sentence, then from those around it, in a fixed order; the rest is `stand_ins`.
"""

from __future__ import annotations

from extractors.coding.actor_facts import (
    Allies,
    friends,
    has_no_flag,
    has_no_planes,
    is_anybodys,
    is_base,
    is_land,
    is_like,
    is_of_home,
    is_side,
    is_site,
    kills_people,
    told_allies,
)
from extractors.coding.actors import ActorNamer
from extractors.coding.around import Around
from extractors.coding.claims import ArticleClaims, ClaimFinder, Extent
from extractors.coding.codebook import Codebook
from extractors.coding.draft import AIR, FROM_AFAR, Draft
from extractors.coding.fire_in_fight import aim_at_foes
from extractors.coding.governed import governed
from extractors.coding.interaction import CIVILIANS, EXTERNAL_FORCES, GROUPS, STATE_FORCES, STATES, oppose
from extractors.coding.naming import Naming, is_called_by_side, is_same, is_stand_in
from extractors.coding.perpetrators import DEEDS, FIGHTS, LAID, Perpetrators
from extractors.coding.renamed import rename
from extractors.coding.situation import Situation
from extractors.coding.stand_ins import ARRESTS, LONE, StandIns
from extractors.coding.told_before import doer_told, fight_there, fight_told, gunner_told, opponent_told, owner_told
from extractors.events.analysis import Analysis
from extractors.events.frame_records import LETHAL
from extractors.mentions.actors import ActorFinder
from extractors.mentions.actors_groups import MODIFIER, SITE
from extractors.mentions.records import PEOPLE_KINDS, ActorMention, CodedActor
from extractors.text.grammar import Grammar

_FEUDED = frozenset([FIGHTS, "Violence against civilians", "Strategic developments"])
"""Event types that a feud among peoples makes."""
_ALONE = frozenset(["Change to group/activity", "Headquarters or base established"])
_CORE = frozenset(["subject", "object"])
_GOVERNMENT = "actor.government"


class Opponents:
    """Completes the sides of events."""

    def __init__(self, namer: ActorNamer, grammar: Grammar, finder: ActorFinder, claims: ClaimFinder) -> None:
        """Keep the namer, the verbs of saying, and the finders of actors and of perpetrators named apart from the deed."""
        self._finder = finder
        book = Codebook.default()
        self._claims = claims
        self._naming = Naming(namer)
        self._stand_ins = StandIns(self._naming, book)
        self._perpetrators = Perpetrators(self._naming, book)
        self._grammar = grammar
        self._meets = _CORE | grammar.links.met
        self._definite = grammar.definite - grammar.speaker_possessives
        self._event_type = book.event_type
        self._sides = book.sides

    def complete(self, drafts: list[Draft], situation: Situation, spans: list[Extent]) -> None:
        """Fill in the sides of an article's events, which are changed in place."""
        if not drafts:
            return
        around = Around(self._naming, self._grammar, self._finder, situation, drafts)
        claims = self._claims.read(situation.article.text, spans, situation.analyses)
        allies = told_allies(drafts)
        for draft in drafts:
            if draft.status != "occurred":
                continue
            rename(draft, self._naming)
            if self._event_type[draft.sub_event_type] in ("Protests", "Riots"):
                self._face_crowd(draft, around)
            else:
                draft.actor1 = draft.actor1 or draft.campaigner
                self._armed(draft, around, claims, allies, drafts)
            self._stand_ins.fill(draft)
        aim_at_foes(drafts, self._event_type)

    # -- crowds ------------------------------------------------------------------------------------------------------

    def _face_crowd(self, draft: Draft, around: Around) -> None:
        """Whom a riot meets: forces that act in a sentence around it, or that arrest people; a mob its victims."""
        if (
            kills_people(draft)
            or draft.sub_event_type == "Peaceful protest"
            or (draft.actor2 and not is_stand_in(draft.actor2))
        ):
            return
        met = (self._naming.code(m, draft) for a, m in around.mentions(draft) if self._is_met(m, a))
        found = next((actor for actor in met if actor is not None and not is_of_home(actor, draft)), None)
        if found is not None:
            draft.actor2 = found
        elif draft.actor2 is None and any(a.category == "arrested" for a in draft.amounts):
            draft.actor2 = self._naming.stand_in("police", draft)

    # -- everything else ---------------------------------------------------------------------------------------------

    def _is_met(self, mention: ActorMention, analysis: Analysis) -> bool:
        """True for forces that do something or have it done to them, not for "against police brutality"."""
        if mention.kind not in ("police", "military") or mention.rule_id == _GOVERNMENT:
            return False
        return not mention.rule_id.endswith((MODIFIER, SITE)) and governed(mention, analysis) in self._meets

    def _armed(self, draft: Draft, around: Around, claims: ArticleClaims, allies: Allies, drafts: list[Draft]) -> None:
        if draft.sub_event_type in _ALONE:
            self._alone(draft, around)
        self._drop_unfit(draft)
        self._sharpen(draft, around, drafts)
        self._perpetrators.name(draft, claims, drafts)
        self._feud(draft, claims)
        if has_no_flag(draft.actor1) or (is_stand_in(draft.actor1) and not around.names_armed(draft)):
            draft.actor1 = self._raider_told(draft, drafts) or draft.actor1
        if self._event_type[draft.sub_event_type] == FIGHTS:
            draft.actor1, draft.actor2 = fight_there(draft, drafts, self._event_type) or (draft.actor1, draft.actor2)
        self._pair(draft, around, allies)
        if self._event_type[draft.sub_event_type] == FIGHTS:
            self._as_told(draft, drafts)
        if is_stand_in(draft.actor1):
            self._as_fired(draft, around, drafts)
            draft.actor1 = around.teller(draft) or draft.actor1
        if self._event_type[draft.sub_event_type] in DEEDS and is_same(draft.actor1, draft.actor2):
            draft.actor2, draft.assoc2 = None, ()

    def _as_fired(self, draft: Draft, around: Around, drafts: list[Draft]) -> None:
        """Who fires elsewhere in the article fired here, too, unless the ground or those hit are his or his allies'."""
        told = gunner_told(draft, drafts) if draft.origin is None else None
        own = [actor for actor in (around.holder(draft), draft.actor2) if actor is not None]
        if told is not None and not any(is_same(told, a) or self._naming.are_on_one_side(told, a, draft) for a in own):
            draft.actor1 = told

    def _raider_told(self, draft: Draft, drafts: list[Draft]) -> CodedActor | None:
        """Whose "another strike" was, or nobody's planes: the only air force told of before, foreign and no friend's."""
        told = gunner_told(draft, [o for o in drafts if o.order < draft.order]) if draft.origin is None else None
        army = self._naming.stand_in("military", draft)
        is_foreign = told is not None and told.inter == EXTERNAL_FORCES and draft.sub_event_type == AIR
        is_friend = told is not None and army is not None and self._naming.are_allies(told, army, draft)
        return told if is_foreign and not is_friend and not is_same(told, draft.actor2) else None

    def _alone(self, draft: Draft, around: Around) -> None:
        """Whoever moves, recruits or builds is alone in it: the subject of the event's sentence, before all others."""
        found = around.acting(set(), draft)
        if found is not None:
            draft.actor1 = found
        elif draft.actor1 is None:
            draft.actor1, draft.assoc1 = draft.actor2, draft.assoc2
        draft.actor2, draft.assoc2 = None, ()

    def _drop_unfit(self, draft: Draft) -> None:
        """Civilians neither bomb nor abduct, groups have no planes, weapons are not theirs, and only a state arrests."""
        self._drop_ally(draft)
        kind, agent = draft.sub_event_type, draft.actor1
        if has_no_planes(agent, draft):
            agent = draft.actor1 = None
            draft.assoc1 = ()
        if kind == ARRESTS and agent is not None and agent.inter not in STATES:
            draft.actor1, draft.assoc1 = None, ()
        if self._event_type[kind] in DEEDS and agent is not None and agent.inter == CIVILIANS:
            if draft.actor2 is None:
                draft.actor2, draft.assoc2 = agent, draft.assoc1
            draft.actor1, draft.assoc1 = None, ()
        if kind in LAID and agent is not None and agent.inter == STATE_FORCES and draft.actor2 is None:
            draft.actor1, draft.actor2, draft.assoc1, draft.assoc2 = None, agent, (), draft.assoc1
        is_harmed = any(a.category in LETHAL for a in draft.amounts)
        if kind in FROM_AFAR and not is_harmed and draft.actor2 is not None and is_site(draft.actor2):
            draft.actor2, draft.assoc2 = None, ()
        if kind == LONE and draft.actor2 is not None and draft.actor2.inter == CIVILIANS:
            draft.actor2, draft.assoc2 = None, ()

    def _drop_ally(self, draft: Draft) -> None:
        """A militia that fights the army is none of those on its side, an outpost that is hit is no friend's."""
        one, two = draft.actor1, draft.actor2
        event_type = self._event_type[draft.sub_event_type]
        if not (event_type == FIGHTS or event_type in DEEDS) or one is None or two is None:
            return
        is_one_side = _is_branch(one, two) or _is_branch(two, one) or is_called_by_side(two, one)
        if event_type == FIGHTS and is_one_side:
            draft.actor2, draft.assoc2 = None, ()
            return
        if not self._naming.are_on_one_side(one, two, draft):
            return
        if is_base(two):
            draft.actor2, draft.assoc2 = None, ()
            return
        if event_type != FIGHTS:
            return
        if is_side(one):
            draft.actor1, draft.assoc1 = None, ()
        elif is_side(two):
            draft.actor2, draft.assoc2 = None, ()

    def _sharpen(self, draft: Draft, around: Around, drafts: list[Draft]) -> None:
        """Gunmen and militants are the group that their sentence names, "the attackers" those who attacked before."""
        if draft.actor1 is not None and draft.actor1.inter == STATE_FORCES:
            draft.actor1 = owner_told(draft, drafts, self._definite) or draft.actor1
        if self._naming.is_vague(draft.actor1, draft):
            told = doer_told(draft, drafts, self._naming, self._definite)
            draft.actor1 = told or draft.actor1
        if draft.actor1 is not None and self._naming.is_vague(draft.actor1, draft):
            draft.actor1 = around.named_group(draft, draft.actor2) or draft.actor1
        if draft.actor2 is not None and self._naming.is_vague(draft.actor2, draft):
            draft.actor2 = around.named_group(draft, draft.actor1) or draft.actor2

    def _feud(self, draft: Draft, claims: ArticleClaims) -> None:
        """Nobody is named in a raid or feud among peoples: communal militias, on both sides of a fight."""
        event_type = self._event_type[draft.sub_event_type]
        is_fight = event_type == FIGHTS
        if draft.actor1 is not None or (is_fight and draft.actor2 is not None) or event_type not in _FEUDED:
            return
        if claims.is_feud(draft.sentence_index):
            draft.actor1 = self._naming.stand_in("identity_militia", draft)
            draft.actor2 = draft.actor1 if is_fight else draft.actor2

    def _as_told(self, draft: Draft, drafts: list[Draft]) -> None:
        """A side that another telling of the fight names, or both of them, where this one names neither."""
        if is_stand_in(draft.actor1) and is_stand_in(draft.actor2):
            draft.actor1, draft.actor2 = fight_told(draft, drafts, self._event_type) or (draft.actor1, draft.actor2)
        if self._naming.is_vague(draft.actor1, draft):
            draft.actor1 = opponent_told(draft, draft.actor2, drafts, self._naming) or draft.actor1
        if self._naming.is_vague(draft.actor2, draft):
            draft.actor2 = opponent_told(draft, draft.actor1, drafts, self._naming) or draft.actor2

    def _pair(self, draft: Draft, around: Around, allies: Allies) -> None:
        """Each side from around the event, where its type says what sort of actor it is.

        Nobody lays a bomb by being named near it: who did is said of him, or he claims it.
        """
        if draft.sub_event_type == ARRESTS and (draft.actor2 is None or draft.actor2.inter == CIVILIANS):
            suspected = around.named_group(draft, draft.actor1)
            if suspected is not None:
                draft.actor2, draft.assoc2 = suspected, ()
        sides = self._sides.get(draft.sub_event_type)
        if sides is None:
            return
        taken = {a.name for a in (draft.actor1, draft.actor2) if a is not None and not is_stand_in(a)}
        taken.update((*draft.assoc1, *draft.assoc2))
        holder = around.holder(draft) if draft.sub_event_type in FROM_AFAR else None
        if holder is not None:
            self._against(holder, taken, draft, around)
            return
        if is_stand_in(draft.actor1) and sides.actor1 is not None and not is_anybodys(draft):
            not_foes = friends(draft.actor2, allies)
            draft.actor1 = around.doer(sides.actor1, taken | not_foes, draft.actor2, draft) or draft.actor1
        elif is_stand_in(draft.actor1) and draft.is_unmanned:
            draft.actor1 = around.acting(taken, draft) or draft.actor1
        if not is_stand_in(draft.actor1):
            taken.update([draft.actor1.name] if draft.actor1 is not None else [])
        if self._event_type[draft.sub_event_type] in DEEDS or (draft.actor2 is not None and is_land(draft.actor2)):
            draft.actor2 = self._harmed(draft) or draft.actor2
        if is_stand_in(draft.actor2) and sides.actor2 is not None:
            not_foes = friends(draft.actor1, allies)
            look = around.victim if draft.sub_event_type in LAID else around.struck
            found = look(sides.actor2, taken | not_foes, draft.actor1, draft)
            is_doubtful = is_like(found, draft.actor1) or not around.names(found, draft)
            hit = around.people(draft) if draft.sub_event_type in FROM_AFAR and is_doubtful else None
            draft.actor2 = hit or found or draft.actor2
        if draft.actor2 is None and self._event_type[draft.sub_event_type] in DEEDS:
            draft.actor2 = around.people(draft)

    def _harmed(self, draft: Draft) -> CodedActor | None:
        """Those whom a bomb or strike killed or hurt, where nothing else says whom it hit.

        The unarmed, where nobody armed is among them; a group, where all are of it, also on a bus or in a hospital.
        """
        victims = [v for a in draft.amounts if a.category in LETHAL for v in a.victims]
        target = draft.actor2
        is_nobodys = target is None or is_stand_in(target) or is_land(target)
        if victims and all(v.kind in PEOPLE_KINDS for v in victims):
            return self._naming.code(victims[0], draft) if is_nobodys else None
        is_open = is_nobodys or (target is not None and is_site(target))
        hit = [self._naming.code(v, draft) for v in victims] if is_open else []
        is_one_group = all(a is not None and a.inter in GROUPS and is_same(a, hit[0]) for a in hit)
        if not hit or not is_one_group or self._naming.is_vague(hit[0], draft) or is_same(hit[0], draft.actor1):
            return None
        return hit[0]

    @staticmethod
    def _against(holder: CodedActor, taken: set[str], draft: Draft, around: Around) -> None:
        """Nobody shells ground that he holds: it was somebody of the opposing sort, and whom he hit the text must say."""
        if is_stand_in(draft.actor1):
            sort = "group" if holder.inter in STATES else "state"
            found = around.find(sort, taken | {holder.name}, holder, draft)
            if found is not None and oppose(found.inter, holder.inter) and not has_no_planes(found, draft):
                draft.actor1 = found
        if draft.actor2 is None:
            draft.actor2 = around.people(draft)


def _is_branch(one: CodedActor, of: CodedActor) -> bool:
    """True for a branch of a state's forces and those forces themselves, which do not fight each other."""
    return of.inter in STATES and one.inter == of.inter and one.name != of.name and one.name.startswith(of.name)
