"""Did it happen? The answer of what stands around an event noun: its adjectives, the noun before it, its governor.

"No attack", "the threat of an attack", "police foiled an attack": the noun itself says nothing of it.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from extractors.events.frame_records import Frame
from extractors.events.slots import Clauses
from extractors.events.status_beside import is_circumstance, is_lost, is_midst, is_use, is_what_it_seemed
from extractors.events.status_cues import StatusCues
from extractors.events.status_shapes import (
    CHAIN,
    aim_before,
    is_almost,
    is_answered,
    is_bare,
    is_compared,
    is_in_relative,
    is_met,
    is_of_doers,
    is_of_past_year,
    is_reported,
    is_scene,
    is_spoken_of,
    is_under_way,
)
from extractors.events.status_verbs import VerbJudge
from extractors.events.verdict import BACKGROUND, CALLED, OCCURRED, UNDER_WAY, Verdict, is_unreal, mood
from extractors.text.grammar import Grammar
from extractors.text.tags import BE

_DIRECT = frozenset(["object", "subject"])
_SUICIDE = "suicide"
_KILLED = "killed"
_PREDICATE = 2
"""Words behind a form of "be" among which the adjective stands ("are very common", "became more frequent")."""


class NounJudge:
    """Judges event nouns by their own words and by their governors."""

    def __init__(self, cues: StatusCues, grammar: Grammar, of_verbs: VerbJudge) -> None:
        """Keep the cue words and the judge of the verbs that govern nouns."""
        self._cues, self._grammar, self._of_verbs = cues, grammar, of_verbs

    def judge(self, frame: Frame, clauses: Clauses, anchor: date | None) -> Verdict:
        """The status of an event noun; `anchor` is the day the article was written."""
        if is_of_past_year(frame, anchor):
            return Verdict("historical", "year_before_the_noun")
        told = self._attributes(frame) or self._example(frame, clauses) or self._chained(frame.position, clauses)
        if told is not None:
            return told
        if is_use(frame, self._cues.lexicon, self._grammar):
            return Verdict("planned", "use_of_a_place")
        if is_midst(frame, self._cues.lexicon, self._grammar):
            return Verdict("historical", BACKGROUND)
        is_dated = any(d.first > frame.trigger.first for d in frame.dates)
        if not is_dated and is_answered(frame.position, clauses, self._grammar.links.answer):
            return Verdict("historical", BACKGROUND)
        is_counted = any(a.is_counted or a.category == _KILLED for a in frame.amounts)
        is_own_event = frame.has_own_day or bool(frame.absorbed) or frame.has_place_phrase or is_counted
        is_placed = is_counted or frame.has_place_phrase
        if not is_own_event and clauses.opener(frame.position) is not None and not self._is_of_harm(frame, clauses):
            return Verdict("historical", BACKGROUND)
        if not is_placed and self._is_day_of(frame.position, clauses):
            return Verdict("historical", BACKGROUND)
        if not (is_dated or is_counted or frame.analysis.is_note) and self._is_topic(frame, clauses):
            return Verdict("historical", BACKGROUND)
        if not (frame.amounts or frame.analysis.is_note) and self._is_mentioned(frame, clauses, is_dated):
            return Verdict("historical", BACKGROUND)
        if frame.kind in self._cues.lexicon.wrecked and is_lost(frame.position, clauses, self._cues):
            return Verdict("denied", "weapon_destroyed")
        governor = clauses.governor(frame.position)
        return OCCURRED if governor is None else self._governed(frame, *governor, clauses)

    def _attributes(self, frame: Frame) -> Verdict | None:
        """ "No attack", "a planned attack": the words before the noun in its group."""
        lowers = frame.analysis.sentence.lowers
        is_counted = any(a.is_counted and a.category == _KILLED for a in frame.amounts)
        words = lowers[frame.analysis.chunks[frame.position].first : frame.trigger.first]
        for word, behind in pairwise([*words, ""]):
            if word in self._cues.lexicon.negative_determiners:
                return Verdict("denied", "negated_noun")
            is_age = behind in self._grammar.links.aged and frame.kind == _SUICIDE  # "a 12-year-old suicide bomber"
            is_period = word in self._grammar.links.periods and not is_age
            if is_period and is_counted and not frame.has_own_day:
                return Verdict("historical", "toll_of_a_period")  # "a three-week assault has left hundreds dead"
            is_told = word in self._cues.lexicon.likening and (is_counted or bool(frame.spots))
            status = self._cues.adjectives.get(word)
            if status == "attempted" and is_counted:
                continue  # "nine were killed in the failed assault": it failed, but it was
            if status is not None and not (frame.has_own_day or is_told):
                return Verdict(status, f"{CALLED}{word}")
            if word in self._cues.lexicon.recencies and self._is_spoken_of(frame):
                return Verdict("historical", f"{CALLED}{word}")
        return None

    def _is_of_harm(self, frame: Frame, clauses: Clauses) -> bool:
        """True for the raid of "the deaths came after a raid on Foo": the main clause only tells what it did."""
        verb, _ = clauses.governor(frame.position) or (-1, "")
        groups = clauses.subject(verb).groups if verb >= 0 else ()
        return any(clauses.last_word(group) in self._cues.lexicon.outcomes for group in groups)

    def _is_spoken_of(self, frame: Frame) -> bool:
        """True for an event that does nothing in its sentence and has no day of its own behind it."""
        if frame.analysis.is_note or any(d.first > frame.trigger.first for d in frame.dates):
            return False
        _, how = frame.analysis.clauses.governor(frame.position) or (-1, "")
        return how not in ("", "subject")

    def _is_topic(self, frame: Frame, clauses: Clauses) -> bool:
        """True for the riots of "boycotted the session on Monday over the riots in Foo": what something is about."""
        if frame.analysis.sentence.lowers[clauses.chunks[frame.position].first] not in self._grammar.definite:
            return False
        if not frame.has_place_phrase:
            return False  # "blamed the army for the raid" goes on with the raid told before
        before = clauses.before(frame.position, CHAIN)
        is_behind = before > 0 and clauses.kinds[before] == "P"
        return (
            is_behind
            and clauses.lows[before] in self._grammar.links.topic - self._grammar.temporal - self._grammar.links.charge
        )

    def _is_open_or_trend(self, frame: Frame, verb: int, clauses: Clauses) -> bool:
        """True for "clashes are a possibility", "are rare" and "attacks have increased", of which none is told."""
        if clauses.lows[verb] in self._cues.trends:
            return not frame.amounts
        is_being = frame.analysis.tags[clauses.chunks[verb].head] == BE or clauses.lows[verb] in self._cues.becoming
        last = clauses.chunks[verb].last
        if is_being and not self._cues.lexicon.usual.isdisjoint(clauses.sentence.lowers[last : last + _PREDICATE]):
            return not frame.amounts
        said = next((i for i in range(verb + 1, len(clauses.kinds)) if clauses.kinds[i] != "A"), -1)
        return (
            is_being
            and said > 0
            and clauses.kinds[said] == "N"
            and clauses.last_word(said) in self._cues.lexicon.open_nouns
        )

    @staticmethod
    def _is_judged(frame: Frame, verb: int) -> bool:
        """True for "Monday's raid may be the worst of the war": it was, and only its rank or its cause is open."""
        chunk = frame.analysis.chunks[verb]
        is_being = frame.analysis.tags[chunk.head] == BE or (chunk.is_perfect and chunk.voice == "passive")
        return frame.has_own_day and chunk.is_modal and not chunk.is_negated and is_being

    def _is_mentioned(self, frame: Frame, clauses: Clauses, is_dated: bool) -> bool:
        """True for the riots of "the role of the mayor in the riots" and of "riot victims": something else is told."""
        words = self._cues.lexicon
        if frame.kind not in words.mentioned:
            return False
        if frame.trigger.last < clauses.chunks[frame.position].last:
            return True
        before = clauses.before(frame.position, CHAIN)
        if is_dated or before < 1 or clauses.kinds[before] != "P" or clauses.lows[before] not in words.mentioning:
            return False
        return clauses.lows[before - 1] not in self._cues.partaking

    def _is_day_of(self, position: int, clauses: Clauses) -> bool:
        """True for the offensive of "on Sunday, the fifth day of an offensive", which only dates what else is told."""
        before = clauses.before(position, CHAIN)
        if before < 1 or clauses.lows[before] not in self._grammar.partitives or clauses.kinds[before - 1] != "N":
            return False
        first = clauses.sentence.lowers[clauses.chunks[before - 1].first]
        return clauses.lows[before - 1] in self._grammar.links.spans and first in self._grammar.definite

    def _example(self, frame: Frame, clauses: Clauses) -> Verdict | None:
        """The bombs of "difficulties like tunnels and car bombs", of no day and no toll: a sort of thing is named."""
        before = clauses.before(frame.position, CHAIN)
        is_sort = before > 0 and clauses.lows[before] in self._cues.lexicon.exemplifying
        is_told = frame.has_own_day or frame.amounts or frame.has_place_phrase
        return Verdict("hypothetical", "example_of_its_kind") if is_sort and not is_told else None

    def _chained(self, position: int, clauses: Clauses) -> Verdict | None:
        """ "threat of attack", "plans for a raid": a cue noun joined by a preposition just before."""
        j = clauses.before(position, CHAIN)
        if j < 1 or clauses.kinds[j] != "P":
            return None
        if clauses.kinds[j - 1] != "N":
            return self._settled(j, clauses)
        if "C" in clauses.kinds[j:position] and clauses.begins_clause(position):
            return None  # "saw a fall in violence but clashes broke out": the clashes have a clause of their own
        if clauses.lows[j] in self._grammar.links.later:
            return None
        return self._cues.of_noun(clauses.lows[j - 1]) or self._settled(j, clauses)

    def _settled(self, opener: int, clauses: Clauses) -> Verdict | None:
        """The withdrawal of "signed an agreement in Doha on Saturday on the withdrawal": place and day may stand between."""
        kinds, before = clauses.kinds, opener - 1
        if clauses.lows[opener] not in self._grammar.links.subject_matter:
            return None
        while before >= 2 and kinds[before] in "NT" and kinds[before - 1] == "P":
            before -= 2
            verdict = self._cues.of_noun(clauses.lows[before]) if kinds[before] == "N" else None
            if verdict is not None and verdict.status == "planned":
                return verdict
        return None

    def _governed(self, frame: Frame, verb: int, how: str, clauses: Clauses) -> Verdict:
        """The status by the verb that governs an event noun."""
        chunk, word, links = clauses.chunks[verb], clauses.lows[verb], self._grammar.links
        is_weapon = how == "object" and frame.kind in self._cues.lexicon.wrecked
        if is_weapon and is_almost(chunk, clauses, self._cues.lexicon.almost):  # "nearly hit a mine"
            return Verdict("attempted", "almost")
        is_before = chunk.is_pluperfect and how in self._grammar.temporal and not frame.has_own_day
        if is_before and not is_reported(verb, clauses):  # "said it had taken the hill after a battle" is news
            return Verdict("historical", "before_a_past_event")
        if (
            how in links.agent
            and word in self._cues.accompanying
            and clauses.kinds[frame.position + 1 : frame.position + 2] != ["R"]
        ):
            return Verdict("historical", "accompanies_another_event")
        is_compared_to_it = how in links.cause and is_compared(frame, chunk, self._grammar.superlatives)
        if is_compared_to_it or is_circumstance(frame, chunk, how, self._cues.lexicon, self._grammar):
            return Verdict("historical", "accompanies_another_event")
        if word in self._cues.leading and how in links.toll_cause:
            if is_unreal(chunk):
                return mood(chunk)
            if self._of_verbs.is_habit(frame, chunk):
                return Verdict("historical", "habitual")
        if how == "object" and word in self._cues.sparking and (frame.amounts or frame.has_own_day):
            return mood(chunk) if is_unreal(chunk) else OCCURRED
        is_set_off = chunk.voice == "passive" and word in self._cues.sparking
        if is_set_off and (how == "subject" or how in links.agent):
            return mood(chunk) if is_unreal(chunk) else OCCURRED  # "a blast triggered by a suicide bomber"
        is_undergone = how in self._cues.lexicon.circumstances and word in self._grammar.light
        if is_undergone and self._of_verbs.is_habit(frame, chunk):
            return Verdict("historical", "habitual")
        if chunk.voice == "passive" and how in links.event and self._of_verbs.is_habit(frame, chunk):
            return UNDER_WAY  # "is regularly hit by shells", "in air raids"
        if how not in _DIRECT and how not in links.cue:
            return OCCURRED
        if how == "subject" and not frame.has_own_day and self._is_open_or_trend(frame, verb, clauses):
            return Verdict("hypothetical", f"said_of_it:{word}")
        if how == "object" and self._of_verbs.is_habit(frame, chunk):
            return Verdict("historical", "habitual")
        if not (frame.has_own_day or frame.analysis.is_headline) and is_scene(frame.position, clauses):
            return UNDER_WAY
        if how == "object" and is_of_doers(frame, verb, clauses):
            return Verdict("historical", "describes_who_is_meant")
        if word in self._grammar.repelling and is_met(frame):
            return OCCURRED
        if (
            how == "object"
            and word in self._cues.naming
            and clauses.predicate(frame.position, self._grammar.indefinite)
        ):
            return OCCURRED  # "called the raid a crime"
        is_bare_part = how == "object" and word in self._cues.containing and is_in_relative(verb, clauses)
        if is_bare_part and not (frame.has_own_day or frame.amounts or frame.spots):
            return Verdict("historical", "part_of_what_is_told")
        if how == "object" and word in self._cues.reacting and is_bare(frame, self._grammar.definite):
            return Verdict("historical", "reaction_to_it")
        reaches = how != "subject" or chunk.voice == "passive" or word in self._cues.lexicon.failing_verbs
        is_disclaimed = verb + 1 < frame.position and clauses.last_word(verb + 1) in self._cues.lexicon.disclaimed
        if reaches and word in self._cues.verbs and not is_disclaimed:
            return Verdict(self._cues.verbs[word], f"governed_by:{word}")
        if how == "subject" and self._is_judged(frame, verb):
            return OCCURRED
        if how == "subject" and self._of_verbs.is_perceived(chunk, verb, clauses):
            return OCCURRED
        if how not in links.apart and is_unreal(chunk):
            return mood(chunk)
        if how == "object" and chunk.tense == "participle" and chunk.voice == "active":
            if not frame.has_own_day and is_spoken_of(frame, verb, clauses, self._cues.becoming):
                return Verdict("hypothetical", "spoken_of")  # "joining a raid on Foo would be folly"
            meant = None if frame.amounts else aim_before(verb, clauses)
            if meant is not None:
                return self._of_verbs.infinitive(frame, meant, clauses)
            return self._of_verbs.participle(frame, verb, clauses)
        is_carried = how in self._grammar.continuing_by and word in self._grammar.continuing
        if how == "object" and chunk.tense == "infinitive" and is_what_it_seemed(frame, verb, self._cues):
            return OCCURRED
        if (how == "object" or is_carried) and chunk.tense == "infinitive":  # "vowed to respond with raids"
            return self._of_verbs.infinitive(frame, verb, clauses)
        is_background = chunk.is_pluperfect and how in _DIRECT and not frame.has_own_day
        if is_background and not is_reported(verb, clauses):
            return Verdict("historical", "pluperfect")
        is_act = frame.kind in self._cues.lexicon.demonstrations
        return UNDER_WAY if how == "object" and not is_act and is_under_way(frame, chunk) else OCCURRED
