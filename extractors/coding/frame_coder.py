"""One bound frame is guarded, judged, decided and situated; each step may end it, and says why."""

from __future__ import annotations

from dataclasses import replace

from extractors.coding.among_kin import is_among_kin
from extractors.coding.bystanders import Bystanders
from extractors.coding.campaigns import note_doer
from extractors.coding.codebook import Codebook
from extractors.coding.context_facts import ContextFacts
from extractors.coding.decision import Decided, DecisionTable
from extractors.coding.doer_before import add_doer_before, as_doer_before
from extractors.coding.draft import AIR
from extractors.coding.few_men import as_gunmen
from extractors.coding.going_on import (
    OF_KIND_BEFORE,
    EventsBefore,
    are_shots_before,
    bomb_before,
    bombardment_before,
    last_occurred,
)
from extractors.coding.land import names_the_land
from extractors.coding.nations import Nations
from extractors.coding.outcome import Outcome
from extractors.coding.pointing_back import is_part_told_apart, points_back
from extractors.coding.remarked import (
    MARKED,
    are_of_detained,
    bury_the_detained,
    give_bodies,
    is_body,
    is_remark,
    is_unsolved,
    note_seizure,
    remark,
)
from extractors.coding.situate import Situator
from extractors.coding.situation import Situation
from extractors.coding.told_of_grievances import told_of_a_grievance
from extractors.coding.told_of_lives import told_of_a_life
from extractors.coding.told_on import is_bombardment_told_on, is_heard
from extractors.events.facts import facts_of
from extractors.events.frame_records import Frame
from extractors.events.guards import GuardBook
from extractors.events.harm import HarmFinder
from extractors.events.objects import has_object
from extractors.events.status import StatusJudge
from extractors.text.grammar import Grammar

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
_AIR_BEFORE = "context:air_before"
_STRIKE, _HARM = "strike", "harm"
_HIT_THERE = frozenset(["form:finite", "place:near"])
_UNSPECIFIC = frozenset(["strike", "harm"])
_UNSPECIFIC_TYPES = frozenset(["Attack", "Armed clash"])


