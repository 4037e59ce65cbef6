"""One bound frame is guarded, judged, decided and situated; each step may end it, and says why."""

from __future__ import annotations

from dataclasses import replace

from extractors.coding.codebook import VIOLENCE, Codebook
from extractors.coding.decision import DecisionTable
from extractors.coding.draft import Draft
from extractors.coding.land import names_the_land
from extractors.coding.outcome import Outcome
from extractors.coding.remarked import give_bodies, is_body, is_remark, kill_captives, remark
from extractors.coding.situate import Situator
from extractors.coding.situation import NEARBY, Situation
from extractors.coding.told_on import is_heard, is_one_more
from extractors.events.amounts import THOSE_BEFORE
from extractors.events.facts import facts_of
from extractors.events.frame_records import Frame
from extractors.events.guards import GuardBook
from extractors.events.harm import HarmFinder
from extractors.events.objects import has_object
from extractors.events.status import StatusJudge
from extractors.mentions.records import ARMED_KINDS
from extractors.text.grammar import Grammar

Decided = tuple[str, str] | None
"""Sub-event type and the rule that chose it."""

_WEAK_SUPPORT = frozenset(
    [
        "agent:armed",
        "target:armed",
        "harm:any",
        "with:aircraft",
        "with:artillery",
        "with:device",
        "with:suicide",
        "with:grenade",
        "with:chemical",
        "passive:at_place",
        "context:note",
    ]
)
"""Facts of which one must stand beside a word that alone is not enough."""
_UNSPECIFIC = frozenset(["strike", "harm"])
_BOMBARDMENT = frozenset(["Air/drone strike", "Shelling/artillery/missile attack"])
_UNSPECIFIC_TYPES = frozenset(["Attack", "Armed clash"])
_KINDS = frozenset(["air_strike", "strike", "shelling"])
"""Kinds of event noun that say how it was done: "the strikes" are no interception told in between."""
_HARMFUL = VIOLENCE | {"Protests"}
"""Types of event of which people may die later."""


