"""Where, when and who: a decided frame becomes drafts, one a place.

Every borrowing goes outward in a fixed, named order: the clause, the sentence, the sentence before, the lead, the dateline,
the country of the article. What was borrowed is marked, so that folding knows which mentions may be continuations.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from extractors.article import Article
from extractors.coding.actors import ActorNamer
from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft, When
from extractors.events.analysis import Analysis
from extractors.events.frames import Filler, Frame
from extractors.mentions.dates import coded_day, context_offset, in_context, is_background
from extractors.mentions.records import ActorKind, ActorMention, CodedActor, DateMention
from extractors.places.records import Place, PlaceMention
from extractors.places.context import PlaceContext
from extractors.places.lookup import country_candidate
from extractors.places.resolve import Places
from extractors.report import Evidence, Issue
from extractors.text.grammar import Grammar
from extractors.text.layout import Layout
from extractors.text.tokens import tokenise

_OWN_STEPS = frozenset(["name_not_in_gazetteer", "object", "on", "against", "at", "in", "of", "near", "clause", "clause_before", "premodifier", "subject", "to", "from", "into", "toward", "towards"])
_LEAVING = frozenset(["withdraw", "abduction", "arrest", "displacement", "capture"])
_MOVES = frozenset(["from", "to"])
_REACH = 3
_SIDE_REACH = 2
_STREET_KINDS = ("protest", "riot")
_TWO_SIDED = frozenset(
    ["Armed clash", "Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory"]
)


@dataclass(slots=True)
class Situation:
    """What is known of an article while its frames are coded, in reading order."""

    article: Article
    layout: Layout
    anchor: date | None
    context: PlaceContext
    country: str | None
    dateline_place: Place | None = None
    country_place: Place | None = None
    analyses: list[Analysis] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    recent: list[Place] = field(default_factory=list)
    resolved: dict[int, Place | None] = field(default_factory=dict)
    sentence_places: dict[int, Place] = field(default_factory=dict)
    last_day: tuple[int, When] | None = None
    kinds: set[str] = field(default_factory=set)
    order: int = 0


class Situator:
    """Situates frames in space and time and names their actors."""

    def __init__(self, places: Places, namer: ActorNamer, grammar: Grammar) -> None:
        """Keep the resolver, the namer and the grammar (for its reporting verbs)."""
        self._reporting = grammar.reporting
        self._superlatives = grammar.superlatives
        self._holding = grammar.holding
        self._places = places
        self._namer = namer
        self._codebook = Codebook.default()

    @classmethod
    def default(cls, places: Places, grammar: Grammar, language: str = "en") -> Situator:
        """With the shipped actor tables."""
        return cls(places, ActorNamer.default(language), grammar)

    # -- article -------------------------------------------------------------------------------------------------

    def begin(self, article: Article, layout: Layout) -> Situation:
        """Start an article: its anchor day and its country."""
        dateline = layout.dateline
        words = None
        if dateline is not None and dateline.place_start is not None and dateline.place_end is not None:
            words = article.text[dateline.place_start : dateline.place_end]
        anchor = layout.header_day or article.published or (dateline.day if dateline else None)
        if dateline is not None and dateline.day is not None and (anchor is None or abs((anchor - dateline.day).days) > 3):
            anchor = dateline.day if anchor is None else anchor
        context = self._places.context(article.text, article.title, words, anchor)
        situation = Situation(article, layout, anchor, context, context.main)
        if words is not None and dateline is not None and dateline.place_start is not None and dateline.place_end is not None:
            situation.dateline_place = self._dateline_place(article, dateline.place_start, dateline.place_end, context)
        if context.main is not None:
            candidate = country_candidate(self._places.gazetteer, context.main)
            situation.country_place = self._places.as_place(candidate, candidate.name, 3, 0.4, "country of the article", context)
        return situation

    def _dateline_place(self, article: Article, start: int, end: int, context: PlaceContext) -> Place | None:
        """The place of the dateline, when it names one."""
        text = article.text[:start] + article.text[start:end].title()
        for mention in self._places.find(tokenise(text, start, end), context):
            place = self._places.resolve(mention, context)
            if isinstance(place, Place):
                return place
        return None

    def enter(self, analysis: Analysis, situation: Situation) -> None:
        """Note what a new sentence adds to the context before its frames are coded."""
        kinds = {t.rule.kind for t in analysis.triggers}
        situation.kinds |= kinds & {"protest", "riot", "intervention"}

    def country_of(self, frame: Frame, situation: Situation) -> str | None:
        """Alpha-2 code of the country that the frame's own place lies in, else of the country the article is about."""
        for spot in frame.spots:
            place = self.resolve(spot.mention, frame.analysis, situation)
            if place is not None:
                return place.iso2
        return situation.country

    def context_facts(self, frame: Frame, situation: Situation) -> set[str]:
        """Facts from around the frame: is there a demonstration, a riot, a dispersal in the same sentence?"""
        facts: set[str] = set()
        kinds = {t.rule.kind for t in frame.analysis.triggers}
        if kinds & {"protest", "riot"} or (situation.kinds & {"protest", "riot"} and frame.kind in ("intervention", "arrest", "riot", "shooting")):
            facts.add("context:demonstration")
        if any(m.kind in ("protesters", "rioters") for m in frame.analysis.actors) or self._counts_people(frame):
            facts.add("context:crowd")
        if _demonstration_near(frame):
            facts.add("context:demonstration_near")
        if _demonstration_before(frame, situation):
            facts |= {"context:demonstration_near", "context:demonstration_before"}
        if frame.verb in self._holding:
            facts.add("context:held")
        if "air_strike" in kinds:
            facts.add("context:air")
        if "riot" in kinds:
            facts.add("context:rioting")
        if "intervention" in kinds:
            facts.add("context:dispersed")
        if kinds & {"protest"} and ("with:live_fire" in frame.facts) and "harm:killed" in frame.facts:
            facts.add("context:lethal_force")
        return facts

    @staticmethod
    def _counts_people(frame: Frame) -> bool:
        """True when a number of people stands in the sentence ("hundreds of residents")."""
        counts = frame.analysis.counts
        return any(m.is_plural and m.kind == "civilians" and any(c.last <= m.head and m.head - c.last <= 3 for c in counts) for m in frame.analysis.actors)

    # -- drafts --------------------------------------------------------------------------------------------------

    def drafts(self, frame: Frame, decided: tuple[str, str], situation: Situation) -> list[Draft]:
        """One draft a place; none when not even a country is known."""
        when = self.when(frame, situation)
        located = self.where(frame, situation)
        made = [self._draft(frame, decided, place, step, when, situation) for place, step in located]
        for part, draft in enumerate(made):
            draft.share = (part, len(made))
        for draft in made:
            situation.drafts.append(draft)
            if draft.status == "occurred" and draft.place is not None:
                situation.sentence_places[draft.sentence_index] = draft.place
        return made

    def _draft(self, frame: Frame, decided: tuple[str, str], place: Place, step: str, when: When, situation: Situation) -> Draft:
        sub_event_type, rule = decided
        sentence = frame.analysis.sentence
        start, end = sentence.span(frame.trigger.first, frame.trigger.last)
        situation.order += 1
        self._opposing_side(frame, sub_event_type, situation)
        actor1, actor2, assoc1, assoc2 = self.actors(frame, sub_event_type, place, when)
        draft = Draft(
            situation.order, sentence.index, frame.analysis.paragraph, start, end, sentence.text,
            f"{frame.trigger.rule.id}>{rule}", frame.kind, frame.is_noun, frame.is_anaphoric, frame.analysis.is_headline,
            sub_event_type, frame.status, frame.status_rule, place, step, step in _OWN_STEPS, when,
            actor1, actor2, assoc1, assoc2, list(frame.amounts),
        )  # fmt: skip
        draft.names_settlement = frame.names_settlement
        draft.evidence = self._evidence(frame, draft, situation)
        return draft

    def _evidence(self, frame: Frame, draft: Draft, situation: Situation) -> list[Evidence]:
        text = situation.article.text

        def item(name: str, start: int, end: int, rule: str) -> Evidence:
            return Evidence(name, start, end, text[start:end], rule)

        found = [item("sub_event_type", draft.start, draft.end, draft.rule_id)]
        found += [item("actor1", f.mention.start, f.mention.end, f"{f.mention.rule_id}:{f.step}") for f in frame.agents[:2]]
        found += [item("actor2", f.mention.start, f.mention.end, f"{f.mention.rule_id}:{f.step}") for f in frame.targets[:2]]
        found += [item("location", s.mention.start, s.mention.end, f"{s.mention.rule_id}:{s.step}") for s in frame.spots]
        found += [item("event_date", d.start, d.end, d.rule_id) for d in frame.dates]
        names = {"killed": "fatalities", "injured": "injuries"}
        found += [item(names.get(a.category, "other_harm"), a.start, a.end, a.rule_id) for a in frame.amounts]
        return found

    # -- when ----------------------------------------------------------------------------------------------------

    def when(self, frame: Frame, situation: Situation) -> When:
        """The day of the event: its clause, its sentence, the sentences before, or the day of the report (precision 2)."""
        index = frame.analysis.sentence.index
        own = self._own_day(frame, frame.dates, situation)
        if own is not None:
            situation.last_day = (index, own)
            return own if frame.has_own_day else replace(own, step="sentence", is_own=False)
        if situation.last_day is not None and 0 <= index - situation.last_day[0] <= _REACH:
            last = situation.last_day[1]
            return When(last.day, last.last_day, last.precision, "previous_sentence", False)
        if situation.anchor is not None:
            return When(situation.anchor, situation.anchor, 2, "as_reported", False)
        return When(None, None, None, "no_day_known", False)

    def borrow_dates(self, frame: Frame) -> None:
        """Give a frame without days of its own the only day of its sentence, unless that is the day of the saying."""
        analysis = frame.analysis
        if frame.dates:
            frame.dates = [d for d in frame.dates if not self._is_of_reporting(d, analysis) and not self._compares(d, analysis)]
        if not frame.dates:
            frame.has_own_day = False
            others = [d for d in analysis.dates if d.granularity not in ("year", "vague") and not self._is_of_reporting(d, analysis) and not self._compares(d, analysis)]
            frame.dates = others if len(others) == 1 else []

    def _compares(self, mention: DateMention, analysis: Analysis) -> bool:
        """True for "the heaviest in a week"."""
        before = analysis.sentence.lowers[max(0, mention.first - 6) : mention.first]
        return mention.is_duration and not self._superlatives.isdisjoint(before)

    def _own_day(self, frame: Frame, dates: list[DateMention], situation: Situation) -> When | None:
        usable = [d for d in dates if d.first_day is not None and d.granularity not in ("year", "vague") and not is_background(d)]
        if not usable:
            return self._relative(dates, situation)
        days = [d for d in usable if not d.is_duration and d.precision == 1] or [d for d in usable if not d.is_duration] or usable
        best = min(days, key=lambda d: abs(d.first - frame.trigger.first))
        day = coded_day(best)
        if day is None:
            return None
        last = best.last_day if best.precision == 1 and best.last_day is not None else day
        return When(day, max(day, last), best.precision, best.rule_id, True)

    @staticmethod
    def _relative(dates: list[DateMention], situation: Situation) -> When | None:
        """ "a day earlier", counted from the last day named in the text, else from the day of the article."""
        base = situation.last_day[1].day if situation.last_day is not None else situation.anchor
        for mention in dates:
            if context_offset(mention) is not None and base is not None:
                counted = in_context(mention, base)
                if counted.first_day is not None:
                    return When(counted.first_day, counted.first_day, 1, mention.rule_id, True)
        return None

    def _is_of_reporting(self, mention: DateMention, analysis: Analysis) -> bool:
        """True when the day belongs to the saying ("a monitor said on Friday"), not to the event."""
        before = mention.first - 1
        lowers, owner, chunks = analysis.sentence.lowers, analysis.owner, analysis.chunks
        while before >= 0 and chunks[owner[before]].kind == "P":
            before -= 1
        return before >= 0 and chunks[owner[before]].kind == "V" and lowers[chunks[owner[before]].head] in self._reporting

    # -- where ---------------------------------------------------------------------------------------------------

    def where(self, frame: Frame, situation: Situation) -> list[tuple[Place, str]]:
        """Places of the event with the step that found them; several only when the clause names several."""
        named = self._named_places(frame, situation)
        if named:
            return named
        unplaced = self._unplaced(frame, situation)
        if unplaced is not None:
            return [(unplaced, "name_not_in_gazetteer")]
        for step, place in self._borrowed(frame, situation):
            if place is not None:
                return [(place, step)]
        return []

    @staticmethod
    def _unplaced(frame: Frame, situation: Situation) -> Place | None:
        """The name that the clause gives but no gazetteer knows: it keeps its name and country, and has no coordinates."""
        for spot in frame.spots:
            mention = spot.mention
            if not mention.rule_id.startswith("anaphor") and mention.relation not in ("none", *_MOVES) and situation.country_place is not None:
                country = situation.country_place
                return replace(country, location=mention.name, place_id=f"name:{mention.name.lower()}", score=0.2, reason="no gazetteer entry; country of the article")
        return None

    def _named_places(self, frame: Frame, situation: Situation) -> list[tuple[Place, str]]:
        leaving = frame.kind in _LEAVING or frame.trigger.rule.frame == "launch"
        spots = [s for s in frame.spots if leaving or s.mention.relation not in _MOVES or s.step in ("object", "at", "on", "into")]
        spots = [s for s in spots if leaving or s.step not in ("from",)]
        found: list[tuple[Place, str]] = []
        listed: frozenset[int] = frozenset()
        for spot in spots:
            place = self.resolve(spot.mention, frame.analysis, situation)
            if place is None:
                continue
            if not found:
                found.append((place, spot.step))
                listed = self._listed_with(spot.mention, frame.analysis)
            elif id(spot.mention) in listed and all(not _overlaps(place, p) for p, _ in found):
                found.append((place, spot.step))
        return self._most_specific(found, frame, situation)

    def _most_specific(
        self, found: list[tuple[Place, str]], frame: Frame, situation: Situation
    ) -> list[tuple[Place, str]]:
        """A lone country or province gives way to a narrower place of the same clause."""
        if len(found) != 1:
            return found
        place, _ = found[0]
        if place.latitude is not None and place.geo_precision < 3:
            return found
        for spot in frame.spots:
            if spot.mention.relation in _MOVES:
                continue
            other = self.resolve(spot.mention, frame.analysis, situation)
            if other is not None and other.place_id != place.place_id and _contains(place, other):
                return [(other, spot.step)]
        return found

    @staticmethod
    def _listed_with(mention: PlaceMention, analysis: Analysis) -> frozenset[int]:
        """Ids of the mentions that a list joins to this one: "Azaz, Marea and Tel Rifaat".

        A comma alone joins no list ("Baharak, Takhar" is a place and its province): there must be a conjunction in it.
        """
        chain: list[int] = []
        has_conjunction, at = False, mention
        for other in (m for m in analysis.places if m.first >= mention.last):
            between = analysis.chunks[analysis.owner[at.last - 1] + 1 : analysis.owner[other.first]]
            kinds = {c.kind for c in between}
            if not kinds or not kinds <= {"C", ",", "P", "N"} or not kinds & {"C", ","} or other.first - at.last > 5:
                break
            has_conjunction = has_conjunction or "C" in kinds
            chain.append(id(other))
            at = other
        return frozenset(chain) if has_conjunction else frozenset()

    def resolve(self, mention: PlaceMention, analysis: Analysis, situation: Situation) -> Place | None:
        """The mention's place, resolved once; a name that cannot be placed becomes an issue."""
        key = id(mention)
        if key in situation.resolved:
            return situation.resolved[key]
        result = self._places.resolve(mention, situation.context, analysis.places, situation.recent)
        place = result if isinstance(result, Place) else None
        if place is not None:
            situation.recent.append(place)
            situation.sentence_places.setdefault(analysis.sentence.index, place)
        elif not mention.rule_id.startswith("anaphor") and not isinstance(result, Place):
            situation.issues.append(
                Issue(situation.article.id, result.kind, "warning", result.reason, "location", start=mention.start, end=mention.end, text=mention.name)
            )
        situation.resolved[key] = place
        return place

    def _borrowed(self, frame: Frame, situation: Situation) -> list[tuple[str, Place | None]]:
        """Candidate places from outside the clause, nearest first."""
        analysis, index = frame.analysis, frame.analysis.sentence.index
        steps: list[tuple[str, Place | None]] = []
        around = [m for m in analysis.places if m.relation not in ("none", "from", "to")]
        around.sort(key=lambda m: abs(m.first - frame.trigger.first))
        for mention in around:
            steps.append(("sentence", self.resolve(mention, analysis, situation)))
        for back in range(1, _REACH + 1):
            steps.append(("previous_sentence", situation.sentence_places.get(index - back)))
        lead = next((d.place for d in situation.drafts if d.place is not None and d.place.latitude is not None), None)
        if lead is not None and (situation.country is None or lead.iso2 == situation.country):
            steps.append(("lead", lead))
        if situation.dateline_place is not None and situation.dateline_place.iso2 == situation.country:
            steps.append(("dateline", situation.dateline_place))
        steps.append(("country_of_target", self._country_of_target(frame, situation)))
        steps.append(("country", situation.country_place))
        return steps

    def _country_of_target(self, frame: Frame, situation: Situation) -> Place | None:
        """The country whose forces or people were hit, where the words name one ("an Iranian oil platform")."""
        iso2 = next((f.mention.country for f in frame.targets if f.mention.country), None)
        is_abroad = any(f.mention.country == situation.country for f in frame.agents)
        if iso2 is None or not is_abroad:
            return None
        candidate = country_candidate(self._places.gazetteer, iso2)
        return self._places.as_place(candidate, candidate.name, 3, 0.3, "country of the target", situation.context)

    # -- who -----------------------------------------------------------------------------------------------------

    def actors(
        self, frame: Frame, sub_event_type: str, place: Place, when: When
    ) -> tuple[CodedActor | None, CodedActor | None, tuple[str, ...], tuple[str, ...]]:
        """actor1, actor2 and their associates in ACLED's naming at the event's place and day."""
        first = self._named(frame.agents, place, when)
        second = self._named(frame.targets, place, when)
        event_type = self._codebook.event_type[sub_event_type]
        if event_type in ("Protests", "Riots"):
            return self._demonstration(first, second, sub_event_type, place, when)
        if event_type == "Battles":
            first = [a for a in first if a.inter != "Civilians"]
            second = [a for a in second if a.inter != "Civilians"]
        names = {a.name for a in first[:1]}
        second = [a for a in second if a.name not in names]
        if not second and len(first) > 1 and frame.trigger.rule.frame == "mutual":
            second, first = first[1:2], first[:1]
        actor1 = first[0] if first else self._stand_in(self._codebook.unnamed_actor1.get(sub_event_type), place, when)
        actor2 = second[0] if second else self._stand_in(self._codebook.unnamed_actor2.get(sub_event_type), place, when)
        if actor1 is not None and actor2 is not None and actor1.name == actor2.name:
            actor2 = None
        return actor1, actor2, _associates(first), _associates(second)

    def _opposing_side(self, frame: Frame, sub_event_type: str, situation: Situation) -> None:
        """A fight needs two sides: one that its clause leaves out is taken from the same or the last two sentences.

        Only a state force stands against a non-state group or the other way round; nothing is taken where the sentences
        name no such side.
        """
        if sub_event_type not in _TWO_SIDED or frame.status != "occurred":
            return
        sides = {_side(f.mention) for f in (*frame.agents, *frame.targets)} - {""}
        if len(sides) > 1:
            return
        for missing in sorted({"state", "group"} - sides):
            mention = self._nearby(missing, frame, situation)
            if mention is None:
                if not sides:
                    return
                continue
            (frame.targets if frame.agents else frame.agents).append(Filler(mention, "opposing_side_nearby"))

    @staticmethod
    def _nearby(side: str, frame: Frame, situation: Situation) -> ActorMention | None:
        index = frame.analysis.sentence.index
        for analysis in reversed(situation.analyses):
            if index - analysis.sentence.index > _SIDE_REACH:
                return None
            found = [m for m in analysis.actors if _side(m) == side and not m.rule_id.endswith(":country")]
            if found:
                return found[-1]
        return None

    def _demonstration(
        self, first: list[CodedActor], second: list[CodedActor], sub_event_type: str, place: Place, when: When
    ) -> tuple[CodedActor | None, CodedActor | None, tuple[str, ...], tuple[str, ...]]:
        """Demonstrators are actor1, whoever the sentence has as its subject; who they are goes to the associates."""
        crowd = self._stand_in(self._codebook.unnamed_actor1[sub_event_type], place, when)
        everyone = [*first, *second]
        state = [a for a in everyone if a.inter in ("State forces", "External/Other forces")]
        people = [a for a in everyone if a.inter in ("Civilians", "Protesters", "Rioters")]
        assoc = tuple(dict.fromkeys(name for a in people for name in a.assoc))
        actor2 = state[0] if state and sub_event_type != "Peaceful protest" else self._stand_in(self._codebook.unnamed_actor2.get(sub_event_type), place, when)
        return crowd, actor2, assoc, _associates(state)

    def _named(self, fillers: list[Filler], place: Place, when: When) -> list[CodedActor]:
        coded: list[CodedActor] = []
        for filler in fillers:
            actor = self._namer.code(filler.mention, place.iso2, place.country, when.day)
            if actor is not None and all(actor.name != c.name for c in coded):
                coded.append(actor)
        return coded

    def _stand_in(self, kind: ActorKind | None, place: Place, when: When) -> CodedActor | None:
        return self._namer.default_for(kind, place.iso2, place.country, when.day) if kind else None


