"""Within one article: mentions of one event become one report, "raids on A and B" stay two.

A later draft is folded into an earlier one when types are compatible and neither place, day nor actors contradict each
other. A draft that names its own, different place is another event, whatever else agrees.
"""

from __future__ import annotations

from datetime import timedelta

from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.tolls import combine
from extractors.merging.absorbing import MOST_MENTIONS, absorb, absorb_actors
from extractors.merging.aftermath import is_aftermath
from extractors.merging.agreement import is_same_event
from extractors.merging.by_means import set_tolls_by_means_aside
from extractors.merging.headlines import retelling
from extractors.merging.totals import RULE, is_total_of, killed

_NEAR = 2
"""Sentences back within which a toll told alone finds its event."""
_UNREST = frozenset(["Protests", "Riots"])
_TOLL_FREE = frozenset(["Agreement", "Change to group/activity", "Headquarters or base established"])
_TOLL_FIELDS = frozenset(["fatalities", "injuries", "other_harm"])
_DESTRUCTION, _AGAINST_CIVILIANS = "Looting/property destruction", "Violence against civilians"
_REPORTED = "as_reported"
_WEEK = timedelta(days=7)
_BLAST = "bombing"
"""Kind of "the blast"."""
_DAY_REACH = 4
"""Sentences back within which the day of "the attack on Thursday" finds its event."""
_WINDOW = 60
"""So many events back a mention is compared: cost stays in proportion to the text, however long."""


def fold(drafts: list[Draft]) -> list[Draft]:
    """Fold drafts that tell of the same event; order of the result is that of first mention."""
    folded: list[Draft] = []
    set_tolls_by_means_aside(drafts)
    for draft in drafts:
        earlier = folded[-_WINDOW:]
        if draft.amounts and is_total_of(draft, earlier):
            draft.status, draft.status_rule = "historical", RULE
        target = _same_event(draft, earlier)
        if target is not None and draft.status_rule == RULE != target.status_rule:
            target = None  # a total that background takes in would leave nothing over for its place
        if target is not None:
            _share_toll(target, draft, earlier)
            absorb(target, draft)
        elif draft.status_rule == RULE or not (draft.is_anaphoric or is_aftermath(draft, earlier)):
            folded.append(draft)
        elif draft.status == "occurred":
            _give_day(draft, earlier)
            if draft.amounts:
                _give_toll(draft, earlier)
    return _without_retold_headlines(folded)


def _without_retold_headlines(drafts: list[Draft]) -> list[Draft]:
    """The events without those of headlines that the text tells of under another place."""
    kept = drafts
    for headline in drafts:
        told = retelling(headline, kept)
        if told is not None:
            kept = [d for d in kept if d is not headline]
            absorb_actors(told, headline)
            if told.place is not None and told.place.latitude is None and _is_in_its_country(headline, told):
                told.place, told.place_step = headline.place, headline.place_step
            told.evidence.extend(headline.evidence)
            told.mentions += 1
    return kept


def _is_in_its_country(headline: Draft, told: Draft) -> bool:
    return headline.place is not None and told.place is not None and headline.place.iso == told.place.iso


def _same_event(draft: Draft, earlier: list[Draft]) -> Draft | None:
    candidates = [e for e in reversed(earlier) if is_same_event(e, draft) and not _is_of_unrest(draft, e)]
    candidates.sort(key=lambda e: e.status != draft.status)
    exact = [e for e in candidates if e.place and draft.place and e.place.place_id == draft.place.place_id]
    best = exact or candidates
    alike = [e for e in best if e.sub_event_type == draft.sub_event_type]
    if not (draft.kind == _BLAST and draft.is_anaphoric):  # "the blast" is the bomb's, though shells fell in between
        alike = [e for e in alike if e.sentence_index == best[0].sentence_index]
    return (alike or best)[0] if best else None


def _is_of_unrest(draft: Draft, told: Draft) -> bool:
    """True for the two dead of one town among the eight that a country's protests left: the total is not of that town."""
    if told.is_headline or told.place is None or told.place.latitude is not None or not draft.has_own_place:
        return False
    is_unrest = Codebook.default().event_type[told.sub_event_type] in _UNREST
    return is_unrest and told.sentence_index < draft.sentence_index and 0 < killed(draft) < killed(told)


def _give_day(draft: Draft, earlier: list[Draft]) -> None:
    """The day of "the attack on Thursday" is that of the event told before, where its own words say none."""
    if not (draft.when.is_own and draft.when.precision == 1 and draft.when.day):
        return
    target = next((e for e in reversed(earlier) if e.status == "occurred"), None)
    if target is None or target.when.step != _REPORTED or target.when.day is None:
        return
    is_shortly_before = timedelta(0) <= target.when.day - draft.when.day <= _WEEK
    if is_shortly_before and draft.sentence_index - target.sentence_index <= _DAY_REACH:
        target.when = draft.when


def _share_toll(target: Draft, draft: Draft, earlier: list[Draft]) -> None:
    """Dead told without a place, of a deed at several: "Azaz and Marea were shelled. Ten people died" is five at each."""
    if target.share[1] == 1 or draft.share[1] > 1 or draft.has_own_place or not draft.amounts:
        return
    for other in earlier:
        is_part = other is not target and other.start == target.start and other.share[1] == target.share[1]
        if is_part and not other.amounts and not target.amounts:
            other.amounts, other.actor2 = list(draft.amounts), other.actor2 or draft.actor2


def _give_toll(draft: Draft, earlier: list[Draft]) -> None:
    """The toll of "three were killed in the clash", whatever words told of the clash before."""
    near = (e for e in reversed(earlier) if e.status == "occurred" and draft.sentence_index - e.sentence_index <= _NEAR)
    target = next((e for e in near if e.sub_event_type not in _TOLL_FREE), None)
    if target is not None and target.mentions <= MOST_MENTIONS:
        _share_toll(target, draft, earlier)
        target.amounts = combine(target.amounts, draft.amounts)
        if _killed_by_looters(target, draft):
            target.sub_event_type = draft.sub_event_type
        target.evidence.extend(e for e in draft.evidence if e.field in _TOLL_FIELDS)


def _killed_by_looters(target: Draft, draft: Draft) -> bool:
    """True for "looted the clinic. Four patients died in the attack": the higher type names both (codebook section 2)."""
    is_on_people = Codebook.default().event_type[draft.sub_event_type] == _AGAINST_CIVILIANS
    return target.sub_event_type == _DESTRUCTION and is_on_people and killed(draft) > 0
