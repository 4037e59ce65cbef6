"""Names by country and day, given again: an event's place is often found only after its sides were read.

"Islamic State" is a branch of the country of the event, rebels and civilians are that country's, and whether soldiers are
at home or abroad decides their class (codebook sections 3 and 4).
"""

from __future__ import annotations

from extractors.coding.draft import Draft
from extractors.coding.naming import Naming
from extractors.mentions.records import CodedActor


def rename(draft: Draft, naming: Naming) -> None:
    """Name the sides of an event as they are called at its place and on its day; the draft is changed in place."""
    if draft.place is None:
        return
    draft.actor1, draft.assoc1 = _again(draft.actor1, draft.assoc1, draft, naming)
    draft.actor2, draft.assoc2 = _again(draft.actor2, draft.assoc2, draft, naming)


def _again(
    actor: CodedActor | None, assoc: tuple[str, ...], draft: Draft, naming: Naming
) -> tuple[CodedActor | None, tuple[str, ...]]:
    """An actor and those beside it under their names of the event's place and day."""
    if actor is None or actor.said is None:
        return actor, assoc
    found = naming.code(actor.said, draft)
    if found is None or (found.inter == actor.inter and found.name == actor.name):
        return actor, assoc
    renamed = dict(zip(actor.assoc, found.assoc, strict=False))
    return found, tuple(renamed.get(name, name) for name in assoc)