class FrameCoder:
    """Codes the frames of one language."""

    def __init__(
        self, situator: Situator, grammar: Grammar, guards: GuardBook, harm: HarmFinder, language: str = "en"
    ) -> None:
        """With the shipped status words and decision table of the language."""
        self._guards = guards
        self._later, self._dying = harm.later, harm.dying
        self.situator = situator
        self._judge = StatusJudge.default(grammar, language)
        self._decisions = DecisionTable.default(language)
        self._grammar = grammar
        self._event_type = Codebook.default().event_type

    def code(self, frame: Frame, situation: Situation) -> Outcome:
        """Judge, decide and situate one frame."""
        situation.fill(frame.amounts)
        event = self._died_of(frame, situation) if frame.kind == "harm" else None
        if event is not None:
            event.amounts.extend(replace(amount, is_also=True) for amount in frame.amounts)
            return Outcome(frame, [], "died_later")
        if frame.kind == "harm" and is_remark(frame):
            told = remark(frame, situation)
            is_told_of = is_body(frame) or (frame.analysis.is_note and frame.instruments)
            if told.reason == "remark" or not is_told_of:
                return told
        country = self.situator.placer.country_of(frame, situation)
        frame.agents = [f for f in frame.agents if not names_the_land(f, frame, country)]
        frame.facts = facts_of(frame, country, self._grammar)
        frame.facts |= self.situator.context_facts(frame, situation)
        frame.is_anaphoric = self._is_anaphoric(frame, situation)
        blocked = self._guards.blocks(frame)
        if blocked:
            return Outcome(frame, [], f"guard:{blocked}")
        topic = next((topic.name for topic in situation.topics if topic.refuses(frame)), None)
        if topic is not None:
            return Outcome(frame, [], f"topic:{topic}")
        if not has_object(frame):
            return Outcome(frame, [], "needs_object")
        self.situator.days.borrow_dates(frame)
        verdict = self._judge.judge(frame, situation.anchor)
        frame.status, frame.status_rule = verdict.status, verdict.rule
        if verdict.status == "attempted" and not frame.is_noun:
            frame.amounts = [a for a in frame.amounts if a.category != "killed"]  # whom it should have killed
        decided = (
            self._elliptic(frame, situation) or self._continued(frame, situation) or self._decide(frame, situation)
        )
        if decided is None:
            last = self._gone_on_with(frame, situation)
            if last is not None:
                frame.is_anaphoric = True
                going_on = (last.sub_event_type, "continues_previous_event")
                return Outcome(frame, self.situator.drafts(frame, going_on, situation), "coded")
            if not any(d.status == "occurred" for d in situation.drafts):
                frame.facts.add("context:first_event")
                decided = self._decide(frame, situation)
        if decided is None:
            return Outcome(frame, [], "no_sub_event_type")
        if not frame.is_anaphoric and not _is_supported(frame):
            return Outcome(frame, [], "weak_trigger_without_support")
        drafts = self.situator.drafts(frame, decided, situation)
        give_bodies(drafts, situation)
        return Outcome(frame, drafts, "coded" if drafts else "no_place")

    def _decide(self, frame: Frame, situation: Situation) -> Decided:
        """By the decision table; what is unspecific goes on with the remote violence just before ("a bus was also hit")."""
        words = frame.analysis.sentence.lowers[frame.trigger.first : frame.trigger.last]
        decided = self._decisions.decide(frame.kind, frame.facts, " ".join(words))
        if frame.is_anaphoric and frame.kind == "clash":
            return self._of_crowd(decided, frame, situation)
        if self._is_bombardment_told_on(frame):
            return _bombardment_before(frame, situation) or decided
        if is_heard(frame):
            return _bombardment_before(frame, situation) or decided
        if frame.kind not in _UNSPECIFIC or frame.instruments or (frame.agents and not self._aims(frame, situation)):
            return decided
        if decided is not None and decided[0] not in _UNSPECIFIC_TYPES:
            return decided
        last = _last_occurred(frame, situation)
        if last is None or self._event_type[last.sub_event_type] != "Explosions/Remote violence":
            return decided
        return last.sub_event_type, "kind_of_previous_event"

    def _is_bombardment_told_on(self, frame: Frame) -> bool:
        """True for "nine died in raids on Foo" and "ten of the dead came in an attack on Bar": of the kind told before."""
        if frame.kind != "assault" or not frame.is_noun or frame.agents or frame.instruments or not frame.amounts:
            return False
        head = frame.analysis.sentence.lowers[frame.trigger.last - 1]
        return self._grammar.tables.looks_plural(head) or any(a.is_part for a in frame.amounts)

    def _aims(self, frame: Frame, situation: Situation) -> bool:
        """True for "the army said it had targeted rebels" after its air strike: it tells what that was aimed at."""
        last = _last_occurred(frame, situation)
        is_plain = frame.kind == "strike" and not (frame.is_noun or frame.spots or frame.dates or frame.amounts)
        if last is None or last.actor1 is None or last.place is None or not is_plain:
            return False
        if not frame.analysis.chunks[frame.position].is_pluperfect:
            return False
        namer, place = self.situator.namer, last.place
        coded = (namer.code(f.mention, place.iso2, place.country, last.when.day) for f in frame.agents)
        frame.is_anaphoric = any(actor is not None and actor.name == last.actor1.name for actor in coded)
        return frame.is_anaphoric

    def _died_of(self, frame: Frame, situation: Situation) -> Draft | None:
        """The event told in a sentence before of which somebody died later: "died in hospital on Monday"."""
        last = _last_occurred(frame, situation)
        if last is None or last.sentence_index == frame.analysis.sentence.index or frame.agents:
            return None
        if not frame.amounts or self._event_type[last.sub_event_type] not in _HARMFUL:
            return None
        analysis, clauses = frame.analysis, frame.analysis.clauses
        if analysis.sentence.lowers[frame.trigger.first] not in self._dying:
            return None
        behind = (group for _, groups in clauses.prepositions(frame.position) for group in groups)
        return last if any(clauses.lows[group] in self._later for group in behind) else None

    def _continued(self, frame: Frame, situation: Situation) -> Decided:
        """Harm told without any doer, place or day goes on with the violence of the sentence before."""
        if frame.kind != "harm" or frame.status != "occurred" or not frame.amounts:
            return None
        if frame.agents or frame.spots or frame.dates:
            return None
        last = _last_occurred(frame, situation)
        if last is None or last.sentence_index == frame.analysis.sentence.index:
            return None
        if self._event_type[last.sub_event_type] not in VIOLENCE:
            return None
        last = self._fight_beside(last, situation)
        is_deadly = any(a.category == "killed" and a.coded for a in frame.amounts)
        if is_deadly and ARMED_KINDS.isdisjoint(f.mention.kind for f in frame.targets):
            kill_captives(last)
        frame.is_anaphoric = True
        return last.sub_event_type, "continues_previous_event"

    def _elliptic(self, frame: Frame, situation: Situation) -> Decided:
        """ "The second killed nine in Foo" after two bombs: one more of the kind told before."""
        if not is_one_more(frame, self._grammar):
            return None
        last = _last_occurred(frame, situation)
        if last is None or self._event_type[last.sub_event_type] not in VIOLENCE:
            return None
        frame.agents = []
        return last.sub_event_type, "kind_of_previous_event"

    def _fight_beside(self, last: Draft, situation: Situation) -> Draft:
        """The fight told in the sentence of a kidnapping: the dead of the next sentence are the fight's."""
        if last.kind != "abduction":
            return last
        beside = (d for d in situation.drafts if d.sentence_index == last.sentence_index and d.status == "occurred")
        return next((d for d in beside if self._event_type[d.sub_event_type] == "Battles"), last)

    def _of_crowd(self, decided: Decided, frame: Frame, situation: Situation) -> Decided:
        """ "The clash" after a riot or a brawl is that riot or brawl, not a battle."""
        last = _last_occurred(frame, situation)
        if last is None or self._event_type[last.sub_event_type] != "Riots":
            return decided
        return last.sub_event_type, "continues_previous_event"

    def _gone_on_with(self, frame: Frame, situation: Situation) -> Draft | None:
        """The event before that a definite event noun ("the attack"), or harm in the next sentence, goes on with."""
        before = frame.analysis.clauses.lows[max(0, frame.position - 1)]
        is_placed_noun = frame.is_noun and frame.has_place_phrase and before not in self._grammar.partitives
        goes_on = frame.is_anaphoric or is_placed_noun or (frame.kind == "harm" and bool(frame.amounts))
        last = self._told_of(frame, situation) if goes_on and frame.status == "occurred" else None
        is_later = last is not None and last.sentence_index < frame.analysis.sentence.index
        return self._fight_beside(last, situation) if last and is_later and frame.kind == "harm" else last

    @staticmethod
    def _told_of(frame: Frame, situation: Situation) -> Draft | None:
        """The event before: of "the strikes" the last one of that kind, be it not the very last."""
        last = _last_occurred(frame, situation)
        if last is None or not frame.is_noun or frame.kind not in _KINDS or last.kind in _KINDS:
            return last
        near = situation.drafts_near(frame.analysis.sentence.index)
        return next((d for d in near if d.kind in _KINDS and d.status == "occurred"), last)

    def _is_anaphoric(self, frame: Frame, situation: Situation) -> bool:
        """True for a definite event noun without place or target of its own ("the attack") that can point back."""
        if frame.analysis.sentence.index == 0:
            return False
        if frame.is_noun and self._carries_out(frame) and any(d.status == "occurred" for d in situation.drafts):
            return True
        if frame.has_place_phrase:
            return False
        if not frame.is_noun:
            is_told = any(d.status == "occurred" for d in situation.drafts)
            return is_told and (self._meets_event(frame) or _harms_captives(frame))
        if frame.analysis.is_note and not situation.drafts:
            return False
        first, lowers = frame.analysis.chunks[frame.position].first, frame.analysis.sentence.lowers
        if lowers[frame.trigger.first - 1] in self._grammar.resuming:
            return True
        if frame.targets and first + 1 != frame.trigger.first:
            return False
        return lowers[first] in self._grammar.definite

    def _carries_out(self, frame: Frame) -> bool:
        """True for the bomber of "a suicide bomber carried out the attack": he did what was told before."""
        analysis, clauses = frame.analysis, frame.analysis.clauses
        verb, how = clauses.governor(frame.position) or (-1, "")
        if how != "subject" or clauses.lows[verb] not in self._grammar.light:
            return False
        events = {analysis.owner[t.first] for t in analysis.triggers if t.form == "noun"}
        objects = (analysis.chunks[g] for g in clauses.objects(verb).groups if g in events)
        return any(analysis.sentence.lowers[chunk.first] in self._grammar.definite for chunk in objects)

    def _meets_event(self, frame: Frame) -> bool:
        """True for "repelled the assault": what was told before goes on."""
        analysis = frame.analysis
        events = {analysis.owner[t.first] for t in analysis.triggers if t.form == "noun"}
        groups = (g for g in frame.object_groups if g in events and not frame.spots)
        return any(analysis.sentence.lowers[analysis.chunks[g].first] in self._grammar.definite for g in groups)


