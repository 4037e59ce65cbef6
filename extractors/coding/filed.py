"""The town in which a report was filed is the place of its events only where the text gives no other.

"NAIROBI - Gunmen killed five people on a bus on Tuesday. The bus was attacked near Mandera": the lead of a wire names no
place, and its next sentences do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.coding.afterwards import LATER
from extractors.coding.draft import Draft
from extractors.coding.situation import Situation
from extractors.places.records import Place
from extractors.places.resolve import Places
from extractors.text.grammar import Grammar
from extractors.text.tokens import Sentence, tokenise

DATELINE = "dateline"
_REACH = 3
"""Sentences behind the event's that may give its place."""
_THERE = frozenset(["at", "near", "part"])
_SHORTEST = 4
"""Letters from which a word that is said again tells that the same thing is meant."""


def yields(old: Draft, new: Draft) -> bool:
    """True when a mention with a place of its own tells on an event that only has that of the dateline."""
    if old.place_step != DATELINE or old.place is None or new.place is None or not new.has_own_place:
        return False
    is_near = 0 < new.sentence_index - old.sentence_index <= _REACH
    if not is_near or new.is_other or new.share[1] > 1:
        return False
    if new.is_anaphoric:
        return True
    return old.place.iso == new.place.iso and is_told_on(old.sentence, new.definites)


def place_from_text(
    drafts: list[Draft],
    bounds: Sequence[tuple[int, int]],
    situation: Situation,
    places: Places,
    grammar: Grammar,
) -> None:
    """Give events that were put in the dateline's town the place of a sentence that tells on about them."""
    for draft in drafts:
        if draft.status != "occurred" or draft.place_step != DATELINE or draft.share[1] > 1:
            continue
        found = next(_told(draft, bounds, situation, places, grammar), None)
        if found is not None:
            draft.place, draft.place_step = found, LATER


def definites(sentence: Sentence, definite: frozenset[str]) -> frozenset[str]:
    """Words behind a definite determiner ("the bus"), and one further on ("the second bus")."""
    lowers = sentence.lowers
    at = [n for n, word in enumerate(lowers) if word in definite]
    return frozenset(w for n in at for w in lowers[n + 1 : n + 3] if len(w) >= _SHORTEST and w.isalpha())


def is_told_on(before: str, again: frozenset[str]) -> bool:
    """True when a sentence names with a definite determiner what the one before told of."""
    return not again.isdisjoint(before.lower().replace(",", " ").replace(".", " ").split())


def _told(
    draft: Draft,
    bounds: Sequence[tuple[int, int]],
    situation: Situation,
    places: Places,
    grammar: Grammar,
) -> Iterator[Place]:
    """Places of the next sentences about the same thing, up to one that tells of another event elsewhere."""
    for index in range(draft.sentence_index + 1, min(len(bounds), draft.sentence_index + 1 + _REACH)):
        others = [d for d in situation.drafts if d.sentence_index == index and d.has_own_place and d.place]
        yield from (d.place for d in others if d.place and yields(draft, d))
        if others:
            return
        sentence = tokenise(situation.article.text, *bounds[index], index)
        is_there = not grammar.being.isdisjoint(sentence.lowers)
        if not is_there or not is_told_on(draft.sentence, definites(sentence, grammar.definite)):
            continue
        mentions = places.find(sentence, situation.context)
        for mention in mentions:
            is_said = not grammar.being.isdisjoint(sentence.lowers[: mention.first])  # "the airstrip is in Foo"
            is_aside = mention.is_container or mention.is_anaphor or mention.is_country
            if not is_said or is_aside or mention.relation not in _THERE:
                continue
            place = places.resolve(mention, situation.context, mentions, situation.recent)
            if isinstance(place, Place) and draft.place is not None and place.iso == draft.place.iso:
                yield place