def _demonstration_near(frame: Frame) -> bool:
    """True when the frame's own sentence tells of a demonstration."""
    return any(t.rule.kind in _STREET_KINDS for t in frame.analysis.triggers if t is not frame.trigger)


def _demonstration_before(frame: Frame, situation: Situation) -> bool:
    """True when an event coded up to two sentences before was a demonstration."""
    index = frame.analysis.sentence.index
    kinds = (*_STREET_KINDS, "gathering", "blockade")
    return any(d.kind in kinds and d.status == "occurred" and 0 <= index - d.sentence_index <= _SIDE_REACH for d in situation.drafts)


def _side(mention: ActorMention) -> str:
    """The side of an armed actor in a civil war: "state", "group", or "" for everyone else."""
    if mention.kind in ("military", "police", "government"):
        return "state"
    return "group" if mention.kind in ("rebel", "political_militia", "identity_militia", "unidentified_armed") else ""


def _associates(actors: list[CodedActor]) -> tuple[str, ...]:
    names = [*(actors[0].assoc if actors else ()), *(a.name for a in actors[1:])]
    return tuple(dict.fromkeys(names))


def _contains(outer: Place, inner: Place) -> bool:
    if outer.iso != inner.iso or outer.place_id.startswith("name:"):
        return False
    return outer.latitude is None or (outer.geo_precision == 3 and outer.admin1 == inner.admin1)


def _overlaps(one: Place, two: Place) -> bool:
    return one.place_id == two.place_id or _contains(one, two) or _contains(two, one)