def _harms_captives(frame: Frame) -> bool:
    """True for "the captives were executed": the abduction told before ends so."""
    return bool(frame.amounts) and all(a.rule_id == THOSE_BEFORE and a.coded for a in frame.amounts)


def _last_occurred(frame: Frame, situation: Situation) -> Draft | None:
    """The event coded last, when it occurred and stands in the sentence or just before."""
    last = situation.drafts[-1] if situation.drafts else None
    if last is None or last.status != "occurred":
        return None
    return last if frame.analysis.sentence.index - last.sentence_index <= NEARBY else None


def _bombardment_before(frame: Frame, situation: Situation) -> Decided:
    """The air strike or shelling told just before, whose explosions they are."""
    last = _last_occurred(frame, situation)
    if last is None or last.sub_event_type not in _BOMBARDMENT or last.sentence_index == frame.analysis.sentence.index:
        return None
    return last.sub_event_type, "kind_of_previous_event"


def _is_supported(frame: Frame) -> bool:
    """A word that alone is not enough needs one of its supporting facts beside it."""
    rule = frame.trigger.rule
    if rule.support:
        return not frame.facts.isdisjoint(rule.support)
    return not (rule.is_weak or frame.kind == "harm") or not frame.facts.isdisjoint(_WEAK_SUPPORT)
