"""A toll told first and then by what killed them: "eight died in Foo. Five died in air raids, three in shelling".

The codebook counts nobody twice (section 7): where the means make up the toll, each is an event and the toll is none.
Looked at before mentions are folded, since deaths that nothing told the means of would take in those that it did.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.merging.totals import killed

_RULE = "toll_told_by_means"
_HARM = "harm"
_FROM_AFAR = "Explosions/Remote violence"
_SOON = 2
"""Sentences behind the toll within which its parts are told."""
_LEAST = 2
"""Dead of a toll that two means can make up."""
_TODAY = "today"
"""Step of "earlier in the day", which is the day of the toll."""


def set_tolls_by_means_aside(drafts: Sequence[Draft]) -> None:
    """Make background of tolls that two means or more make up. The parts take over day and victims."""
    for position, toll in enumerate(drafts):
        if toll.kind != _HARM or toll.status != "occurred" or toll.share[1] > 1 or killed(toll) < _LEAST:
            continue
        parts = [d for d in drafts[position + 1 :] if _is_part(d, toll)]
        doers = {None if p.actor1 is None else p.actor1.name for p in parts}
        if len(doers) == 1 and None not in doers:
            continue  # what one side did with several weapons is one event
        if len({p.sub_event_type for p in parts}) > 1 and sum(map(killed, parts)) == killed(toll):
            toll.status, toll.status_rule = "historical", _RULE
            for part in parts:
                if toll.when.is_own and (part.when.step == _TODAY or not part.when.is_own):
                    part.when = toll.when
                part.has_own_place = part.has_own_place or toll.has_own_place
                part.actor1, part.actor2 = part.actor1 or toll.actor1, part.actor2 or toll.actor2


def _is_part(draft: Draft, toll: Draft) -> bool:
    """True for deaths by bombs or shells that the next sentences tell of at the place of the toll."""
    if draft.status != "occurred" or draft.share[1] > 1 or draft.place is None or toll.place is None:
        return False
    is_soon = 0 < draft.sentence_index - toll.sentence_index <= _SOON
    is_by_bombs = Codebook.default().event_type[draft.sub_event_type] == _FROM_AFAR
    return is_soon and is_by_bombs and draft.place.place_id == toll.place.place_id and killed(draft) > 0
