"""A decided frame becomes drafts, one a place: where, when and who come together here.

Every borrowing goes outward in a fixed, named order (`where`, `when`, `who`). What was borrowed is marked, so that
folding knows which mentions may be continuations.
"""

from __future__ import annotations

from extractors.article import Article
from extractors.coding.actors import ActorNamer
from extractors.coding.afterwards import Bounds, place_from_later
from extractors.coding.codebook import is_crowd
from extractors.coding.crowd_size import crowd_size
from extractors.coding.days_apart import frames_by_day
from extractors.coding.draft import FROM_AFAR, Draft, When
from extractors.coding.filed import definites, place_from_text
from extractors.coding.pointing_back import is_one_of_several
from extractors.coding.set_apart import opens_apart
from extractors.coding.situation import Situation, begin
from extractors.coding.told_apart import by_place
from extractors.coding.told_before import pointing_subject
from extractors.coding.unplaced import unknown_name
from extractors.coding.when import DayFinder
from extractors.coding.where import NOWHERE, Placer
from extractors.coding.who import SideFinder, by_authority
from extractors.events.analysis import Analysis
from extractors.events.claimant import claimant
from extractors.events.facts import home_of
from extractors.events.frame_records import BOMBER, Amount, Frame, Spot
from extractors.events.topics import Topics
from extractors.mentions.records import STATE_KINDS
from extractors.places.lookup import country_candidate
from extractors.places.records import Place
from extractors.places.resolve import Places
from extractors.report import Evidence
from extractors.text.grammar import Grammar
from extractors.text.layout import Layout

_INTERCEPT = "intercept"
"""Frame of what is stopped in flight."""
_PART = "part"
_SPREAD_REACH = 3
"""Tokens before a place among which "across" stands."""
_UNMANNED, _STATE_BOMB = "unmanned", "state_bomb"
_SUICIDE, _AGREEMENT = "Suicide bomb", "Agreement"
_HARM_FIELDS = {"killed": "fatalities", "injured": "injuries"}


