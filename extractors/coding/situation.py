"""What is known of an article while its frames are coded: its day, its countries, and what the sentences so far told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from extractors.article import Article
from extractors.coding.draft import Draft, When
from extractors.events.amounts import THOSE_BEFORE
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Amount, Frame
from extractors.events.harm_slots import ATTACKERS_BEFORE, Setting
from extractors.events.topics import Topic
from extractors.places.context import PlaceContext
from extractors.places.lookup import country_candidate
from extractors.places.records import Place
from extractors.places.resolve import Places
from extractors.report import Issue
from extractors.text.layout import Dateline, Layout
from extractors.text.tokens import tokenise

NEARBY = 2
"""Sentences back within which sides, crowds and continuations are taken over."""
CROWD_KINDS = frozenset(["protest", "riot", "intervention"])
_COUNTRY_SCORE = 0.4
_AREA = re.compile(r",\s*[^\W\d_]+\.?(?=,)")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a text plays, or one report of a round-up, from the offset `start` on."""

    start: int
    context: PlaceContext
    dateline_place: Place | None
    country_place: Place | None


@dataclass(slots=True)
class Situation:
    """What is known of an article while its frames are coded, in reading order.

    Attributes:
        anchor: The day the article was written.
        context: What the whole article says of its places.
        country: Alpha-2 code of the country the article is about.
        recent: Places resolved so far, in order.
        resolved: The place of each mention, by the mention's identity.
        sentence_places: The last place of each sentence, by its index.
        last_day: The last day that a sentence named, with the index of the sentence.
        opening: The day that the sentence at hand opens with.
        is_dated_in_full: The sentence is of a note, and opens with a full date: earlier days in it are background.
        kinds: Crowd events (`CROWD_KINDS`) that triggers have named so far.
        order: Number of drafts made so far.
        series: Of how many events the one told of is one ("one of four attacks"); 1 when nothing says so.
        attackers: How many attackers were counted last.
        captives: How many people were abducted last.
        bodies: The frame that told last of bodies found, where no event before explains them.
        detained: The frame that told last of people seized by forces, where that is no event by itself.
        bounds: First offset of each sentence of the article and the one behind its last.
        scenes: Where the article plays, then its reports where it is a round-up of several.
        topics: What the article opens with, where that is no violence of politics.
    """

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
    opening: When | None = None
    is_dated_in_full: bool = False
    kinds: set[str] = field(default_factory=set)
    order: int = 0
    series: int = 1
    attackers: int | None = None
    captives: int | None = None
    topics: tuple[Topic, ...] = ()
    bodies: Frame | None = None
    detained: Frame | None = None
    bounds: Sequence[tuple[int, int]] = ()
    scenes: tuple[Scene, ...] = ()

    def turn_to(self, scene: Scene) -> None:
        """Go over to what plays elsewhere: no place told of before says where that is."""
        self.context, self.country = scene.context, scene.context.main
        self.dateline_place, self.country_place = scene.dateline_place, scene.country_place
        self.recent.clear()
        self.sentence_places.clear()

    def enter(self, analysis: Analysis) -> None:
        """Note what a new sentence adds before its frames are coded."""
        self.analyses.append(analysis)
        self.kinds |= analysis.trigger_kinds & CROWD_KINDS

    def note(self, setting: Setting) -> None:
        """Keep what a sentence says of its events and attackers together."""
        self.series = setting.series or self.series
        self.attackers = setting.attackers or self.attackers

    def fill(self, amounts: list[Amount]) -> None:
        """Give amounts the numbers that they go back to."""
        for amount in amounts:
            if amount.parts is None:
                amount.parts = self.series
            if amount.coded is None and amount.rule_id == ATTACKERS_BEFORE:
                amount.low = amount.high = amount.coded = self.attackers
            if amount.coded is None and amount.rule_id == THOSE_BEFORE and amount.category == "killed":
                amount.low = amount.high = amount.coded = self.captives
        self.captives = sum(a.coded or 0 for a in amounts if a.category == "abducted") or self.captives

    @property
    def has_event(self) -> bool:
        """True when an event that occurred was coded before."""
        return any(draft.status == "occurred" for draft in self.drafts)

    def drafts_near(self, index: int) -> Iterator[Draft]:
        """Drafts of a sentence and of the few before it, the last first."""
        for draft in reversed(self.drafts):
            if index - draft.sentence_index > NEARBY:
                return
            yield draft


def begin(article: Article, layout: Layout, places: Places) -> Situation:
    """Start an article: its day, its dateline and its country."""
    dateline = layout.dateline
    anchor = layout.header_day or article.published or (dateline.day if dateline is not None else None)
    whole = _scene(article, (0, len(article.text)), dateline, places)
    situation = Situation(article, layout, anchor, whole.context, whole.context.main)
    ends = [*(item.start for item in layout.items[1:]), len(article.text)]
    items = zip(layout.items, ends, strict=True) if layout.items else ()
    situation.scenes = (whole, *(_scene(article, (item.start, end), item, places) for item, end in items))
    situation.turn_to(whole)
    return situation


def _scene(article: Article, span: tuple[int, int], dateline: Dateline | None, places: Places) -> Scene:
    """Where a text plays, or the part of it that has a dateline of its own."""
    start = dateline.place_start if dateline is not None else None
    end = dateline.place_end if dateline is not None else None
    words = None if start is None or end is None else _dateline_words(article.text, start, end)
    is_whole = span == (0, len(article.text))
    context = places.context(article.text[slice(*span)], article.title if is_whole else None, words)
    filed = None if start is None or end is None else _dateline_place(article, start, end, context, places)
    country_place = None
    if context.main is not None:
        country = country_candidate(places.gazetteer, context.main)
        reason = "country of the article"
        country_place = places.as_place(country, country.name, 3, _COUNTRY_SCORE, reason, context)
    return Scene(span[0], context, filed, country_place)


def _dateline_words(text: str, start: int, end: int) -> str:
    """The place of a dateline, printed in capitals or not, with an area behind it ("SAN JOSE, Calif.,")."""
    area = _AREA.match(text, end)
    return text[start:end].title() + (area.group() if area else "")


def _dateline_place(article: Article, start: int, end: int, context: PlaceContext, places: Places) -> Place | None:
    """The place of the dateline, when it names one; a name that people bear, too ("Santiago"), is a town here."""
    text = article.text[:start] + article.text[start:end].title()
    found = places.find(tokenise(text, start, end), context)
    for mention in found:
        place = places.resolve(mention, context)
        if isinstance(place, Place):
            return place
    candidates = () if found else places.known(text[start:end].strip()).candidates
    towns = [c for c in candidates if c.kind == "populated" and c.iso2 == context.dateline]
    if not towns:
        return None
    town = max(towns, key=lambda c: c.population)
    return places.as_place(town, town.name, 1, _COUNTRY_SCORE, "town of the dateline", context)


def by_scene(
    indices: Sequence[int], bounds: Sequence[tuple[int, int]], scenes: Sequence[Scene]
) -> Iterator[tuple[Scene, list[int]]]:
    """The sentences of each scene, by index, in the order of the text."""
    starts = [scene.start for scene in scenes]
    for number, own in groupby(indices, lambda index: bisect_right(starts, bounds[index][0]) - 1):
        yield scenes[number], list(own)
