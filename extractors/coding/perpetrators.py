"""Whom the text names apart from the deed: who claims it, is suspected of it, or is blamed for it.

A group may have done whatever it is said to have done. The forces of a state are taken where they are blamed; a state as
such ("Ukraine blamed Russia") only for what comes from afar or for gas, since behind bombs or gunmen it is a patron at most.
"""

from __future__ import annotations

import sys

from extractors.coding.claims import ArticleClaims, Claim
from extractors.coding.codebook import Codebook
from extractors.coding.draft import AIR, FROM_AFAR, Draft
from extractors.coding.interaction import EXTERNAL_FORCES, GROUPS, STATES
from extractors.coding.naming import Naming, is_same
from extractors.mentions.records import CodedActor

DEEDS = frozenset(["Explosions/Remote violence", "Violence against civilians"])
"""Event types that have a perpetrator and a target."""
FIGHTS = "Battles"
LAID = frozenset(["Remote explosive/landmine/IED", "Suicide bomb"])
"""What a state's forces hardly do at home."""
_EITHER = " and/or "
"""Stands between the names of two groups of which nobody can say which one it was."""
_GAS = "Chemical weapon"
_REAL = frozenset(["occurred", "historical"])
_STATE_AS_SUCH = (":country", "capital", "government")
"""How the rules end that take words for a state itself, not for its forces."""


class Perpetrators:
    """Names the doers of events whose own words name nobody in particular."""

    def __init__(self, naming: Naming, book: Codebook) -> None:
        """Keep the namer and the event types."""
        self._naming = naming
        self._event_type = book.event_type

    def name(self, draft: Draft, claims: ArticleClaims, drafts: list[Draft]) -> None:
        """Fill in who claims the event, is suspected of it or blamed for it; the draft is changed in place."""
        event_type = self._event_type[draft.sub_event_type]
        either = draft.actor1.name if draft.actor1 is not None and _EITHER in draft.actor1.name else None
        is_agent_vague = either is not None or self._naming.is_vague(draft.actor1, draft)
        is_of_side = _is_of_side(draft.actor1)
        is_target_vague = event_type == FIGHTS and self._naming.is_vague(draft.actor2, draft)
        if not (event_type == FIGHTS or event_type in DEEDS) or not (is_agent_vague or is_target_vague or is_of_side):
            return
        here, elsewhere = _location(draft), frozenset(map(_location, drafts))
        is_strict = not (is_agent_vague or is_target_vague)
        following = _next_told(draft, drafts)
        claim = claims.find(draft.sentence_index, following, here, elsewhere - {here}, is_strict=is_strict)
        found = self._naming.code(claim.mention, draft) if claim is not None else None
        if claim is not None and claim.is_blamed and is_same(draft.actor2, found):
            draft.actor2, draft.assoc2 = None, ()
        if either is not None and (found is None or found.name not in either):
            return
        if claim is None or found is None or _is_named(found, draft) or not self._may_be(found, claim, draft):
            return
        if is_agent_vague or (is_of_side and claim.is_own):
            draft.actor1 = found
        elif is_target_vague:
            draft.actor2 = found
        draft.claimed_by = draft.claimed_by or (found.name if claim.is_own else None)

    def _may_be(self, found: CodedActor, claim: Claim, draft: Draft) -> bool:
        if found.inter in GROUPS:
            has_no_planes = draft.sub_event_type == AIR and not draft.is_unmanned
            return not has_no_planes and not self._naming.is_vague(found, draft)
        kind = draft.sub_event_type
        if found.inter not in STATES or not claim.is_blamed or self._event_type[kind] not in DEEDS:
            return False
        if claim.mention.rule_id.endswith(_STATE_AS_SUCH):
            return kind in FROM_AFAR or kind == _GAS
        return kind not in LAID or found.inter == EXTERNAL_FORCES


def _next_told(draft: Draft, drafts: list[Draft]) -> int:
    """Index of the next sentence that tells of another event, as far as the text goes."""
    later = (o.sentence_index for o in drafts if o.status in _REAL and o.sentence_index > draft.sentence_index)
    return min(later, default=sys.maxsize)


def _location(draft: Draft) -> str:
    return draft.place.location if draft.place is not None else ""


def _is_of_side(actor: CodedActor | None) -> bool:
    """True for a group of which only the side is told ("rebels"): whoever claims the deed says which one it was."""
    return actor is not None and actor.inter in GROUPS and not actor.is_named


def _is_named(actor: CodedActor, draft: Draft) -> bool:
    return is_same(draft.actor1, actor) or is_same(draft.actor2, actor)
