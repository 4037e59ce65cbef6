"""Groups that belong together although words stand between them.

"members of the Guard" and "forces loyal to X" take their owner from behind the link; "Name (ABBR)" is one name;
"Russian and Syrian warplanes" shares its head.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.mentions.actors_groups import Group

_OPEN, _CLOSE = "(", ")"
_OWNERS = frozenset(["name", "head", "bare", "leader", "country", "place"])
_BARE = frozenset(["modifier", "leader", "country"])


@dataclass(frozen=True, slots=True)
class Joints:
    """The words that join groups, as token tuples."""

    links: frozenset[tuple[str, ...]]
    coordinators: frozenset[tuple[str, ...]]
    longest: int


def join_groups(groups: list[Group], lowers: list[str], joints: Joints) -> list[Group]:
    """The groups after joining, in reading order; the given groups are not changed."""
    joined: list[Group] = []
    for group in reversed(groups):
        behind = joined[-1] if joined else None
        if behind is None or behind.first - group.last > joints.longest:
            joined.append(group)
            continue
        between = tuple(lowers[group.last : behind.first])
        if _is_same_name(group, behind, between, lowers):
            joined[-1] = replace(group, last=behind.last + 1)
        elif between in joints.links and _gives_owner(group, behind):
            joined[-1] = _owned(group, behind)
        elif between in joints.coordinators and _shares_head(group, behind):
            joined.append(replace(group, form="head", word=behind.word, suffix=":shared_head"))
        else:
            joined.append(group)
    joined.reverse()
    return joined


def _is_same_name(group: Group, behind: Group, between: tuple[str, ...], lowers: list[str]) -> bool:
    if between != (_OPEN,) or behind.last >= len(lowers) or lowers[behind.last] != _CLOSE:
        return False
    if group.party is None or behind.party is None:
        return False
    return _ids(group) & _ids(behind) != set() if behind.form == "name" else False


def _ids(group: Group) -> set[str]:
    entry_id = group.party.entry_id if group.party else None
    return set(entry_id.split("|")) if entry_id else set()


def _gives_owner(group: Group, behind: Group) -> bool:
    """True when the group behind a link says whose the force before it is."""
    if not group.takes_owner or behind.form not in _OWNERS:
        return False
    if behind.form == "head" and not behind.takes_owner:
        return False
    own = group.party.rank if group.party else 0
    rank = behind.party.rank if behind.party else 0
    return rank > own or (own == 0 and group.country is None)


def _owned(group: Group, behind: Group) -> Group:
    word = group.word
    if behind.word is not None and word is not None and word.needs_owner and not word.is_equipment:
        word = replace(behind.word, is_plural=word.is_plural)
    return replace(
        group,
        last=behind.last,
        party=behind.party or group.party,
        country=behind.country or group.country,
        word=word,
        suffix=":linked",
    )


def _shares_head(group: Group, behind: Group) -> bool:
    return group.form in _BARE and behind.word is not None and behind.takes_owner