class FrameCoder:
    """Codes the frames of one language."""

    def __init__(
        self, situator: Situator, grammar: Grammar, guards: GuardBook, harm: HarmFinder, language: str = "en"
    ) -> None:
        """With the shipped status words and decision table of the language."""
        self._guards = guards
        self._before, self._unsolved = EventsBefore(grammar, harm), harm.unsolved
        self.situator = situator
        self._context = ContextFacts.default(grammar, language)
        self._judge = StatusJudge.default(grammar, language)
        self._decisions = DecisionTable.default(language)
        self._grammar = grammar
        self._bystanders, self._nations = Bystanders.default(), Nations.default()
        self._event_type = Codebook.default().event_type

    def code(self, frame: Frame, situation: Situation) -> Outcome:
        """Judge, decide and situate one frame."""
        situation.fill(frame.amounts)
        frame.kind = _HARM if are_shots_before(frame, situation) else frame.kind
        event = self._before.died_of(frame, situation) if frame.kind == _HARM else None
        if event is not None:
            event.amounts.extend(replace(amount, is_also=True) for amount in frame.amounts)
            return Outcome(frame, [], "died_later")
        if frame.kind == _HARM and are_of_detained(frame, situation):
            seized = bury_the_detained(frame, situation)
            drafts = self.situator.drafts(seized, ("Attack", "detained_found_dead"), situation) if seized else []
            return Outcome(seized or frame, drafts, "coded" if drafts else "no_place")
        if frame.kind == _HARM and is_remark(frame):
            if is_unsolved(frame, situation, self._unsolved):
                frame.instruments.add(MARKED)
            told = remark(frame, situation)
            is_told_of = is_body(frame) or (frame.analysis.is_note and frame.instruments)
            if told.reason == "remark" or not is_told_of:
                return told
        country = self.situator.placer.country_of(frame, situation)
        frame.agents = [f for f in frame.agents if not names_the_land(f, frame, country)]
        frame.agents = [self._nations.as_forces(f, frame, country, self._grammar) for f in frame.agents]
        frame.targets = self._bystanders.targets(frame, country)
        if not situation.kinds:
            frame.agents = [as_gunmen(f, frame, self._grammar) for f in frame.agents]
            frame.agents = [as_doer_before(f, frame, situation, self._grammar) for f in frame.agents]
        frame.facts = facts_of(frame, country, self._grammar)
        add_doer_before(frame, situation, self._grammar)
        frame.facts |= self._context.of(frame, situation)
        frame.is_anaphoric = points_back(frame, situation, self._grammar)
        blocked = self._guards.blocks(frame)
        if blocked:
            note_seizure(frame, situation)
            return Outcome(frame, [], f"guard:{blocked}")
        topic = next((topic.name for topic in situation.topics if topic.refuses(frame, country)), None)
        if topic is not None:
            return Outcome(frame, [], f"topic:{topic}")
        if not has_object(frame):
            return Outcome(frame, [], "needs_object")
        if is_among_kin(frame, self._grammar):
            return Outcome(frame, [], "among_kin")
        self.situator.days.borrow_dates(frame, situation.anchor)
        verdict = self._judge.judge(frame, situation.anchor)
        if verdict.status == "occurred":
            life = told_of_a_life(frame, situation, self._grammar)
            verdict = life or told_of_a_grievance(frame, situation) or verdict
        frame.status, frame.status_rule = verdict.status, verdict.rule
        if verdict.status == "attempted" and not frame.is_noun:
            frame.amounts = [a for a in frame.amounts if a.category != "killed"]  # whom it should have killed
        decided = (
            self._before.one_more(frame, situation)
            or self._before.continued(frame, situation)
            or self._decide(frame, situation)
        )
        if decided is None:
            last = self._before.gone_on_with(frame, situation)
            if last is not None:
                frame.is_anaphoric = not is_part_told_apart(frame)
                going_on = (last.sub_event_type, "continues_previous_event")
                return Outcome(frame, self.situator.drafts(frame, going_on, situation), "coded")
            if not situation.has_event:
                frame.facts.add("context:first_event")
                decided = self._decide(frame, situation)
        if decided is None:
            note_seizure(frame, situation)
            return Outcome(frame, [], "no_sub_event_type")
        if not (frame.is_anaphoric or _is_another(frame, decided) or _is_supported(frame)):
            return Outcome(frame, [], "weak_trigger_without_support")
        drafts = self.situator.drafts(frame, decided, situation)
        note_doer(drafts, frame, situation)
        give_bodies(drafts, situation)
        return Outcome(frame, drafts, "coded" if drafts else "no_place")

    def _decide(self, frame: Frame, situation: Situation) -> Decided:
        """By the decision table; what is unspecific goes on with the remote violence just before ("a bus was also hit")."""
        words = frame.analysis.sentence.lowers[frame.trigger.first : frame.trigger.last]
        decided = self._decisions.decide(frame.kind, frame.facts, " ".join(words))
        if frame.is_anaphoric and frame.kind == "clash":
            return self._before.of_crowd(decided, frame, situation)
        bomb = bomb_before(frame, situation)
        if bomb is not None:
            return bomb
        if is_bombardment_told_on(frame, self._grammar) or is_heard(frame):
            return bombardment_before(frame, situation) or decided
        if decided is None or decided[0] in _UNSPECIFIC_TYPES:
            decided = self._before.struck_too(frame, situation) or decided
        if frame.kind not in _UNSPECIFIC or frame.instruments or (frame.agents and not self._aims(frame, situation)):
            return decided
        if decided is not None and decided[0] not in _UNSPECIFIC_TYPES:
            return decided
        last = last_occurred(frame, situation)
        if last is None or self._event_type[last.sub_event_type] != "Explosions/Remote violence":
            return decided
        if last.sub_event_type == AIR and "agent:nonstate" in frame.facts:
            return decided  # "eight died in rebel fire" after an air raid: rebels have no jets
        return last.sub_event_type, OF_KIND_BEFORE

    def _aims(self, frame: Frame, situation: Situation) -> bool:
        """True for "the army said it had targeted rebels" after its air strike: it tells what that was aimed at."""
        last = last_occurred(frame, situation)
        is_plain = frame.kind == "strike" and not (frame.is_noun or frame.spots or frame.dates or frame.amounts)
        if last is None or last.actor1 is None or last.place is None or not is_plain:
            return False
        if not frame.analysis.chunks[frame.position].is_pluperfect:
            return False
        namer, place = self.situator.namer, last.place
        coded = (namer.code(f.mention, place.iso2, place.country, last.when.day) for f in frame.agents)
        frame.is_anaphoric = any(actor is not None and actor.name == last.actor1.name for actor in coded)
        return frame.is_anaphoric


def _is_another(frame: Frame, decided: tuple[str, str]) -> bool:
    """True for "several raids hit Foo" after air strikes, and for "they also targeted Bar" after any fire from afar."""
    if decided[0] == AIR and _AIR_BEFORE in frame.facts:
        return True
    is_hit = frame.kind == _STRIKE and frame.facts >= _HIT_THERE
    return is_hit and decided[1] == OF_KIND_BEFORE


def _is_supported(frame: Frame) -> bool:
    """A word that alone is not enough needs one of its supporting facts beside it."""
    rule = frame.trigger.rule
    if rule.support:
        return not frame.facts.isdisjoint(rule.support)
    return not (rule.is_weak or frame.kind == _HARM) or not frame.facts.isdisjoint(_WEAK_SUPPORT)