class Situator:
    """Situates frames in space and time and names their actors."""

    def __init__(
        self,
        places: Places,
        namer: ActorNamer,
        grammar: Grammar,
        topics: Topics,
        days: DayFinder,
    ) -> None:
        """Put together the finders of place, day and sides; with the topics of articles."""
        self._topics = topics
        self.namer = namer
        self._places = places
        self._grammar = grammar
        self.placer = Placer(places, grammar)
        self.days = days
        self._sides = SideFinder(namer)

    @classmethod
    def default(cls, places: Places, grammar: Grammar, language: str = "en") -> Situator:
        """With the shipped actor tables."""
        days = DayFinder.default(grammar, language)
        return cls(places, ActorNamer.default(language), grammar, Topics.default(language), days)

    def begin(self, article: Article, layout: Layout) -> Situation:
        """Start an article: its anchor day and its country."""
        situation = begin(article, layout, self._places)
        situation.topics = self._topics.of(article.title, article.text)
        return situation

    def enter(self, analysis: Analysis, situation: Situation) -> None:
        """Note what a new sentence adds before its frames are coded."""
        situation.enter(analysis)
        self.days.open(analysis, situation)

    def complete(self, drafts: list[Draft], bounds: Bounds, situation: Situation) -> None:
        """Fill in the places that the clauses of the article's events leave out."""
        place_from_later(drafts, bounds, situation, self._places)
        place_from_text(drafts, bounds, situation, self._places, self._grammar)

    def drafts(self, frame: Frame, decided: tuple[str, str], situation: Situation) -> list[Draft]:
        """One draft a place and counted day; one without a place when not even a country is known."""
        when = self.days.when(frame, situation)
        apart = by_place(frame, self._grammar, self.placer, situation)
        located = [(place, step) for place, step, _ in apart] or self.placer.where(frame, situation) or NOWHERE
        days = self.days.each_day(frame, when) if len(located) == 1 else [when]
        told = frames_by_day(frame, situation) if len(located) > 1 else {}
        own = {place_id: self.days.when(part, situation) for place_id, part in told.items()}
        made = [
            self._draft(frame, decided, place, step, own.get(place.place_id, day) if place else day, situation)
            for place, step in located
            for day in days
        ]
        for draft, (_, _, amounts) in zip(made, apart, strict=False):
            draft.amounts = amounts
        for part, draft in enumerate(made):
            draft.share = (part, len(made))
            draft.is_anaphoric = draft.is_anaphoric and len(made) == 1
            situation.drafts.append(draft)
            if draft.status == "occurred" and draft.place is not None:
                situation.sentence_places[draft.sentence_index] = draft.place
        return made

    def _draft(
        self, frame: Frame, decided: tuple[str, str], place: Place | None, step: str, when: When, situation: Situation
    ) -> Draft:
        sub_event_type, rule = decided
        analysis, sentence = frame.analysis, frame.analysis.sentence
        start, end = sentence.span(frame.trigger.first, frame.trigger.last)
        is_apart = opens_apart(sentence, self._grammar)
        rule_id = f"{frame.trigger.rule.id}>{rule}"
        situation.order += 1
        home = self._home_of_sides(frame, sub_event_type, place, situation)
        sides = self._sides.sides(frame, sub_event_type, home or place, when)
        sub_event_type = by_authority(sub_event_type, frame.kind, sides)
        return Draft(
            order=situation.order,
            sentence_index=sentence.index,
            paragraph=analysis.paragraph,
            start=start,
            end=end,
            sentence=sentence.text,
            rule_id=rule_id,
            kind=frame.kind,
            is_noun=frame.is_noun,
            is_anaphoric=frame.is_anaphoric,
            is_headline=analysis.is_headline,
            sub_event_type=sub_event_type,
            status=frame.status,
            status_rule=frame.status_rule,
            place=place,
            home=home,
            place_step=step,
            has_own_place=self.placer.is_own(step),
            when=when,
            actor1=sides.actor1,
            actor2=sides.actor2,
            assoc1=sides.assoc1,
            assoc2=sides.assoc2,
            tags=(crowd_size(frame),) if is_crowd(sub_event_type) else (),
            amounts=[*frame.amounts, *_bomber(frame, sub_event_type)],
            evidence=[
                *_evidence(frame, start, end, rule_id, situation.article.text),
                *pointing_subject(frame, self._grammar, situation.article.text),
            ],
            names_settlement=frame.names_settlement,
            is_elsewhere=frame.is_elsewhere and not frame.spots,
            claimed_by=self._sides.name(claimant(frame, self._grammar), place, when),
            is_definite=frame.is_noun
            and sentence.lowers[analysis.chunks[frame.position].first] in self._grammar.definite
            and not is_one_of_several(frame, self._grammar),
            is_by_known=any(
                sentence.lowers[analysis.chunks[group].first] in self._grammar.definite
                for group in frame.subject_groups
            ),
            is_beside=place is not None and analysis.is_note and self.placer.is_beside(place, frame, situation),
            is_spread=any(self._is_spread(s, frame) for s in frame.spots),
            trigger_word=sentence.lowers[frame.trigger.last - 1],
            has_means=bool(frame.instruments),
            is_unmanned=_UNMANNED in frame.instruments,
            is_of_state=_STATE_BOMB in frame.instruments,
            origin=self.placer.origin(frame, place, situation) if _comes_from_afar(frame, sub_event_type) else None,
            place_name=unknown_name(frame) if place is None else None,
            is_other=is_apart or (frame.is_noun and self._is_one_more(frame)),
            is_apart=is_apart,
            definites=definites(sentence, self._grammar.definite),
        )

    def _home_of_sides(
        self, frame: Frame, sub_event_type: str, place: Place | None, situation: Situation
    ) -> Place | None:
        """Where "the army" is at home: talks are often held abroad, and the group that it signs with says where it fights."""
        if sub_event_type != _AGREEMENT or place is None or place.country is None:
            return None
        named = (f.mention for f in (*frame.agents, *frame.targets) if f.mention.kind not in STATE_KINDS)
        home = next((code for m in named if (code := home_of(m.entry_id))), None)
        country = country_candidate(self._places.gazetteer, home) if home and home != place.iso2 else None
        if country is None:
            return None
        return self._places.as_place(country, country.name, 3, place.score, "home of a party", situation.context)

    def _is_one_more(self, frame: Frame) -> bool:
        """True for "another shell" and "a separate raid", and for the raid that answers what was told before."""
        verb, how = frame.analysis.clauses.governor(frame.position) or (-1, "")
        if how in self._grammar.continuing_by and frame.analysis.clauses.lows[verb] in self._grammar.answering:
            return True
        first = frame.analysis.chunks[frame.position].first
        return not self._grammar.others.isdisjoint(frame.analysis.sentence.lowers[first : frame.trigger.first])

    def _is_spread(self, spot: Spot, frame: Frame) -> bool:
        """True for "across the country", false for "in the north of the country"."""
        first = spot.mention.first
        before = frame.analysis.sentence.lowers[max(0, first - _SPREAD_REACH) : first]
        return spot.mention.relation == _PART and not self._grammar.links.spread.isdisjoint(before)


def _comes_from_afar(frame: Frame, sub_event_type: str) -> bool:
    """True for what hits from a distance, and for rockets that were stopped on their way."""
    return sub_event_type in FROM_AFAR or frame.trigger.rule.frame == _INTERCEPT


def _bomber(frame: Frame, sub_event_type: str) -> list[Amount]:
    """Whoever blows himself up is dead, also where nobody counts him (codebook section 2); a told toll takes his place."""
    if sub_event_type != _SUICIDE or frame.status != "occurred":
        return []
    analysis = frame.analysis
    chunk = analysis.chunks[frame.position]
    number = next((c.coded for c in analysis.counts_in(chunk.first, frame.trigger.first) if c.coded), 1)
    start, end = analysis.sentence.span(frame.trigger.first, frame.trigger.last)
    return [Amount("killed", number, number, number, start, end, BOMBER, is_found=True)]


def _evidence(frame: Frame, start: int, end: int, rule_id: str, text: str) -> list[Evidence]:
    """The words behind a draft: trigger, actors, places, days and harm."""
    found = [("sub_event_type", start, end, rule_id)]
    for name, fillers in (("actor1", frame.agents), ("actor2", frame.targets)):
        found += [(name, f.mention.start, f.mention.end, f"{f.mention.rule_id}:{f.step}") for f in fillers[:2]]
    found += [("location", s.mention.start, s.mention.end, f"{s.mention.rule_id}:{s.step}") for s in frame.spots]
    found += [("event_date", d.start, d.end, d.rule_id) for d in frame.dates]
    found += [(_HARM_FIELDS.get(a.category, "other_harm"), a.start, a.end, a.rule_id) for a in frame.amounts]
    return [Evidence(name, first, last, text[first:last], rule) for name, first, last, rule in found]
